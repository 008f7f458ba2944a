"""How a section stands in the outline of an article."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from functools import partial

from rich.text import Text

from index.article import Section
from reader.widgets.entries import wrapped
from reader.widgets.pick_list import Entry, Look
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
    return Entry(section.number, partial(_draw, section, title, state))


def _draw(section: Section, title: str, state: OutlineState, width: int, look: Look) -> list[Text]:
    depth = max(0, (section.level or 2) - 2)
    here = section.number == state.here
    sign = "▎" if here else READ if section.number in state.read else " "
    style = look.accent if section.is_question else look.dim
    if here:
        style = style + look.strong
    return wrapped(section.heading or title, width, style, sign + "  " * min(depth, 3))
