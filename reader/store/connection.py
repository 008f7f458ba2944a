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
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from reader.store import copies
from reader.store.errors import (
    DISK_FULL,
    StoreError,
    StoreTooNew,
    damaged,
    explained,
    is_full,
    shown,
)
from reader.store.file import FILE_NAME, Look, alone_in, choose_journal, connect, make_ready
from reader.store.private import close_to_others
from reader.store.schema import APPLICATION_ID, STEPS, Step


def utc_now() -> datetime:
    """The time of the system's clock, in UTC."""
    return datetime.now(UTC)


class Store:
    """The open store.

    One connection, guarded by a lock: a Store may be shared between threads, and several
    processes may each open their own on the same folder (a writer waits up to ten seconds for
    another). It must not be carried across a fork.

    `folder` is made with mode 0700 if missing, the file with 0600; what is open to others is
    closed. `clock` gives aware datetimes. Where the folder or the file cannot be written, or the
    disk is full to the last byte, the store opens for reading only (`read_only`) and every write
    raises. With `as_found` modes stay as they are. What the user should know though nothing failed
    is said to `tell_to`. Raises StoreDamaged, StoreTooNew or StoreError.

    What `writing` has done is in the sound file at `file`: one that vanished while it was open is
    written anew, one that was replaced is opened, what was here before being kept beside it.
    """

    def __init__(
        self,
        folder: Path,
        *,
        clock: Callable[[], datetime] = utc_now,
        steps: Sequence[Step] = STEPS,
        as_found: bool = False,
    ) -> None:
        self.file = folder.absolute() / FILE_NAME
        self._log_file = self.file.with_name(f"{FILE_NAME}-wal")
        self._clock = clock
        self._steps = steps
        self._lock = threading.RLock()
        self._is_full = False
        self._told: deque[str] = deque()
        self._tell: Callable[[str], object] | None = None
        self._seen: Look | None = None
        self._log: Look | None = None
        self._rescued: Look | None = None
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not as_found:
                for each in close_to_others(self.file.parent, self.file.stem):
                    self.say(each)
            with self._in_sentences(), alone_in(self.file.parent):
                if begun := make_ready(self.file):
                    self.say(begun)
                self.read_only = not all(
                    os.access(each, os.W_OK) for each in (self.file.parent, self.file)
                )
                try:
                    self._connection = self._opened()
                except sqlite3.OperationalError as error:
                    if self.read_only or not is_full(error):
                        raise
                    self.read_only = self._is_full = True
                    self._connection = self._opened()
                self._remember_file()
        except OSError as error:
            raise StoreError(
                f"The notes cannot be kept in {shown(self.file.parent)}: {error.strerror}."
                " Set QUAERE_DATA_DIR to a folder that can be written to."
            ) from error

    def tell_to(self, tell: Callable[[str], object]) -> None:
        """Say to `tell`, from any thread, what the user should know; first what waits already."""
        with self._lock:
            self._tell = tell
            while self._told:
                tell(self._told.popleft())

    def say(self, sentence: str) -> None:
        """Let the user know; kept until somebody listens."""
        if self._tell is None:
            self._told.append(sentence)
        else:
            self._tell(sentence)

    def time(self) -> datetime:
        """The clock's time."""
        return self._clock()

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
            raise StoreError(DISK_FULL)
        with self._lock, self._in_sentences():
            self._stand_by_file()
            connection = self._connection
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                _roll_back(connection)
                raise
            if self._journal != "wal" and (seen := Look.at(self.file)) and self._is_open(seen):
                self._seen = seen  # here it is we who changed the file, each time
            if self._stand_by_file():
                raise StoreError(
                    f"{shown(self.file)} was replaced while this was being kept; try again."
                )

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
                copies.make(self._connection, kept)
            except OSError as error:
                raise StoreError(
                    f"No backup could be made in {shown(kept.parent)}: {error.strerror};"
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

    # The file at our path

    def _is_open(self, look: Look) -> bool:
        return self._seen is not None and look.is_of(self._seen)

    def _is_nothing(self, look: Look) -> bool:
        """Whether an empty file, in which nothing can be lost, took the place of ours."""
        return not look.size and not self._is_open(look)

    def _stand_by_file(self) -> bool:
        """Make sure that the sound file at our path is the open one; whether it is another now."""
        if self.read_only:
            return False  # a write says why it cannot be
        try:
            look = Look.at(self.file)
            if look == self._seen:
                return False
            if look is None or self._is_nothing(look):
                return self._write_anew()
            if not look.size:
                raise damaged(self.file, "it is empty")  # opened, it would be taken for a new one
            is_another = not self._is_open(look)
            kept = self._rescue(look) if is_another else None
            beside = Look.at(self._log_file)
            if is_another and beside and self._log and beside.is_of(self._log):
                copies.remove_logs(self.file)  # they are of the old file, which has them open
            # Changed from outside or by SQLite's own log: opening looks at all of it.
            self._take(self._opened())
        except OSError as error:
            raise StoreError(f"{shown(self.file)} cannot be used: {error.strerror}.") from error
        if kept is not None:
            self.say(
                "The notes file was replaced by another while it was open; what you do now goes"
                f" there. What was here before is kept: `quaere notes merge {shown(kept)}`"
                " takes it in."
            )
        return is_another

    def _write_anew(self) -> bool:
        """The file is gone, but not for us who have it open."""
        folder = self.file.parent
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with alone_in(folder):
            look = Look.at(self.file)
            if was_gone := look is None or self._is_nothing(look):
                draft = self.file.with_name(f"{self.file.stem}.anew{self.file.suffix}.new")
                copies.make(self._connection, draft)
                copies.remove_logs(self.file)  # they are of the file that is gone
                draft.replace(self.file)
                self._take(self._opened())
        if not was_gone:
            return self._stand_by_file()  # another process was faster
        self.say(f"The notes file {shown(self.file)} was gone; all of it was written there anew.")
        return False

    def _rescue(self, look: Look) -> Path | None:
        """Keep what is open beside the file that took its place, once; where, if it was now."""
        if self._rescued is not None and look.is_of(self._rescued):
            return None
        kept = self.back_up("replaced")
        self._rescued = look
        return kept

    def _take(self, connection: sqlite3.Connection) -> None:
        # SQLite sees that the old one's file has moved, and leaves the new one's log alone.
        self._connection.close()
        self._connection = connection
        self._remember_file()

    def _remember_file(self) -> None:
        self._seen, self._log = Look.at(self.file), Look.at(self._log_file)

    def _opened(self) -> sqlite3.Connection:
        connection = connect(self.file, read_only=self.read_only)
        try:
            self._set_up(connection, self._steps)
        except BaseException:
            connection.close()
            raise
        return connection

    def _set_up(self, connection: sqlite3.Connection, steps: Sequence[Step]) -> None:
        connection.execute("PRAGMA trusted_schema = OFF")
        if [tuple(row) for row in connection.execute("PRAGMA quick_check(1)")] != [("ok",)]:
            raise damaged(self.file, "it fails SQLite's check")
        version = _version_of_ours(connection, self.file)
        if version > len(steps):
            raise StoreTooNew(
                f"The notes in {shown(self.file)} were written by a later version of Quaere;"
                " update Quaere to use them."
            )
        if self.read_only:
            if version < len(steps) and self._is_full:
                raise StoreError(DISK_FULL)
            if version < len(steps):
                raise StoreError(
                    f"The notes in {shown(self.file)} must be brought up to date, but the folder"
                    " cannot be written to; check its permissions."
                )
            return
        self._journal = choose_journal(connection)
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
            raise explained(error, self.file) from error
        except UnicodeEncodeError as error:
            raise StoreError("Text that was not cleaned cannot be stored.") from error


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _version_of_ours(connection: sqlite3.Connection, file: Path) -> int:
    version = _version(connection)
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if mark != APPLICATION_ID and (version or tables):
        raise damaged(file, "it belongs to another program")
    return version


def _migrate(connection: sqlite3.Connection, file: Path, steps: Sequence[Step]) -> None:
    is_new = _version(connection) == 0
    while _version(connection) < len(steps):
        connection.execute("BEGIN IMMEDIATE")
        try:
            version = _version(connection)  # another process may have been here first
            if version < len(steps):
                if not is_new:
                    with contextlib.closing(sqlite3.connect(file)) as source:
                        copy = file.with_name(f"{file.stem}.v{version}{file.suffix}")
                        copies.make(source, copy)
                for statement in steps[version]:
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {version + 1}")
            connection.execute("COMMIT")
        except BaseException:
            _roll_back(connection)
            raise


def _roll_back(connection: sqlite3.Connection) -> None:
    # SQLite undoes some failures by itself, and a rollback that fails leaves the error that
    # caused it as the one worth reporting.
    if connection.in_transaction:
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
