"""All that decides what a search finds: the query, what narrows it, the order of the hits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from index.collection import SORTS, Sort
from reader.store.searches import SavedSearch


@dataclass(frozen=True, slots=True)
class Asked:
    """A search; `only` are the queries of chosen facets, `collapse` is one hit an article."""

    query: str
    only: tuple[str, ...] = ()
    sort: Sort = "relevance"
    collapse: bool = False
    typing: bool = False
    """Whether the query may be unfinished: an open quote, the beginning of a word."""

    @classmethod
    def saved_as(cls, search: SavedSearch) -> Self:
        """A search that was saved; an order that is not known (any more) is that of relevance."""
        known: Iterator[Sort] = (each for each in SORTS if each == search.sort)
        return cls(search.query, search.only, next(known, "relevance"))

    @property
    def whole(self) -> str:
        """The query; where only facets were chosen, they are what is asked for."""
        return self.query if self.query.strip() else _as_query(self.only)


def _as_query(only: tuple[str, ...]) -> str:
    """Chosen facets as a query of their own: of one field any will do, of several all must."""
    fields: dict[str, list[str]] = {}
    for each in only:
        fields.setdefault(each.partition(":")[0], []).append(each)
    return " ".join(f"({' OR '.join(values)})" for values in fields.values())
