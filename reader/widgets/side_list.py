"""A list beside the main one, with a title and what can be done in it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from reader.widgets.entry import Entry
from reader.widgets.pick_list import PickList


class SideList(Vertical):
    """Title, list, a hint at the foot."""

    DEFAULT_CSS = """
    SideList { width: 32; background: $surface; display: none; }
    SideList #side-title { height: 1; padding: 0 1; color: $accent; text-style: bold; }
    SideList #side-list { padding: 0 0 0 1; background: $surface; }
    SideList #side-list:blur > .pick-list--cursor { background: $surface; }
    SideList #side-hint { height: 1; padding: 0 1; color: $text-muted; }
    """

    def compose(self) -> ComposeResult:
        """Title, list, hint."""
        yield Static("", id="side-title", markup=False)
        yield PickList(id="side-list")
        yield Static("", id="side-hint", markup=False)

    @property
    def picks(self) -> PickList:
        """The list."""
        return self.query_one(PickList)

    def show(self, title: str, entries: Sequence[Entry], *, empty: str, hint: str) -> None:
        """Show these entries; the cursor stays where it is while one is in the list."""
        self.query_one("#side-title", Static).update(title)
        self.query_one("#side-hint", Static).update(hint)
        self.picks.fill(entries, key=self.picks.key if self.picks.has_focus else None, empty=empty)
