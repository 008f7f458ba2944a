"""Copies of the store, made by SQLite while it may be in use, and how one takes its place again.

    <data>/copies/quaere.20261122T163900Z.sqlite     one a day at the most
    <data>/quaere.v3.sqlite                          before an upgrade
    <data>/quaere.before-merge-....sqlite            before something that changes much
    <data>/quaere.aside-....sqlite                   what a copy has taken the place of

Nothing is known here of what the store holds.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

FOLDER = "copies"
KEPT = 3
EVERY = timedelta(days=1)
_TIME = "%Y%m%dT%H%M%SZ"
LOGS = ("-wal", "-shm", "-journal")
"""How the names of the files go on that SQLite keeps beside a database in use."""


def make(source: sqlite3.Connection, copy: Path) -> None:
    """Keep what a connection sees in the file `copy`, whole or not at all.

    Raises OSError or sqlite3.Error.
    """
    part = copy.with_name(f"{copy.name}.part")
    _discard(part)  # left by a process that was killed
    os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    try:
        with contextlib.closing(sqlite3.connect(part)) as target:
            source.backup(target)
        part.replace(copy)
    except BaseException:
        _discard(part)
        raise


def is_due(file: Path, now: datetime) -> bool:
    """Whether the last daily copy is old, and the store has changed since."""
    last = max(_daily(file), default=None)
    if last is None:
        return True
    made = datetime.strptime(last.name.split(".")[1], _TIME).replace(tzinfo=UTC)
    if abs(now - made) < EVERY:
        return False
    return _changed(file) > last.stat().st_mtime_ns


def keep_daily(source: sqlite3.Connection, file: Path, now: datetime) -> Path:
    """Make the copy of the day and let go of old ones; the copy.

    The last three stay, and the largest: a store that was begun anew pushes no full one out.
    Raises OSError or sqlite3.Error.
    """
    folder = file.parent / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    for left in folder.glob("*.part"):
        _discard(left)
    copy = folder / f"{file.stem}.{now.astimezone(UTC).strftime(_TIME)}{file.suffix}"
    make(source, copy)
    every = sorted(_daily(file))
    largest = max(every, key=lambda path: (path.stat().st_size, path.name))
    for old in every[:-KEPT]:
        if old != largest:
            old.unlink(missing_ok=True)
    return copy


def every(file: Path) -> list[Path]:
    """All copies of the store in `file`, the newest first; not what was put aside."""
    beside = file.parent.glob(f"{file.stem}.*{file.suffix}")
    found = [path for path in beside if ".aside-" not in path.name] + _daily(file)
    return sorted(found, key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)


def newest(file: Path) -> Path | None:
    """The newest copy that can be read; None if there is none."""
    return next((copy for copy in every(file) if is_sound(copy)), None)


def is_sound(copy: Path) -> bool:
    """Whether a copy passes SQLite's check and holds anything."""
    address = f"{copy.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with contextlib.closing(sqlite3.connect(address, uri=True)) as connection:
            checked = connection.execute("PRAGMA quick_check(1)").fetchone()
            tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error:
        return False
    return tuple(checked) == ("ok",) and bool(tables[0])


def remove_logs(file: Path) -> None:
    """Remove what SQLite has left beside a file that is gone: it would add it to a new one."""
    for log in LOGS:
        file.with_name(file.name + log).unlink(missing_ok=True)


def _discard(part: Path) -> None:
    """Remove a copy that was begun. SQLite would take its log for that of the next one."""
    remove_logs(part)
    part.unlink(missing_ok=True)


def put_back(copy: Path, file: Path, now: datetime) -> Path | None:
    """Put a copy, which stays, in the place of the store; where that is now, None if it was gone.

    Raises OSError or sqlite3.Error.
    """
    draft = file.with_name(f"{file.stem}.recovering{file.suffix}.new")
    address = f"{copy.absolute().as_uri()}?mode=ro&immutable=1"
    with contextlib.closing(sqlite3.connect(address, uri=True)) as source:
        make(source, draft)
    aside = None
    if os.path.lexists(file):
        name = f"{file.stem}.aside-{now.astimezone(UTC).strftime(_TIME)}{file.suffix}"
        aside = file.with_name(name)
        file.replace(aside)
    for log in LOGS:
        # What a killed process left goes with the file that it belongs to.
        with contextlib.suppress(FileNotFoundError):
            beside = file.with_name(file.name + log)
            if aside is None:
                beside.unlink()
            else:
                beside.replace(aside.with_name(aside.name + log))
    draft.replace(file)
    return aside


def _daily(file: Path) -> list[Path]:
    found = (file.parent / FOLDER).glob(f"{file.stem}.*{file.suffix}")
    return [path for path in found if _is_time(path.name.split(".")[1])]


def _is_time(text: str) -> bool:
    try:
        datetime.strptime(text, _TIME).replace(tzinfo=UTC)
    except ValueError:
        return False
    return True


def _changed(file: Path) -> int:
    """When the store was changed last, as far as the file system knows, in nanoseconds."""
    found = (file, file.with_name(f"{file.name}-wal"))
    return max(path.stat().st_mtime_ns for path in found if path.exists())
