"""What is kept of an error nobody foresaw: where it happened, and nothing that anybody wrote.

The log holds the names of exceptions, and of files and functions of the program with line numbers:
no message of an exception, no value, no path of a collection, since any of them may quote an
article or a note. It is the user's alone, and short.
"""

from __future__ import annotations

import os
import platform
import sys
import traceback
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from index import __version__
from index.collection import make_folders

FOLDER, FILE = "log", "crash.log"
_LARGEST = 64_000
"""Bytes of a log before it becomes the old one; one old one is kept."""
_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Crash:
    """What broke off the reader: the kind of error, the screen, the log if there is one."""

    kind: str
    screen: str
    log: Path | None

    @property
    def told(self) -> str:
        """What happened, in plain words."""
        where = f" in {self.screen}" if self.screen else ""
        written = (
            f" Where it happened is written in {self.log}, without any text of yours."
            if self.log
            else ""
        )
        return (
            f"The reader met an error that nobody foresaw ({self.kind}{where}) and had to stop."
            f" Your highlights, notes and reading places are kept.{written}"
            " QUAERE_DEBUG=1 shows all of it."
        )


def keep(error: BaseException, screen: str, cache: Path) -> Crash:
    """Write an error into the log below the folder `cache`, and say what is to be told."""
    text = "\n".join(_entry(error, screen))
    log: Path | None = cache / FOLDER / FILE
    try:
        _append(cache / FOLDER, text + "\n\n")
    except OSError:
        log = None  # it can only be told
    return Crash(type(error).__name__, screen, log)


def _entry(error: BaseException, screen: str) -> Iterator[str]:
    from importlib.metadata import version

    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    yield f"{now} quaere {__version__}, Python {platform.python_version()} on {sys.platform}"
    yield f"textual {version('textual')}, TERM {os.environ.get('TERM', '')!r:.40}, screen {screen}"
    seen: set[int] = set()
    found: BaseException | None = error
    while found is not None and id(found) not in seen:
        seen.add(id(found))
        yield f"{type(found).__module__}.{type(found).__qualname__}"
        for frame in traceback.extract_tb(found.__traceback__)[-_DEEPEST:]:
            file = "/".join(Path(frame.filename).parts[-3:])
            yield f"  {file}:{frame.lineno} {frame.name}"
        found = found.__cause__ or found.__context__


def _append(folder: Path, text: str) -> None:
    make_folders(folder)
    file = folder / FILE
    with suppress(FileNotFoundError):
        if file.lstat().st_size > _LARGEST:
            file.replace(folder / f"{FILE}.1")
    # Windows has neither links to mind nor modes to set.
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(file, flags, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as log:
        if hasattr(os, "fchmod"):
            os.fchmod(log.fileno(), 0o600)
        log.write(text)
