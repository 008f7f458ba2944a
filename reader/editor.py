"""The reader's own editor, for a text that is longer than a line, and for the files of articles."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from reader.in_browser import TOLD, in_browser


class NoEditor(Exception):
    """There is none, or it failed; `str()` is one sentence."""


def edited(text: str) -> str:
    """What the reader made of a text in the program that VISUAL or EDITOR names.

    To be called while the terminal is free. The file is in a folder of its own that only the
    reader can look into, and goes with it. Raises NoEditor.
    """
    with tempfile.TemporaryDirectory(prefix="quaere-") as folder:
        file = Path(folder) / "note.md"
        file.write_text(text, encoding="utf-8")
        status = _run(file)
        if status:
            raise NoEditor(f"The editor ended with {status}; the note is as it was.")
        try:
            return file.read_text(encoding="utf-8", errors="replace").rstrip("\n")
        except OSError as error:
            raise NoEditor(f"The note cannot be read: {error.strerror}.") from error


def edit(file: Path) -> None:
    """Let the reader edit a file of theirs, while the terminal is free. Raises NoEditor."""
    if not file.is_file():
        raise NoEditor("The file is not there any more.")
    if status := _run(file):
        raise NoEditor(f"The editor ended with {status}.")


def _run(file: Path) -> int:
    """The exit status of the editor on a file; raises NoEditor."""
    if in_browser():
        raise NoEditor(TOLD)
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not named:
        raise NoEditor("Set EDITOR to the editor you like, for example: export EDITOR=nano")
    try:
        # Argument by argument, never through a shell.
        command = [*shlex.split(named), str(file)]
        return subprocess.run(command, check=False).returncode  # noqa: S603 - their own program
    except (OSError, ValueError) as error:
        raise NoEditor(f"The editor cannot be started: {error}.") from error
