"""A highlight in a list: quote and note; where its anchor is not sure, old and new text."""

from __future__ import annotations

from functools import partial
from itertools import zip_longest

from rich.cells import set_cell_size
from rich.style import Style
from rich.text import Text

from reader.notes.model import Anchored, Meanings, colour_label
from reader.widgets.entries import wrapped
from reader.widgets.entry import Entry, Look

_SIDE_BY_SIDE = 70
_MOST = 4


def highlight_entry(anchored: Anchored, meanings: Meanings) -> Entry:
    """A highlight with its note, tags and state, and what its colour means."""
    return Entry(anchored.highlight.id, partial(_draw, anchored, meanings))


def _draw(anchored: Anchored, meanings: Meanings, width: int, look: Look) -> list[Text]:
    highlight = anchored.highlight
    if highlight.selector.is_without_quote:
        about = anchored.heading or highlight.article.title
        lines = wrapped(f"on: {about}", width, look.dim, " ", most=2)
    else:
        lines = _quote(anchored, width, look)
    if highlight.note:
        lines += wrapped(highlight.note, width, look.strong, "   ", most=_MOST)
    facts = [colour_label(highlight.colour, meanings), *(f"#{tag}" for tag in highlight.tags)]
    facts.append(highlight.created[:10])
    if anchored.state != "ok":
        facts.insert(0, f"{anchored.state} ({_KEYS[anchored.state]})")
    if anchored.heading and not highlight.selector.is_without_quote:
        facts.append(anchored.heading)
    lines += wrapped(" · ".join(facts), width, look.dim, "   ", most=1)
    lines.append(Text())
    return lines


_KEYS = {
    "moved": "O accepts the new text",
    "suspect": "O accepts this place, n shows the next",
    "orphan": "P attaches it anew",
}


def _quote(anchored: Anchored, width: int, look: Look) -> list[Text]:
    """The quote; beside it, or below it where there is no room, what stands there now."""
    was, now = anchored.highlight.selector.exact, anchored.current_text
    if anchored.state == "ok" or now is None:
        return wrapped(was, width, Style(), " │ ", most=_MOST)
    if width < _SIDE_BY_SIDE:
        return [
            *wrapped(was, width, look.dim, " was │ ", most=_MOST),
            *wrapped(now, width, Style(), " now │ ", most=_MOST),
        ]
    half = width // 2
    left = wrapped(was, half, look.dim, " was │ ", most=_MOST)
    right = wrapped(now, width - half, Style(), " now │ ", most=_MOST)
    empty = Text()
    return [
        Text.assemble((set_cell_size(old.plain, half), look.dim), new)
        for old, new in zip_longest(left, right, fillvalue=empty)
    ]
