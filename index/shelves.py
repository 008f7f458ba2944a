"""What searching needs, open at the same moment: the catalog and what stands beside it.

`Shelf` keeps of every article what sorting and facets ask, in memory, and reads only what changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from index.article import Format, Summary
from index.catalog import Catalog
from index.search.protocol import Engine, Found
from index.search.query import Query


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """An article as sorting and facets see it; `source` is a host, or a name if it is no URL."""

    path: str
    title: str
    authors: tuple[str, ...]
    published: str
    source: str
    tags: tuple[str, ...]
    format: Format
    risks: int


class Shelf:
    """The facts of every article, by id, as of one generation of the catalog."""

    def __init__(self) -> None:
        self._generation: int | None = None
        self._facts: dict[str, ArticleFacts] = {}

    def facts(self, catalog: Catalog) -> Mapping[str, ArticleFacts]:
        """What the catalog holds now."""
        generation = catalog.generation()
        if generation != self._generation:
            self._facts = {each.id: _facts_of(each) for each in catalog.summaries()}
            self._generation = generation
        return self._facts


def _facts_of(summary: Summary) -> ArticleFacts:
    about = summary.metadata
    return ArticleFacts(
        path=summary.path,
        title=about.title,
        authors=about.authors,
        published=about.published or "",
        source=_host(about.source or ""),
        tags=about.tags,
        format=summary.format,
        risks=summary.risks,
    )


def _host(source: str) -> str:
    """Where an article is from, in a word or two."""
    try:
        host = urlsplit(source).hostname
    except ValueError:
        host = None
    return (host or source).removeprefix("www.")


@dataclass(frozen=True, slots=True)
class Shelves:
    """The open catalog, the open engine and what is kept of them in memory."""

    catalog: Catalog
    sections: Engine
    shelf: Shelf

    def find(self, query: Query) -> Found:
        """All sections that match."""
        return self.sections.find(query)

    def facts(self) -> Mapping[str, ArticleFacts]:
        """The facts of every article."""
        return self.shelf.facts(self.catalog)
