"""Export of highlights and notes from within the reader."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Label, OptionList, Static
from textual.widgets.option_list import Option

from index.article import Article
from index.collection import CollectionDamaged
from index.text import clean_line
from reader.export import FORMATS, Document, Format, document_of, no_room_for_findings
from reader.export.output import OutputError
from reader.export.saving import Saver
from reader.export.scope import Scope, findings_of, first_day
from reader.in_browser import TOLD, in_browser
from reader.notes.everywhere import notes_in
from reader.screens.dialog import Dialog
from reader.store import StoreError, preferences
from reader.widgets.entries import counted

if TYPE_CHECKING:
    from reader.app import QuaereApp

How = Literal["write", "replace", "copy"]
_LAST = "last export of {}"
"""Name of the preference that keeps format and file, for the folder of a collection."""


@dataclass(frozen=True, slots=True)
class Done:
    """How an export went."""

    told: str
    failed: bool


class ExportScreen(Dialog[None]):
    """Choose a format and a file; enter writes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+r", "replace", "replace", priority=True),
        Binding("ctrl+y", "copy", "copy", priority=True),
        Binding("ctrl+f", "findings", "findings", priority=True),
        Binding("ctrl+t", "scope", "these articles", priority=True),
    ]

    def __init__(
        self,
        folder: Path,
        name: str,
        article: Article | None = None,
        chosen: frozenset[str] = frozenset(),
    ) -> None:
        """`folder` and `name` suggest the file; `article` is the one that is open, `chosen` are
        the ids of those that were marked to be exported alone."""
        super().__init__()
        self._these = chosen or (frozenset({article.id}) if article else frozenset())
        self._only_these, self._with_findings = bool(chosen), False
        # A path that is not safe to show cannot be edited here as it is.
        shown = clean_line(str(folder), limit=4096)
        self._folder = folder if shown == str(folder) else Path.home()
        self._stem = "".join(c if c.isalnum() or c in "-_." else "-" for c in name)[:60]
        self._chosen = next(iter(FORMATS))
        self._busy = False
        self._last = ("", "")
        """Format and file of the last export of this collection."""

    @property
    def quaere(self) -> QuaereApp:
        """The application."""
        return cast("QuaereApp", self.app)

    def compose(self) -> ComposeResult:
        """Formats, file, hint; as they were the last time."""
        self._last = self._as_last_time()
        self._chosen = self._last[0] or self._chosen
        options = [
            Option(Content(f"{each.name:<10} {each.description}"), id=each.name)
            for each in FORMATS.values()
        ]
        with Vertical(id="box"):
            yield Static("Export highlights and notes", id="title", markup=False)
            yield OptionList(*options)
            with Horizontal():
                yield Label("Tags", markup=False)
                yield Input(id="tags", compact=True)
                yield Label("Since", markup=False)
                yield Input(placeholder="2026-11", id="since", compact=True)
            with Horizontal():
                yield Label("File, or folder/", markup=False)
                yield Input(self._suggested(), id="file", compact=True)
            yield Static(self._hint(), id="hint", markup=False)

    def on_mount(self) -> None:
        """Ready to choose."""
        self.query_one(OptionList).highlighted = list(FORMATS).index(self._chosen)
        self.query_one(OptionList).focus()

    def _hint(self) -> Content:
        findings = "with" if self._with_findings else "no"
        lines = [f"ctrl+f {findings} findings"]
        if self._these:
            count = len(self._these)
            these = "this article only" if count == 1 else f"these {count} articles only"
            of = these if self._only_these else "all articles"
            lines.insert(0, f"ctrl+t {of}")
        keys = "enter write · ctrl+y copy instead · ctrl+r replace a file · tab field · esc leave"
        return Content(f"{' · '.join(lines)}\n{keys}")

    def action_findings(self) -> None:
        """With the findings that the reader shows, or without."""
        self._with_findings = not self._with_findings
        self.query_one("#hint", Static).update(self._hint())

    def action_scope(self) -> None:
        """Of the article that is open, or those that were marked, only; or of all."""
        self._only_these = bool(self._these) and not self._only_these
        self.query_one("#hint", Static).update(self._hint())

    def _as_last_time(self) -> tuple[str, str]:
        """Format and file of the last export, "" if there was none."""
        with suppress(StoreError):  # exporting will say what is wrong with it
            kept = preferences.get(self.quaere.store, self._last_name)
            name, _, file = (kept or "").partition(" ")
            if name in FORMATS:
                return name, file
        return "", ""

    @property
    def _last_name(self) -> str:
        return _LAST.format(self.quaere.collection.root)

    def _suggested(self) -> str:
        """The file for the format that is chosen: the one of the last time, else one like it."""
        if self._chosen == self._last[0]:
            return self._last[1]
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
        self._start("write")

    def action_replace(self) -> None:
        """Write, whatever file is there."""
        self._start("replace")

    def action_copy(self) -> None:
        """To the clipboard, no file."""
        self._start("copy")

    def _start(self, how: How) -> None:
        if self._busy:
            return
        self._busy = True
        typed, tags, since = (
            self.query_one(f"#{name}", Input).value for name in ("file", "tags", "since")
        )
        chosen = FORMATS[self._chosen]
        words = tuple(tags.replace(",", " ").split())
        self.run_worker(lambda: self._work(typed, chosen, words, since.strip(), how), thread=True)

    def _work(
        self, typed: str, chosen: Format, tags: tuple[str, ...], since: str, how: How
    ) -> None:
        try:
            if how == "replace" and in_browser():
                raise OutputError(TOLD)
            if self._with_findings and not chosen.with_findings:
                raise OutputError(no_room_for_findings(chosen))
            scope = Scope(tags, first_day(since) if since else None)
            document = self._document(scope, chosen)
            if not document.articles and not document.judgements:
                raise OutputError("No highlight is as you asked; nothing was exported.")
            done = self._carried_out(document, typed, chosen, how)
        except (
            OutputError,
            StoreError,
            CollectionDamaged,
            OSError,
            RuntimeError,
            ValueError,
        ) as error:
            # ValueError: the date.
            done = Done(str(error), failed=True)
        else:
            if how != "copy":
                self.quaere.call_later(
                    self.quaere.keep_preference, self._last_name, f"{chosen.name} {typed}"
                )
        self.call_later(self._done, done)

    def _document(self, scope: Scope, chosen: Format) -> Document:
        collection, judgements = self.quaere.collection, self.quaere.judgements
        found = scope.of(notes_in(self.quaere.notes, collection))
        if self._only_these:
            found = [each for each in found if each.id in self._these]
        findings = findings_of(found, judgements) if self._with_findings else None
        is_whole = scope == Scope() and not self._only_these
        place = collection.root / (collection.only or "")
        kept = judgements.under(place, collection) if is_whole and chosen.is_backup else []
        return document_of(
            found,
            findings,
            self.quaere.settings.colours,
            kept,
        )

    def _carried_out(self, document: Document, typed: str, chosen: Format, how: How) -> Done:
        """Copied, or written to a file or a folder; what to tell."""
        collection = self.quaere.collection
        count = counted(sum(len(article.notes) for article in document.articles), "highlight")
        if how == "copy":
            self.call_later(self.quaere.copy_to_clipboard, chosen.render(document))
            return Done(f"{count} copied", failed=False)
        path = Path(typed).expanduser().absolute()
        # Nothing is written into a collection.
        outside = collection.root / (collection.only or "")
        saver = Saver(self.quaere.store, chosen, outside, how == "replace")
        saved = (saver.save_into if typed.endswith("/") else saver.save)(document, path)
        told = f"{count} written to {clean_line(str(path))}"
        if not any(each.is_new_content for each in saved):
            told = f"{clean_line(str(path))} holds all of it already: {count}"
        return Done(told, failed=False)

    def _done(self, done: Done) -> None:
        self._busy = False
        self.quaere.say(done.told, "error" if done.failed else "information")
        if not done.failed:
            self.dismiss(None)
