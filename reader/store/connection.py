"""Opening the one file of personal data, and every rule about how it is read and written.

Write-ahead log with `synchronous=FULL`: what was committed outlives a killed process and a power
cut. Where a write-ahead log cannot be had (network file systems) the rollback journal takes its
place. The tables are in `schema`, what is kept in them in one module per kind beside this one; no
SQL about a kind of data may enter here.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from index.text import clean_line
from reader.store.schema import APPLICATION_ID, STEPS, Step

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

FILE_NAME = "quaere.sqlite"
BUSY_SECONDS = 10.0
_FULL = "The disk is full, so nothing was saved; free some space and try again."


class StoreError(Exception):
    """The store could not be opened, read or written; `str()` is one sentence for the user."""


class StoreDamaged(StoreError):
    """The file is not a database of ours, or fails SQLite's own check."""


class StoreTooNew(StoreError):
    """The file was written by a later version of Quaere."""


def utc_now() -> datetime:
    """The time of the system's clock, in UTC."""
    return datetime.now(UTC)


class Store:
    """The open store.

    One connection, guarded by a lock: a Store may be shared between threads, and several
    processes may each open their own on the same folder (a writer waits up to ten seconds for
    another). It must not be carried across a fork.

    `folder` is made with mode 0700 if missing, the file with 0600. `clock` gives aware datetimes.
    Where the folder or the file cannot be written, or the disk is full to the last byte, the store
    opens for reading only (`read_only`) and every write raises. Raises StoreDamaged, StoreTooNew
    or StoreError.
    """

    def __init__(
        self,
        folder: Path,
        *,
        clock: Callable[[], datetime] = utc_now,
        steps: Sequence[Step] = STEPS,
    ) -> None:
        self.file = folder.absolute() / FILE_NAME
        self._clock = clock
        self._lock = threading.RLock()
        self._is_full = False
        try:
            self.read_only = _prepare(self.file)
            with self._in_sentences(), _alone_in(self.file.parent):
                try:
                    self._open(steps)
                except sqlite3.OperationalError as error:
                    if self.read_only or not _is_full(error):
                        raise
                    self.read_only = self._is_full = True
                    self._open(steps)
        except OSError as error:
            raise StoreError(
                f"The notes cannot be kept in {_shown(self.file.parent)}: {error.strerror}."
                " Set QUAERE_DATA_DIR to a folder that can be written to."
            ) from error

    def now(self) -> str:
        """The clock's time as ISO 8601 in UTC, to the second: "2026-11-22T16:39:00Z"."""
        return self._clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, for SELECTs; rows are `sqlite3.Row`. Raises StoreError."""
        with self._lock, self._in_sentences():
            yield self._connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The connection within one transaction: all of it is on the disk afterwards, or none.

        Raises StoreError if it could not be saved; any exception undoes the transaction.
        """
        if self._is_full:
            raise StoreError(_FULL)
        with self._lock, self._in_sentences():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                _roll_back(self._connection)
                raise

    def back_up(self, before: str) -> Path:
        """Keeps all of it as it is before something, named in a word, is done; the file.

        It lies beside the store ("quaere.before-merge-20261122T163900Z.sqlite"). Raises StoreError.
        """
        time = self.now().replace("-", "").replace(":", "")
        name = f"{self.file.stem}.before-{before}-{time}"
        with self._lock, self._in_sentences():
            kept = self.file.with_name(f"{name}{self.file.suffix}")
            for number in itertools.count(2):
                if not kept.exists():
                    break
                kept = self.file.with_name(f"{name}-{number}{self.file.suffix}")
            try:
                _copy(self.file, kept)
            except OSError as error:
                raise StoreError(
                    f"No backup could be made in {_shown(kept.parent)}: {error.strerror};"
                    " nothing was changed."
                ) from error
        return kept

    def close(self) -> None:
        """Closes the file; the store cannot be used afterwards."""
        with self._lock:
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _open(self, steps: Sequence[Step]) -> None:
        self._connection = connect(self.file, read_only=self.read_only)
        try:
            self._set_up(steps)
        except BaseException:
            self._connection.close()
            raise

    def _set_up(self, steps: Sequence[Step]) -> None:
        connection = self._connection
        connection.execute("PRAGMA trusted_schema = OFF")
        if [tuple(row) for row in connection.execute("PRAGMA quick_check(1)")] != [("ok",)]:
            raise _damaged(self.file, "it fails SQLite's check")
        version = _version_of_ours(connection, self.file)
        if version > len(steps):
            raise StoreTooNew(
                f"The notes in {_shown(self.file)} were written by a later version of Quaere;"
                " update Quaere to use them."
            )
        if self.read_only:
            if version < len(steps) and self._is_full:
                raise StoreError(_FULL)
            if version < len(steps):
                raise StoreError(
                    f"The notes in {_shown(self.file)} must be brought up to date, but the folder"
                    " cannot be written to; check its permissions."
                )
            return
        choose_journal(connection)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA fullfsync = ON")  # macOS: fsync alone does not reach the disk
        connection.execute("PRAGMA foreign_keys = ON")
        _migrate(connection, self.file, steps)

    @contextlib.contextmanager
    def _in_sentences(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
            raise  # a mistake of the caller, not of the disk
        except sqlite3.DatabaseError as error:
            raise _explained(error, self.file) from error
        except UnicodeEncodeError as error:
            raise StoreError("Text that was not cleaned cannot be stored.") from error


def choose_journal(connection: sqlite3.Connection) -> str:
    """Sets the write-ahead log, or the rollback journal where there can be none; says which."""
    try:
        mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    except sqlite3.OperationalError as error:
        if _primary_code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_FULL):
            raise
        mode = "unavailable"
    if mode != "wal":
        mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
    return str(mode)


def _prepare(file: Path) -> bool:
    """Makes the folder and an empty file where missing; whether they can only be read."""
    folder = file.parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not file.exists():
        os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    if not file.is_file():
        raise _damaged(file, "it is not a file")
    return not (os.access(folder, os.W_OK) and os.access(file, os.W_OK))


def connect(file: Path, *, read_only: bool) -> sqlite3.Connection:
    """A connection to a file that is there; one that only reads leaves nothing beside it."""
    address = file.absolute().as_uri()
    if read_only:
        # Reading a write-ahead log needs files beside it. Without them, and without the right to
        # make them, nobody on this side can be writing: the file may be taken as it lies there.
        log = file.with_name(f"{FILE_NAME}-wal")
        logged = log.exists() and log.stat().st_size > 0
        address += "?mode=ro" if logged else "?mode=ro&immutable=1"
    connection = sqlite3.connect(
        address, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, uri=True
    )
    connection.row_factory = sqlite3.Row
    return connection


@contextlib.contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
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


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _version_of_ours(connection: sqlite3.Connection, file: Path) -> int:
    version = _version(connection)
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if mark != APPLICATION_ID and (version or tables):
        raise _damaged(file, "it belongs to another program")
    return version


def _migrate(connection: sqlite3.Connection, file: Path, steps: Sequence[Step]) -> None:
    is_new = _version(connection) == 0
    while _version(connection) < len(steps):
        connection.execute("BEGIN IMMEDIATE")
        try:
            version = _version(connection)  # another process may have been here first
            if version < len(steps):
                if not is_new:
                    _copy(file, file.with_name(f"{file.stem}.v{version}{file.suffix}"))
                for statement in steps[version]:
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {version + 1}")
            connection.execute("COMMIT")
        except BaseException:
            _roll_back(connection)
            raise


def _copy(file: Path, kept: Path) -> None:
    """Keeps the store as it is now in the file `kept`, whole or not at all."""
    part = kept.with_name(f"{kept.name}.part")
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    with (
        contextlib.closing(sqlite3.connect(file)) as source,
        contextlib.closing(sqlite3.connect(part)) as target,
    ):
        source.backup(target)
    part.replace(kept)


def _roll_back(connection: sqlite3.Connection) -> None:
    # SQLite undoes some failures by itself, and a rollback that fails leaves the error that
    # caused it as the one worth reporting.
    if connection.in_transaction:
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")


def _primary_code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _is_full(error: sqlite3.Error) -> bool:
    """Whether there is no room for a change, or for the 32 KB that even reading a log takes."""
    code = getattr(error, "sqlite_errorcode", 0)
    return code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE)


def _explained(error: sqlite3.DatabaseError, file: Path) -> StoreError:
    if _is_full(error):
        return StoreError(_FULL)
    match _primary_code(error):
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return _damaged(file, str(error))
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            why = (
                f"Another program has kept {_shown(file)} locked for {BUSY_SECONDS:.0f} seconds,"
                " so nothing was saved; close it and try again."
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            why = f"{_shown(file)} cannot be written to; check the permissions of its folder."
        case sqlite3.SQLITE_CANTOPEN:
            why = f"{_shown(file)} cannot be opened; check the permissions of its folder."
        case sqlite3.SQLITE_IOERR:
            why = f"{_shown(file)} could not be read or written ({error}); check the disk."
        case _:
            why = f"{_shown(file)} could not be used: {error}."
    return StoreError(why)


def _damaged(file: Path, why: str) -> StoreDamaged:
    copies = sorted(file.parent.glob(f"{file.stem}.v*{file.suffix}"))
    remedy = f"put {_shown(copies[-1])} in its place" if copies else "put a copy of it back"
    return StoreDamaged(
        f"The notes in {_shown(file)} are damaged ({why}); move that file aside and {remedy}."
    )


def _shown(path: Path) -> str:
    return clean_line(str(path))
