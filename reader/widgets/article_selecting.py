"""Selecting text in an article, with the keyboard and with the mouse.

The selection itself is Textual's, so that its copy, its escape and other widgets' selections agree
with ours; what a selection means in the text is `article_selection`'s. Knows no key.
"""

from __future__ import annotations

from textual import events
from textual.geometry import Offset
from textual.selection import Selection

from index.article import Span
from reader.widgets import article_motion as motion
from reader.widgets.article_canvas import ArticleCanvas
from reader.widgets.article_selection import Reach, offset_of, selection_of, span_of
from reader.widgets.article_wrap import cell_width


class SelectableArticle(ArticleCanvas):
    """An article whose text can be selected, pointed at and copied."""

    _reach: Reach | None = None

    def _selection_changed(self, span: Span | None) -> None:
        """Called when another piece of text is selected, or none any more."""

    def _pointed_at(self, offset: int) -> None:
        """Called when text was clicked and nothing is selected."""

    @property
    def is_selecting(self) -> bool:
        """Whether text is being selected from the keyboard."""
        return self._reach is not None

    def selection_span(self) -> Span | None:
        """What is selected, by keyboard or mouse: whole characters, no white space around."""
        if self._article is None or not self.is_attached:
            return None
        return span_of(self.text_selection, self._article.text)

    def start_selection(self) -> None:
        """Selects the sentence at the cursor, or takes over what the mouse has selected."""
        if self._article is not None:
            span = self.selection_span() or self._cursor
            self._select(Reach(span.start, span.end))

    def cancel_selection(self) -> None:
        """Selects nothing."""
        self._reach = None
        if self.is_attached and self.text_selection is not None:
            self.screen.clear_selection()

    def swap_ends(self) -> None:
        """The other end of the selection moves from now on."""
        if self._reach is not None:
            self._select(self._reach.swapped())

    def select_characters(self, count: int) -> None:
        """Moves the end of the selection by characters, on or (negative) back."""
        if self._reach is not None and self._article is not None:
            self._select(self._reach.by_characters(self._article.text, count))

    def select_right(self, count: int = 1) -> None:
        """Moves the end of the selection a word on."""
        if self._reach is not None and self._article is not None:
            self._select(self._reach.by_words(self._article.text, count))

    def select_left(self, count: int = 1) -> None:
        """Moves the end of the selection a word back."""
        self.select_right(-count)

    def select_down(self, count: int = 1) -> None:
        """Moves the end of the selection a sentence on."""
        if self._reach is not None and self._article is not None:
            self._select(self._reach.by_sentences(self._article, count))

    def select_up(self, count: int = 1) -> None:
        """Moves the end of the selection a sentence back."""
        self.select_down(-count)

    def select_next_paragraph(self, count: int = 1) -> None:
        """Moves the end of the selection to the end of a paragraph."""
        if self._reach is not None and self._article is not None:
            self._select(self._reach.by_paragraphs(self._article, count))

    def select_previous_paragraph(self, count: int = 1) -> None:
        """Moves the end of the selection back to the start of a paragraph."""
        self.select_next_paragraph(-count)

    def _select(self, reach: Reach) -> None:
        self._reach = reach
        self.screen.selections = {self: selection_of(reach.span)}
        head = reach.head - (reach.head > reach.anchor)
        self._bring(Span(head, head + 1), "visible")

    def selection_updated(self, selection: Selection | None) -> None:
        """Called by Textual when the selection has changed."""
        if self._article is None:
            return
        if self._reach is not None and selection != selection_of(self._reach.span):
            self._reach = None
        span = span_of(selection, self._article.text)
        if span != self._layers.selection:
            self._layers.selection = span
            self.refresh()
            # The screen calls this, and Textual lets no message come back to who caused it.
            self.call_next(self._selection_changed, span)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected text as the article has it, for Textual's copy."""
        if self._article is None:
            return None
        span = span_of(selection, self._article.text)
        return None if span is None else (self._article.text[span.start : span.end], "\n")

    # The mouse

    def under_mouse(self, at: Offset, left_of_it: Offset | None) -> Offset:
        """The place at a cell, given what Textual takes for it and for the cell to its left.

        On the right half of a wide character Textual takes the next one.
        """
        if self._article is None or left_of_it is None or min(at.x, left_of_it.x) < 0:
            return at
        text, before = self._article.text, offset_of(left_of_it)
        is_next = offset_of(at) == before + 1 <= len(text)
        return left_of_it if is_next and cell_width(text, before) == 2 else at

    def on_click(self, event: events.Click) -> None:
        """Once: the cursor goes there, and marks answer. Twice: the sentence. Thrice: the block."""
        offset = self._offset_under(event)
        if self._article is None or offset is None:
            return
        if event.chain == 1:
            if self.text_selection is None:
                self._pointed_at(offset)
            return
        event.prevent_default().stop()
        span = motion.sentence_at(self._article, offset)
        if event.chain > 2:
            block = self._article.blocks[self._article.block_at(offset)]
            span = Span(block.start, block.end)
        self.screen.selections = {self: selection_of(span)}

    def _offset_under(self, event: events.MouseEvent) -> int | None:
        """The offset of the text under the mouse, None beside it."""
        widget, position = self.screen.get_widget_and_offset_at(event.screen_x, event.screen_y)
        if widget is not self or position is None or position.x < 0:
            return None
        return offset_of(position)
