"""The heads of the library's columns."""

from __future__ import annotations

from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from reader.widgets.entries import library_head
from reader.widgets.pick_list import Look


class LibraryHead(Widget):
    """One quiet line above the articles, as wide as the list below it."""

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        """The heads."""
        plain = Style()
        look = Look(plain, plain, plain, plain, plain, plain, plain)
        width = max(1, self.size.width)
        segments = library_head(width - 1, look).render(self.app.console, end="")
        strip = Strip(segments).apply_style(self.rich_style)
        return strip.adjust_cell_length(width, self.rich_style)
