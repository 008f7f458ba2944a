"""Taking notes in that other programs, or we, wrote down: one module per source, one table.

A source turns a file's content into records. Where they belong is found by `attaching`. No
screens, no SQL.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from reader.importing import hypothesis, kindle, koreader, ours, readwise, w3c
from reader.importing.record import NotReadable, Record

__all__ = ["SOURCES", "NotReadable", "Record", "Source", "read_notes"]

MOST_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of file: `reads` says whether content is of this kind, `read` reads it.

    Both get what JSON holds, or, with `is_text`, the text itself.
    """

    name: str
    description: str
    reads: Callable[[Any], bool]
    read: Callable[[Any], list[Record]]
    is_text: bool = False


SOURCES: tuple[Source, ...] = (
    Source("json", "our own JSON", ours.reads, ours.read),
    Source("w3c", "Web Annotations", w3c.reads, w3c.read),
    Source("koreader", "KOReader's JSON", koreader.reads, koreader.read),
    Source("hypothesis", "Hypothesis", hypothesis.reads, hypothesis.read),
    Source("kindle", "Kindle's My Clippings.txt", kindle.reads, kindle.read, is_text=True),
    Source("readwise", "Readwise's CSV", readwise.reads, readwise.read, is_text=True),
)


def read_notes(data: bytes) -> tuple[Source, list[Record]]:
    """What kind of file this is, and the notes in it. Raises NotReadable."""
    if len(data) > MOST_BYTES:
        raise NotReadable("is larger than 256 MB")
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotReadable("is not text in UTF-8") from error
    content, broken = _json(text)
    for source in SOURCES:
        if source.is_text == (content is None):
            given = text if source.is_text else content
            if source.reads(given):
                return source, source.read(given)
    if broken:
        raise NotReadable(f"cannot be read as JSON: {broken}")
    known = ", ".join(source.description for source in SOURCES)
    raise NotReadable(f"holds no notes that are known here: {known}")


def _json(text: str) -> tuple[object | None, str]:
    """What the text holds if it is JSON; else, if it looks like some, what is wrong with it."""
    if not text.lstrip().startswith(("{", "[")):
        return None, ""
    try:
        return json.loads(text), ""
    except json.JSONDecodeError as error:
        return None, f"{error.msg.lower()} in line {error.lineno}; perhaps it is not whole"
    except (ValueError, RecursionError):
        return None, "it holds more than any export of notes"
