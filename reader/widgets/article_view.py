"""The article view: where the reader is in an article, and how they move and select.

It says where they are (cursor, section, selection); what a key or a click means is
decided elsewhere, and no key is bound here. Distances are counted by `article_motion`, rows and
drawing are `article_canvas`'s, selecting is `article_selecting`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from index.article import Article, Finding, Section, Span
from reader.figures import figure_label
from reader.links import Link, Links
from reader.spans import SpanIndex
from reader.widgets import article_motion as motion
from reader.widgets.article_canvas import Place
from reader.widgets.article_selecting import SelectableArticle
from reader.widgets.article_units import Unit, unit_at, units_of
from reader.widgets.marks import HighlightMark, Mark

PAGE_OVERLAP = 2
"""Rows that stay in view when a page is turned."""


class ArticleView(SelectableArticle):
    """One article, read with a cursor that moves by sentences."""

    @dataclass
    class _Said(Message):
        """A message of this view."""

        view: ArticleView

        @property
        def control(self) -> ArticleView:
            """The view that sent it."""
            return self.view

    @dataclass
    class CursorMoved(_Said):
        """The reading cursor stands at another sentence, which starts at `offset`."""

        offset: int

    @dataclass
    class SelectionChanged(_Said):
        """Another piece of text is selected, or none any more."""

        span: Span | None

    @dataclass
    class Clicked(_Said):
        """A finding, a highlight or a link was clicked."""

        offset: int
        link: Link | None

    section: reactive[int] = reactive(-1, repaint=False, init=False)
    """Number of the section the cursor is in, -1 without an article.

    To be watched, not told in a message: what follows from it is drawn together with the text.
    """
    _singly = False
    _units: tuple[Unit, ...] = ()
    _links: Links | None = None
    _findings: Sequence[Finding] = ()
    _tips: SpanIndex[Finding] | None = None

    def set_tips(self, findings: Sequence[Finding]) -> None:
        """What each figure among these is read as is said while the mouse is over it."""
        self._findings, self._tips = findings, None

    def _tips_at(self, offset: int) -> list[Finding]:
        if self._tips is None:
            self._tips = SpanIndex([each for each in self._findings if each.figure is not None])
        return self._tips.meeting(offset, offset + 1)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Say what the figure under the mouse is read as, and where a link leads."""
        offset = self._offset_under(event)
        found = [] if offset is None else self._tips_at(offset)
        said = [figure_label(each.figure) for each in found if each.figure is not None]
        if offset is not None and self._links is not None:
            link = self._links.at(offset)
            said += [self._links.note(link) or link.address or link.target] if link else []
        self.tooltip = Content("\n".join(said)) if said else None

    def show(
        self,
        article: Article | None,
        *,
        marks: Sequence[Mark] = (),
        highlights: Sequence[HighlightMark] = (),
        at: int | None = None,
    ) -> None:
        """Shows an article (or none) with its marks, from the top or with offset `at` at the top.

        Search hits, selection and current span of the article before are gone.
        """
        if self._layers.selection is not None:
            self.cancel_selection()
            self._selection_changed(None)
        self.set_reactive(ArticleView.section, -1)
        self._put(article)
        self._units = () if article is None else units_of(article)
        self._links = None if article is None else Links(article)
        if article is None:
            return
        if self._singly:
            self._show_only(unit_at(self._units, at or 0).span)
        self.set_findings(marks)
        self.set_highlights(highlights)
        if at:
            self._bring(motion.sentence_at(article, at), "top")
        self._move_cursor(motion.sentence_from(article, at or 0))

    # Where the reader is

    @property
    def cursor(self) -> int:
        """Offset of the sentence the reader is at."""
        return self._cursor.start

    @property
    def cursor_span(self) -> Span:
        """The sentence the reader is at."""
        return self._cursor

    def current_section(self) -> Section | None:
        """The section the cursor is in; None without an article."""
        return None if self._article is None else self._article.section_at(self._cursor.start)

    # One question at a time

    @property
    def units(self) -> tuple[Unit, ...]:
        """What is read at a time: the questions, and what lies between them."""
        return self._units

    @property
    def unit(self) -> Unit | None:
        """What is being read; None without an article."""
        return unit_at(self._units, self._cursor.start) if self._units else None

    @property
    def is_singly(self) -> bool:
        """Whether only what is being read is shown."""
        return self._singly

    def read_singly(self, singly: bool) -> None:
        """Shows the question at the cursor alone with its answer, or the whole article again."""
        self._singly = singly
        place = self._cursor.start
        self._show_only(self.unit.span if singly and self.unit is not None else None)
        self.go_to(place)

    def _bring(self, span: Span, place: Place) -> None:
        if self._singly and self._units:
            self._show_only(unit_at(self._units, span.start).span)
        super()._bring(span, place)

    def _turn_unit(self, by: int) -> bool:
        """From the end of a unit to the next one, from its beginning to the one before."""
        if not self._singly or self._article is None or self.unit is None:
            return False
        place = self._units.index(self.unit) + by
        if not 0 <= place < len(self._units):
            return False
        start = self._units[place].span.start
        self._bring(Span(start, start + 1), "top")
        self._move_cursor(motion.answer_start(self._article, self._article.section_at(start)))
        return True

    def _move_cursor(self, offset: int) -> None:
        if self._article is None:
            return
        span = motion.sentence_at(self._article, offset)
        if span == self._cursor and self.section >= 0:
            return
        before, self._cursor = self._cursor, span
        if self._table is not None:
            self._refresh_rows(self._table.rows_of(before))
            self._refresh_rows(self._table.rows_of(span))
        self.post_message(self.CursorMoved(self, span.start))
        self.section = self._article.section_at(span.start).number

    def _scrolled(self) -> None:
        """The cursor follows to the first sentence in view once it is out of sight."""
        if self._article is None or self._table is None:
            return
        view = self._view
        rows = self._table.rows_of(self._cursor)
        if rows.start < view.stop and view.start < rows.stop:
            return
        top = self.top_offset()
        sentence = motion.sentence_from(self._article, top)
        in_view = self.extent.covers(sentence) and self._table.row_at(sentence) < view.stop
        self._move_cursor(sentence if in_view else top)

    # Going somewhere

    def go_to(self, offset: int, *, place: Place = "visible") -> None:
        """Puts the cursor at the sentence that holds an offset, and that text at a place in view.

        "top" is the first row, "third" a third of the way down, "visible" wherever it is nearest.
        """
        if self._article is None:
            return
        offset = min(max(0, offset), len(self._article.text))
        sentence = motion.sentence_at(self._article, offset)
        whole = place == "visible" and sentence.covers(offset)
        self._bring(sentence if whole else Span(offset, offset + 1), place)
        self._move_cursor(offset)

    def next_question(self, count: int = 1) -> bool:
        """The next heading that asks goes to the top, the cursor into its answer.

        Returns whether there was one; so does `previous_question`.
        """
        return self._to_question(count)

    def previous_question(self, count: int = 1) -> bool:
        """The start of the answer that is being read; from there, the question before."""
        return self._to_question(-count)

    def _to_question(self, count: int) -> bool:
        if self._article is None:
            return False
        section = motion.step_question(self._article, self._cursor.start, count)
        if section is None:
            return False
        self._bring(Span(section.start, section.start + 1), "top")
        self._move_cursor(motion.answer_start(self._article, section))
        return True

    def next_paragraph(self, count: int = 1) -> None:
        """The cursor goes to the next paragraph, heading, item or other block."""
        self._step(motion.step_block, count)

    def previous_paragraph(self, count: int = 1) -> None:
        """The cursor goes to the start of its block; from there, of the one before."""
        self._step(motion.step_block, -count)

    def next_sentence(self, count: int = 1) -> None:
        """The cursor goes to the next sentence."""
        self._step(motion.step_sentence, count)

    def previous_sentence(self, count: int = 1) -> None:
        """The cursor goes to the sentence before."""
        self._step(motion.step_sentence, -count)

    def _step(self, step: Callable[[Article, int, int], int], count: int) -> None:
        if self._article is not None:
            self.go_to(step(self._article, self._cursor.start, count))

    def scroll_rows(self, rows: int) -> None:
        """Scrolls down, or up if negative; the cursor stays unless it leaves the view."""
        self._scroll_to_row(self._view.start + rows)

    def scroll_pages(self, pages: float) -> None:
        """Scrolls by pages or parts of one, down or up; at an end the cursor goes there."""
        rows = round((len(self._view) - PAGE_OVERLAP) * pages)
        before = self._view.start
        self.scroll_rows(rows or (1 if pages > 0 else -1))
        if self._article is None or self._view.start != before:
            return
        if not self._turn_unit(1 if pages > 0 else -1):
            self._move_cursor(self._last if pages > 0 else self.extent.start)

    @property
    def _last(self) -> int:
        """The end of what is laid out."""
        return self.extent.end - (self._only is not None)

    def go_top(self) -> None:
        """To the head of the article, or of the question that is shown alone."""
        self._scroll_to_row(0)
        self._move_cursor(self.extent.start)

    def go_bottom(self) -> None:
        """To the end of the article, or of the question that is shown alone."""
        if self._article is not None:
            self._scroll_to_row(self.max_scroll_y)
            self._move_cursor(self._last)

    def _selection_changed(self, span: Span | None) -> None:
        self.post_message(self.SelectionChanged(self, span))

    # What is in view

    def span_in_view(self) -> Span:
        """The text that is in view."""
        if self._table is None or not len(self._table) or not self._view:
            return Span(0, 0)
        last = min(self._view.stop, len(self._table)) - 1
        return Span(self.top_offset(), self._table[last].end)

    def links_in_view(self) -> list[Link]:
        """The links that are in view, and from a note the way back, in the order of the text."""
        if self._links is None:
            return []
        inside = self.span_in_view()
        found = self._links.within(inside.start, inside.end)
        back = self._links.back(self._cursor.start)
        return [*found, back] if back is not None else found

    def _pointed_at(self, offset: int) -> None:
        if self._article is None or self._links is None:
            return
        self._move_cursor(offset)
        link = self._links.at(offset)
        if link is not None or self._layers.is_marked(offset):
            self.post_message(self.Clicked(self, offset, link))
