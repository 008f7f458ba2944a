"""CSV for spreadsheets (RFC 4180, UTF-8): a row for each highlight.

A cell that a spreadsheet would take for a formula gets an apostrophe before it, as OWASP advises
("CSV Injection"): those that begin with = + - @ (also full-width), a tab or a line end, and those
that do so after spaces. Every cell is quoted, so that a separator within it begins no other.
`meaning` is what the reader means by the colour.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from reader.export.common import each_note
from reader.export.document import Document

COLUMNS = (
    "id", "title", "authors", "published", "source", "path", "question", "quote", "note", "tags",
    "colour", "state", "start", "end", "created", "changed", "meaning",
)  # fmt: skip
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def render(document: Document) -> str:
    """The whole export, with a line of headings."""
    return as_csv(
        COLUMNS,
        (
            (
                each.highlight.id,
                _guarded(article.metadata.title),
                _guarded("; ".join(article.metadata.authors)),
                _guarded(article.metadata.published or ""),
                _guarded(article.metadata.source or ""),
                _guarded(article.path),
                _guarded(group.heading or ""),
                _guarded(each.highlight.selector.exact),
                _guarded(each.highlight.note),
                _guarded(" ".join(each.highlight.tags)),
                each.highlight.colour,
                each.state,
                "" if each.start is None else str(each.start),
                "" if each.end is None else str(each.end),
                each.highlight.created,
                each.highlight.changed,
                _guarded(document.meanings.get(each.highlight.colour, "")),
            )
            for article, group, each in each_note(document)
        ),
    )


def as_csv(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows below their heads, every cell quoted."""
    made = io.StringIO()
    writer = csv.writer(made, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows(rows)
    return made.getvalue()


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA) else text
