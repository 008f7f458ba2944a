"""The file of the store on its disk: made, looked at, locked, connected to.

What is in it is not known here.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reader.store import copies
from reader.store.errors import BUSY_SECONDS, damaged, primary_code, shown

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

FILE_NAME = "quaere.sqlite"


@dataclass(frozen=True, slots=True)
class Look:
    """What tells whether the file at a path is the one that was opened, and as it was."""

    device: int
    inode: int
    size: int
    changed: tuple[int, int]

    @classmethod
    def at(cls, file: Path) -> Look | None:
        """As the file is now; None if there is none."""
        # Never by opening it: closing the file would undo the locks that SQLite holds on it.
        try:
            found = file.stat()
        except FileNotFoundError:
            return None
        times = (found.st_mtime_ns, found.st_ctime_ns)
        return cls(found.st_dev, found.st_ino, found.st_size, times)

    def is_of(self, other: Look) -> bool:
        """Whether both are of the same file, whatever is in it."""
        return (self.device, self.inode) == (other.device, other.inode)


def make_ready(file: Path) -> str | None:
    """Makes an empty file where there is none; what is to be said if there was one once."""
    was_there = os.path.lexists(file)
    if not file.exists():
        os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    if not file.is_file():
        raise damaged(file, "it is not a file")
    if file.stat().st_size:
        return None
    copy = copies.newest(file)
    if not was_there and copy is None:
        return None
    state = "was empty" if was_there else "was gone"
    offer = f"; `quaere notes recover` brings back the copy {shown(copy)}" if copy else ""
    return f"The notes file {shown(file)} {state}: begun anew{offer}."


def choose_journal(connection: sqlite3.Connection) -> str:
    """Sets the write-ahead log, or the rollback journal where there can be none; says which."""
    try:
        mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    except sqlite3.OperationalError as error:
        if primary_code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_FULL):
            raise
        mode = "unavailable"
    if mode != "wal":
        mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
    return str(mode)


def connect(file: Path, *, read_only: bool) -> sqlite3.Connection:
    """A connection to a file that is there; one that only reads leaves nothing beside it."""
    address = file.absolute().as_uri()
    if read_only:
        # Reading a write-ahead log needs files beside it. Without them, and without the right to
        # make them, nobody on this side can be writing: the file may be taken as it lies there.
        log = file.with_name(f"{file.name}-wal")
        logged = log.exists() and log.stat().st_size > 0
        address += "?mode=ro" if logged else "?mode=ro&immutable=1"
    connection = sqlite3.connect(
        address, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, uri=True
    )
    connection.row_factory = sqlite3.Row
    return connection


@contextlib.contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Keeps other processes from opening a store in the folder at the same moment.

    SQLite's own locks make that safe, but the switch to a write-ahead log does not wait for them
    and would fail. The lock is the kernel's: it ends with the process.
    """
    if fcntl is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        # Some network file systems cannot lock folders; then only the waiting is lost.
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
