"""The small editor for a highlight: its note, tags and colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual import on
from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Label, Static, TextArea

from index.text import clean
from reader.editor import NoEditor, edited
from reader.notes.model import COLOURS, colour_label
from reader.screens.dialog import Dialog
from reader.widgets.tag_suggester import TagSuggester

if TYPE_CHECKING:
    from reader.app import QuaereApp

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
        Binding("ctrl+o", "editor", "editor", priority=True),
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
            suggester = TagSuggester(self.quaere.notes.tags)
            yield Input(" ".join(self._draft.tags), id="tags", suggester=suggester)
            yield Static(self._hint(), id="hint", markup=False)

    def on_mount(self) -> None:
        """Ready to write, after what is there."""
        area = self.query_one(TextArea)
        area.focus()
        area.move_cursor(area.document.end)

    def _hint(self) -> Text:
        label = colour_label(self._colour, self.quaere.settings.colours)
        return Text(f"ctrl+s keep · ctrl+t colour: {label} · ctrl+o editor · tab field · esc leave")

    @property
    def quaere(self) -> QuaereApp:
        """The application."""
        return cast("QuaereApp", self.app)

    def action_editor(self) -> None:
        """Write in the reader's own editor; the terminal is its own meanwhile."""
        area = self.query_one(TextArea)
        try:
            with self.quaere.suspend():
                area.text = clean(edited(area.text))
        except NoEditor as error:
            self.quaere.say(str(error), "warning")
        except SuspendNotSupported:
            self.quaere.say("An editor cannot be opened in this terminal.", "warning")

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
