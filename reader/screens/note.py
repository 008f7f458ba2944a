"""The small editor for a highlight: its note, tags and colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Label, Static, TextArea

from reader.notes.model import COLOURS
from reader.screens.dialog import Dialog

_QUOTE_SHOWN = 240


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """What was written: not cleaned yet."""

    note: str
    tags: tuple[str, ...]
    colour: str


class NoteScreen(Dialog[NoteDraft]):
    """Write a note; ctrl+s keeps it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "keep", priority=True),
        Binding("ctrl+t", "colour", "colour", priority=True),
    ]

    def __init__(self, quote: str, draft: NoteDraft) -> None:
        super().__init__()
        self._quote = " ".join(quote.split())
        self._draft = draft
        self._colour = draft.colour

    def compose(self) -> ComposeResult:
        """Quote, note, tags, colour."""
        quote = self._quote
        if len(quote) > _QUOTE_SHOWN:
            quote = quote[: _QUOTE_SHOWN - 1] + "…"
        with Vertical(id="box"):
            yield Static(f"“{quote}”", id="title", markup=False)
            yield Label("Note", markup=False)
            yield TextArea(self._draft.note, id="note", tab_behavior="focus")
            yield Label("Tags, with spaces between", markup=False)
            yield Input(" ".join(self._draft.tags), id="tags")
            yield Static(self._hint(), id="hint", markup=False)

    def on_mount(self) -> None:
        """Ready to write, after what is there."""
        area = self.query_one(TextArea)
        area.focus()
        area.move_cursor(area.document.end)

    def _hint(self) -> Text:
        return Text(f"ctrl+s keep · ctrl+t colour: {self._colour} · tab next field · esc leave")

    def action_colour(self) -> None:
        """The next colour."""
        place = COLOURS.index(self._colour) if self._colour in COLOURS else -1
        self._colour = COLOURS[(place + 1) % len(COLOURS)]
        self.query_one("#hint", Static).update(self._hint())

    @on(Input.Submitted)
    def action_keep(self) -> None:
        """Give back what was written."""
        tags = tuple(self.query_one("#tags", Input).value.replace(",", " ").split())
        self.dismiss(NoteDraft(self.query_one(TextArea).text, tags, self._colour))
