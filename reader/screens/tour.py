"""What a newcomer needs to know, on one screen: shown once, and whenever it is asked for."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from reader.keymap import Keymap
from reader.screens.dialog import Dialog
from reader.widgets.overlay import overlay

SEEN = "tour"
"""The name under which is kept that it was shown."""
_WELCOME = (
    "A folder of articles, read question by question. Nothing in it is changed, and nothing "
    "leaves this machine. Five keys are enough to begin with:"
)
_FIVE = (
    ("list.open", "opens the article under the cursor; esc brings you back"),
    ("question.next", "goes to the next question of the article"),
    ("finding.next", "steps through what it claims, counts and fears; i says why"),
    ("highlight", "keeps the sentence you read; a adds a note"),
    ("go.search", "searches all articles while you type"),
)
_ALSO = (
    ("help", "shows all keys that work where you are"),
    ("legend", "says what the colours and signs mean"),
    ("tour", "shows this again"),
)


class TourScreen(Dialog[None]):
    """Any key, or a click, leads on."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"text-screen--key"}

    def __init__(self, keys: Keymap) -> None:
        super().__init__()
        self._keys = {action.id: action.shown_keys.split() for action in keys.actions}

    def compose(self) -> ComposeResult:
        """The keys as they are set."""
        with Vertical(id="box"):
            yield Static("Quaere: ask your articles", id="title", markup=False)
            yield Static(self._content(), id="text", markup=False)
            yield Static("any key to begin", id="hint", markup=False)

    def _content(self) -> Text:
        text = Text(f"{_WELCOME}\n")
        for identity, does in _FIVE:
            self._line(text, identity, does)
        text.append("\nAnd when you wonder:\n")
        for identity, does in _ALSO:
            self._line(text, identity, does)
        text.right_crop(1)
        return text

    def _line(self, text: Text, identity: str, does: str) -> None:
        keys = self._keys.get(identity)
        if keys:
            text.append(f"  {keys[0]:<7}", overlay(self, "text-screen--key"))
            text.append(f"{does}\n")

    def on_key(self, event: events.Key) -> None:
        """Begin."""
        event.stop()
        self.dismiss(None)

    def on_click(self) -> None:
        """Begin."""
        self.dismiss(None)
