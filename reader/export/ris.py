"""RIS, which every reference manager reads: a record for each article, its highlights as notes.

Zotero makes a note of its own of every N1. A value is one line; its name two letters, two spaces,
a hyphen and a space (RefMan's format, as Zotero's translator reads it).
"""

from __future__ import annotations

from collections.abc import Iterator

from reader.export.citation import Citation, citations
from reader.export.common import one_line
from reader.export.document import Document


def render(document: Document) -> str:
    """The whole export; records are parted by an empty line, lines end as RIS wants them."""
    records = ["\r\n".join(_record(each)) + "\r\n" for each in citations(document)]
    return "\r\n".join(records)


def _record(found: Citation) -> Iterator[str]:
    yield f"TY  - {'ELEC' if found.address else 'GEN'}"
    fields = [
        ("ID", found.key),
        *(("AU", name.inverted) for name in found.names),
        ("TI", found.title),
        ("T2", found.site),
        ("PY", f"{found.date[0]:04}" if found.date else ""),
        ("DA", _dated(found.date)),
        ("UR", found.address or ""),
        ("Y2", _dated(found.seen) if found.address else ""),
        ("LA", found.language),
        *(("KW", tag) for tag in found.tags),
        *(("N1", note) for note in found.notes),
    ]
    for name, value in fields:
        if line := one_line(value):
            yield f"{name}  - {line}"
    yield "ER  - "


def _dated(date: tuple[int, ...]) -> str:
    """ "YYYY/MM/DD/", what is not known left empty."""
    if not date:
        return ""
    year, month, day = (*date, 0, 0)[:3]
    parts = [f"{year:04}", f"{month:02}" if month else "", f"{day:02}" if day else "", ""]
    return "/".join(parts)
