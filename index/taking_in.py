"""The index while it is written: the catalog and the engines that must come to agree with it.

Each step is one that a killed process may leave behind: the catalog notes what the engines lack
before they get it, and that they have it afterwards. Sections of an article go with their findings;
these come back when they are known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from index.cache import CATALOG
from index.catalog import Catalog
from index.marked import marked_sections
from index.search.protocol import Engine, FindingsDocument, SectionDocument
from index.worker import Findings, ToMark

_MARKED_CHARACTERS = 8_000_000
"""Text of findings that is committed together: it is held in memory, and every commit leaves files
to look into."""


class Index:
    """One generation, open for writing."""

    def __init__(
        self, generation: Path, catalog: Catalog, sections: Engine, marked: Engine
    ) -> None:
        """`sections` holds the texts, `marked` the findings; `generation` is their folder."""
        self.catalog = catalog
        self._path = generation / CATALOG
        self._sections = sections
        self._marked = marked
        self._uncommitted: dict[str, tuple[FindingsDocument, ...]] = {}
        self._held = 0

    def agrees(self) -> bool:
        """Whether the engines hold as many sections as the catalog says."""
        return (
            self._sections.count() == self.catalog.counts()[1]
            and self._marked.count() == self.catalog.marking.sections()
        )

    def commit(self) -> int | None:
        """Give the engines what the catalog says they lack; the new generation, if there was."""
        added, removed = self.catalog.waiting()
        if not (added or removed):
            return None
        if self._marked.count():
            self._marked.replace((), [*removed, *added])
        self._sections.replace(section_documents(self.catalog, added), removed)
        return self.catalog.agree(added, removed)

    # Findings

    def to_mark(self, articles: Iterable[str]) -> Iterator[ToMark]:
        """Tasks for workers, which read the articles from the catalog themselves."""
        for article in articles:
            yield ToMark(article, self.catalog.text_hash(article), str(self._path))

    def put_findings(self, found: Iterable[Findings], version: int) -> int:
        """Record findings; they become searchable with one of the next calls. New generation."""
        found = list(found)
        generation = self.catalog.put_findings(
            ((each.article, each.text_hash, each.rows, each.why) for each in found), version
        )
        for each in found:
            self._keep(each.article, each.documents)
        if self._held >= _MARKED_CHARACTERS:
            generation = self.commit_findings() or generation
        return generation

    def commit_findings(self) -> int | None:
        """Make findings searchable that are not yet; the new generation, if there were any."""
        if not self._uncommitted:
            return None
        # Of copies only the best is searched, so only what is searched has findings to search.
        wanted = self.catalog.marking.searched(self._uncommitted)
        held = {article: self._uncommitted[article] for article in wanted}
        self._marked.replace((document for each in held.values() for document in each), held)
        self._uncommitted, self._held = {}, 0
        return self.catalog.marking.agree({article: len(each) for article, each in held.items()})

    def catch_up_findings(self, version: int) -> None:
        """Make findings searchable that a killed sync left behind, or that moved with a file."""
        for article in self.catalog.marking.lacking(version):
            language = self.catalog.article(article).metadata.language
            findings = self.catalog.findings(article, version) or ()
            self._keep(article, marked_sections(article, findings, language))
            if self._held >= _MARKED_CHARACTERS:
                self.commit_findings()
        self.commit_findings()

    def _keep(self, article: str, documents: tuple[FindingsDocument, ...]) -> None:
        self._uncommitted[article] = documents
        self._held += sum(map(_characters, documents))


def _characters(document: FindingsDocument) -> int:
    risks = (text for _, text in document.risks)
    return sum(map(len, chain(document.claims, risks, document.figures)))


def section_documents(catalog: Catalog, articles: Iterable[str]) -> Iterator[SectionDocument]:
    """The sections of articles, as the engine takes them in."""
    for identity in articles:
        article = catalog.article(identity)
        about = article.metadata
        for section in article.sections:
            yield SectionDocument(
                article=identity,
                number=section.number,
                title=about.title,
                heading=section.heading,
                text=article.text[section.body_start : section.end],
                authors=about.authors,
                source=about.source,
                tags=about.tags,
                format=article.format,
                language=about.language,
                published=about.published,
                kind=section.kind,
                asks=section.asks,
            )
