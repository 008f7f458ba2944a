"""The surface an article is drawn on: rows for its width, marks over them, a place in view.

What a reader does on it (cursor, motions, selection) is `article_view`'s. Text reaches the screen
as plain segments, never as markup. No file, no index, no notes in here: whoever shows an article
hands over the article and its marks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import ClassVar, Literal, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.cache import LRUCache
from textual.geometry import Offset, Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from index.article import Article, Span
from reader.spans import SpanIndex
from reader.widgets.article_paint import GUTTER, Frame, Painter
from reader.widgets.article_style import COMPONENTS, SHEET, StyleBook
from reader.widgets.article_wrap import cells_of, wrap
from reader.widgets.marks import CueMark, HighlightMark, Layers, Mark
from reader.widgets.rows import MEASURE, RowTable

Place = Literal["top", "third", "visible"]
STRIPS_KEPT = 400
MARGIN = 2
"""Rows kept above and below what is brought into view, where there is room."""
_StripKey = tuple[int, bool, tuple[int, int] | None]


class Top(NamedTuple):
    """The place in view, whatever the width: the first text, and the rows without text above it."""

    offset: int
    above: int


_HEAD = Top(-1, 0)
"""The top of an article, however many rows its head takes."""


class ArticleCanvas(ScrollView, can_focus=True, inherit_bindings=False):
    """Draws one article and keeps its place when the width changes.

    Rows are worked out once for a width, strips for the rows in view. A strip is kept under all
    that changes its look from one moment to the next (cursor, selection); what changes rarely
    (marks, theme, width) drops them all.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = COMPONENTS
    DEFAULT_CSS = SHEET

    def __init__(
        self,
        empty: str = "",
        *,
        measure: int = MEASURE,
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """An article view that says `empty` until it is given an article.

        `measure` is the widest column of text, in cells.
        """
        super().__init__(name=name, id=id, classes=classes)
        self._empty = empty
        self._measure = measure
        self._only: Span | None = None
        self._article: Article | None = None
        self._table: RowTable | None = None
        self._painter: Painter | None = None
        self._frame = Frame(0, 0)
        self._layers = Layers.none()
        self._cursor = Span(0, 0)
        self._top = _HEAD
        self._wanted: list[tuple[Span, Place]] = []
        self._laying_out = False
        self._book = StyleBook(self)
        self._strips: LRUCache[_StripKey, Strip] = LRUCache(STRIPS_KEPT)

    # What is shown

    @property
    def article(self) -> Article | None:
        """The article on the screen."""
        return self._article

    @property
    def measure(self) -> int:
        """The widest column of text, in cells."""
        return self._measure

    @measure.setter
    def measure(self, cells: int) -> None:
        self._measure = cells
        self._lay_out()

    @property
    def extent(self) -> Span:
        """The text that is laid out: all of the article, or the piece that is shown alone."""
        return self._only or Span(0, len(self._article.text) if self._article else 0)

    def _show_only(self, piece: Span | None) -> None:
        """Lays out one piece of the article alone, from its beginning, or all of it again."""
        if piece == self._only:
            return
        self._top = self._top_of_view() if piece is None else _HEAD
        self._only = piece
        self._frame = Frame(0, 0)
        self._lay_out()

    def show_empty(self, text: str) -> None:
        """Shows no article, and `text` in its place."""
        self._empty = text
        self._put(None)

    def set_findings(self, marks: Sequence[Mark]) -> None:
        """Replaces the findings that are marked."""
        self._layers.findings = SpanIndex(marks)
        self._look_changed()

    def set_highlights(self, marks: Sequence[HighlightMark]) -> None:
        """Replaces what the reader has highlighted."""
        self._layers.highlights = SpanIndex(marks)
        self._look_changed()

    def set_noted(self, headings: Iterable[int], *, whole: bool) -> None:
        """Replaces what is noted on without a quote: headings, by offset, and the whole article."""
        self._layers.noted_headings = frozenset(headings)
        self._layers.is_noted_as_whole = whole
        self._look_changed()

    def set_matches(self, spans: Sequence[Span], current: int | None = None) -> None:
        """Replaces the search hits; `current` is the index of the one the reader is at."""
        self._layers.matches = SpanIndex(spans)
        self._layers.current_match = None if current is None else spans[current]
        self._look_changed()

    def set_current(self, span: Span | None) -> None:
        """Sets off the finding or sentence that is selected elsewhere, or nothing."""
        self._layers.current = span
        self._look_changed()

    def set_cues(self, marks: Sequence[CueMark]) -> None:
        """Replaces the words that spoke for a finding whose reasons are shown."""
        self._layers.cues = SpanIndex(marks)
        self._look_changed()

    def _put(self, article: Article | None) -> None:
        self._article = article
        self._table = self._painter = None
        self._frame = Frame(0, 0)
        self._top = _HEAD
        self._wanted = []
        self._only = None
        self._layers = Layers.none()
        self._cursor = Span(0, 0)
        self._book.clear()
        self._look_changed()
        if article is None:
            self.virtual_size = Size(0, 0)
        self._lay_out()

    # Rows

    def on_resize(self, _: events.Resize) -> None:
        """Wraps the text anew where the width has changed."""
        self._lay_out()

    def _lay_out(self) -> None:
        if not self.is_attached:
            return
        frame = Frame.fit(self.scrollable_content_region.width, self._measure)
        if self._article is None or frame.width <= 0 or frame == self._frame:
            return
        self._frame = frame
        self._table = RowTable(self._article, frame.measure, self._only)
        self._painter = Painter(self._article, self._table, frame, self._book)
        self._look_changed()
        self._laying_out = True
        try:
            self.virtual_size = Size(0, len(self._table))
            self._scroll_to_row(self._row_of(self._top))
        finally:
            self._laying_out = False
        wanted, self._wanted = self._wanted, []
        for span, place in wanted:
            self._bring(span, place)

    @property
    def _view(self) -> range:
        """The rows on the screen."""
        top = round(self.scroll_y)
        return range(top, top + self.scrollable_content_region.height)

    @property
    def _lowered(self) -> int:
        """Rows that a short piece shown alone is set down, towards the middle."""
        if self._only is None or self._table is None:
            return 0
        return max(0, self.scrollable_content_region.height - len(self._table)) // 3

    def cell_of(self, offset: int) -> Offset | None:
        """The cell of this widget in which the text at an offset is drawn; None out of view."""
        if self._table is None or not self.extent.covers(offset):
            return None
        number = self._table.row_at(offset)
        row, piece = self._table[number], self._table[number].piece_at(offset)
        if number not in self._view or piece is None or self._article is None:
            return None
        cells = (
            cell_len(row.lead) + piece.column + cell_len(self._article.text[piece.start : offset])
        )
        top = number - self._view.start + self._lowered
        return Offset(self._frame.left + GUTTER + cells, top)

    def offset_at(self, cell: Offset) -> int | None:
        """The offset of the character drawn in a cell of this widget; None beside the text."""
        number = self._view.start + cell.y - self._lowered
        if self._table is None or self._article is None or number not in range(len(self._table)):
            return None
        row = self._table[number]
        column = cell.x - self._frame.left - GUTTER - cell_len(row.lead)
        for piece in row.pieces:
            reach = list(accumulate(cells_of(self._article.text[piece.start : piece.end])))
            if reach and 0 <= column - piece.column < reach[-1]:
                return piece.start + bisect_right(reach, column - piece.column)
        return None

    def _scroll_to_row(self, row: int) -> None:
        self.scroll_to(y=row, animate=False, force=True, immediate=True)

    def _bring(self, span: Span, place: Place) -> None:
        """Scrolls until a piece of text stands at a place; before the first layout, then."""
        if self._table is None:
            if place == "top":
                self._wanted.clear()
            self._wanted.append((span, place))
            return
        rows = self._table.rows_of(span)
        if place == "visible" and (row := self._nearest(rows)) is not None:
            self._scroll_to_row(row)
        elif place == "third":
            self._scroll_to_row(rows.start - len(self._view) // 3)
        elif place == "top":
            self._scroll_to_row(self._table.opening(rows.start))

    def _nearest(self, rows: range) -> int | None:
        """The top row that shows `rows` with as little scrolling as can be, None if they are."""
        view = self._view
        margin = min(MARGIN, len(view) // 4)
        if rows.start < view.start + margin:
            wanted = rows.start - margin
        elif rows.stop > view.stop - margin:
            wanted = min(rows.start - margin, rows.stop + margin - len(view))
        else:
            return None
        return rows.start - len(view) // 3 if abs(wanted - view.start) > len(view) else wanted

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remembers the text at the top, which a change of width keeps there."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value) and not self._laying_out:
            self._top = self._top_of_view()
            self._scrolled()

    def _scrolled(self) -> None:
        """Called when other rows have come into view."""

    def top_offset(self) -> int:
        """Offset of the first text in view; before the first layout, of what will be."""
        if self._table is None or not len(self._table):
            return self._wanted[0][0].start if self._wanted else max(0, self._top.offset)
        return self._table[self._table.first_text(self._view.start)].start

    def seen(self) -> Span:
        """The text in view."""
        if self._table is None or not len(self._table):
            return Span(0, 0)
        last = self._table[min(self._view.stop, len(self._table)) - 1]
        return Span(self.top_offset(), max(self.top_offset(), last.end))

    def _top_of_view(self) -> Top:
        if self._table is None or not (row := self._view.start):
            return _HEAD
        text = self._table.first_text(row)
        return Top(self._table[text].start, max(0, text - row))

    def _row_of(self, top: Top) -> int:
        if self._table is None or top == _HEAD:
            return 0
        return self._table.row_at(top.offset) - top.above

    def progress(self) -> float:
        """How much of the article has been scrolled past, from 0 to 1 (all in view is 1)."""
        return 1.0 if self.max_scroll_y <= 0 else min(1.0, self.scroll_y / self.max_scroll_y)

    # Drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        """Rows of cells; an article that came before its widget had a size is laid out now.

        Rows come as they were painted. Textual would make new ones, and with them whatever it
        remembers of a row, to lay borders, padding and tints around and over them: an article has
        none.
        """
        if self._table is None:
            self._lay_out()
        if self.opacity < 1:
            return super().render_lines(crop)
        rest, ground = self.rich_style, self.background_colors[1]
        strips = [
            self.render_line(y).crop_extend(crop.x, crop.right, rest) for y in crop.line_range
        ]
        for line_filter in self.get_line_filters():
            strips = [strip.apply_filter(line_filter, ground) for strip in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        """One row of cells: the line API of Textual."""
        if self._painter is None or self._table is None:
            return self._empty_line(y)
        number = self._view.start + y - self._lowered
        if not 0 <= number < len(self._table):
            return Strip.blank(self.size.width, self.rich_style)
        with_cursor = number in self._table.rows_of(self._cursor)
        key = (number, with_cursor, self._selected_in(number))
        if (strip := self._strips.get(key)) is None:
            strip = self._painter.paint(number, self._layers, with_cursor=with_cursor)
            self._strips[key] = strip
        return strip

    def _selected_in(self, number: int) -> tuple[int, int] | None:
        selection = self._layers.selection
        if selection is None or self._table is None:
            return None
        row = self._table[number]
        start, end = max(row.start, selection.start), min(row.end, selection.end)
        return (start, end) if start < end else None

    def _empty_line(self, y: int) -> Strip:
        width, height = self.size
        base = self.rich_style
        frame = Frame.fit(width, self._measure)
        rows = wrap(self._empty, 0, len(self._empty), frame.measure)
        index = y - max(0, (height - len(rows)) // 3)
        if self._article is not None or not 0 <= index < len(rows):
            return Strip.blank(width, base)
        strip = Strip([Segment(self._empty[slice(*rows[index])], base + self._book["empty"])])
        return strip.text_align(width, "center").apply_style(base)

    def _look_changed(self) -> None:
        self._strips.clear()
        self.refresh()

    def _refresh_rows(self, rows: range) -> None:
        """Draws again what of `rows` is in view."""
        view = self._view
        first, last = max(rows.start, view.start), min(rows.stop, view.stop)
        if first < last:
            top = first - view.start + self._lowered
            self.refresh(Region(0, top, self.size.width, last - first))

    def notify_style_update(self) -> None:
        """Called by Textual when theme or styles change."""
        super().notify_style_update()
        self._book.clear()
        self._strips.clear()
