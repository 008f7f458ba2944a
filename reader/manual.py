"""The manual: the pages of `docs/`, wherever the program was installed to. No Textual."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

PAGES = {
    "reading": "Reading an article",
    "search": "Searching and asking",
    "findings": "Claims, figures and risks",
    "notes": "Highlights, notes and exports",
    "collections": "Folders of articles",
    "settings": "Settings",
    "keys": "All keys",
    "commands": "The command line",
}
_PLACES = (
    Path(__file__).resolve().parents[1] / "docs",
    Path(sys.prefix) / "share" / "quaere" / "docs",
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its title."""

    title: str
    path: Path


def pages() -> list[Page]:
    """The pages that are there, in the order to read them; none where they were left out."""
    folder = next((place for place in _PLACES if (place / "reading.md").is_file()), None)
    if folder is None:
        return []
    found = (Page(title, folder / f"{name}.md") for name, title in PAGES.items())
    return [page for page in found if page.path.is_file()]
