"""The copy of the day: made where something is kept that could be lost."""

from __future__ import annotations

from reader.store import copies
from reader.store.connection import Store
from reader.store.errors import StoreError, shown
from reader.store.file import alone_in

_WORTH = ("highlight", "judgement", "shelved", "bookmark", "saved_search")
"""The tables of what a person has made; what the program remembers by itself is not worth it."""


def keep_copy(store: Store) -> None:
    """Copy the store if that was not done today and something changed; says why it cannot be."""
    if store.read_only:
        return
    try:
        if copies.is_due(store.file, store.time()) and holds_something(store):
            with alone_in(store.file.parent), store.reading() as connection:
                copies.keep_daily(connection, store.file, store.time())
    except (OSError, StoreError) as error:
        reason = str(getattr(error, "strerror", None) or error).rstrip(".")
        folder = shown(store.file.parent / copies.FOLDER)
        store.say(f"Today's copy of the notes could not be made in {folder}: {reason}.")


def holds_something(store: Store) -> bool:
    """Whether there is anything in it that a person has made. Raises StoreError."""
    asked = " OR ".join(f"EXISTS (SELECT 1 FROM {table})" for table in _WORTH)
    with store.reading() as connection:
        return bool(connection.execute(f"SELECT {asked}").fetchone()[0])
