"""Highlights in the store: rows in, `Highlight` out. How a quote is found again is not known here.

Removing leaves the row, so that it can be undone; removed highlights are in no list.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import cast

from reader.notes.model import ArticleRef, Colour, Highlight
from reader.store import anchored
from reader.store.connection import Store

_COLUMNS = f"id, {anchored.COLUMNS}, colour, note, tags, created, changed"
_ORDER = anchored.ORDER


def add(store: Store, highlight: Highlight) -> None:
    """Keeps a new highlight; it is on the disk when this returns.

    Raises StoreError if it cannot be saved, sqlite3.IntegrityError if its id is taken.
    """
    with store.writing() as connection:
        insert(connection, highlight)


def insert(connection: sqlite3.Connection, highlight: Highlight) -> None:
    """`add` within a transaction that is open already."""
    marks = ", ".join("?" * len(_values(highlight)))
    connection.execute(f"INSERT INTO highlight ({_COLUMNS}) VALUES ({marks})", _values(highlight))


def replace(connection: sqlite3.Connection, highlight: Highlight) -> None:
    """Puts a highlight in the place of the one with its id, within an open transaction."""
    columns = ", ".join(f"{name.strip()} = ?" for name in _COLUMNS.split(","))
    values = (*_values(highlight), highlight.id)
    connection.execute(f"UPDATE highlight SET {columns} WHERE id = ?", values)


def get(store: Store, id: str, *, removed: bool = False) -> Highlight:
    """The highlight of that id, a removed one only if asked for; else KeyError."""
    with store.reading() as connection:
        row = connection.execute(
            f"SELECT {_COLUMNS}, removed FROM highlight WHERE id = ?", (id,)
        ).fetchone()
    if row is None or (row["removed"] is not None and not removed):
        raise KeyError(id)
    return _highlight(row)


def change(store: Store, id: str, how: Callable[[Highlight], Highlight]) -> Highlight:
    """Replaces a highlight by what `how` makes of it; KeyError if there is none or it was removed.

    Nobody else can write between the look and the change: what another process changed stays.
    """
    with store.writing() as connection:
        changed = how(get(store, id))
        replace(connection, changed)
    return changed


def remove(store: Store, id: str) -> None:
    """Takes a highlight out of every list; KeyError if it is in none."""
    anchored.remove(store, "highlight", id)


def restore(store: Store, id: str) -> None:
    """Undoes `remove`; KeyError if no highlight of that id was removed."""
    anchored.restore(store, "highlight", id)


def is_removed(connection: sqlite3.Connection, id: str) -> bool:
    """Whether the highlight of that id was removed; False as well if there never was one."""
    row = connection.execute("SELECT removed FROM highlight WHERE id = ?", (id,)).fetchone()
    return row is not None and row["removed"] is not None


def of_article(store: Store, ref: ArticleRef) -> list[Highlight]:
    """Highlights of the same file, the same source or the same text, by path and position."""
    return [_highlight(row) for row in anchored.of_article(store, "highlight", ref)]


def of_file(store: Store, path: str) -> list[Highlight]:
    """Highlights made in the file at an absolute path, by position."""
    return [_highlight(row) for row in anchored.of_file(store, "highlight", path)]


def every(store: Store) -> list[Highlight]:
    """All highlights that were not removed, by path and position."""
    with store.reading() as connection:
        rows = connection.execute(
            f"SELECT {_COLUMNS} FROM highlight WHERE removed IS NULL {_ORDER}"
        ).fetchall()
    return [_highlight(row) for row in rows]


def under(store: Store, folder: Path) -> list[Highlight]:
    """Highlights whose file lies, or lay, in the folder or below it."""
    inside = os.fsencode(folder).rstrip(b"/") + b"/"
    with store.reading() as connection:
        rows = connection.execute(
            f"SELECT {_COLUMNS} FROM highlight WHERE removed IS NULL"
            f" AND substr(path, 1, ?) = ? {_ORDER}",
            (len(inside), inside),
        ).fetchall()
    return [_highlight(row) for row in rows]


def counts(store: Store) -> list[tuple[ArticleRef, int]]:
    """How many highlights each article has, as it was when one was changed last."""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT path, text_hash, source, title, MAX(changed) AS changed, COUNT(*) AS number"
            " FROM highlight WHERE removed IS NULL GROUP BY path ORDER BY changed"
        ).fetchall()
    return [(anchored.ref_in(row), row["number"]) for row in rows]


def refer(store: Store, ids: list[str], ref: ArticleRef) -> None:
    """Writes down where the article of these highlights is now; nothing else of them changes."""
    anchored.refer(store, "highlight", ids, ref)


def _values(highlight: Highlight) -> tuple[str | bytes | int | None, ...]:
    return (
        highlight.id,
        *anchored.values(highlight.article, highlight.selector),
        highlight.colour,
        highlight.note,
        " ".join(highlight.tags),
        highlight.created,
        highlight.changed,
    )


def _highlight(row: sqlite3.Row) -> Highlight:
    return Highlight(
        id=row["id"],
        article=anchored.ref_in(row),
        selector=anchored.selector_in(row),
        colour=cast(Colour, row["colour"]),
        note=row["note"],
        tags=tuple(row["tags"].split()),
        created=row["created"],
        changed=row["changed"],
    )
