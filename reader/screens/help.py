"""The keys that work in one place, in groups, to look through or to filter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from index.text import fold
from reader.action_groups import grouped
from reader.actions import PLACES, Action, Where
from reader.screens.text_screen import TextScreen
from reader.widgets.overlay import overlay

_KEYS_WIDTH = 16


class HelpScreen(TextScreen):
    """Keys and what they do, from the table of actions, the place's own first."""

    HINT = "esc close · j k scroll · / filter"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("slash", "filter", show=False)]

    def __init__(self, where: Where, actions: Sequence[Action]) -> None:
        super().__init__(f"Keys: {PLACES[where]}")
        self._actions = actions
        self._wanted: list[str] = []

    def body(self) -> ComposeResult:
        """The keys, and a field that narrows them."""
        yield from super().body()
        yield Input(placeholder="a word or a key", id="filter")

    def content(self) -> Text:
        """Keys and what they do, under headings."""
        key_style = overlay(self, "text-screen--key")
        shown = [action for action in self._actions if self._holds(action)]
        text = Text()
        for title, actions in grouped(shown):
            text.append("\n" if text else "")
            text.append(f"{title}\n", "bold")
            for action in actions:
                keys = action.shown_keys
                gap = " " * max(1, _KEYS_WIDTH - cell_len(keys))
                text.append(keys, key_style)
                text.append(f"{gap}{action.help}\n")
        return text or Text("No key here does that.")

    def _holds(self, action: Action) -> bool:
        keys = action.shown_keys.split()
        said = fold(f"{action.help} {action.label} {action.id}")
        return all(word in keys or fold(word) in said for word in self._wanted)

    def action_filter(self) -> None:
        """Type what to look for."""
        field = self.query_one("#filter", Input)
        field.display = True
        self.set_focus(field)

    def action_leave_dialog(self) -> None:
        """Close the filter, else leave."""
        field = self.query_one("#filter", Input)
        if not field.display:
            self.dismiss(None)
            return
        field.value = ""
        field.display = False
        self.set_focus(None)

    @on(Input.Changed, "#filter")
    def _typed(self, message: Input.Changed) -> None:
        self._wanted = message.value.split()
        self.query_one("#text", Static).update(self.content())
        self.action_end(-1)

    @on(Input.Submitted, "#filter")
    def _entered(self) -> None:
        self.set_focus(None)
