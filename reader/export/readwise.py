"""CSV as Readwise imports it: seven columns of its own names, only Highlight required.

Dates are `YYYY-MM-DD HH:MM:SS` in UTC, Location the place in the order of the article. Tags stand
in the note as Readwise takes them: `.tag`, one word each, on a line of their own. Nothing is put
before a cell that looks like a formula: it would become part of the quote.
"""

from __future__ import annotations

import re

from reader.export.common import each_note, moment_of, question_of, web_address
from reader.export.csv import as_csv
from reader.export.document import Document
from reader.notes.model import Highlight

COLUMNS = ("Highlight", "Title", "Author", "URL", "Note", "Location", "Date")
_NOT_IN_TAGS = re.compile(r"[^\w-]+")


def render(document: Document) -> str:
    """The whole export, with a line of headings."""
    return as_csv(
        COLUMNS,
        (
            (
                each.highlight.selector.exact or question_of(article, group),
                article.metadata.title,
                ", ".join(article.metadata.authors),
                web_address(article) or "",
                _note(each.highlight),
                str(place),
                _date(each.highlight.created),
            )
            for place, (article, group, each) in enumerate(each_note(document), start=1)
        ),
    )


def _date(stamp: str) -> str:
    moment = moment_of(stamp)
    return "" if moment is None else moment.replace(tzinfo=None).isoformat(" ", "seconds")


def _note(highlight: Highlight) -> str:
    tags = [word for tag in highlight.tags if (word := _NOT_IN_TAGS.sub("-", tag).strip("-"))]
    line = " ".join(f".{tag}" for tag in (*tags, highlight.colour))
    return f"{line}\n{highlight.note}" if highlight.note else line
