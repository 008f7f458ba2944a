"""Which highlights an export takes: by tag, by time, by the sections a search has found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from index.article import Article, Finding
from index.collection import find_findings
from index.text import clean_line, fold
from reader.notes.judgements import Judgements, judged_findings
from reader.notes.model import Anchored, ArticleNotes

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Scope:
    """What must be true of a highlight; what is not said is not asked.

    It must have all `tags` (case and accents make no difference), one of the `colours` if there
    are any, and have been made between `since` and `until` (ISO dates, both included, in UTC).
    `sections` are the numbers of sections
    by the id of their article.
    """

    tags: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    sections: Mapping[str, frozenset[int]] | None = None
    colours: tuple[str, ...] = ()

    def of(self, noted: Iterable[ArticleNotes]) -> list[ArticleNotes]:
        """The articles with the highlights that belong; those without any are left out."""
        narrowed = (
            replace(
                article, notes=tuple(each for each in article.notes if self._takes(article, each))
            )
            for article in noted
        )
        return [article for article in narrowed if article.notes]

    def _takes(self, article: ArticleNotes, each: Anchored) -> bool:
        made = each.highlight.created[:10]
        tags = {fold(tag) for tag in each.highlight.tags}
        return (
            all(fold(tag.lstrip("#")) in tags for tag in self.tags)
            and (not self.colours or each.highlight.colour in self.colours)
            and (self.since is None or made >= self.since)
            and (self.until is None or made <= self.until)
            and (self.sections is None or each.section in self.sections.get(article.id, ()))
        )


def findings_of(noted: Iterable[ArticleNotes], judgements: Judgements) -> dict[str, list[Finding]]:
    """The findings of each article as the reader sees them, by its id; takes a while.

    Those that are shown, without the dismissed ones, and with the reader's own. Raises StoreError.
    """
    return {
        each.id: [finding for finding in _judged(each.article, each, judgements) if finding.shown]
        for each in noted
        if each.article is not None
    }


def _judged(article: Article, noted: ArticleNotes, judgements: Judgements) -> tuple[Finding, ...]:
    judged = judgements.for_article(article, noted.file)
    return judged_findings(article, find_findings(article), judged)


def first_day(text: str) -> str:
    """The first day of a year, month or day ("2026", "2026-11", "2026-11-22").

    Raises ValueError with a sentence for anything else.
    """
    return _days(text)[0].isoformat()


def last_day(text: str) -> str:
    """The last day of a year, month or day; see `first_day`."""
    return _days(text)[1].isoformat()


def _days(text: str) -> tuple[date, date]:
    found = _DATE.fullmatch(text.strip())
    try:
        if found is None:
            raise ValueError
        year, month, day = (int(part) if part else None for part in found.groups())
        first = date(year or 0, month or 1, day or 1)
        if day is not None:
            return first, first
        following = (
            date(first.year + 1, 1, 1)
            if month is None or month == 12
            else date(first.year, month + 1, 1)
        )
    except ValueError:
        raise ValueError(
            f"{clean_line(text, 40)!r} is no date; write 2026, 2026-11 or 2026-11-22."
        ) from None
    return first, following - timedelta(days=1)
