"""What hits have in common: sources, authors, years ... with counts, and how to ask for one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import get_args

from index.article import Asks
from index.found import FACET_NAMES, Facet, FacetName, FacetValue
from index.search import query as queries
from index.search.fields import RISK_KINDS
from index.search.language import parse
from index.search.protocol import Found
from index.search.query import AnyOf, Group, Query
from index.shelves import ArticleFacts, Shelves

MOST_VALUES = 30
"""Values of a facet that are given, the most frequent."""
_OF_ARTICLES: Mapping[FacetName, Callable[[ArticleFacts], tuple[str, ...]]] = {
    "source": lambda facts: _one(facts.source),
    "author": lambda facts: facts.authors,
    "year": lambda facts: _one(facts.published[:4]),
    "format": lambda facts: _one(facts.format),
    "tag": lambda facts: facts.tags,
}
_OF_SECTIONS: Mapping[FacetName, tuple[str, ...]] = {"asks": get_args(Asks), "risk": RISK_KINDS}


def restricted(query: Query | None, only: Iterable[str]) -> Query:
    """A query (None: everything) and the chosen facets; of one field any value will do.

    Raises `QueryError`.
    """
    by_field: dict[str, list[Query]] = defaultdict(list)
    for each in only:
        by_field[_field(each)].append(parse(each))
    chosen = tuple(
        AnyOf(tuple(parts)) if len(parts) > 1 else parts[0] for parts in by_field.values()
    )
    if not chosen and query is not None:
        return query
    return Group(must=() if query is None else (query,), filters=chosen)


def count(shelves: Shelves, query: Query | None, only: Sequence[str]) -> tuple[Facet, ...]:
    """See `Collection.facets`."""
    every = shelves.find(restricted(query, only))
    in_articles = every.by_article()
    facets = []
    for name in FACET_NAMES:
        others = [each for each in only if _field(each) != _FIELDS[name]]
        found = every if len(others) == len(only) else shelves.find(restricted(query, others))
        of_articles = in_articles if found is every else found.by_article()
        values = _values(shelves, name, found, of_articles)
        chosen = {each for each in only if _field(each) == _FIELDS[name]}
        if facet := _facet(name, values, chosen):
            facets.append(facet)
    return tuple(facets)


_NOTHING = queries.Facet("kind", ("nothing",))
"""Asked where only the state of an engine is wanted."""
_FIELDS: Mapping[FacetName, str] = {
    "source": "source", "author": "author", "year": "date", "format": "format", "asks": "asks",
    "risk": "risk", "tag": "tag",
}  # fmt: skip


def _field(query: str) -> str:
    return query.partition(":")[0]


def _facet(name: FacetName, values: Mapping[str, int], chosen: set[str]) -> Facet | None:
    def value(text: str, number: int) -> FacetValue:
        query = asking_for(name, text)
        return FacetValue(text, number, query, query in chosen)

    most = sorted(values.items(), key=lambda each: (-each[1], each[0].casefold()))
    kept = [value(*each) for each in most[:MOST_VALUES]]
    kept += [late for each in most[MOST_VALUES:] if (late := value(*each)).chosen]
    return Facet(name, tuple(kept)) if kept else None


def asking_for(name: FacetName, value: str) -> str:
    """The value of a facet in the query language."""
    flat = " ".join(value.replace('"', " ").split())
    plain = flat.replace("-", "").replace(".", "").isalnum()
    return f"{_FIELDS[name]}:{flat}" if plain else f'{_FIELDS[name]}:"{flat}"'


def _values(
    shelves: Shelves, name: FacetName, found: Found, of_articles: Mapping[str, int]
) -> Mapping[str, int]:
    counts: Counter[str] = Counter()
    if name in _OF_ARTICLES:
        facts, values = shelves.facts(), _OF_ARTICLES[name]
        for article, hits in of_articles.items():
            if article in facts:
                for value in dict.fromkeys(values(facts[article])):
                    counts[value] += hits
        return counts
    standing = _standing(shelves, name, found)
    for several, hits in Counter(map(standing.__getitem__, found.scores)).items():
        for value in several:
            counts[value] += hits
    return counts


def _standing(shelves: Shelves, name: FacetName, found: Found) -> Sequence[tuple[str, ...]]:
    """By document the values of a facet that stand in it, kept until anything is committed."""

    def looked_up() -> Sequence[tuple[str, ...]]:
        standing: list[tuple[str, ...]] = [()] * len(found.keys)
        for value in _OF_SECTIONS[name]:
            for document in _numbers(found, shelves.find(parse(asking_for(name, value)))):
                standing[document] = (*standing[document], value)
        return standing

    return shelves.shelf.kept(name, (found.keys, shelves.marked.find(_NOTHING).keys), looked_up)


def _numbers(found: Found, other: Found) -> Iterable[int]:
    """The documents of `other` by their numbers in `found`: something may be committed between."""
    if other.keys is found.keys:
        return other.scores
    matching = other.by_key()
    return (number for number, key in enumerate(found.keys) if key in matching)


def _one(value: str) -> tuple[str, ...]:
    return (value,) if value else ()
