"""Which collections were opened, the last one first."""

from __future__ import annotations

import os
from pathlib import Path

from reader.store.connection import Store


def remember(store: Store, path: Path) -> None:
    """Notes down that the collection at an absolute path was opened now."""
    with store.writing() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO collection (path, opened) VALUES (?, ?)",
            (os.fsencode(path), store.now()),
        )


def last(store: Store) -> Path | None:
    """The collection that was opened last, None if there never was one."""
    return next(iter(recent(store, 1)), None)


def recent(store: Store, most: int = 9) -> list[Path]:
    """The collections that were opened last, the latest first; some may be gone meanwhile."""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT path FROM collection ORDER BY opened DESC, rowid DESC LIMIT ?", (most,)
        ).fetchall()
    return [Path(os.fsdecode(row["path"])) for row in rows]
