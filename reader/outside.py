"""Handing an address or a folder to the desktop. Never through a shell, never in our terminal."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from index.text import clean_line
from reader.in_browser import TOLD, in_browser
from reader.links import safe_address

_OPENERS = (("xdg-open",), ("gio", "open"), ("wslview",))
_PATIENCE = 5.0
"""Seconds in which an opener that fails has failed."""


class CannotOpen(Exception):
    """It could not be opened; `str()` is one sentence."""


def open_address(address: str) -> None:
    """Open an address of the web or of mail; waits a few seconds at most. Raises CannotOpen."""
    if safe_address(address) != address:
        raise CannotOpen("Only addresses of http, https and mailto are opened.")
    _hand_over(address)


def open_folder(folder: Path) -> None:
    """Show a folder; waits a few seconds at most. Raises CannotOpen."""
    if not folder.is_dir():
        raise CannotOpen("The folder is not there any more.")
    _hand_over(str(folder.resolve()))


def _hand_over(what: str) -> None:
    if in_browser():
        raise CannotOpen(TOLD)
    command = opener()
    if command is None:
        raise CannotOpen(f"There is no desktop here to open it with: {clean_line(what)}")
    quiet = subprocess.DEVNULL
    try:
        process = subprocess.Popen(  # noqa: S603 - the desktop's opener, and one checked argument
            [*command, what], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
        )
        status = process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        return  # it shows what it was given
    except OSError as error:
        raise CannotOpen(f"{command[0]} cannot be started: {error.strerror}.") from error
    # Windows' explorer says 1 also when all went well.
    if status and sys.platform != "win32":
        raise CannotOpen(f"{command[0]} could not open it.")


def opener() -> tuple[str, ...] | None:
    """What opens things here, None where there is no desktop.

    A text browser would write over our screen.
    """
    if sys.platform == "darwin":
        return ("open",)
    if sys.platform == "win32":
        return ("explorer",)
    if not any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"))):
        return None
    return next((each for each in _OPENERS if shutil.which(each[0])), None)
