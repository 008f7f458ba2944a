"""Which articles' findings the search engine holds: the catalog's memory of it.

A column of the table of articles: NULL is not yet, else the number of sections that have some.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from index.database import Database


class Marking:
    """A part of the open catalog; every method may raise what `Database` raises."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def lacking(self, version: int) -> list[str]:
        """Ids of searchable articles with findings of this version that the engine lacks."""
        rows = self._db.rows(
            "SELECT id FROM articles WHERE findings_version=? AND marked IS NULL"
            " AND searchable=1 AND copy_of IS NULL",
            version,
        )
        return [row[0] for row in rows]

    def searched(self, articles: Iterable[str]) -> list[str]:
        """Those of some articles whose sections the engine holds."""
        rows = self._db.rows("SELECT id FROM articles WHERE searchable=1 AND copy_of IS NULL")
        known = {row[0] for row in rows}
        return [article for article in articles if article in known]

    def agree(self, marked: Mapping[str, int]) -> int:
        """Say that the engine has committed the findings of articles; the new generation.

        `marked` says in how many of their sections there are some.
        """
        with self._db.writing() as db:
            rows = [(sections, id) for id, sections in marked.items()]
            db.executemany("UPDATE articles SET marked=? WHERE id=?", rows)
            return next_generation(db)

    def sections(self) -> int:
        """Number of sections whose findings the engine should hold."""
        return int(self._db.rows("SELECT COALESCE(SUM(marked), 0) FROM articles")[0][0])


def next_generation(db: sqlite3.Connection) -> int:
    """Raise the catalog's number of changes, within a transaction."""
    db.execute(
        "INSERT INTO meta VALUES('generation', '1')"
        " ON CONFLICT(key) DO UPDATE SET value=CAST(value AS INTEGER)+1"
    )
    row = db.execute("SELECT value FROM meta WHERE key='generation'").fetchone()
    return int(row[0])
