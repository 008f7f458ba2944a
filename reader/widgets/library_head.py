"""The lines around the list of the library: how to go on, heads of columns, counts."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.strip import Strip
from textual.widget import Widget

from reader.actions import key_name
from reader.library.order import Order
from reader.library.shelf import Held
from reader.widgets.entry import Look
from reader.widgets.library_table import head
from reader.widgets.overlay import overlay

_PLAIN = Style()
_FACTS_FROM = 72
"""Cells from which on there is room for more than a title."""
_APART = 3
_TOLD_FROM = 16
"""Cells that telling of the last session needs at the least."""


class QuietLine(Widget):
    """One line; what has no room is cut by an ellipsis."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"quiet-line--key", "quiet-line--name"}
    DEFAULT_CSS = """
    QuietLine {
        height: 1; padding: 0 1; color: $text-muted;
        & > .quiet-line--key { color: $accent; text-style: bold; }
        & > .quiet-line--name { color: $foreground; text-style: none; }
    }
    """

    @abstractmethod
    def line(self, width: int) -> Text:
        """What it says in so many cells."""

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        """The line."""
        width = max(1, self.size.width)
        text = self.line(width)
        text.truncate(width, overflow="ellipsis")
        strip = Strip(text.render(self.app.console, end="")).apply_style(self.rich_style)
        return strip.adjust_cell_length(width, self.rich_style)

    def key(self, action: str) -> Text:
        """The key of an action, to be clicked as well; empty if it has none."""
        actions = getattr(self.app, "keymap").actions  # noqa: B009
        known = next((each for each in actions if each.id == action), None)
        if known is None or not known.keys:
            return Text()
        target = "app" if known.where == "everywhere" else "screen"
        click = Style.from_meta({"@click": f"{target}.{known.method}"})
        return Text().append(key_name(known.keys[0]), overlay(self, "quiet-line--key") + click)


class LibraryHead(QuietLine):
    """The heads of the columns, as wide as the list below it."""

    order = Order()

    def line(self, width: int) -> Text:
        """The heads; the list has a scroll bar beside it."""
        accent = overlay(self, "quiet-line--key")
        plain = Look(_PLAIN, _PLAIN, accent, _PLAIN, _PLAIN, _PLAIN, _PLAIN)
        return head(width - 1, self.order, plain)


class GoingOn(QuietLine):
    """What was read last, and the key that goes on with it; not there while nothing was."""

    DEFAULT_CSS = """
    GoingOn { display: none; background: $surface; }
    """

    held: Held | None = None
    session: str = ""

    def show(self, held: Held | None, session: str) -> None:
        """`session` says what else was open, "" for nothing."""
        self.held, self.session = held, session
        self.display = bool(held or session)
        self.refresh()

    def line(self, width: int) -> Text:
        """Title, share that was read, minutes that are left; then the last session."""
        after = self._session("")
        if self.held is None:
            return self._session(self.session)
        facts = _left(self.held) if width >= _FACTS_FROM else ""
        text = Text(no_wrap=True).append_text(self.key("library.continue"))
        text.append(" go on with ")
        name = Text(self.held.summary.title, overlay(self, "quiet-line--name"))
        used = text.cell_len + cell_len(facts)
        left = width - used - name.cell_len - _APART
        if after and left >= after.cell_len + _TOLD_FROM:
            after = self._session(self.session)
            after.truncate(left, overflow="ellipsis")
        room = width - used - (after.cell_len + _APART if after else 0)
        name.truncate(max(8, room), overflow="ellipsis")
        text.append_text(name).append(facts)
        if after:
            text.append(" " * max(_APART, width - text.cell_len - after.cell_len))
            text.append_text(after)
        return text

    def _session(self, told: str) -> Text:
        """What the last session offers, if it does."""
        if not self.session:
            return Text()
        text = self.key("library.restore").append(" last session")
        return text.append(f": {told}") if told else text


def _left(held: Held) -> str:
    minutes = max(1, round(held.minutes * (1 - held.progress)))
    return f"  {held.progress:.0%} · {minutes} min left"


class Counts(QuietLine):
    """How many articles are in which state; or, while some are marked, what can be done."""

    told = ""
    marked = 0

    def show(self, told: str, marked: int) -> None:
        """`told` is shown while nothing is marked."""
        self.told, self.marked = told, marked
        self.refresh()

    def line(self, width: int) -> Text:  # noqa: ARG002
        """The counts, or the keys."""
        if not self.marked:
            return Text(self.told, no_wrap=True)
        text = Text(no_wrap=True)
        text.append(f"{self.marked:,} marked", overlay(self, "quiet-line--name"))
        for action, does in _FOR_MARKED:
            text.append("  ").append_text(self.key(action)).append(f" {does}")
        return text


_FOR_MARKED = (
    ("library.read", "read"),
    ("library.archive", "archive"),
    ("library.favourite", "favourite"),
    ("library.tags", "tags"),
    ("export", "export"),
    ("library.undo", "undo"),
    ("go.back", "none"),
)
