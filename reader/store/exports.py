"""Which files our exports wrote, and what was in them: how a changed file is told from our own."""

from __future__ import annotations

import os
from pathlib import Path

from reader.store.connection import Store


def remember(store: Store, path: Path, digest: str) -> None:
    """Notes down that the file at an absolute path was written by us with that digest."""
    with store.writing() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO export (path, digest, written) VALUES (?, ?, ?)",
            (os.fsencode(path), digest, store.now()),
        )


def digest_of(store: Store, path: Path) -> str | None:
    """The digest of what we last wrote to an absolute path, or None if we never did."""
    with store.reading() as connection:
        row = connection.execute(
            "SELECT digest FROM export WHERE path = ?", (os.fsencode(path),)
        ).fetchone()
    return None if row is None else str(row["digest"])
