"""Bringing files to the disk: what has been brought there outlives a power cut."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path


def bring_to_disk(paths: Iterable[Path]) -> None:
    """Wait until the content of files is on the disk; of a folder, the names of what is in it.

    What is gone meanwhile is left out. Raises OSError if the disk refuses.
    """
    for path in paths:
        try:
            handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
        except FileNotFoundError:
            continue
        try:
            if path.is_dir():
                # Some file systems cannot do this for folders: their files are safe already.
                with suppress(OSError):
                    os.fsync(handle)
            else:
                os.fsync(handle)
        finally:
            os.close(handle)
