"""CSV of Readwise: what it imports (seven columns), and what it exports (other names for them)."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from reader.importing.record import NotReadable, Record, utc
from reader.notes.model import COLOURS

_NAMES: Mapping[str, tuple[str, ...]] = {
    "quote": ("Highlight",),
    "title": ("Title", "Book Title"),
    "source": ("URL", "Source URL"),
    "note": ("Note",),
    "date": ("Date", "Highlighted at"),
    "tags": ("Tags",),
    "colour": ("Color",),
}


def reads(text: str) -> bool:
    """Whether the first line names a column for highlights and one for titles or notes."""
    first = next(csv.reader([text.partition("\n")[0]]), [])
    return "Highlight" in first and len({"Title", "Book Title", "Note"} & set(first)) > 0


def read(text: str) -> list[Record]:
    """A record for each row. Raises NotReadable for a table that breaks off."""
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise NotReadable(f"is no table: {error}") from error
    return [_record(row) for row in rows if any(row.values())]


def _record(row: Mapping[str, str | None]) -> Record:
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
