"""Highlights that come from elsewhere, put among those that are here.

Whatever was changed last wins; what was removed here stays removed. Taking the same in again
changes nothing.
"""

from __future__ import annotations

import contextlib
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from index.text import clean, clean_line
from reader.notes.model import Highlight
from reader.store import highlights
from reader.store.connection import Store
from reader.store.errors import StoreError
from reader.store.file import FILE_NAME, connect


@dataclass(frozen=True, slots=True)
class Taken:
    """How many were new, changed since, known already, or removed here before."""

    added: int = 0
    updated: int = 0
    known: int = 0
    removed: int = 0


def take_in(store: Store, incoming: Iterable[Highlight]) -> Taken:
    """Keeps highlights under their own ids and times; all of them or, on an error, none."""
    counts = {"added": 0, "updated": 0, "known": 0, "removed": 0}
    with store.writing() as connection:
        for highlight in incoming:
            counts[_take(store, connection, highlight)] += 1
    return Taken(**counts)


def _take(store: Store, connection: sqlite3.Connection, highlight: Highlight) -> str:
    try:
        here = highlights.get(store, highlight.id, removed=True)
    except KeyError:
        highlights.insert(connection, highlight)
        return "added"
    if highlights.is_removed(connection, highlight.id):
        return "removed"
    if here.changed >= highlight.changed:
        return "known"
    highlights.replace(connection, highlight)
    return "updated"


_NOT_OURS = """
    SELECT 1 FROM sqlite_master WHERE type IN ('view', 'trigger') OR sql LIKE 'CREATE VIRTUAL%'
"""
"""What would run when it is only read, without an end if its maker likes."""


@contextlib.contextmanager
def opened_copy(folder: Path) -> Iterator[Store]:
    """The store of another data folder, or in a file, as a copy: nothing is changed there.

    It may be anybody's: all text in the copy has passed the door. Raises StoreError.
    """
    file = folder if folder.is_file() else folder / FILE_NAME
    if not file.is_file():
        raise StoreError(
            f"There are no notes in {clean_line(str(folder))}: {FILE_NAME} is missing."
        )
    with tempfile.TemporaryDirectory(prefix="quaere-") as place:
        try:
            with (
                contextlib.closing(connect(file, read_only=True)) as source,
                contextlib.closing(sqlite3.connect(Path(place) / FILE_NAME)) as target,
            ):
                source.backup(target)
                if target.execute(_NOT_OURS).fetchone() is not None:
                    raise StoreError(
                        f"{clean_line(str(file))} holds views or triggers, as no notes of ours do."
                    )
                _clean(target)
        except sqlite3.Error as error:
            raise StoreError(f"{clean_line(str(file))} cannot be read: {error}.") from error
        with Store(Path(place)) as store:
            yield store


def _clean(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.create_function("clean", 1, clean, deterministic=True)
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (table,) in tables:
        for column in connection.execute("SELECT name FROM pragma_table_info(?)", (table,)):
            where, what = (name.replace('"', '""') for name in (table, column[0]))
            connection.execute(
                f'UPDATE "{where}" SET "{what}" = clean("{what}")'
                f' WHERE typeof("{what}") = \'text\' AND "{what}" <> clean("{what}")'
            )
    connection.commit()
