"""The line at the top: where one is, and what the indexer is doing."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from rich.text import Text
from textual.app import RenderResult
from textual.reactive import reactive
from textual.widget import Widget

_GAUGE = 12


class TopBar(Widget):
    """Name of the place at the left, progress or counts at the right."""

    DEFAULT_CSS = """
    TopBar {
        dock: top; height: 1; background: $panel; color: $text-muted; padding: 0 1;
    }
    """

    place: reactive[str] = reactive("")
    status: reactive[str] = reactive("")
    share: reactive[float | None] = reactive[float | None](None)

    def render(self) -> RenderResult:
        """One line; what is too long is cut."""
        right = self.status
        if self.share is not None:
            full = round(self.share * _GAUGE)
            right += "  " + "━" * full + "╌" * (_GAUGE - full)
        room = max(0, self.size.width - cell_len(right) - 1)
        left = self.place
        if cell_len(left) > room:
            left = set_cell_size(left, max(0, room - 1)) + "…"
        gap = " " * max(1, self.size.width - cell_len(left) - cell_len(right))
        return Text.assemble(left, gap, right, no_wrap=True)
