"""What several formats say or check alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from reader.export.document import Document, Group, NotedArticle
from reader.notes.model import Anchored, AnchorState

STATES: dict[AnchorState, str] = {
    "ok": "",
    "moved": "the article reads differently now",
    "suspect": "its place in the article is not certain",
    "orphan": "no longer found in the article",
}
"""What is said of the state of an anchor; nothing where all is well."""

GONE = "The file of this article is gone; its notes are kept."

_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"`\\]+", re.IGNORECASE)


def web_address(article: NotedArticle) -> str | None:
    """Where the article stands on the web, if its source says so: only http and https."""
    source = article.metadata.source
    return source if source and _WEB_ADDRESS.fullmatch(source) else None


def one_line(text: str) -> str:
    """Text on one line, white space folded."""
    return " ".join(text.split())


def question_of(article: NotedArticle, group: Group) -> str:
    """The question a highlight answers; the title where it stands under none."""
    return group.heading if group.heading is not None else article.metadata.title


def each_note(document: Document) -> Iterator[tuple[NotedArticle, Group, Anchored]]:
    """Every highlight with where it belongs, in order."""
    for article in document.articles:
        for group in article.groups:
            for each in group.notes:
                yield article, group, each


def as_sentence(each: Anchored) -> str:
    """Quote, note and tags of a highlight on one line, for formats with one field for notes."""
    highlight = each.highlight
    quote = one_line(highlight.selector.exact)
    parts = [f"“{quote}”"] if quote else []
    if highlight.note:
        parts.append(one_line(highlight.note))
    parts += [f"#{tag}" for tag in highlight.tags]
    return " ".join(parts)


def moment_of(stamp: str) -> datetime | None:
    """The moment that an ISO 8601 time in UTC names; None for what names none.

    A store may hold times that another program wrote: no export fails for one of them.
    """
    try:
        return datetime.fromisoformat(stamp).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def unix_time(stamp: str) -> int:
    """Seconds since 1970 of an ISO 8601 time in UTC; 0 for what names no moment."""
    moment = moment_of(stamp)
    return 0 if moment is None else int(moment.timestamp())
