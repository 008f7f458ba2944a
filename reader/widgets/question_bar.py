"""The line above a question that is read alone: which of how many, and which were read."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from rich.text import Text
from textual import events
from textual.app import RenderResult
from textual.message import Message
from textual.widget import Widget

from reader.widgets.article_units import Unit
from reader.widgets.overlay import overlay

READ, UNREAD, HERE = "✓", "·", "●"


class QuestionBar(Widget):
    """A sign for each question; a click on one goes there."""

    COMPONENT_CLASSES = {"question-bar--here", "question-bar--read"}  # noqa: RUF012
    DEFAULT_CSS = """
    QuestionBar {
        dock: top; display: none; height: 1; background: $panel; color: $text-muted; padding: 0 1;
        & > .question-bar--here { color: $accent; text-style: bold; }
        & > .question-bar--read { color: $success; }
    }
    """

    @dataclass
    class Picked(Message):
        """The sign of the question that begins with `section` was clicked."""

        section: int

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._units: list[Unit] = []
        self._here: Unit | None = None
        self._read: Set[int] = frozenset()
        self._before = 0

    def show(self, units: list[Unit], here: Unit | None, read: Set[int]) -> None:
        """Show where one is among the questions of `units`; `read` are numbers of sections."""
        self._units = [unit for unit in units if unit.question is not None]
        self._here, self._read = here, read
        self.refresh()

    def render(self) -> RenderResult:
        """The count, and the signs where all have room."""
        total = len(self._units)
        done = sum(unit.section in self._read for unit in self._units)
        number = self._here.question if self._here is not None else None
        head = f"{number} of {total}" if number else f"{total} questions"
        plain, here = Text(no_wrap=True), overlay(self, "question-bar--here")
        text = plain.append(head, here)
        told = f"  {done} read"
        self._before = len(head) + 2
        if self._before + 2 * total + len(told) <= self.size.width:
            read = overlay(self, "question-bar--read")
            text.append("  ")
            for unit in self._units:
                style = here if unit == self._here else read if unit.section in self._read else ""
                text.append(self._sign(unit), style).append(" ")
        return text.append(told)

    def _sign(self, unit: Unit) -> str:
        if unit == self._here:
            return HERE
        return READ if unit.section in self._read else UNREAD

    def on_click(self, event: events.Click) -> None:
        """To the question under the mouse."""
        place, beside = divmod(event.x - 1 - self._before, 2)
        if not beside and 0 <= place < len(self._units):
            self.post_message(self.Picked(self._units[place].section))
