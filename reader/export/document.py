"""What an export holds: articles, their questions in order, under each its highlights.

The one thing all formats are made from. Nothing here knows a format or a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from index.article import Finding, Metadata
from reader.notes.model import Anchored, ArticleNotes, FiledJudgement, Meanings


@dataclass(frozen=True, slots=True)
class Group:
    """Highlights under one heading, in text order, orphans last; no heading for the lead.

    `number` is the section's, or a higher one where the section is gone. `findings` is empty
    unless they were asked for.
    """

    number: int
    heading: str | None
    notes: tuple[Anchored, ...]
    findings: tuple[Finding, ...] = ()


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

    @property
    def last_changed(self) -> str:
        """When the last of its highlights was changed, ISO 8601 in UTC; "" without any."""
        return max((each.highlight.changed for each in self.notes), default="")


@dataclass(frozen=True, slots=True)
class Document:
    """Everything that goes into one export.

    `meanings` is what the reader means by colours. `judgements` are the findings that were
    dismissed or added: only backups hold them.
    """

    articles: tuple[NotedArticle, ...]
    meanings: Meanings = field(default_factory=dict)
    judgements: tuple[FiledJudgement, ...] = ()


def document_of(
    noted: Iterable[ArticleNotes],
    findings: Mapping[str, Sequence[Finding]] | None = None,
    meanings: Meanings | None = None,
    judgements: Iterable[FiledJudgement] = (),
) -> Document:
    """The articles that have highlights, in the order given.

    `findings` by the id of their article are put beside them, and an article may have only those.
    """
    found = findings or {}
    return Document(
        tuple(
            _noted(each, found.get(each.id, ()))
            for each in noted
            if each.notes or found.get(each.id)
        ),
        meanings or {},
        tuple(judgements),
    )


def _noted(article: ArticleNotes, findings: Sequence[Finding]) -> NotedArticle:
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
        groups=_grouped(article, findings),
    )


def _grouped(article: ArticleNotes, findings: Sequence[Finding]) -> tuple[Group, ...]:
    """By section; orphans under the heading they stood under, which may be gone as well."""
    headings: list[str | None] = (
        [] if article.article is None else [part.heading for part in article.article.sections]
    )
    notes: dict[int, list[Anchored]] = {}
    for each in article.notes:
        if each.section is not None:
            number = each.section
        else:
            if each.heading not in headings:
                headings.append(each.heading)
            number = headings.index(each.heading)
        notes.setdefault(number, []).append(each)
    found: dict[int, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.section, []).append(finding)
    return tuple(
        Group(number, headings[number], tuple(notes.get(number, ())), tuple(found.get(number, ())))
        for number in sorted({*notes, *found})
    )
