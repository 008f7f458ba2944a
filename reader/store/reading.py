"""Where somebody stopped reading, and what was read, one row an article."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from reader.notes.model import ArticleRef
from reader.store.anchored import ref_in
from reader.store.connection import Store
from reader.store.following import row_for

ReadingState = Literal["unread", "reading", "read"]


@dataclass(frozen=True, slots=True)
class ReadingPlace:
    """The place in an article.

    `offset` is a code point offset into the text whose hash is `article.text_hash`; where the
    text has changed since, `section` is the better guide. `panel` is whatever the screen wants to
    find again (which panel was open), opaque here. `progress` is the share read, 0 to 1.
    `updated` is ISO 8601 in UTC; `save` sets it.
    """

    article: ArticleRef
    section: int = 0
    offset: int = 0
    panel: str = ""
    state: ReadingState = "unread"
    progress: float = 0.0
    updated: str = ""


def save(store: Store, *places: ReadingPlace) -> None:
    """Keeps the places, all or none, each in place of the one before. Raises StoreError."""
    with store.writing() as connection:
        now = store.now()
        connection.executemany(
            "INSERT OR REPLACE INTO reading (path, text_hash, source, title, section,"
            " text_offset, panel, state, progress, updated) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    os.fsencode(place.article.path),
                    place.article.text_hash,
                    place.article.source,
                    place.article.title,
                    place.section,
                    place.offset,
                    place.panel,
                    place.state,
                    place.progress,
                    now,
                )
                for place in places
            ],
        )


def find(store: Store, ref: ArticleRef) -> ReadingPlace | None:
    """The place kept for an article, also if its file was moved since. Raises StoreError."""
    row = row_for(store, "reading", ref)
    return None if row is None else _place(row)


def every(store: Store) -> list[ReadingPlace]:
    """All places, the one that was left last comes last. Raises StoreError."""
    with store.reading() as connection:
        rows = connection.execute("SELECT * FROM reading ORDER BY updated").fetchall()
    return [_place(row) for row in rows]


def under(store: Store, folder: Path) -> dict[str, ReadingPlace]:
    """The places in articles of a folder and below it, by absolute path."""
    inside = os.fsencode(folder).rstrip(b"/") + b"/"
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT * FROM reading WHERE substr(path, 1, ?) = ?", (len(inside), inside)
        ).fetchall()
    return {place.article.path: place for place in map(_place, rows)}


def take_in(store: Store, other: Store) -> int:
    """Keeps the places of another store that are newer than those here; how many there were."""
    with other.reading() as there:
        rows = [tuple(row) for row in there.execute("SELECT * FROM reading")]
    with store.writing() as connection:
        before = connection.total_changes
        connection.executemany(
            "INSERT INTO reading VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (path) DO UPDATE SET text_hash = excluded.text_hash,"
            " source = excluded.source, title = excluded.title, section = excluded.section,"
            " text_offset = excluded.text_offset, panel = excluded.panel, state = excluded.state,"
            " progress = excluded.progress, updated = excluded.updated"
            " WHERE excluded.updated > reading.updated",
            rows,
        )
        return connection.total_changes - before


def _place(row: sqlite3.Row) -> ReadingPlace:
    return ReadingPlace(
        article=ref_in(row),
        section=row["section"],
        offset=row["text_offset"],
        panel=row["panel"],
        state=cast(ReadingState, row["state"]),
        progress=row["progress"],
        updated=row["updated"],
    )
