"""Moving in an article: lines, pages, questions, sentences, the jump list, finding words.

While text is being selected the same keys move the end of the selection; while a list has the
focus they move in the list.
"""

from __future__ import annotations

from textual import on
from textual.widgets import Input

from reader.screens.article_layout import LayoutRoom
from reader.screens.like import LikeScreen
from reader.series import Place
from reader.widgets import article_canvas
from reader.widgets.find_bar import FindBar


class MovingRoom(LayoutRoom):
    """Carries out the motions of the table of actions."""

    def __init__(self) -> None:
        super().__init__()
        self._trail: list[tuple[int, int]] = []
        self._ahead: list[tuple[int, int]] = []

    def _move(self, rows: int) -> None:
        picks = self.focused_list
        if picks is not None:
            picks.move(rows)
        elif self.view.is_selecting:
            self.view.select_down(rows)
        else:
            self.view.scroll_rows(rows)

    def _turn(self, pages: float) -> None:
        picks = self.focused_list
        if picks is not None:
            picks.page(max(1, round(pages)) if pages > 0 else min(-1, round(pages)))
        else:
            self.view.scroll_pages(pages)

    def action_line_down(self) -> None:
        """A line down."""
        self._move(self.times())

    def action_line_up(self) -> None:
        """A line up."""
        self._move(-self.times())

    def action_page_down(self) -> None:
        """A page down."""
        self._turn(self.times())

    def action_page_up(self) -> None:
        """A page up."""
        self._turn(-self.times())

    def action_half_down(self) -> None:
        """Half a page down."""
        self._turn(0.5 * self.times())

    def action_half_up(self) -> None:
        """Half a page up."""
        self._turn(-0.5 * self.times())

    def action_text_top(self) -> None:
        """To the beginning."""
        if self.focused_list is not None:
            self.focused_list.to_end(first=True)
            return
        self.remember()
        self.view.go_top()

    def action_text_bottom(self) -> None:
        """To the end; with a count to the question of that number."""
        if self.focused_list is not None:
            self.focused_list.to_end(first=False)
            return
        self.remember()
        questions = self.article.questions if self.article is not None else []
        if self.is_counted and questions:
            self.view.go_to(questions[min(self.times(), len(questions)) - 1].start, place="top")
        else:
            self.view.go_bottom()

    def action_question_next(self) -> None:
        """Next question."""
        if not self.view.next_question(self.times()):
            self.quaere.say("That was the last question.")

    def action_question_previous(self) -> None:
        """Previous question."""
        self.view.previous_question(self.times())

    def action_paragraph_next(self) -> None:
        """Next paragraph."""
        if self.view.is_selecting:
            self.view.select_next_paragraph(self.times())
        else:
            self.view.next_paragraph(self.times())

    def action_paragraph_previous(self) -> None:
        """Previous paragraph."""
        if self.view.is_selecting:
            self.view.select_previous_paragraph(self.times())
        else:
            self.view.previous_paragraph(self.times())

    def action_sentence_next(self) -> None:
        """Next sentence."""
        if self.view.is_selecting:
            self.view.select_down(self.times())
        else:
            self.view.next_sentence(self.times())

    def action_sentence_previous(self) -> None:
        """Previous sentence."""
        if self.view.is_selecting:
            self.view.select_up(self.times())
        else:
            self.view.previous_sentence(self.times())

    # The jump list

    def remember(self) -> None:
        """Put the place on the jump list."""
        self._trail.append(self._here)
        self._ahead.clear()

    @property
    def _here(self) -> tuple[int, int]:
        """What is at the top, and where the cursor is."""
        return self.view.top_offset(), self.view.cursor

    def _return_to(self, place: tuple[int, int]) -> None:
        top, cursor = place
        self.view.go_to(top, place="top")
        self.view.go_to(cursor, place="visible")

    def jump(self, offset: int, place: article_canvas.Place = "third") -> None:
        """Go to an offset; `jump.back` leads back here."""
        self.remember()
        self.view.go_to(offset, place=place)

    def forget_places(self) -> None:
        """The text is another: what was found in it, marked off and jumped from is void."""
        self._trail.clear()
        self._ahead.clear()
        self.current = None

    def action_jump_back(self) -> None:
        """Back to where one came from."""
        for _ in range(min(self.times(), len(self._trail))):
            self._ahead.append(self._here)
            self._return_to(self._trail.pop())

    def action_jump_forward(self) -> None:
        """Forward again."""
        for _ in range(min(self.times(), len(self._ahead))):
            self._trail.append(self._here)
            self._return_to(self._ahead.pop())

    # From one article to another

    def action_series_next(self) -> None:
        """The next of a row."""
        self._read_on(self.times())

    def action_series_previous(self) -> None:
        """The previous of a row."""
        self._read_on(-self.times())

    def _read_on(self, by: int) -> None:
        if self.series is None:
            self.quaere.say("> and < read in a row what was opened from hits or questions.")
        elif (series := self.series.moved(by)) is not None:
            self.quaere.go_on(series)
        else:
            self.quaere.say("That was the last one." if by > 0 else "That was the first one.")

    def action_like(self) -> None:
        """More like the question that is being read."""
        section = self.view.current_section()
        if self.article is not None and section is not None:
            self.quaere.push_screen(LikeScreen(Place(self.article.id, section.number)))

    # Find in the text

    def action_find(self) -> None:
        """Find in this article."""
        if self.article is not None:
            self.remember()
            self.query_one(FindBar).begin(self.article, self.view.top_offset())

    def action_find_next(self) -> None:
        """Next match."""
        self.query_one(FindBar).step(self.times())

    def action_find_previous(self) -> None:
        """Previous match."""
        self.query_one(FindBar).step(-self.times())

    @on(FindBar.Found)
    def _found(self, message: FindBar.Found) -> None:
        self.view.set_matches(message.spans, message.current)
        if message.current is not None:
            self.view.go_to(message.spans[message.current].start, place="visible")

    @on(Input.Submitted, "#words")
    def _find_done(self) -> None:
        self.view.focus()
