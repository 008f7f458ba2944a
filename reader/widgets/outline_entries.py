"""How a section stands in the outline of an article."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from functools import partial

from rich.text import Text

from index.article import Section
from reader.widgets.article_wrap import wrap
from reader.widgets.entries import wrapped
from reader.widgets.entry import Entry, Look
from reader.widgets.question_bar import READ


@dataclass
class OutlineState:
    """Where the reader is, and which questions were read, by section number."""

    here: int = -1
    read: Set[int] = frozenset()


def outline_entry(section: Section, title: str, state: OutlineState) -> Entry:
    """A section in the outline; the lead goes under the article's title.

    What `state` says may change: it is asked when the entry is drawn.
    """
    said = " ".join((section.heading or title).split())
    inset = "  " * min(max(0, (section.level or 2) - 2), 3)
    draw = partial(_draw, section, said, inset, state)
    return Entry(section.number, draw, height=partial(_height, said, len(inset)))


def _height(said: str, inset: int, width: int) -> int:
    """Counted without drawing: a long article has hundreds of sections."""
    return len(wrap(said, 0, len(said), max(4, width - 1 - inset)))


def _draw(
    section: Section, said: str, inset: str, state: OutlineState, width: int, look: Look
) -> list[Text]:
    here = section.number == state.here
    style = look.accent if section.is_question else look.dim
    if here:
        style = style + look.strong
    lines = wrapped(said, width, style, ("▎" if here else " ") + inset)
    if not here and section.number in state.read:
        lines[0] = Text(READ + lines[0].plain[1:], style)
    return lines
