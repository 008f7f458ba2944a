"""What a reader says of articles by hand: put away, favourite, tags; one row an article."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from reader.notes.model import ArticleRef
from reader.store.anchored import ref_in
from reader.store.connection import Store
from reader.store.following import row_for

_COLUMNS = "path, text_hash, source, title, archived, favourite, tags, changed"


@dataclass(frozen=True, slots=True)
class Shelved:
    """How an article stands in the library. `tags` are words without white space, as
    `clean_tags` gives them; `changed` is ISO 8601 in UTC, and `save` sets it."""

    article: ArticleRef
    archived: bool = False
    favourite: bool = False
    tags: tuple[str, ...] = ()
    changed: str = ""


def save(store: Store, shelved: Iterable[Shelved]) -> None:
    """Keeps all of these, in place of what was said before. Raises StoreError."""
    with store.writing() as connection:
        now = store.now()
        connection.executemany(
            f"INSERT OR REPLACE INTO shelved ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    os.fsencode(each.article.path),
                    each.article.text_hash,
                    each.article.source,
                    each.article.title,
                    each.archived,
                    each.favourite,
                    " ".join(each.tags),
                    now,
                )
                for each in shelved
            ],
        )


def find(store: Store, ref: ArticleRef) -> Shelved | None:
    """What was said of an article, also if its file was moved since. Raises StoreError."""
    row = row_for(store, "shelved", ref)
    return None if row is None else _shelved(row)


def every(store: Store) -> list[Shelved]:
    """All there is, what was changed last comes last. Raises StoreError."""
    with store.reading() as connection:
        rows = connection.execute("SELECT * FROM shelved ORDER BY changed").fetchall()
    return [_shelved(row) for row in rows]


def take_in(store: Store, other: Store) -> int:
    """Keeps what another store says later than this one; how many articles that touched."""
    with other.reading() as there:
        rows = [tuple(row) for row in there.execute(f"SELECT {_COLUMNS} FROM shelved")]
    with store.writing() as connection:
        before = connection.total_changes
        connection.executemany(
            f"INSERT INTO shelved ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (path) DO UPDATE SET text_hash = excluded.text_hash,"
            " source = excluded.source, title = excluded.title, archived = excluded.archived,"
            " favourite = excluded.favourite, tags = excluded.tags, changed = excluded.changed"
            " WHERE excluded.changed > shelved.changed",
            rows,
        )
        return connection.total_changes - before


def _shelved(row: sqlite3.Row) -> Shelved:
    return Shelved(
        article=ref_in(row),
        archived=bool(row["archived"]),
        favourite=bool(row["favourite"]),
        tags=tuple(row["tags"].split()),
        changed=row["changed"],
    )
