"""The line between the text and a panel: dragging it moves the border."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.app import RenderResult
from textual.geometry import Offset
from textual.message import Message
from textual.widget import Widget


class Splitter(Widget):
    """One column (or one row, where panels lie below the text) that can be dragged."""

    DEFAULT_CSS = """
    Splitter {
        width: 1; height: 1fr; background: $surface; color: $foreground 20%; pointer: ew-resize;
        &:hover { background: $accent 50%; }
        &.-dragged { background: $accent; }
    }
    """

    @dataclass
    class Dragged(Message):
        """The border is wanted at a cell of the screen; `dropped` once the button is let go."""

        splitter: Splitter
        cell: Offset
        dropped: bool

        @property
        def control(self) -> Splitter:
            """The splitter that was dragged."""
            return self.splitter

    def render(self) -> RenderResult:
        """A thin line where it lies between two things above each other, else nothing."""
        return "─" * self.size.width if self.size.height == 1 < self.size.width else ""

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """The mouse is followed from now on, wherever it goes."""
        event.stop()
        self.capture_mouse()
        self.add_class("-dragged")

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """The border follows."""
        if self.has_class("-dragged"):
            event.stop()
            self.post_message(self.Dragged(self, event.screen_offset, dropped=False))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """The border stays where it was let go."""
        if self.has_class("-dragged"):
            event.stop()
            self.release_mouse()
            self.remove_class("-dragged")
            self.post_message(self.Dragged(self, event.screen_offset, dropped=True))
