"""What searching needs, open at the same moment: the catalog and what stands beside it.

`Shelf` keeps of every article what sorting and facets ask, in memory, and reads only what changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

from index.article import Format, Summary
from index.catalog import Catalog
from index.found import NoteText
from index.search.protocol import Engine, Found, NoteDocument
from index.search.query import (
    FINDING_ZONES,
    NOTE_ZONES,
    Among,
    Amounts,
    Facet,
    Leaf,
    Query,
    belongs_to,
    changed,
)
from index.search.texts import Texts

Made = TypeVar("Made")


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
        self._notes: tuple[object, Texts] | None = None
        self._kept: dict[str, tuple[tuple[object, ...], Any]] = {}

    def kept(self, name: str, states: tuple[object, ...], make: Callable[[], Made]) -> Made:
        """What was made under a name, made again when one of `states` is another object."""
        known = self._kept.get(name)
        if known is None or any(a is not b for a, b in zip(known[0], states, strict=True)):
            self._kept[name] = known = states, make()
        made: Made = known[1]
        return made

    def facts(self, catalog: Catalog) -> Mapping[str, ArticleFacts]:
        """What the catalog holds now."""
        generation = catalog.generation()
        if generation != self._generation:
            self._facts = {each.id: _facts_of(each) for each in catalog.summaries()}
            self._generation = generation
        return self._facts

    def notes(self, catalog: Catalog, notes: Sequence[NoteText]) -> Texts:
        """What highlights hold, each in the section it stands in; of articles there are."""
        known = (tuple(notes), catalog.generation())
        if self._notes is None or self._notes[0] != known:
            self._notes = known, Texts(_note_documents(catalog, notes))
        return self._notes[1]


def _note_documents(catalog: Catalog, notes: Sequence[NoteText]) -> Iterator[NoteDocument]:
    for note in notes:
        try:
            section = catalog.section_at(note.article, note.start)
        except KeyError:
            continue
        yield NoteDocument(note.article, section, note.quote, note.note, note.tags, note.colour)


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
    marked: Engine
    shelf: Shelf
    notes: Sequence[NoteText]

    def find(self, query: Query) -> Found:
        """All sections that match: what the sections themselves do not hold is asked elsewhere."""
        return self.sections.find(changed(query, self._elsewhere))

    def _elsewhere(self, leaf: Leaf) -> Query:
        if belongs_to(leaf, FINDING_ZONES) or isinstance(leaf, Amounts):
            return Among(self.marked.find(leaf).by_key(), leaf)
        if belongs_to(leaf, NOTE_ZONES) or (isinstance(leaf, Facet) and leaf.name == "colour"):
            return Among(self.shelf.notes(self.catalog, self.notes).find(leaf).by_key(), leaf)
        return leaf

    def facts(self) -> Mapping[str, ArticleFacts]:
        """The facts of every article."""
        return self.shelf.facts(self.catalog)


def problem(shelves: Shelves) -> str | None:
    """What is wrong with what is open, for people; None if it is sound."""
    catalog = shelves.catalog
    if not catalog.is_sound():
        return "the catalog fails SQLite's check"
    held = (shelves.sections.count(), shelves.marked.count())
    if any(catalog.waiting()) or held == (catalog.counts()[1], catalog.marking.sections()):
        return None
    return "search index and catalog do not hold the same sections"
