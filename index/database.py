"""One SQLite file of derived data: opened, read, written in transactions, and what may go wrong.

What the system refuses (a full disk) is told from a damaged file: only the latter is thrown away.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_BUSY_SECONDS = 10


class CatalogDamaged(Exception):
    """The file cannot be opened, is of another version, or fails while it is read."""


_REFUSED = {
    # The index of the log is a file of 32 KB beside it, and finds no room.
    sqlite3.SQLITE_IOERR_SHMSIZE: errno.ENOSPC,
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_IOERR: errno.EIO,
    sqlite3.SQLITE_READONLY: errno.EROFS,
    sqlite3.SQLITE_PERM: errno.EACCES,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
    sqlite3.SQLITE_BUSY: errno.EBUSY,
    sqlite3.SQLITE_LOCKED: errno.EBUSY,
    sqlite3.SQLITE_NOMEM: errno.ENOMEM,
}
"""Results of SQLite by which the system refuses something: the file itself may be in order."""
_READABLE = (errno.ENOSPC, errno.EROFS, errno.EACCES)
"""Where nothing can be written, a file can be read all the same."""


def is_at_rest(path: Path) -> bool:
    """Whether all of a database lies in its file: no log holds changes that are not in it yet."""
    log = path.with_name(f"{path.name}-wal")
    return not log.exists() or log.stat().st_size == 0


def _looks(path: Path) -> object:
    """What is another one once a database is written to; None if it is gone."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size, is_at_rest(path)


def _refused(error: sqlite3.Error) -> OSError | None:
    """What the system refused, if that is what went wrong."""
    code = getattr(error, "sqlite_errorcode", 0)
    number = _REFUSED.get(code) or _REFUSED.get(code & 0xFF)
    return None if number is None else OSError(number, os.strerror(number), str(error))


@contextmanager
def _blaming() -> Iterator[None]:
    """What the system refuses is raised as OSError, all else is damage; the cause says more."""
    try:
        yield
    except sqlite3.Error as error:
        refused = _refused(error)
        if refused is not None:
            raise refused from error
        raise CatalogDamaged("the catalog is damaged") from error


class Database:
    """One open file, for several threads. Every method may raise `CatalogDamaged` and OSError.

    Where the system lets nothing be written (a full disk, a read-only one), a file at rest is
    read as it lies there, and only read.
    """

    def __init__(self, path: Path, *, schema: str, version: int, create: bool) -> None:
        """Open the file, or make it with the schema; it must be of this version."""
        if not create and not path.is_file():
            raise CatalogDamaged("the catalog is gone")
        self._lock = threading.RLock()
        self._path = path
        self._lying: object = None
        self._refused: OSError | None = None
        with _blaming():
            try:
                self._open(path)
                if create:
                    self._make(schema, version)
            except sqlite3.OperationalError as error:
                self._db.close()
                refused = _refused(error)
                readable = refused is not None and refused.errno in _READABLE
                if create or not (readable and is_at_rest(path)):
                    raise
                self._lying, self._refused = _looks(path), refused
                self._open(f"{path.absolute().as_uri()}?mode=ro&immutable=1")
            found = self._db.execute("PRAGMA user_version").fetchone()[0]
        if found != version:
            self._db.close()
            raise CatalogDamaged(f"the catalog is of version {found}, not {version}")

    def _open(self, where: Path | str) -> None:
        self._db = sqlite3.connect(
            where, check_same_thread=False, timeout=_BUSY_SECONDS, uri=isinstance(where, str)
        )
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        self._db.execute("PRAGMA user_version")

    def _make(self, schema: str, version: int) -> None:
        if self._db.execute("PRAGMA user_version").fetchone()[0] == 0:
            self._db.executescript(f"{schema}PRAGMA user_version={version};")

    def is_outdated(self) -> bool:
        """Whether a file that is read as it lay there was written to since: open it again."""
        return self._lying is not None and self._lying != _looks(self._path)

    def close(self) -> None:
        """Close the file; it cannot be used afterwards."""
        with self._lock:
            self._db.close()

    def rows(self, sql: str, *values: object) -> list[Any]:
        """All rows of a query."""
        with self._lock, _blaming():
            return self._db.execute(sql, values).fetchall()

    def one(self, sql: str, key: str, *values: object) -> Any:
        """The first row of a query for a key; raises KeyError with it if there is none."""
        rows = self.rows(sql, key, *values)
        if not rows:
            raise KeyError(key)
        return rows[0]

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it or nothing."""
        if self._refused is not None:
            raise self._refused
        with self._lock, _blaming(), self._db:
            self._db.execute("BEGIN IMMEDIATE")
            yield self._db
