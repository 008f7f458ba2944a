"""Searches that were given a name, and what was asked lately. What a query means is not known here.

Names are kept as one word, so that `@name` stands for a search wherever a query can be typed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from index.text import clean_line, fold
from reader.store.connection import Store
from reader.store.errors import StoreError

NAME_LENGTH, QUERY_LENGTH = 60, 10_000
KEPT = 200
"""Queries that are remembered, of each kind."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query, the facets chosen beside it (queries themselves), the order of its hits."""

    name: str
    query: str
    only: tuple[str, ...] = ()
    sort: str = "relevance"


class NameRefused(StoreError):
    """There is a search of that name already, or nothing is left of it; says so in a sentence."""


def clean_name(name: str) -> str:
    """A name as it is kept: without "@", hyphens for spaces; "" if nothing is left of it."""
    return "-".join(clean_line(name, NAME_LENGTH).lstrip("@").split())


def save(store: Store, search: SavedSearch) -> None:
    """Keeps a search under its name. Raises NameRefused, StoreError."""
    name, query = _checked(search.name), clean_line(search.query, QUERY_LENGTH)
    with store.writing() as connection:
        _must_be_free(connection, name)
        connection.execute(
            "INSERT INTO saved_search (key, name, query, chosen, sort, created)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (fold(name), name, query, _packed(search.only), search.sort, store.now()),
        )


def every(store: Store) -> list[SavedSearch]:
    """All saved searches, in the order of their names."""
    with store.reading() as connection:
        rows = connection.execute("SELECT * FROM saved_search ORDER BY key").fetchall()
    return [_search(row) for row in rows]


def find(store: Store, name: str) -> SavedSearch | None:
    """The search of that name, upper and lower case alike; None if there is none."""
    with store.reading() as connection:
        row = connection.execute(
            "SELECT * FROM saved_search WHERE key = ?", (fold(clean_name(name)),)
        ).fetchone()
    return None if row is None else _search(row)


def rename(store: Store, name: str, new: str) -> SavedSearch:
    """Gives a search another name. Raises KeyError, NameRefused, StoreError."""
    key, new = fold(clean_name(name)), _checked(new)
    with store.writing() as connection:
        if fold(new) != key:
            _must_be_free(connection, new)
        changed = connection.execute(
            "UPDATE saved_search SET key = ?, name = ? WHERE key = ?", (fold(new), new, key)
        ).rowcount
        if not changed:
            raise KeyError(name)
        row = connection.execute(
            "SELECT * FROM saved_search WHERE key = ?", (fold(new),)
        ).fetchone()
    return _search(row)


def remove(store: Store, name: str) -> SavedSearch:
    """Forgets a search and gives it back, for `save` to undo this. Raises KeyError, StoreError."""
    key = fold(clean_name(name))
    with store.writing() as connection:
        row = connection.execute("SELECT * FROM saved_search WHERE key = ?", (key,)).fetchone()
        if row is None:
            raise KeyError(name)
        connection.execute("DELETE FROM saved_search WHERE key = ?", (key,))
    return _search(row)


def remember(store: Store, query: str) -> None:
    """Notes down that a query was asked just now; the oldest of many are forgotten."""
    query = clean_line(query, QUERY_LENGTH)
    with store.writing() as connection:
        connection.execute("DELETE FROM asked WHERE query = ?", (query,))
        connection.execute("INSERT INTO asked (query, at) VALUES (?, ?)", (query, store.now()))
        connection.execute(
            "DELETE FROM asked WHERE number <= (SELECT max(number) FROM asked) - ?", (KEPT,)
        )


def recent(store: Store, most: int = KEPT) -> list[str]:
    """What was asked, the latest first, each once."""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT query FROM asked ORDER BY number DESC LIMIT ?", (most,)
        ).fetchall()
    return [str(row["query"]) for row in rows]


def _checked(name: str) -> str:
    name = clean_name(name)
    if not name:
        raise NameRefused("A saved search needs a name.")
    return name


def _must_be_free(connection: sqlite3.Connection, name: str) -> None:
    row = connection.execute(
        "SELECT name FROM saved_search WHERE key = ?", (fold(name),)
    ).fetchone()
    if row is not None:
        raise NameRefused(f"There is a saved search “{row['name']}” already; choose another name.")


def _packed(only: Sequence[str]) -> str:
    # Queries are single lines: every text that enters is cleaned of line ends.
    return "\n".join(clean_line(each, QUERY_LENGTH) for each in only)


def _search(row: sqlite3.Row) -> SavedSearch:
    only = tuple(str(row["chosen"]).split("\n")) if row["chosen"] else ()
    return SavedSearch(row["name"], row["query"], only, row["sort"])
