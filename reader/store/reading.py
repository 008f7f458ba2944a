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


def save(store: Store, place: ReadingPlace) -> None:
    """Keeps the place, in place of the one before. Raises StoreError."""
    ref = place.article
    with store.writing() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO reading (path, text_hash, source, title, section,"
            " text_offset, panel, state, progress, updated) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                os.fsencode(ref.path),
                ref.text_hash,
                ref.source,
                ref.title,
                place.section,
                place.offset,
                place.panel,
                place.state,
                place.progress,
                store.now(),
            ),
        )


def find(store: Store, ref: ArticleRef) -> ReadingPlace | None:
    """The place kept for the article's file, else for its source, else for its very text."""
    with store.reading() as connection:
        row = connection.execute(
            "SELECT *, CASE WHEN path = ?1 THEN 0 WHEN source = ?2 THEN 1 ELSE 2 END AS trust"
            " FROM reading WHERE path = ?1 OR source = ?2 OR text_hash = ?3"
            " ORDER BY trust, updated DESC LIMIT 1",
            (os.fsencode(ref.path), ref.source, ref.text_hash),
        ).fetchone()
    return None if row is None else _place(row)


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
