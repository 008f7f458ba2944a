"""Files that are being written: hidden, with a name of their own, given the real name when whole.

Who is killed meanwhile leaves one behind; the next who writes into the folder removes it.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import time
from pathlib import Path

_NAME = re.compile(r"\.quaere-[0-9a-f]{16}\.part")
_SURELY_DEAD_SECONDS = 3600
"""Nobody takes so long to write a file: who began it is no more."""


def part_name() -> str:
    """A new name for a file that is not whole yet."""
    return f".quaere-{secrets.token_hex(8)}.part"


def sweep(folder: Path | int) -> None:
    """Remove what killed processes began in a folder (its path, or a handle of it)."""
    handle = folder if isinstance(folder, int) else None
    dead = time.time() - _SURELY_DEAD_SECONDS
    # Who cannot tidy up can still write.
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _NAME.fullmatch(entry.name) and entry.stat(follow_symlinks=False).st_mtime < dead:
                os.unlink(entry.name if handle is not None else entry.path, dir_fd=handle)
