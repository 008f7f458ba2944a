"""Findings of a whole collection: which articles hold them, and one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from index.article import FoundIn
from index.everywhere import Holder, Wanted

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from index.catalog import Catalog
    from index.collection import Collection


class Revised(Protocol):
    """What somebody made of the findings of some articles, whose ids are `articles`."""

    articles: AbstractSet[str]

    def of(self, article: str, found: list[FoundIn]) -> list[FoundIn]:
        """What is to be listed in place of the findings of an article."""


def holders(
    read: Callable[[Callable[[Catalog], Any], Any], Any],
    wanted: Wanted,
    go_on: Callable[[], bool],
) -> list[Holder]:
    """See `Collection.holders`; `read` asks the catalog.

    Words are looked for article by article, each a question of its own: in between others may ask.
    """
    found: list[Holder] = read(lambda catalog: catalog.everywhere.holders(wanted), [])
    if not wanted.text.split():
        return found
    left: list[Holder] = []
    for holder in found:
        if not go_on():
            return []
        count = read(partial(_count_in, holder.article, wanted), 0)
        if count:
            left.append(replace(holder, count=count))
    return left


def _count_in(article: str, wanted: Wanted, catalog: Catalog) -> int:
    return catalog.everywhere.count_in(article, wanted)


def all_findings(
    collection: Collection, wanted: Wanted, match: str | None, revised: Revised | None
) -> Iterator[FoundIn]:
    """See `Collection.all_findings`."""
    from index.search.language import parse
    from index.search.matching import Fields, matches

    query = parse(match) if match is not None else None
    others = frozenset[str]() if revised is None else revised.articles
    for id in _holders_and(collection, wanted, others):
        found = collection.found_in(id, wanted)
        if revised is not None:
            found = revised.of(id, found)
        if query is None:
            yield from found
            continue
        try:
            article = collection.read(id)
        except KeyError:
            continue  # taken out of the collection a moment ago
        for each in found:
            fields = Fields.of(article, article.sections[each.finding.section])
            if matches(query, each.finding.text, fields):
                yield each


def _holders_and(collection: Collection, wanted: Wanted, others: AbstractSet[str]) -> list[str]:
    """Ids of the articles with such findings, and of others that are here, in order of paths."""
    holding = [holder.article for holder in collection.holders(wanted)]
    if others <= set(holding):
        return holding
    every = {*holding, *others}
    return [summary.id for summary in collection.articles() if summary.id in every]
