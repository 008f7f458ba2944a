"""Personal data are for their owner: a folder or file that is open to others is closed again."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from index.text import clean_line

_OTHERS = 0o077


def close_to_others(folder: Path, stem: str) -> Iterator[str]:
    """Take from others what they may do with a folder and its files whose names begin with `stem`.

    Gives a sentence for each that cannot be closed.
    """
    if not hasattr(os, "geteuid"):  # Windows has no modes of this kind
        return
    yield from _close(folder, "700")
    for file in sorted(folder.glob(f"{stem}*")) + sorted(folder.glob(f"copies/{stem}*")):
        yield from _close(file, "600")
    copies = folder / "copies"
    if copies.is_dir():
        yield from _close(copies, "700")


def _close(path: Path, wanted: str) -> Iterator[str]:
    try:
        found = path.lstat()
        mode = stat.S_IMODE(found.st_mode)
        if stat.S_ISLNK(found.st_mode) or not mode & _OTHERS:
            return  # a link has no mode of its own
        shared = mode & stat.S_ISVTX
        if not shared:
            path.chmod(mode & ~_OTHERS)
            return
        why = "it is a folder shared by all"
    except FileNotFoundError:
        return  # a log of SQLite's that went away
    except OSError as error:
        why = (error.strerror or "unknown error").lower()
    shown = clean_line(str(path), limit=1000)
    yield (
        f"{shown} is open to other users and could not be closed ({why});"
        f" `chmod {wanted}` it, or set QUAERE_DATA_DIR to a folder of your own."
    )
