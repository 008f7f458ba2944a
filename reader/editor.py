"""The reader's own editor, for a text that is longer than a line."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path


class NoEditor(Exception):
    """There is none, or it failed; `str()` is one sentence."""


def edited(text: str) -> str:
    """What the reader made of a text in the program that VISUAL or EDITOR names.

    To be called while the terminal is free. The file is in a folder of its own that only the
    reader can look into, and goes with it. Raises NoEditor.
    """
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not named:
        raise NoEditor("Set EDITOR to the editor you like, for example: export EDITOR=nano")
    with tempfile.TemporaryDirectory(prefix="quaere-") as folder:
        file = Path(folder) / "note.md"
        file.write_text(text, encoding="utf-8")
        try:
            # Argument by argument, never through a shell.
            done = subprocess.run([*shlex.split(named), str(file)], check=False)
            if done.returncode:
                raise NoEditor(f"The editor ended with {done.returncode}; the note is as it was.")
            return file.read_text(encoding="utf-8", errors="replace").rstrip("\n")
        except (OSError, ValueError) as error:
            raise NoEditor(f"The editor cannot be started: {error}.") from error
