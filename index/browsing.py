"""Findings of a whole collection one after the other, for whoever wants them all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.article import FoundIn
from index.everywhere import Wanted

if TYPE_CHECKING:
    from index.collection import Collection


def all_findings(collection: Collection, wanted: Wanted, match: str | None) -> Iterator[FoundIn]:
    """See `Collection.all_findings`."""
    from index.search.language import parse
    from index.search.matching import Fields, matches

    query = parse(match) if match is not None else None
    for holder in collection.holders(wanted):
        found = collection.found_in(holder.article, wanted)
        if query is None:
            yield from found
            continue
        try:
            article = collection.read(holder.article)
        except KeyError:
            continue  # taken out of the collection a moment ago
        for each in found:
            fields = Fields.of(article, article.sections[each.finding.section])
            if matches(query, each.finding.text, fields):
                yield each
