"""A dialog that takes one letter: of a place to keep, or of one to go to."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from reader.screens.dialog import Dialog


class LetterScreen(Dialog[str]):
    """Gives the letter that was pressed, or `other`, or None if the dialog was left."""

    def __init__(self, title: str, hint: str, *, other: str = "") -> None:
        """`other` are signs that are taken like letters."""
        super().__init__()
        self._title, self._hint, self._other = title, hint, other
        self._lines = Static(markup=False)

    def compose(self) -> ComposeResult:
        """Title, the letters in use, the keys."""
        with Vertical(id="box"):
            yield Static(self._title, id="title", markup=False)
            with VerticalScroll(id="letters"):
                yield self._lines
            yield Static(self._hint, id="hint", markup=False)

    def tell(self, lines: Sequence[str]) -> None:
        """Say what the letters stand for; letters are taken before it is known, too."""
        self._lines.update("\n".join(lines))

    def on_key(self, event: events.Key) -> None:
        """The letter; anything else but escape is not heard."""
        character = event.character or ""
        if event.key == "escape":
            return
        event.stop()
        if (character.isascii() and character.isalpha()) or (
            character and character in self._other
        ):
            self.dismiss(character)
