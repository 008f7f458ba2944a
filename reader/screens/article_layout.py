"""How an article is laid out: panels beside or over the text, their widths, the text's width,
the text alone, one question at a time.

What is chosen with keys or the mouse is kept for all articles.
"""

from __future__ import annotations

from collections.abc import Set

from textual import on
from textual.css.query import NoMatches

from reader.panels import (
    MEASURE,
    NAME,
    PANELS,
    Panel,
    Panels,
    Shape,
    measure_read,
    measure_written,
    next_measure,
    shape_of,
)
from reader.screens.article_counts import CountingRoom
from reader.widgets.pick_list import PickList
from reader.widgets.question_bar import QuestionBar
from reader.widgets.splitter import Splitter

_BY = 2
"""Cells that a panel grows by; on a narrow screen, rows in percent of the screen."""


class LayoutRoom(CountingRoom):
    """Outline and findings beside the text, or over it where there is no room."""

    def __init__(self) -> None:
        super().__init__()
        self.shape: Shape | None = None
        self.panels = Panels()
        self._laid_out_for = 0
        self._read: set[int] = set()
        """Questions of the article that were read, by section number; some marked by hand."""
        self._seen: set[int] = set()
        """Sections that were read to their end."""

    # Layout by width

    def lay_out(self, width: int) -> None:
        """Three columns, two, or one with panels over the text; `width` in cells."""
        shape = shape_of(width)
        if width == self._laid_out_for:
            return
        before, self.shape = self.shape, shape
        self._laid_out_for = width
        if shape == "wide" or shape != before:
            shown = self.panels.shown(width)
            for panel in PANELS:
                self.set_class(panel in shown, f"-{panel}", update=False)
            self.set_class(shape == "narrow", "-narrow", update=False)
            # Once for all; a screen that is being opened is styled by and by anyway.
            if before is not None:
                self.update_node_styles()
            if self.focused_list is not None and not self.focused_list.display:
                self.view.focus()
        self._size_panels()

    def _size_panels(self) -> None:
        narrow, width = self.shape == "narrow", self.size.width
        outline, side = self.query_one("#outline"), self.panel
        outline.styles.width = "80%" if narrow else self.panels.width_of("outline", width)
        side.styles.width = "100%" if narrow else self.panels.width_of("side", width)
        side.styles.height = f"{self.panels.share}%" if narrow else "100%"

    def toggle(self, panel: Panel, pick_list: PickList) -> None:
        """Show and enter a panel; from within it, hide it."""
        shape = self.shape or "wide"
        if self.has_class(f"-{panel}") and self.focused is pick_list:
            self.remove_class(f"-{panel}")
            self._choose(self.panels.turned(panel, shape, on=False))
            self.view.focus()
            return
        self.remove_class("-bare", "-alone")
        if shape != "wide":
            for each in PANELS:
                self.set_class(each == panel, f"-{each}")
        self.add_class(f"-{panel}")
        self._choose(self.panels.turned(panel, shape, on=True))
        pick_list.focus()

    def close_overlays(self) -> None:
        """Back to the text; what lies over it goes."""
        if self.shape == "narrow":
            for panel in PANELS:
                self.remove_class(f"-{panel}")
        self.view.focus()

    def _choose(self, panels: Panels) -> None:
        if panels != self.panels:
            self.panels = panels
            self.quaere.keep_preference(NAME, panels.written())

    # Widths

    def action_wider(self) -> None:
        """More room for the text, or for the panel that has the focus."""
        self._widen(self.times())

    def action_narrower(self) -> None:
        """Less room for it."""
        self._widen(-self.times())

    def _widen(self, by: int) -> None:
        picks = self.focused_list
        if picks is None:
            self._set_measure(by)
        elif picks.id == "outline":
            self._resize("outline", self.panels.outline + _BY * by)
        elif self.shape == "narrow":
            self._choose(self.panels.reshared(self.panels.share + _BY * by))
        else:
            self._resize("side", self.panels.side + _BY * by)
        self._size_panels()

    def _resize(self, panel: Panel, cells: int) -> None:
        if self.shape != "narrow":
            self._choose(self.panels.resized(panel, cells))

    def measure_chosen(self) -> int:
        """The width of the text as chosen with keys, else as it is set; in cells."""
        return measure_read(self.preference(MEASURE), self.quaere.settings.measure)

    def _set_measure(self, by: int) -> None:
        setting = self.quaere.settings.measure
        measure = next_measure(self.view.measure, by)
        self.view.measure = measure
        self.quaere.keep_preference(MEASURE, measure_written(measure, setting))
        room = self.view.size.width
        told = f"The text is up to {measure} columns wide"
        self.quaere.say(f"{told}; here it has {room}." if measure > room else f"{told}.")

    @on(Splitter.Dragged)
    def _dragged(self, message: Splitter.Dragged) -> None:
        x, y = message.cell
        columns = self.query_one("#columns").region
        if message.splitter.id == "split-outline":
            panels = self.panels.resized("outline", x)
        elif self.shape == "narrow":
            panels = self.panels.reshared(100 * (columns.bottom - y) // max(1, columns.height))
        else:
            panels = self.panels.resized("side", columns.right - x - 1)
        self.panels = panels
        self._size_panels()
        if message.dropped:
            self.quaere.keep_preference(NAME, panels.written())

    # The text alone, one question at a time

    def action_mode_focus(self) -> None:
        """The text alone, without panels and bars; and back."""
        self._set_mode("-alone", on=not self.has_class("-alone"))

    def action_mode_question(self) -> None:
        """One question and its answer at a time; and back to the whole article."""
        on_ = not self.view.is_singly
        if on_ and not any(unit.question for unit in self.view.units):
            self.quaere.say("This article asks no questions.")
            return
        self.view.read_singly(on_)
        self._set_mode("-single", on=on_)
        self.show_progress()

    def _set_mode(self, mode: str, *, on: bool) -> None:
        self.set_class(on, mode)
        self.set_class(self.has_class("-alone") or self.has_class("-single"), "-bare")
        self.view.focus()

    def leave_mode(self) -> bool:
        """From the text alone, or from one question at a time, back; False if in neither."""
        if self.has_class("-alone"):
            self.action_mode_focus()
        elif self.view.is_singly:
            self.action_mode_question()
        else:
            return False
        return True

    def show_progress(self) -> None:
        """Say which question is read, of how many, and which were."""
        try:
            bar = self.query_one(QuestionBar)
        except NoMatches:  # the screen is on its way out
            return
        bar.show(list(self.view.units), self.view.unit, self.read_here)

    @property
    def read_here(self) -> Set[int]:
        """The questions that were read, of the text that is shown: of a whole page none."""
        return frozenset() if self.is_whole else self._read

    @on(QuestionBar.Picked)
    def _question_picked(self, message: QuestionBar.Picked) -> None:
        if self.article is not None:
            self.view.go_to(self.article.sections[message.section].start, place="top")

    def sections_read(self, sections: frozenset[int]) -> None:
        """These were read to their ends; numbers of sections."""
        if self.article is None or self.is_whole:
            return
        self._seen |= sections
        questions = {n for n in sections if self.article.sections[n].is_question}
        if not questions <= self._read:
            self._read |= questions
            self.reading_changed()

    def action_question_done(self) -> None:
        """The question at the cursor was read, or not after all."""
        unit = self.view.unit
        if unit is None or unit.question is None:
            self.quaere.say("There is no question here.")
            return
        if self.is_whole:
            self.quaere.say("Questions are marked as read in the article; esc leads back to it.")
            return
        self._read ^= {unit.section}
        self.quaere.say("Read." if unit.section in self._read else "Not read yet.")
        self.reading_changed()

    def reading_changed(self) -> None:
        """Another question is read, or was."""
        self.show_progress()
