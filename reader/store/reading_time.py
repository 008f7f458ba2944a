"""How long was read, and which questions to the end of their answer: what statistics are made of.

Days are ISO dates of the reader's own calendar.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from reader.notes.model import ArticleRef
from reader.store.connection import Store


@dataclass(frozen=True, slots=True)
class ReadOn:
    """Seconds for which an article was read on a day."""

    day: str
    path: str
    source: str | None
    title: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Answered:
    """A question (its heading) of an article that was read to the end of its answer."""

    day: str
    path: str
    source: str | None
    title: str
    heading: str


def add(
    store: Store, day: str, article: ArticleRef, seconds: float, answered: Iterable[str] = ()
) -> None:
    """Adds seconds to an article's day, and headings of questions that count from that day on.

    A question that was answered before stays with its first day. Raises StoreError.
    """
    path = os.fsencode(article.path)
    with store.writing() as connection:
        connection.execute(
            "INSERT INTO reading_time (day, path, source, title, seconds) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (day, path) DO UPDATE SET seconds = seconds + excluded.seconds",
            (day, path, article.source, article.title, seconds),
        )
        connection.executemany(
            "INSERT OR IGNORE INTO answered (title, heading, path, source, day)"
            " VALUES (?, ?, ?, ?, ?)",
            [(article.title, heading, path, article.source, day) for heading in answered],
        )


def read_under(store: Store, folders: Iterable[Path]) -> list[ReadOn]:
    """What was read of the articles in these folders and below them, by day."""
    inside = [_inside(folder) for folder in folders]
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT day, path, source, title, seconds FROM reading_time ORDER BY day, path"
        ).fetchall()
    return [
        ReadOn(row["day"], os.fsdecode(row["path"]), row["source"], row["title"], row["seconds"])
        for row in rows
        if row["path"].startswith(tuple(inside))
    ]


def answered_under(store: Store, folders: Iterable[Path]) -> list[Answered]:
    """The questions of the articles in these folders and below them that were answered, by day."""
    inside = [_inside(folder) for folder in folders]
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT day, path, source, title, heading FROM answered ORDER BY day, path, heading"
        ).fetchall()
    return [
        Answered(row["day"], os.fsdecode(row["path"]), row["source"], row["title"], row["heading"])
        for row in rows
        if row["path"].startswith(tuple(inside))
    ]


def take_in(store: Store, other: Store) -> int:
    """Keeps the days and questions of another store; of the same day of an article, the longer
    time, so that taking in the same again changes nothing. Gives how many rows were touched."""
    with other.reading() as there:
        times = [tuple(row) for row in there.execute("SELECT * FROM reading_time")]
        questions = [tuple(row) for row in there.execute("SELECT * FROM answered")]
    with store.writing() as connection:
        before = connection.total_changes
        connection.executemany(
            "INSERT INTO reading_time VALUES (?, ?, ?, ?, ?) ON CONFLICT (day, path) DO UPDATE"
            " SET seconds = excluded.seconds WHERE excluded.seconds > seconds",
            times,
        )
        connection.executemany(
            "INSERT INTO answered VALUES (?, ?, ?, ?, ?) ON CONFLICT (title, heading) DO UPDATE"
            " SET day = excluded.day WHERE excluded.day < day",
            questions,
        )
        return connection.total_changes - before


def _inside(folder: Path) -> bytes:
    return os.fsencode(folder).rstrip(b"/") + b"/"
