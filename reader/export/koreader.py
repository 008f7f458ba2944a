"""JSON as KOReader's exporter writes it ("json/1.0.0"), for what reads that.

One article is one document, several are a list of them. `chapter` is the question; `page` counts
sections. KOReader knows no pink: it is written as red. The times are those of the highlights, so
that the same notes give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from reader.export.common import question_of, unix_time
from reader.export.document import Document, Group, NotedArticle
from reader.notes.model import Anchored, Colour

COLOURS: Mapping[Colour, str] = {
    "yellow": "yellow", "green": "green", "blue": "blue", "pink": "red", "purple": "purple",
}  # fmt: skip
VERSION = "json/1.0.0"


def render(document: Document) -> str:
    """The whole export as one JSON object."""
    books = [_book(article) for article in document.articles]
    made = max((unix_time(article.last_changed) for article in document.articles), default=0)
    stamp = {"created_on": made, "version": VERSION}
    content = {**books[0], **stamp} if len(books) == 1 else {**stamp, "documents": books}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _book(article: NotedArticle) -> dict[str, object]:
    return {
        "title": article.metadata.title,
        "author": "\n".join(article.metadata.authors),
        "file": article.path,
        "number_of_pages": max((group.number for group in article.groups), default=0) + 1,
        "entries": [
            _entry(article, group, each) for group in article.groups for each in group.notes
        ],
    }


def _entry(article: NotedArticle, group: Group, each: Anchored) -> dict[str, object]:
    highlight = each.highlight
    entry: dict[str, object] = {
        "sort": "highlight",
        "page": group.number + 1,
        "time": unix_time(highlight.created),
        "text": highlight.selector.exact or question_of(article, group),
        "drawer": "lighten",
        "color": COLOURS[highlight.colour],
    }
    if highlight.note:
        entry["note"] = highlight.note
    if group.heading is not None:
        entry["chapter"] = group.heading
    return entry
