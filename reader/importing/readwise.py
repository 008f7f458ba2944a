"""CSV of Readwise: what it imports (seven columns), and what it exports (other names for them).

In whatever order, and as a spreadsheet may have saved it again: with semicolons or tabs, headings
in any case.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

from reader.importing.record import NotReadable, Record, utc
from reader.notes.model import COLOURS

_NAMES: Mapping[str, tuple[str, ...]] = {
    "quote": ("highlight",),
    "title": ("title", "book title"),
    "source": ("url", "source url"),
    "note": ("note",),
    "date": ("date", "highlighted at"),
    "tags": ("tags",),
    "colour": ("color",),
}


def reads(text: str) -> bool:
    """Whether the first line names a column for highlights and one for titles or notes."""
    try:
        first = {_heading(cell) for cell in next(_rows(text.partition("\n")[0]), [])}
    except csv.Error:
        return False
    return "highlight" in first and not first.isdisjoint(("title", "book title", "note"))


def read(text: str) -> list[Record]:
    """A record for each row. Raises NotReadable for a table that breaks off."""
    try:
        first, *rows = _rows(text)
    except csv.Error as error:
        raise NotReadable(f"is no table: {error}") from error
    names = [_heading(cell) for cell in first]
    return [_record(dict(zip(names, row, strict=False))) for row in rows if any(row)]


def _rows(text: str) -> Iterator[list[str]]:
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    # A quote may be longer than what the module takes for a mistake.
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _heading(cell: str) -> str:
    return cell.strip().lower()


def _record(row: Mapping[str, str]) -> Record:
    def cell(kind: str) -> str:
        return next((found for name in _NAMES[kind] if (found := row.get(name))), "")

    tags, note = _taken_apart(cell("note"))
    tags = (*tags, *(tag.strip() for tag in cell("tags").split(",") if tag.strip()))
    colours = [tag for tag in tags if tag in COLOURS]
    made = utc(cell("date"))
    return Record(
        quote=cell("quote"),
        title=cell("title"),
        source=cell("source") or None,
        note=note,
        tags=tuple(tag for tag in tags if tag not in COLOURS),
        colour=next(iter(colours), cell("colour")),
        created=made,
        changed=made,
    )


def _taken_apart(note: str) -> tuple[tuple[str, ...], str]:
    """Tags and note: a first line of nothing but `.words` holds tags."""
    first, _, rest = note.partition("\n")
    words = first.split()
    if words and all(len(word) > 1 and word.startswith(".") for word in words):
        return tuple(word[1:] for word in words), rest
    return (), note
