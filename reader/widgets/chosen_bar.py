"""What narrows a list, each to be taken away with a click."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.app import RenderResult
from textual.reactive import reactive
from textual.widget import Widget

from reader.widgets.overlay import overlay

_SIGN, _GAP = " ✕ ", "  "


class ChosenBar(Widget):
    """One line of chips; it is not there while nothing is chosen."""

    COMPONENT_CLASSES = {"chosen-bar--chip", "chosen-bar--only"}  # noqa: RUF012
    DEFAULT_CSS = """
    ChosenBar {
        height: 1; padding: 0 2; background: $surface; display: none;
        & > .chosen-bar--chip { background: $panel; text-style: bold; }
        & > .chosen-bar--only { text-style: dim; }
    }
    """

    chosen: reactive[Sequence[str]] = reactive[Sequence[str]](())

    def watch_chosen(self, chosen: Sequence[str]) -> None:
        """Come and go with what is chosen."""
        self.display = bool(chosen)

    def render(self) -> RenderResult:
        """The chips that fit, then how many more there are."""
        line = Text("only ", overlay(self, "chosen-bar--only"), no_wrap=True)
        chip = overlay(self, "chosen-bar--chip")
        for number, each in enumerate(self.chosen):
            left = len(self.chosen) - number
            if number and line.cell_len + cell_len(each + _SIGN) > self.size.width - len("+99"):
                return line.append(f"+{left}")
            click = Style.from_meta({"@click": f"screen.search_drop({number})"})
            line.append(f" {each}{_SIGN}", chip + click).append(_GAP)
        return line
