"""Annotations of Hypothesis, as its API answers a search (`rows`), or a list of them.

Its offsets count UTF-16 units of the page as the browser had it: they are no use here. Quote and
context are.
"""

from __future__ import annotations

from reader.importing.record import Record, utc
from reader.importing.shapes import Fields, each, fields, maybe_text, text, texts


def reads(content: object) -> bool:
    """Whether this holds annotations with an address and a target."""
    found = _rows(content)
    return bool(found) and all("uri" in row and "target" in row for row in found)


def read(content: object) -> list[Record]:
    """All annotations; replies to others are left out."""
    return [_record(row) for row in _rows(content) if not row.get("references")]


def _rows(content: object) -> list[Fields]:
    whole = fields(content)
    rows = whole.get("rows", whole.get("annotations")) if whole else content
    return [fields(row) for row in each(rows)]


def _record(row: Fields) -> Record:
    quote: Fields = {}
    for target in map(fields, each(row.get("target"))):
        for selector in map(fields, each(target.get("selector"))):
            if selector.get("type") == "TextQuoteSelector":
                quote = selector
    title = next(iter(texts(fields(row.get("document")).get("title"))), "")
    return Record(
        quote=text(quote.get("exact")),
        title=title,
        source=maybe_text(row.get("uri")),
        note=text(row.get("text")),
        tags=texts(row.get("tags")),
        created=utc(row.get("created")),
        changed=utc(row.get("updated") or row.get("created")),
        prefix=text(quote.get("prefix")),
        suffix=text(quote.get("suffix")),
    )
