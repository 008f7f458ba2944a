"""How articles, sections, highlights and findings stand in a list; `search_entries` has the rest.

Pure functions to `Entry`; texts are rich `Text`, never markup.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from rich.cells import cell_len, set_cell_size
from rich.style import Style
from rich.text import Text

from index.article import Span, Summary
from reader.widgets.article_header import host, minutes
from reader.widgets.article_wrap import wrap
from reader.widgets.pick_list import Entry, Look

_NARROW, _WIDE = 70, 100
"""Cells from which on a list has room for more columns."""
TITLE_LINES = 2
"""Lines of the title of an article, with the empty one above it."""
_STATE_SIGNS = {"unread": " ", "reading": "◐", "read": "✓"}


def counted(number: int, what: str) -> str:
    """ "1 article", "18 articles"."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


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


def columns(cells: Iterable[tuple[str, int, Style, bool]]) -> Text:
    """Cells as (text, width, style, right-aligned), a gap between them."""
    line = Text(no_wrap=True)
    for text, width, style, right in cells:
        short = text if cell_len(text) <= width else set_cell_size(text, max(0, width - 1)) + "…"
        pad = " " * (width - cell_len(short))
        line.append(pad + short if right else short + pad, style)
        line.append("  ")
    return line


# Articles


def article_entry(
    summary: Summary, state: str, progress: float, highlights: int, copies: int = 0
) -> Entry:
    """An article as one line of the library; `copies` of it lie elsewhere in the collection."""
    return Entry(
        summary.id, partial(_draw_article, summary, state, progress, highlights, copies), height=1
    )


def _draw_article(
    summary: Summary,
    state: str,
    progress: float,
    highlights: int,
    copies: int,
    width: int,
    look: Look,
) -> list[Text]:
    about = summary.metadata
    plain = Style()
    title_style = look.strong if state != "read" else look.dim
    share = f"{progress:.0%}" if state == "reading" else ""
    cells = [(_STATE_SIGNS.get(state, " "), 1, look.accent, False)]
    after: list[tuple[str, int, Style, bool]] = [(about.published or "", 10, look.dim, False)]
    if width >= _WIDE:
        after.insert(0, (host(about.source) or ", ".join(about.authors), 20, look.dim, False))
    if width >= _NARROW:
        after.append((f"{minutes(summary.words)} min", 7, look.dim, True))
    after.append((str(summary.questions or ""), 5, look.accent, True))
    if width >= _NARROW:
        after.append((f"{highlights} ✎" if highlights else "", 5, look.match, True))
        after.append((share, 4, plain, True))
    used = sum(cell[1] + 2 for cell in (*cells, *after))
    named = f"{summary.title} (+{copies})" if copies else summary.title
    title = (named, max(8, width - used - 2), title_style, False)
    return [columns([*cells, title, *after])]


def library_head(width: int, look: Look) -> Text:
    """The heads of the library's columns."""
    cells = [("", 1, look.dim, False)]
    after: list[tuple[str, int, Style, bool]] = [("Date", 10, look.dim, False)]
    if width >= _WIDE:
        after.insert(0, ("Source", 20, look.dim, False))
    if width >= _NARROW:
        after.append(("Length", 7, look.dim, True))
    after.append(("Asks", 5, look.dim, True))
    if width >= _NARROW:
        after += [("Notes", 5, look.dim, True), ("Read", 4, look.dim, True)]
    used = sum(cell[1] + 2 for cell in (*cells, *after))
    return columns([*cells, ("Title", max(8, width - used - 2), look.dim, False), *after])


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
    return lines


# The outline


# Headings


def section_title_entry(heading: str) -> Entry:
    """The question under which the following entries stand."""
    return Entry(None, partial(_draw_heading, heading), pickable=False)


def _draw_heading(heading: str, width: int, look: Look) -> list[Text]:
    return [Text(), *wrapped(heading, width, look.dim, " ", most=2)]
