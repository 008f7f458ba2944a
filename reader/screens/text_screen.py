"""A text over the screen, to scroll and leave."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from reader.screens.dialog import Dialog


class TextScreen(Dialog[None]):
    """A title and lines."""

    # The keys are the screen's own; a field takes them only when it is opened.
    AUTO_FOCUS: ClassVar[str | None] = ""
    HINT: ClassVar[str] = "esc close · j k scroll"
    COMPONENT_CLASSES: ClassVar[set[str]] = {"text-screen--key"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,q,enter", "leave_dialog", show=False),
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
        Binding("space,pagedown", "page(1)", show=False),
        Binding("b,pageup", "page(-1)", show=False),
        Binding("g,home", "end(-1)", show=False),
        Binding("G,end", "end(1)", show=False),
    ]

    def __init__(self, title: str, lines: Sequence[str] = ()) -> None:
        super().__init__()
        self._title = title
        self._lines = lines

    def compose(self) -> ComposeResult:
        """A box with a scrolling text."""
        with Vertical(id="box"):
            yield Static(self._title, id="title", markup=False)
            yield from self.body()
            yield Static(self.HINT, id="hint", markup=False)

    def body(self) -> ComposeResult:
        """What can be scrolled, with the id `scroll`."""
        with VerticalScroll(id="scroll", can_focus=False):
            yield Static(self.content(), id="text", markup=False)

    def content(self) -> Text:
        """The lines, literally."""
        return Text("\n".join(self._lines))

    @property
    def scrolled(self) -> Widget:
        """What the keys scroll."""
        return self.query_one("#scroll")

    def action_scroll(self, lines: int) -> None:
        """Scroll by so many lines."""
        self.scrolled.scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll by pages, a line less than is seen."""
        height = self.scrolled.scrollable_content_region.height
        self.action_scroll(pages * max(1, height - 1))

    def action_end(self, direction: int) -> None:
        """To the first line or the last."""
        self.action_scroll(direction * self.scrolled.virtual_size.height)
