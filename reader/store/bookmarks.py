"""Places that were given a letter: a to z in each article, A to Z once in the whole store."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass

from reader.notes.model import ArticleRef
from reader.store.anchored import ref_in
from reader.store.connection import Store
from reader.store.following import is_address, trusted

_COLUMNS = "letter, path, text_hash, source, title, section, text_offset, made"
_NAMED = ", ".join(f":{name}" for name in _COLUMNS.split(", "))


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A place with a letter.

    `offset` is a code point offset into the text whose hash is `article.text_hash`; where the
    text has changed since, `section` is the better guide. `made` is ISO 8601 in UTC; `put` sets it.
    """

    letter: str
    article: ArticleRef
    section: int = 0
    offset: int = 0
    made: str = ""


def put(store: Store, bookmark: Bookmark) -> None:
    """Keeps a place under its letter, in place of the one before. Raises StoreError."""
    ref = bookmark.article
    with store.writing() as connection:
        if bookmark.letter.isupper():
            connection.execute("DELETE FROM bookmark WHERE letter = ?", (bookmark.letter,))
        connection.execute(
            f"INSERT OR REPLACE INTO bookmark ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                bookmark.letter,
                os.fsencode(ref.path),
                ref.text_hash,
                ref.source,
                ref.title,
                bookmark.section,
                bookmark.offset,
                store.now(),
            ),
        )


def known_in(store: Store, ref: ArticleRef) -> list[Bookmark]:
    """The places of an article, then those that are known everywhere, each by letter.

    Those of an article whose file was moved are found as `following` says: by its text, or by its
    address on the web. Raises StoreError.
    """
    with store.reading() as connection:
        rows = connection.execute(
            f"SELECT {_COLUMNS}, CASE WHEN path = :path OR letter BETWEEN 'A' AND 'Z' THEN 0"
            " WHEN text_hash = :hash AND :hash <> '' THEN 1 ELSE 2 END AS trust FROM bookmark"
            " WHERE trust < 2 OR source = :source ORDER BY letter, trust, made DESC",
            {
                "path": os.fsencode(ref.path),
                "hash": ref.text_hash,
                "source": ref.source if is_address(ref.source) else None,
            },
        ).fetchall()
    first: dict[str, Bookmark] = {}
    for row in trusted(rows):
        bookmark = _bookmark(row)
        first.setdefault(bookmark.letter, bookmark)
    return sorted(first.values(), key=lambda each: (each.letter.isupper(), each.letter))


def take_in(store: Store, other: Store) -> int:
    """Keeps the places of another store whose letters are free here; how many there were."""
    with other.reading() as there:
        rows = [dict(row) for row in there.execute(f"SELECT {_COLUMNS} FROM bookmark")]
    with store.writing() as connection:
        before = connection.total_changes
        connection.executemany(
            f"INSERT INTO bookmark ({_COLUMNS}) SELECT {_NAMED}"
            " WHERE NOT EXISTS (SELECT 1 FROM bookmark WHERE letter = :letter"
            " AND (path = :path OR letter BETWEEN 'A' AND 'Z'))",
            rows,
        )
        return connection.total_changes - before


def _bookmark(row: sqlite3.Row) -> Bookmark:
    return Bookmark(row["letter"], ref_in(row), row["section"], row["text_offset"], row["made"])
