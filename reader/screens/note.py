"""The small editor for a highlight: its note, tags and colour."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual import on
from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Label, Static, TextArea

from index.text import clean, clean_line
from reader.drafting import ANOTHER, Drafting, NoteDraft
from reader.editor import NoEditor, edited
from reader.notes.model import COLOURS, colour_label
from reader.screens.dialog import Dialog
from reader.store.drafts import Draft
from reader.widgets.tag_suggester import TagSuggester

if TYPE_CHECKING:
    from reader.app import QuaereApp

_QUOTE_SHOWN = 240
KEPT_EVERY = 5.0
"""Seconds after which what is written is kept as a draft: so much is lost when all is killed."""


class NoteScreen(Dialog[NoteDraft]):
    """Write a note; ctrl+s keeps it.

    Where there is a note, it is edited, or another one is written beside it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "keep", priority=True),
        Binding("ctrl+t", "colour", "colour", priority=True),
        Binding("ctrl+o", "editor", "editor", priority=True),
        Binding("ctrl+n", "another", "another note", priority=True),
    ]

    def __init__(
        self,
        quote: str,
        draft: NoteDraft,
        drafting: Drafting,
        *,
        another: NoteDraft | None = None,
        begun: NoteDraft | None = None,
    ) -> None:
        """`draft` is what there is; `another` begins a second note on it, if there may be one.

        `drafting` keeps what is written until then; `begun` is what was written of it just now and
        could not be kept.
        """
        super().__init__()
        self._drafting = drafting
        self._asks = begun is None
        self._there = {each.is_another: each for each in (draft, another) if each is not None}
        if begun is not None and begun.is_another != draft.is_another:
            draft, another = begun, draft
        elif begun is not None:
            draft = begun
        self._another = another
        self._quote = " ".join(quote.split())
        self._draft = draft
        self._colour = draft.colour
        self._warned: NoteDraft | None = None

    def compose(self) -> ComposeResult:
        """Quote, note, tags, colour."""
        quote = self._quote
        if len(quote) > _QUOTE_SHOWN:
            quote = quote[: _QUOTE_SHOWN - 1] + "…"
        with Vertical(id="box"):
            yield Static(f"“{quote}”", id="title", markup=False)
            yield Label(self._kind(), id="kind", markup=False)
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
        if self._asks:
            self.run_worker(self._look_for_draft, thread=True, group="draft")
        self.set_interval(KEPT_EVERY, self._keep_draft)

    # What is written, before it is a note

    def _look_for_draft(self) -> None:
        if (found := self._drafting.find()) is not None:
            self.quaere.call_later(self._offer, *found)

    def _offer(self, side: str, begun: Draft) -> None:
        """Go on with what was being written when the program ended last."""
        if not self.is_attached or self._written() != self._draft:
            return
        if (side == ANOTHER) != self._draft.is_another:
            self.action_another()
        self._show(replace(self._draft, note=begun.note, tags=begun.tags, colour=begun.colour))
        on = f" on “{clean_line(begun.quote, 60)}”" if begun.quote != self._quote else ""
        self.quaere.say(f"What you had begun to write{on} is here again; esc twice throws it away.")

    def _begun(self) -> dict[str, Draft | None]:
        """What is written and no note yet, of the note that is here and of another one."""
        sides = {ANOTHER if each.is_another else "": each for each in (self._another,) if each}
        written = self._written()
        sides[ANOTHER if written.is_another else ""] = written
        return {
            side: None
            if each == self._there.get(each.is_another)
            else Draft(self._quote, each.note, each.tags, each.colour)
            for side, each in sides.items()
        }

    def _keep_draft(self) -> None:
        work = partial(self._drafting.keep, self._begun())
        self.run_worker(work, thread=True, group="draft")

    def leaving(self) -> Callable[[], None] | None:
        """The program ends: what was written is offered when this is opened again."""
        return partial(self._drafting.keep, self._begun()) if self.is_attached else None

    def _hint(self) -> Text:
        label = colour_label(self._colour, self.quaere.settings.colours)
        keys = ["ctrl+s keep", f"ctrl+t colour: {label}", "ctrl+o editor"]
        if self._another is not None:
            other = "the note that is here" if self._draft.is_another else "another note"
            keys.append(f"ctrl+n {other}")
        return Text(" · ".join([*keys, "tab field", "esc leave"]))

    def _kind(self) -> str:
        if self._draft.is_another:
            return "Another note on it"
        return "Note" if self._another is None else "The note that is here"

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

    def action_another(self) -> None:
        """From the note that is here to another one, and back; nothing written is lost."""
        if self._another is None:
            return
        self._draft, self._another = self._another, self._written()
        self._show(self._draft)

    def _show(self, written: NoteDraft) -> None:
        self._colour = written.colour
        area = self.query_one(TextArea)
        area.text = written.note
        area.move_cursor(area.document.end)
        self.query_one("#tags", Input).value = " ".join(written.tags)
        self.query_one("#kind", Label).update(Content(self._kind()))
        self.query_one("#hint", Static).update(self._hint())

    def action_colour(self) -> None:
        """The next colour."""
        place = COLOURS.index(self._colour) if self._colour in COLOURS else -1
        self._colour = COLOURS[(place + 1) % len(COLOURS)]
        self.query_one("#hint", Static).update(self._hint())

    def action_leave_dialog(self) -> None:
        """Leave without a result; what was written goes only when that was said once before."""
        written = self._written()
        is_new = written != self._there.get(written.is_another)
        if is_new and written != self._warned:
            self._warned = written
            self.quaere.say("Not kept yet: ctrl+s keeps it, esc again throws it away.", "warning")
            return
        self.dismiss(None)

    @on(Input.Submitted)
    def action_keep(self) -> None:
        """Give back what was written."""
        self.dismiss(self._written())

    def _written(self) -> NoteDraft:
        tags = tuple(self.query_one("#tags", Input).value.replace(",", " ").split())
        note = self.query_one(TextArea).text
        return replace(self._draft, note=note, tags=tags, colour=self._colour)
