"""Notes that were being written when the program ended: kept until they are written to the end."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from index.text import clean, clean_line
from reader.store.connection import Store


@dataclass(frozen=True, slots=True)
class Draft:
    """What was written so far, and the words that it was to stand beside."""

    quote: str
    note: str
    tags: tuple[str, ...]
    colour: str


def about_file(path: Path) -> str:
    """What stands for an article on which something new is noted."""
    return hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()


def keep(store: Store, about: str, draft: Draft) -> None:
    """Keep what was written, in place of what was before. Raises StoreError."""
    tags = " ".join(clean_line(tag) for tag in draft.tags)
    with store.writing() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO draft (about, quote, note, tags, colour, written)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (about, draft.quote, clean(draft.note), tags, draft.colour, store.now()),
        )


def find(store: Store, about: str) -> Draft | None:
    """What was written about it, if that was never brought to its end. Raises StoreError."""
    with store.reading() as connection:
        row = connection.execute("SELECT * FROM draft WHERE about = ?", (about,)).fetchone()
    if row is None:
        return None
    return Draft(row["quote"], row["note"], tuple(row["tags"].split()), row["colour"])


def forget(store: Store, about: str) -> None:
    """It is kept as a note, or thrown away. Raises StoreError."""
    if find(store, about) is not None:
        with store.writing() as connection:
            connection.execute("DELETE FROM draft WHERE about = ?", (about,))
