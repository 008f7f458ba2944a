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


@contextmanager
def _blaming(what: str) -> Iterator[None]:
    """What the system refuses is raised as OSError, all else is damage."""
    try:
        yield
    except sqlite3.Error as error:
        refused = _REFUSED.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        if refused is not None:
            raise OSError(refused, os.strerror(refused), str(error)) from error
        raise CatalogDamaged(f"the catalog cannot be {what} ({error})") from error


class Database:
    """One open file, for several threads. Every method may raise `CatalogDamaged` and OSError."""

    def __init__(self, path: Path, *, schema: str, version: int, create: bool) -> None:
        """Open the file, or make it with the schema; it must be of this version."""
        if not create and not path.is_file():
            raise CatalogDamaged("the catalog is missing")
        self._lock = threading.RLock()
        with _blaming("opened"):
            self._db = sqlite3.connect(path, check_same_thread=False, timeout=_BUSY_SECONDS)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=NORMAL")
            found = self._db.execute("PRAGMA user_version").fetchone()[0]
            if create and found == 0:
                self._db.executescript(f"{schema}PRAGMA user_version={version};")
            elif found != version:
                self._db.close()
                raise CatalogDamaged(f"the catalog is of version {found}, not {version}")

    def close(self) -> None:
        """Close the file; it cannot be used afterwards."""
        with self._lock:
            self._db.close()

    def rows(self, sql: str, *values: object) -> list[Any]:
        """All rows of a query."""
        with self._lock, _blaming("read"):
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
        with self._lock, _blaming("written"), self._db:
            self._db.execute("BEGIN IMMEDIATE")
            yield self._db
