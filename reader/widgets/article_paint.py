"""Drawing one row of an article: a `Row` and the layers over it in, a `Strip` out.

Every segment carries the text offset it stands for, which is what Textual's selection works with.
Nothing here scrolls, listens or remembers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len, split_graphemes
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from index.article import Article, Block, Inline
from reader.spans import SpanIndex
from reader.widgets.article_selection import OUTSIDE, place
from reader.widgets.article_style import StyleBook
from reader.widgets.marks import Layers, Run, runs
from reader.widgets.rows import Row, RowTable, top_level

GUTTER = 2
"""Cells left of the text: the note sign, the cursor bar."""
NOTE_SIGN = "✎"
HIGHLIGHT_SIGN = "┃"
"""Left of what is highlighted, where colours cannot say it."""
CURSOR_BAR = "▎"
RULE = "─"
BAR = "│"
_JOINED = re.compile("[\u200d\ufe0f]")


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the column of text stands in the widget, in cells."""

    width: int
    measure: int

    @property
    def left(self) -> int:
        """Cells left of the gutter; the text itself is what stands in the middle."""
        return max(0, (self.width - self.measure) // 2 - GUTTER)

    @classmethod
    def fit(cls, width: int, measure: int) -> Frame:
        """The frame for a widget `width` cells wide: as much right of the text as left of it."""
        return cls(width, max(1, min(measure, width - 2 * GUTTER)))


class Painter:
    """Draws the rows of one article in one frame."""

    def __init__(self, article: Article, table: RowTable, frame: Frame, book: StyleBook) -> None:
        self._article = article
        self._table = table
        self._frame = frame
        self._book = book
        self._top = top_level(article.sections)
        self._inlines: dict[int, SpanIndex[Inline]] = {}

    def paint(self, number: int, layers: Layers, *, with_cursor: bool) -> Strip:
        """Row `number`, as wide as the frame; `with_cursor` draws the bar of the cursor."""
        row = self._table[number]
        base = self._book.base()
        segments = [*self._gutter(number, layers, base, with_cursor=with_cursor)]
        column = self._column_style(row, base)
        used = 0
        for segment in self._content(row, layers, column):
            used += cell_len(segment.text)
            segments.append(segment)
        segments += self._rest(row, column, base, used)
        return Strip(segments, sum(cell_len(segment.text) for segment in segments)).crop(
            0, self._frame.width
        )

    def _gutter(
        self, number: int, layers: Layers, base: Style, *, with_cursor: bool
    ) -> Iterator[Segment]:
        row = self._table[number]
        here = place(OUTSIDE, row.start)
        if self._frame.left:
            yield Segment(" " * self._frame.left, base + here)
        if row.kind == "title":
            has_note = layers.is_noted_as_whole and self._table[number - 1].kind != "title"
        else:
            has_note = row.kind == "text" and any(
                layers.note_starts(piece.start, piece.end) for piece in row.pieces
            )
        if has_note or not (self._book.needs_signs and _is_highlighted(row, layers)):
            yield Segment(NOTE_SIGN if has_note else " ", base + self._book["note"] + here)
        else:
            yield Segment(HIGHLIGHT_SIGN, base + self._book["highlight-sign"] + here)
        yield Segment(CURSOR_BAR if with_cursor else " ", base + self._book["cursor"] + here)

    def _content(self, row: Row, layers: Layers, style: Style) -> Iterator[Segment]:
        here = place(OUTSIDE, row.start)
        if row.kind == "rule":
            yield Segment(RULE * self._table.width, style + self._book["rule"] + here)
        elif row.drawn:
            yield Segment(row.drawn, style + self._book[row.kind] + here)
        else:
            if row.lead:
                yield Segment(row.lead, style + self._lead_style(row) + here)
            yield from self._pieces(row, layers, style)

    def _pieces(self, row: Row, layers: Layers, style: Style) -> Iterator[Segment]:
        text = self._article.text
        inlines = self._inlines_of(row)
        at, before = 0, row.start
        for piece in row.pieces:
            if piece.column > at:
                yield self._between(row, at, piece.column, before, style)
            styled = inlines.meeting(piece.start, piece.end)
            for run in runs(piece.start, piece.end, styled, layers):
                yield from self._run(text, run, style)
            at = piece.column + cell_len(text[piece.start : piece.end])
            before = piece.end
        if row.bars and row.bars[-1] >= at:
            yield self._between(row, at, row.bars[-1] + 1, before, style)

    def _inlines_of(self, row: Row) -> SpanIndex[Inline]:
        number = -1 if row.block is None else row.block
        if (index := self._inlines.get(number)) is None:
            inlines = () if row.block is None else self._article.blocks[row.block].inlines
            index = self._inlines[number] = SpanIndex(inlines)
        return index

    def _between(self, row: Row, start: int, end: int, offset: int, style: Style) -> Segment:
        """The cells between two pieces of a table row, with the bars that stand there."""
        cells = "".join(BAR if cell in row.bars else " " for cell in range(start, end))
        return Segment(cells, style + self._book["bar"] + place(OUTSIDE, offset))

    def _run(self, text: str, run: Run, style: Style) -> Iterator[Segment]:
        for look in run.looks:
            style += self._book[look]
        link = self._book.link(run.link) if run.link else None
        for start, end in _counted_alike(text, run.start, run.end):
            placed = style + place(0, start)
            yield Segment(text[start:end], placed + link if link else placed)

    def _rest(self, row: Row, column: Style, base: Style, used: int) -> Iterator[Segment]:
        there = place(OUTSIDE, row.end)
        inside = self._table.width - used
        if inside > 0:
            yield Segment(" " * inside, column + there)
        outside = self._frame.width - self._frame.left - GUTTER - max(used, self._table.width)
        if outside > 0:
            yield Segment(" " * outside, base + there)

    def _column_style(self, row: Row, base: Style) -> Style:
        if row.block is None:
            return base
        block = self._article.blocks[row.block]
        look = _LOOK_OF_BLOCK.get(block.kind)
        if block.kind == "heading":
            return self._heading_style(block, base)
        if block.kind == "row":
            look = "table-head" if block.level else None
        return base + self._book[look] if look else base

    def _heading_style(self, block: Block, base: Style) -> Style:
        section = self._article.section_at(block.start)
        look = "topic" if section.kind == "lead" else section.kind
        style = base + self._book[look]
        return style + self._book["minor"] if block.level > self._top + 1 else style

    def _lead_style(self, row: Row) -> Style:
        if row.block is not None and self._article.blocks[row.block].kind in ("item", "footnote"):
            return self._book["marker"]
        return self._book["bar"]


_LOOK_OF_BLOCK = {
    "quote": "quote",
    "code": "code-block",
    "caption": "caption",
    "footnote": "footnote",
}


def _is_highlighted(row: Row, layers: Layers) -> bool:
    return any(layers.highlights.meeting(piece.start, piece.end) for piece in row.pieces)


def _counted_alike(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cuts text after every joined character (a family, a flag, an emoji by selector).

    Textual finds the character under the mouse by adding up the cells of single code points,
    segment by segment, which is wrong behind such a character unless a new segment begins there.
    """
    if _JOINED.search(text, start, end) is None:
        yield start, end
        return
    first = start
    for left, right, _ in split_graphemes(text[start:end])[0]:
        if right - left > 1:
            yield first, start + right
            first = start + right
    if first < end:
        yield first, end
