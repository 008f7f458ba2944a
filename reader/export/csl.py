"""CSL-JSON (schema 1.0.2), which Zotero, Pandoc and citeproc read: an item for each article.

The highlights stand in the item's `note`.
"""

from __future__ import annotations

import json

from reader.export.citation import Citation, Name, citations
from reader.export.document import Document


def render(document: Document) -> str:
    """The whole export as one JSON array."""
    items = [_item(each) for each in citations(document)]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _item(found: Citation) -> dict[str, object]:
    item: dict[str, object] = {
        "id": found.key,
        "type": "webpage" if found.address else "document",
        "title": found.title,
    }
    optional: dict[str, object] = {
        "author": [_name(name) for name in found.names],
        "issued": _dated(found.date),
        "accessed": _dated(found.seen) if found.address else None,
        "URL": found.address,
        "container-title": found.site,
        "language": found.language,
        "keyword": ", ".join(found.tags),
        "note": "\n".join(found.notes),
    }
    return item | {name: value for name, value in optional.items() if value}


def _name(name: Name) -> dict[str, str]:
    if not name.given:
        return {"literal": name.family}
    return {"family": name.family, "given": name.given}


def _dated(date: tuple[int, ...]) -> dict[str, object] | None:
    return {"date-parts": [list(date)]} if date else None
