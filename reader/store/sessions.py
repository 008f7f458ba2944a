"""What was open when a collection was left, one text a collection, opaque here."""

from __future__ import annotations

import os
from pathlib import Path

from reader.store.connection import Store


def put(store: Store, collection: Path, content: str) -> None:
    """Keeps what is open, in place of what was before. Raises StoreError."""
    with store.writing() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO session (collection, content, saved) VALUES (?, ?, ?)",
            (os.fsencode(collection), content, store.now()),
        )


def get(store: Store, collection: Path) -> str | None:
    """What was open last, None if nothing ever was. Raises StoreError."""
    with store.reading() as connection:
        row = connection.execute(
            "SELECT content FROM session WHERE collection = ?", (os.fsencode(collection),)
        ).fetchone()
    return None if row is None else str(row["content"])
