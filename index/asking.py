"""Search over what is open: hits with snippets, in any order, alone or with facets.

The engine says which sections match; the catalog has their text. Nothing here opens a file.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from index.article import Hit, SearchResult
from index.facets import restricted
from index.found import Sort
from index.pointing import Pointed, findings_asked_for, pointed
from index.search.language import describe, parse
from index.search.protocol import EngineHit, Found, hit_of
from index.search.query import Query
from index.search.snippets import snippets
from index.shelves import ArticleFacts, Shelves


def read(query: str, only: Sequence[str], *, typing: bool) -> tuple[Query | None, Query]:
    """A query as typed (None where there is only what was chosen), and with what was chosen.

    Raises `QueryError`.
    """
    typed = parse(query, unfinished=typing) if query.strip() or not only else None
    return typed, restricted(typed, only)


def nothing_found(query: str, only: Sequence[str], *, typing: bool) -> SearchResult:
    """The result of a search where nothing is indexed yet. Raises `QueryError`."""
    return SearchResult(query, describe(read(query, only, typing=typing)[1]), 0, 0.0, None, ())


def search(
    shelves: Shelves,
    query: str,
    *,
    limit: int,
    typing: bool,
    sort: Sort = "relevance",
    only: Sequence[str] = (),
    collapse: bool = False,
) -> SearchResult:
    """See `Collection.search`."""
    began = time.perf_counter()
    understood, asked = read(query, only, typing=typing)
    found = shelves.find(asked)
    of_articles = found.by_article()
    if sort == "relevance":
        chosen = _best_of_each(found, limit) if collapse else found.best(limit)
    else:
        chosen = _in_order(shelves.facts(), found, of_articles, sort, limit, collapse=collapse)
    hits = hits_of(shelves, chosen, asked)
    return SearchResult(
        query=query,
        understood=describe(asked),
        total=len(found.scores),
        milliseconds=round((time.perf_counter() - began) * 1000, 2),
        suggestion=None if understood is None else shelves.sections.suggest(query, understood),
        hits=_further(hits, of_articles) if collapse else _together(hits),
        articles=len(of_articles),
    )


def hits_of(shelves: Shelves, found: Iterable[EngineHit], understood: Query) -> list[Hit]:
    """What is shown of sections, in their order; those that are gone are left out."""
    catalog = shelves.catalog
    of_findings = findings_asked_for(understood)
    hits: list[Hit] = []
    for each in found:
        try:
            path, about, heading, start, text = catalog.passage(each.article, each.section)
        except KeyError:
            # Gone from the catalog a moment before it goes from the engine.
            continue
        there = Pointed()
        if of_findings:
            findings = catalog.everywhere.standing_in(
                each.article, each.section, start, of_findings
            )
            there = pointed(understood, findings)
        hits.append(
            Hit(
                article=each.article,
                path=path,
                title=about.title,
                section=each.section,
                heading=heading,
                score=each.score,
                snippets=snippets(
                    text,
                    understood,
                    start=start,
                    language=about.language,
                    places=there.places,
                    within=there.within,
                ),
            )
        )
    return hits


def _best_of_each(found: Found, limit: int) -> list[EngineHit]:
    """The best hit of each of the best articles."""
    looked_at = limit
    while True:
        looked_at *= 4
        best: dict[str, EngineHit] = {}
        for hit in found.best(looked_at):
            best.setdefault(hit.article, hit)
        if len(best) >= limit or looked_at >= len(found.scores):
            return list(best.values())[:limit]


_ORDERS: Mapping[Sort, Callable[[ArticleFacts], object]] = {
    "newest": lambda facts: facts.published,
    "oldest": lambda facts: facts.published or "9999",
    "title": lambda facts: facts.title.casefold(),
    "risks": lambda facts: facts.risks,
}
_FALLING: frozenset[Sort] = frozenset(("newest", "risks"))


def _in_order(
    facts: Mapping[str, ArticleFacts],
    found: Found,
    of_articles: Mapping[str, int],
    sort: Sort,
    limit: int,
    *,
    collapse: bool,
) -> list[EngineHit]:
    """Hits of the first articles in an order, of each article the best first."""
    order = _ORDERS[sort]
    known = sorted((each for each in of_articles if each in facts), key=lambda a: facts[a].path)
    known.sort(key=lambda article: order(facts[article]), reverse=sort in _FALLING)  # type: ignore[arg-type, return-value]
    places: dict[str, int] = {}
    hits = 0
    for article in known:
        if hits >= limit:
            break
        places[article] = len(places)
        hits += 1 if collapse else of_articles[article]
    standing = [
        hit_of(found.keys[document], score)
        for document, score in found.scores.items()
        if found.articles[document] in places
    ]
    standing.sort(key=lambda hit: (places[hit.article], -hit.score, hit.section))
    if collapse:
        standing = [next(group) for _, group in groupby(standing, key=attrgetter("article"))]
    return standing[:limit]


def _together(hits: list[Hit]) -> tuple[Hit, ...]:
    """Hits of one article beside each other, at the place of its best."""
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(hit.article, []).append(hit)
    return tuple(hit for group in groups.values() for hit in group)


def _further(hits: list[Hit], of_articles: Mapping[str, int]) -> tuple[Hit, ...]:
    return tuple(replace(hit, further=of_articles[hit.article] - 1) for hit in hits)
