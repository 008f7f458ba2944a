"""What was chosen with a key and holds until it is chosen otherwise, by name."""

from __future__ import annotations

from reader.store.connection import Store


def get(store: Store, name: str) -> str | None:
    """What was chosen last, None if nothing ever was. Raises StoreError."""
    with store.reading() as connection:
        row = connection.execute("SELECT value FROM preference WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row["value"])


def put(store: Store, name: str, value: str) -> None:
    """Keeps a choice, in place of the one before. Raises StoreError."""
    with store.writing() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO preference (name, value) VALUES (?, ?)", (name, value)
        )
