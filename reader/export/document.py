"""What an export holds: articles, their questions in order, under each its highlights.

The one thing all formats are made from. Nothing here knows a format or a file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from index.article import Metadata
from reader.notes.model import Anchored, ArticleNotes


@dataclass(frozen=True, slots=True)
class Group:
    """Highlights under one heading, in text order, orphans last; no heading for the lead."""

    heading: str | None
    notes: tuple[Anchored, ...]


@dataclass(frozen=True, slots=True)
class NotedArticle:
    """An article with its highlights. `text_hash` is that of the text they were last found in.

    `is_gone` says that only the notes are left; title and source are then all that is known.
    """

    id: str
    path: str
    metadata: Metadata
    text_hash: str
    is_gone: bool
    groups: tuple[Group, ...]

    @property
    def notes(self) -> tuple[Anchored, ...]:
        """All highlights, in the order of the groups."""
        return tuple(each for group in self.groups for each in group.notes)


@dataclass(frozen=True, slots=True)
class Document:
    """Everything that goes into one export."""

    articles: tuple[NotedArticle, ...]


def document_of(noted: Iterable[ArticleNotes]) -> Document:
    """The articles that have highlights, in the order given."""
    return Document(tuple(_noted(each) for each in noted if each.notes))


def _noted(article: ArticleNotes) -> NotedArticle:
    found = article.article
    return NotedArticle(
        id=article.id,
        path=article.path,
        metadata=(
            Metadata(title=article.ref.title, source=article.ref.source)
            if found is None
            else found.metadata
        ),
        text_hash=article.ref.text_hash,
        is_gone=found is None,
        groups=_grouped(article),
    )


def _grouped(article: ArticleNotes) -> tuple[Group, ...]:
    """By section; orphans under the heading they stood under, which may be gone as well."""
    headings: list[str | None] = (
        [] if article.article is None else [part.heading for part in article.article.sections]
    )
    groups: dict[int, list[Anchored]] = {}
    for each in article.notes:
        if each.section is not None:
            number = each.section
        else:
            if each.heading not in headings:
                headings.append(each.heading)
            number = headings.index(each.heading)
        groups.setdefault(number, []).append(each)
    return tuple(Group(headings[number], tuple(groups[number])) for number in sorted(groups))
