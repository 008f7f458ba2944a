"""Export of highlights and notes from within the reader."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Label, OptionList, Static
from textual.widgets.option_list import Option

from index.collection import CollectionDamaged
from index.text import clean_line
from reader.export import FORMATS, document_of
from reader.export.output import OutputError
from reader.export.saving import Saver
from reader.notes.everywhere import notes_in
from reader.screens.dialog import Dialog
from reader.store import StoreError

if TYPE_CHECKING:
    from reader.app import QuaereApp


@dataclass(frozen=True, slots=True)
class Done:
    """How an export went."""

    told: str
    failed: bool


class ExportScreen(Dialog[None]):
    """Choose a format and a file; enter writes it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+r", "replace", "replace", priority=True)]

    def __init__(self, folder: Path, name: str) -> None:
        """`folder` and `name` suggest the file."""
        super().__init__()
        # A path that is not safe to show cannot be edited here as it is.
        shown = clean_line(str(folder), limit=4096)
        self._folder = folder if shown == str(folder) else Path.home()
        self._stem = "".join(c if c.isalnum() or c in "-_." else "-" for c in name)[:60]
        self._chosen = next(iter(FORMATS))
        self._busy = False

    @property
    def quaere(self) -> QuaereApp:
        """The application."""
        return cast("QuaereApp", self.app)

    def compose(self) -> ComposeResult:
        """Formats, file, hint."""
        options = [
            Option(Content(f"{each.name:<10} {each.description}"), id=each.name)
            for each in FORMATS.values()
        ]
        with Vertical(id="box"):
            yield Static("Export highlights and notes", id="title", markup=False)
            yield OptionList(*options)
            yield Label("File", markup=False)
            yield Input(self._suggested(), id="file")
            yield Static(
                "enter write · tab file · ctrl+r replace a file that is there · esc leave",
                id="hint",
                markup=False,
            )

    def on_mount(self) -> None:
        """Ready to choose."""
        self.query_one(OptionList).highlighted = 0
        self.query_one(OptionList).focus()

    def _suggested(self) -> str:
        return str(self._folder / f"{self._stem}-notes{FORMATS[self._chosen].extension}")

    @on(OptionList.OptionHighlighted)
    def _choose(self, message: OptionList.OptionHighlighted) -> None:
        field = self.query_one("#file", Input)
        untouched = field.value == self._suggested()
        self._chosen = message.option_id or self._chosen
        if untouched:
            field.value = self._suggested()

    @on(OptionList.OptionSelected)
    @on(Input.Submitted)
    def _write(self) -> None:
        self._start(replace=False)

    def action_replace(self) -> None:
        """Write, whatever file is there."""
        self._start(replace=True)

    def _start(self, *, replace: bool) -> None:
        if self._busy:
            return
        self._busy = True
        typed, chosen = self.query_one("#file", Input).value, self._chosen
        self.run_worker(lambda: self._work(typed, chosen, replace), thread=True)

    def _work(self, typed: str, chosen: str, replace: bool) -> None:
        collection = self.quaere.collection
        try:
            path = Path(typed).expanduser().absolute()
            document = document_of(notes_in(self.quaere.notes, collection))
            count = sum(len(article.notes) for article in document.articles)
            # Nothing is written into a collection.
            outside = collection.root / (collection.only or "")
            saver = Saver(self.quaere.store, FORMATS[chosen], outside, replace)
            saved = saver.save(document, path)
            told = f"{count} highlights written to {clean_line(str(path))}"
            if not any(each.is_new_content for each in saved):
                told = f"{clean_line(str(path))} holds all {count} highlights already"
            done = Done(told, failed=False)
        except (OutputError, StoreError, CollectionDamaged, OSError, RuntimeError) as error:
            done = Done(str(error), failed=True)
        self.call_later(self._done, done)

    def _done(self, done: Done) -> None:
        self._busy = False
        self.quaere.say(done.told, "error" if done.failed else "information")
        if not done.failed:
            self.dismiss(None)
