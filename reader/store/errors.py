"""What can go wrong with the store, each as one sentence that says what to do."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from index.text import clean_line
from reader.store import copies

BUSY_SECONDS = 10.0
DISK_FULL = "The disk is full, so nothing was saved; free some space and try again."


class StoreError(Exception):
    """The store could not be opened, read or written; `str()` is one sentence for the user."""


class StoreDamaged(StoreError):
    """The file is not a database of ours, or fails SQLite's own check."""


class StoreTooNew(StoreError):
    """The file was written by a later version of Quaere."""


def primary_code(error: sqlite3.Error) -> int:
    """SQLite's own code of an error, without its details."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def is_full(error: sqlite3.Error) -> bool:
    """Whether there is no room for a change, or for the 32 KB that even reading a log takes."""
    code = getattr(error, "sqlite_errorcode", 0)
    return code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE)


def explained(error: sqlite3.DatabaseError, file: Path) -> StoreError:
    """What an error of SQLite means for whoever keeps notes in `file`."""
    if is_full(error):
        return StoreError(DISK_FULL)
    match primary_code(error):
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return damaged(file, str(error))
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            why = (
                f"Another program has kept {shown(file)} locked for {BUSY_SECONDS:.0f} seconds,"
                " so nothing was saved; close it and try again."
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            why = f"{shown(file)} cannot be written to; check the permissions of its folder."
        case sqlite3.SQLITE_CANTOPEN:
            why = f"{shown(file)} cannot be opened; check the permissions of its folder."
        case sqlite3.SQLITE_IOERR:
            why = f"{shown(file)} could not be read or written ({error}); check the disk."
        case _:
            why = f"{shown(file)} could not be used: {error}."
    return StoreError(why)


def damaged(file: Path, why: str) -> StoreDamaged:
    """The file cannot be used; the sentence names the newest sound copy and what to do with it."""
    copy = copies.newest(file)
    remedy = (
        f"let `quaere notes recover` put {shown(copy)} in its place (the damaged file is kept)"
        if copy is not None
        else f"move that file aside (mv {file.name} {file.stem}.damaged) and put a copy of your"
        " own in its place, or begin anew"
    )
    return StoreDamaged(
        f"The notes in {shown(file)} are damaged ({why}). Nothing was changed. Close all readers,"
        f" then {remedy}."
    )


def shown(path: Path) -> str:
    """A path as it may be printed."""
    return clean_line(str(path), limit=1000)
