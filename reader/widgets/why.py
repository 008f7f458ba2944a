"""What is said of the finding that is chosen: a figure's value, and why anything was marked.

A few lines below the text, gone when there is nothing to say. Text is never markup.
"""

from __future__ import annotations

from rich.text import Text
from textual.widgets import Static

from index.article import Finding
from reader.figures import figure_label
from reader.reasons import Why, folded, heading_of, reasons_of
from reader.widgets.overlay import overlay
from reader.widgets.recoloured import Recoloured

_COLUMN = 38
"""Cells that a reason may take, at the least."""
_WEIGHT = 7


class FindingFoot(Recoloured, Static):
    """Says what a figure is read as, and, when asked, the reasons of a finding."""

    COMPONENT_CLASSES = {"foot--for", "foot--against", "foot--dim"}  # noqa: RUF012
    DEFAULT_CSS = """
    FindingFoot {
        display: none; height: auto; max-height: 50vh; padding: 0 1; background: $surface;
        & > .foot--for { color: $accent; text-style: bold; }
        & > .foot--against { color: $foreground 60%; text-style: bold; }
        & > .foot--dim { color: $foreground 60%; }
    }
    """

    def __init__(self, *, id: str) -> None:
        super().__init__("", id=id, markup=False)
        self._finding: Finding | None = None
        self._why = False

    def tell(self, finding: Finding | None, *, why: bool) -> None:
        """Speak of this finding: of a figure always, of others if asked why."""
        self._finding, self._why = finding, why
        told = finding is not None and (why or finding.figure is not None)
        self.display = told
        if told:
            self.update(self._told(self.size.width or self.screen.size.width))

    def on_resize(self) -> None:
        """Other columns for another width."""
        self.recolour()

    def recolour(self) -> None:
        """Say it again."""
        if self.display:
            self.update(self._told(self.size.width))

    def _told(self, width: int) -> Text:
        finding = self._finding
        text = Text()
        if finding is None:
            return text
        dim = overlay(self, "foot--dim")
        if finding.figure is not None:
            text.append(figure_label(finding.figure), overlay(self, "foot--for"))
            text.append(" (a guess)" if finding.figure.of else "", dim)
            text.append("   E the same figure elsewhere" if not self._why else "", dim)
            if self._why:
                text.append("\n")
        if self._why:
            text.append(heading_of(finding), "bold")
            text.append("   i closes\n", dim)
            # Half of the screen is for the text, as the style sheet has it.
            rows = self.screen.size.height // 2 - text.plain.count("\n")
            text.append_text(self._reasons(reasons_of(finding), width, rows))
        return text

    def _reasons(self, reasons: list[Why], width: int, most: int) -> Text:
        """All reasons in columns; what has no room in `most` rows is summed in the last one."""
        columns = max(1, min(3, width // _COLUMN))
        reasons = folded(reasons, max(1, most) * columns)
        room = width // columns - 1
        rows = -(-len(reasons) // columns)
        lines = Text()
        for row in range(rows):
            for each in reasons[row::rows]:
                lines.append_text(self._reason(each, room))
                lines.append(" ")
            lines.rstrip()
            lines.append("\n" if row < rows - 1 else "")
        return lines

    def _reason(self, why: Why, room: int) -> Text:
        style = overlay(self, "foot--for" if why.weight >= 0 else "foot--against")
        text = Text(f"{why.weight:+.2f}  ", style)
        said = [why.said] if why.said else []
        said += [f"“{why.quote}”"] if why.quote else []
        text.append(": ".join(said))
        text.truncate(room, overflow="ellipsis", pad=True)
        return text
