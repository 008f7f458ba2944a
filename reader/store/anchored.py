"""What rows of all kinds have in common that belong to a place in an article.

They say which article (`ArticleRef`) and where in it (`Selector`), each in columns of the same
names; removing leaves the row, so that it can be undone, and removed rows are in no list.
"""

from __future__ import annotations

import os
import sqlite3
from typing import Literal

from reader.notes.model import ArticleRef, Selector
from reader.store.connection import Store

Table = Literal["highlight", "judgement"]
COLUMNS = (
    "path, text_hash, source, title, exact, prefix, suffix, start_offset, end_offset,"
    " section, heading, selector_hash, twins"
)
ORDER = "ORDER BY path, start_offset, end_offset, created, id"


def values(ref: ArticleRef, selector: Selector) -> tuple[str | bytes | int | None, ...]:
    """The values of `COLUMNS`."""
    return (
        os.fsencode(ref.path),
        ref.text_hash,
        ref.source,
        ref.title,
        selector.exact,
        selector.prefix,
        selector.suffix,
        selector.start,
        selector.end,
        selector.section,
        selector.heading,
        selector.text_hash,
        selector.twins,
    )


def ref_in(row: sqlite3.Row) -> ArticleRef:
    """The article a row belongs to."""
    return ArticleRef(
        path=os.fsdecode(row["path"]),
        text_hash=row["text_hash"],
        source=row["source"],
        title=row["title"],
    )


def selector_in(row: sqlite3.Row) -> Selector:
    """The place a row belongs to."""
    return Selector(
        exact=row["exact"],
        prefix=row["prefix"],
        suffix=row["suffix"],
        start=row["start_offset"],
        end=row["end_offset"],
        section=row["section"],
        heading=row["heading"],
        text_hash=row["selector_hash"],
        twins=row["twins"],
    )


def of_article(store: Store, table: Table, ref: ArticleRef) -> list[sqlite3.Row]:
    """Rows of the same file, the same source or the same text, by path and position."""
    with store.reading() as connection:
        return connection.execute(
            f"SELECT * FROM {table} WHERE removed IS NULL AND (path = ? OR source = ?"
            f" OR text_hash = ?) {ORDER}",
            (os.fsencode(ref.path), ref.source, ref.text_hash),
        ).fetchall()


def of_file(store: Store, table: Table, path: str) -> list[sqlite3.Row]:
    """Rows made in the file at an absolute path, by position."""
    with store.reading() as connection:
        return connection.execute(
            f"SELECT * FROM {table} WHERE removed IS NULL AND path = ? {ORDER}",
            (os.fsencode(path),),
        ).fetchall()


def refer(store: Store, table: Table, ids: list[str], ref: ArticleRef) -> None:
    """Writes down where the article of these rows is now; nothing else of them changes."""
    with store.writing() as connection:
        connection.executemany(
            f"UPDATE {table} SET path = ?, text_hash = ?, source = ?, title = ? WHERE id = ?",
            [(os.fsencode(ref.path), ref.text_hash, ref.source, ref.title, id) for id in ids],
        )


def remove(store: Store, table: Table, id: str) -> None:
    """Takes a row out of every list; KeyError if it is in none."""
    _change(store, f"UPDATE {table} SET removed = :now WHERE id = :id AND removed IS NULL", id)


def restore(store: Store, table: Table, id: str) -> None:
    """Undoes `remove`; KeyError if no row of that id was removed."""
    _change(
        store,
        f"UPDATE {table} SET removed = NULL, changed = :now WHERE id = :id AND removed IS NOT NULL",
        id,
    )


def _change(store: Store, sql: str, id: str) -> None:
    with store.writing() as connection:
        if not connection.execute(sql, {"id": id, "now": store.now()}).rowcount:
            raise KeyError(id)
