"""Kindle's "My Clippings.txt": five lines each, as KOReader's `clip.lua` reads them.

A note is a clipping of its own: it belongs to the highlight whose location it lies in. What was
marked again a little longer is kept once, as it was marked last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reader.importing.kindle_dates import kindle_date
from reader.importing.record import Record

_PARTING = re.compile(r"^={8,}[ \t\r]*$", re.MULTILINE)
_TITLE = re.compile(r"^(?P<title>.*?)(?:\s*\((?P<author>[^()]*(?:\([^()]*\)[^()]*)*)\))?$")
# No book has more places than nine digits count, and very long numbers Python does not read.
_RANGE = re.compile(r"(?<!\d)(\d{1,9})(?!\d)(?:\s*[-–]\s*(\d{1,9})(?!\d))?")
# What Kindle calls them in the languages it can be set to; some are written without spaces.
_NOTE = re.compile(
    r"\b(?:note|notiz|nota|notitie|anteckning|заметка)\b|メモ|笔记|筆記", re.IGNORECASE
)
_BOOKMARK = re.compile(
    r"\b(?:bookmark|lesezeichen|signet|marcador|segnalibro|bladwijzer|закладка)\b"
    r"|ブックマーク|书签|書籤",
    re.IGNORECASE,
)
_LIMIT = re.compile(r"^<.*limit.*>$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Clipping:
    title: str
    first: int
    last: int
    text: str
    is_note: bool
    made: str


def reads(text: str) -> bool:
    """Whether clippings are parted as Kindle parts them."""
    return (
        _PARTING.search(text) is not None and re.search(r"^- .*\|", text, re.MULTILINE) is not None
    )


def read(text: str) -> list[Record]:
    """A record for each highlight, with its note; notes on no highlight are notes on the book."""
    clippings = list(_clippings(text))
    records: dict[tuple[str, int, int, str], tuple[_Clipping, Record]] = {}
    for clipping in clippings:
        if not clipping.is_note:
            _drop_shorter(records, clipping)
            records[_key(clipping)] = clipping, _record(clipping)
    for clipping in clippings:
        if clipping.is_note:
            _put_note(records, clipping)
    return [record for _, record in records.values()]


def _clippings(text: str) -> Iterator[_Clipping]:
    for piece in _PARTING.split(text):
        lines = piece.replace("\r\n", "\n").strip("\n").split("\n")
        if len(lines) < 3:
            continue
        head, about, *body = lines
        words = "\n".join(body).strip()
        if not words or _BOOKMARK.search(about) or _LIMIT.match(words):
            continue
        *places, made = about.split("|") if "|" in about else (about, "")
        first, last = _span(places)
        title = _TITLE.match(head.strip("\ufeff \t"))
        yield _Clipping(
            title=title["title"] if title else head,
            first=first,
            last=last,
            text=words,
            is_note=_NOTE.search(" ".join(places)) is not None,
            made=kindle_date(made),
        )


def _span(places: list[str]) -> tuple[int, int]:
    """From where to where, by the finest measure given: locations stand behind pages."""
    found = [each.groups() for place in places for each in _RANGE.finditer(place)]
    if not found:
        return 0, 0
    first, last = found[-1]
    if last is None:
        return int(first), int(first)
    # Old ones write 1195-96 for 1195-1196.
    whole = last if len(last) >= len(first) else first[: -len(last)] + last
    return int(first), int(whole)


def _key(clipping: _Clipping) -> tuple[str, int, int, str]:
    return clipping.title, clipping.first, clipping.last, clipping.text


def _record(clipping: _Clipping) -> Record:
    return Record(
        quote=clipping.text, title=clipping.title, created=clipping.made, changed=clipping.made
    )


Records = dict[tuple[str, int, int, str], tuple[_Clipping, Record]]


def _drop_shorter(records: Records, later: _Clipping) -> None:
    """Marking again leaves the earlier clipping in the file: its words are all in the later."""
    for key, (earlier, _) in list(records.items()):
        meets = earlier.first <= later.last and later.first <= earlier.last
        if earlier.title == later.title and meets and earlier.text in later.text:
            del records[key]


def _put_note(records: Records, note: _Clipping) -> None:
    for key, (clipping, record) in records.items():
        if clipping.title == note.title and clipping.first <= note.first <= clipping.last:
            said = f"{record.note}\n\n{note.text}" if record.note else note.text
            records[key] = clipping, replace(record, note=said)
            return
    alone = Record(quote="", title=note.title, note=note.text, created=note.made, changed=note.made)
    records[_key(note)] = note, alone
