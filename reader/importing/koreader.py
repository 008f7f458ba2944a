"""JSON that KOReader's exporter wrote: one document, or several."""

from __future__ import annotations

from reader.export.koreader import COLOURS
from reader.importing.record import Record, utc
from reader.importing.shapes import Fields, each, fields, maybe_text, text

_OURS = {theirs: ours for ours, theirs in COLOURS.items()} | {
    "orange": "yellow", "olive": "green", "cyan": "blue",
}  # fmt: skip


def reads(content: object) -> bool:
    """Whether this is such a document or a list of them."""
    whole = fields(content)
    return "entries" in whole or (
        "documents" in whole and text(whole.get("version")).startswith("json/")
    )


def read(content: object) -> list[Record]:
    """All highlights and notes; bookmarks say nothing and are left out."""
    whole = fields(content)
    books = map(fields, each(whole.get("documents", whole)))
    return [
        _record(book, entry)
        for book in books
        for entry in map(fields, each(book.get("entries")))
        if entry.get("sort") != "bookmark" and (entry.get("text") or entry.get("note"))
    ]


def _record(book: Fields, entry: Fields) -> Record:
    made = utc(entry.get("time"))
    return Record(
        quote=text(entry.get("text")),
        title=text(book.get("title")),
        note=text(entry.get("note")),
        colour=_OURS.get(text(entry.get("color")), ""),
        created=made,
        changed=made,
        chapter=maybe_text(entry.get("chapter")),
        path=maybe_text(book.get("file")),
    )
