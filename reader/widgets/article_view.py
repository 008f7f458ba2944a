"""The article view: where the reader is in an article, and how they move and select.

It says in messages where they are (cursor, section, selection); what a key or a click means is
decided elsewhere, and no key is bound here. Distances are counted by `article_motion`, rows and
drawing are `article_canvas`'s, selecting is `article_selecting`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message

from index.article import Article, Finding, Section, Span
from reader.figures import figure_label
from reader.spans import SpanIndex
from reader.widgets import article_motion as motion
from reader.widgets.article_canvas import Place
from reader.widgets.article_selecting import SelectableArticle
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
    class SectionChanged(_Said):
        """The reading cursor has come into another section."""

        section: int

    @dataclass
    class SelectionChanged(_Said):
        """Another piece of text is selected, or none any more."""

        span: Span | None

    @dataclass
    class Clicked(_Said):
        """A finding, a highlight or a link was clicked; `link` is the target of a link."""

        offset: int
        link: str | None

    _section = -1
    _tips: SpanIndex[Finding] = SpanIndex()

    def set_tips(self, figures: Sequence[Finding]) -> None:
        """What each of these figures is read as is said while the mouse is over it."""
        self._tips = SpanIndex(figures)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Say what the figure under the mouse is read as."""
        offset = self._offset_under(event)
        found = [] if offset is None else self._tips.meeting(offset, offset + 1)
        said = [figure_label(each.figure) for each in found if each.figure is not None]
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
        self._section = -1
        self._put(article)
        if article is None:
            return
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

    def _move_cursor(self, offset: int) -> None:
        if self._article is None:
            return
        span = motion.sentence_at(self._article, offset)
        if span == self._cursor and self._section >= 0:
            return
        before, self._cursor = self._cursor, span
        if self._table is not None:
            self._refresh_rows(self._table.rows_of(before))
            self._refresh_rows(self._table.rows_of(span))
        self.post_message(self.CursorMoved(self, span.start))
        section = self._article.section_at(span.start).number
        if section != self._section:
            self._section = section
            self.post_message(self.SectionChanged(self, section))

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
        self._move_cursor(sentence if self._table.row_at(sentence) < view.stop else top)

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
        if self._article is not None and self._view.start == before:
            self._move_cursor(len(self._article.text) if pages > 0 else 0)

    def go_top(self) -> None:
        """To the head of the article."""
        self._scroll_to_row(0)
        self._move_cursor(0)

    def go_bottom(self) -> None:
        """To the end of the article."""
        if self._article is not None:
            self._scroll_to_row(self.max_scroll_y)
            self._move_cursor(len(self._article.text))

    def _selection_changed(self, span: Span | None) -> None:
        self.post_message(self.SelectionChanged(self, span))

    def _pointed_at(self, offset: int) -> None:
        if self._article is None:
            return
        self._move_cursor(offset)
        inlines = self._article.blocks[self._article.block_at(offset)].inlines
        targets = (inline.target for inline in inlines if inline.start <= offset < inline.end)
        link = next((target for target in targets if target), None)
        if link is not None or self._layers.is_marked(offset):
            self.post_message(self.Clicked(self, offset, link))
