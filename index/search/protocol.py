"""What a search engine takes and gives: the wall between Quaere and the library that does the work.

Whatever fulfils `Engine` can replace Whoosh. Nothing here imports one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from operator import neg
from typing import Protocol

from index.article import Asks, Format, SectionKind
from index.search.query import Query


@dataclass(frozen=True, slots=True)
class SectionDocument:
    """A section of an article as the engine takes it in.

    `text` is what follows the heading. `published` is an ISO date, partial where the article's is.
    """

    article: str
    number: int
    title: str
    heading: str | None
    text: str
    authors: tuple[str, ...] = ()
    source: str | None = None
    tags: tuple[str, ...] = ()
    format: Format | None = None
    language: str | None = None
    published: str | None = None
    kind: SectionKind | None = None
    asks: Asks | None = None


@dataclass(frozen=True, slots=True)
class FindingsDocument:
    """What an article asserts, warns of and counts in one of its sections.

    `risks` are (kind, text), `amounts` the (unit, value) of figures that are numbers.
    """

    article: str
    number: int
    claims: tuple[str, ...] = ()
    risks: tuple[tuple[str, str], ...] = ()
    figures: tuple[str, ...] = ()
    amounts: tuple[tuple[str, float], ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True)
class NoteDocument:
    """A highlight: the text it marks, and what the reader noted there."""

    article: str
    number: int
    quote: str
    note: str = ""
    tags: tuple[str, ...] = ()
    colour: str = ""
    language: str | None = None


Document = SectionDocument | FindingsDocument | NoteDocument


@dataclass(frozen=True, slots=True)
class EngineHit:
    """A section that matches; a higher score is a better match, and has no other meaning."""

    article: str
    section: int
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """All documents that match a query, as of one commit.

    `scores` has them by number; `keys` has the key ("article:number") of every document by number,
    also of those that do not match, `articles` its article.
    """

    scores: Mapping[int, float]
    keys: Sequence[str]
    articles: Sequence[str]

    def best(self, limit: int) -> list[EngineHit]:
        """The best hits, best first; of equals the one that was put in first."""
        scores = self.scores
        best = nlargest(limit, zip(scores.values(), map(neg, scores), strict=True))
        return [hit_of(self.keys[-place], score) for score, place in best]

    def by_article(self) -> Mapping[str, int]:
        """How many hits each article has."""
        return Counter(map(self.articles.__getitem__, self.scores))

    def by_key(self) -> dict[str, float]:
        """Scores by key."""
        keys = self.keys
        return {keys[document]: score for document, score in self.scores.items()}


def hit_of(key: str, score: float) -> EngineHit:
    """The section that a key names."""
    article, _, number = key.rpartition(":")
    return EngineHit(article, int(number), score)


class Engine(Protocol):
    """An index of sections. One process writes, any number read; each sees the last commit.

    Usable from several threads, one call at a time. Every method may raise `EngineDamaged`.
    """

    def replace(self, documents: Iterable[Document], removed: Iterable[str]) -> None:
        """Put sections, or their findings, in, in one commit.

        Everything known of the articles that appear in `documents` or `removed` (article ids) is
        deleted first. Of several documents with the same article and number the first counts. On
        any exception nothing has changed. Raises `EngineBusy`.
        """

    def find(self, query: Query) -> Found:
        """Every section that matches: for counting, sorting and taking together."""

    def search(self, query: Query, limit: int) -> tuple[int, list[EngineHit]]:
        """How many sections match, and the best `limit` of them, best first."""

    def suggest(self, text: str, query: Query) -> str | None:
        """`text` with words the collection lacks replaced by the nearest it has, or None.

        `query` is what `text` was parsed to.
        """

    def completions(self, prefix: str, limit: int = 20) -> list[str]:
        """Words of the collection that begin with `prefix`, most frequent first."""

    def similar(self, word: str, limit: int = 20) -> list[str]:
        """Words of the collection that differ from `word` by a letter or two, nearest first."""

    def rarity(self, stem: str) -> float:
        """How much a stem tells sections apart (inverse document frequency); 0 is nothing."""

    def count(self) -> int:
        """Number of sections."""

    def articles(self) -> Mapping[str, int]:
        """Article ids present, each with its number of sections."""

    def warm(self) -> None:
        """Load what the first search would have to load; worth a call from a worker."""

    def close(self) -> None:
        """Let go of all files. The engine cannot be used afterwards."""
