"""How titles and sections stand in a list; `search_entries` and `library_table` have the rest.

Pure functions to `Entry`; texts are rich `Text`, never markup.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text

from index.article import Span
from reader.figures import counted as counted
from reader.widgets.article_wrap import wrap
from reader.widgets.entry import Entry, Look

TITLE_LINES = 2
"""Lines of the title of an article, with the empty one above it."""


def wrapped(text: str, width: int, style: Style, indent: str = "", most: int = 0) -> list[Text]:
    """Lines of a text, each indented; `most` lines at the most, then an ellipsis."""
    text = " ".join(text.split())
    rows = wrap(text, 0, len(text), max(4, width - cell_len(indent)))
    if most and len(rows) > most:
        rows = rows[:most]
        start, end = rows[-1]
        rows[-1] = (start, max(start, end - 1))
        cut = [text[a:b] for a, b in rows]
        cut[-1] += "…"
        return [Text(indent + line, style) for line in cut]
    return [Text(indent + text[start:end], style) for start, end in rows]


# Titles and texts with something set off in them


def title_entry(title: str) -> Entry:
    """The article (or whatever else) under which the following entries stand."""
    return Entry(None, partial(_draw_title, title), pickable=False, height=TITLE_LINES)


def _draw_title(title: str, width: int, look: Look) -> list[Text]:
    return [Text(), *(wrapped(title, width, look.dim, " ", most=1) or [Text()])]


def marked_lines(
    text: str, matches: Iterable[Span], width: int, look: Look, indent: str, most: int = 0
) -> list[Text]:
    """Lines of a text, `most` at the most (0: all), with the matches (offsets into it) marked."""
    flat = text.replace("\n", " ")
    spans = list(matches)
    lines: list[Text] = []
    rows = wrap(flat, 0, len(flat), max(4, width - len(indent)))
    for start, end in rows[:most] if most else rows:
        line = Text(indent + flat[start:end])
        for span in spans:
            if span.start < end and start < span.end:
                line.stylize(
                    look.match,
                    max(span.start, start) - start + len(indent),
                    min(span.end, end) - start + len(indent),
                )
        lines.append(line)
    if most and len(rows) > most:
        if lines[-1].cell_len >= width:
            lines[-1].right_crop(1)
        lines[-1].append("…")
    return lines


# The outline


# Headings


def section_title_entry(heading: str) -> Entry:
    """The question under which the following entries stand."""
    return Entry(None, partial(_draw_heading, heading), pickable=False)


def _draw_heading(heading: str, width: int, look: Look) -> list[Text]:
    return [Text(), *wrapped(heading, width, look.dim, " ", most=2)]
