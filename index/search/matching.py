"""A query asked of one piece of text, without an index: findings, notes, questions.

The text is indexed in memory and asked through `evaluation`, as the engine is, so both mean the
same by a query.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from index.article import Article, Asks, Format, Section, SectionKind
from index.search.evaluation import evaluate
from index.search.protocol import SectionDocument
from index.search.query import Query, asks_fields, in_zone
from index.search.texts import Texts


@dataclass(frozen=True, slots=True)
class Fields:
    """What a query's fields are asked of: `title:`, `question:` (the heading), facets, dates."""

    title: str = ""
    question: str = ""
    authors: tuple[str, ...] = ()
    source: str | None = None
    tags: tuple[str, ...] = ()
    format: Format | None = None
    language: str | None = None
    published: str | None = None
    kind: SectionKind | None = None
    asks: Asks | None = None

    @classmethod
    def of(cls, article: Article, section: Section) -> Fields:
        """The fields of anything that stands in a section of an article."""
        about = article.metadata
        return cls(
            title=about.title,
            question=section.heading or "",
            authors=about.authors,
            source=about.source,
            tags=about.tags,
            format=article.format,
            language=about.language,
            published=about.published,
            kind=section.kind,
            asks=section.asks,
        )


def matches(query: Query, text: str, fields: Fields | None = None) -> bool:
    """Whether a text matches. Words without a field are asked of the text, not of the fields."""
    query, needs_fields = _prepared(query)
    if fields is None or not needs_fields:
        fields = Fields(language=fields.language) if fields else _NO_FIELDS
    return matches_section(
        query,
        SectionDocument(
            article="",
            number=0,
            title=fields.title,
            heading=fields.question,
            text=text,
            authors=fields.authors,
            source=fields.source,
            tags=fields.tags,
            format=fields.format,
            language=fields.language,
            published=fields.published,
            kind=fields.kind,
            asks=fields.asks,
        ),
    )


def matches_section(query: Query, document: SectionDocument) -> bool:
    """Whether the engine would find this section."""
    return bool(evaluate(query, Texts((document,))))


_NO_FIELDS = Fields()


@lru_cache(maxsize=16)
def _prepared(query: Query) -> tuple[Query, bool]:
    """The query asked of the text alone, and whether it asks fields at all."""
    needs_fields = asks_fields(query)
    return (in_zone(query, "text") if needs_fields else query), needs_fields
