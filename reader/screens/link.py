"""An address that is about to be opened: shown whole before anything happens."""

from __future__ import annotations

from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from reader.screens.dialog import Dialog

What = Literal["open", "copy"]


class LinkScreen(Dialog[What]):
    """Gives what is to be done with an address, None for nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o,enter", "do('open')", show=False),
        Binding("y,c", "do('copy')", show=False),
        Binding("n,q", "leave_dialog", show=False),
    ]

    def __init__(self, words: str, address: str) -> None:
        """`words` are those of the article that lead to `address`."""
        super().__init__()
        self._words, self._address = words, address

    def compose(self) -> ComposeResult:
        """What is linked, where it leads, the keys."""
        with Vertical(id="box"):
            yield Static("Open outside of Quaere?", id="title", markup=False)
            yield Static(self._address, id="address", markup=False)
            yield Static(f"“{self._words}”", markup=False)
            yield Static("enter open · y copy the address · esc leave", id="hint", markup=False)

    def action_do(self, what: What) -> None:
        """Leave with the answer."""
        self.dismiss(what)
