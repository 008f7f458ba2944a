"""What a reader thinks of findings, in the store: rows in, `Judgement` out.

How its place is found again is not known here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from reader.notes.model import ArticleRef, Judgement
from reader.store import anchored
from reader.store.connection import Store

_COLUMNS = f"id, {anchored.COLUMNS}, verdict, kind, created, changed"
_MARKS = ", ".join("?" * len(_COLUMNS.split(",")))
_INSERT = f"INSERT INTO judgement ({_COLUMNS}) VALUES ({_MARKS})"


def add(store: Store, judgement: Judgement) -> None:
    """Keeps a new one; it is on the disk when this returns. Raises StoreError."""
    with store.writing() as connection:
        connection.execute(_INSERT, _values(judgement))


def remove(store: Store, id: str) -> None:
    """Takes one out of every list; KeyError if it is in none."""
    anchored.remove(store, "judgement", id)


def restore(store: Store, id: str) -> None:
    """Undoes `remove`; KeyError if none of that id was removed."""
    anchored.restore(store, "judgement", id)


def of_article(store: Store, ref: ArticleRef) -> list[Judgement]:
    """Those of the same file, the same source or the same text, by path and position."""
    return [_judgement(row) for row in anchored.of_article(store, "judgement", ref)]


def every(store: Store) -> list[Judgement]:
    """All of them, by path and position."""
    with store.reading() as connection:
        rows = connection.execute(
            f"SELECT * FROM judgement WHERE removed IS NULL {anchored.ORDER}"
        ).fetchall()
    return [_judgement(row) for row in rows]


def take_in(store: Store, incoming: Iterable[Judgement]) -> int:
    """Keeps those of other ids than are known here, removed ones among them; how many there were.

    All of them or, on an error, none.
    """
    with store.writing() as connection:
        return sum(
            connection.execute(f"{_INSERT} ON CONFLICT (id) DO NOTHING", _values(each)).rowcount
            for each in incoming
        )


def of_file(store: Store, path: str) -> list[Judgement]:
    """Those made in the file at an absolute path, by position."""
    return [_judgement(row) for row in anchored.of_file(store, "judgement", path)]


def refer(store: Store, ids: list[str], ref: ArticleRef) -> None:
    """Writes down where the article of these is now; nothing else of them changes."""
    anchored.refer(store, "judgement", ids, ref)


def _values(judgement: Judgement) -> tuple[str | bytes | int | None, ...]:
    return (
        judgement.id,
        *anchored.values(judgement.article, judgement.selector),
        judgement.verdict,
        judgement.kind,
        judgement.created,
        judgement.created,
    )


def _judgement(row: sqlite3.Row) -> Judgement:
    return Judgement(
        id=row["id"],
        article=anchored.ref_in(row),
        selector=anchored.selector_in(row),
        verdict=row["verdict"],
        kind=row["kind"],
        created=row["created"],
    )
