"""The article: outline, text, findings; moving, finding, stepping through what is marked.

Loading and saving happen in threads; what a person marks is in `article_notes`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from index.article import Article, Finding
from index.collection import CollectionDamaged
from reader.actions import Where
from reader.bindings import bindings
from reader.latest import Latest
from reader.notes.book import ref_of
from reader.notes.model import Anchored
from reader.screens.article_findings import FindingsRoom
from reader.screens.reading_state import FINISHED, ReadingState
from reader.store import StoreError, reading
from reader.widgets.article_view import ArticleView
from reader.widgets.entries import outline_entry
from reader.widgets.find_bar import FindBar
from reader.widgets.findings_panel import FindingsPanel
from reader.widgets.key_bar import KeyBar
from reader.widgets.marks import marks_of
from reader.widgets.pick_list import PickList
from reader.widgets.top_bar import TopBar

SAVE_EVERY = 3.0


@dataclass(frozen=True, slots=True)
class Loaded:
    """All that is shown of an article."""

    article: Article
    file: Path
    findings: tuple[Finding, ...]
    notes: list[Anchored]
    place: reading.ReadingPlace | None


class ArticleScreen(FindingsRoom):
    """One article."""

    WHERE: ClassVar[Where] = "article"
    CSS_PATH: ClassVar = ["article.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("article")]

    def __init__(self, article: str, *, section: int | None = None, at: int = -1) -> None:
        """Open at an offset, else at a section, else where it was left."""
        super().__init__()
        self._article_id = article
        self._start = (section, at)
        self._latest: Latest[str, Loaded | str] = Latest(self, self._load, self._loaded)
        self._saved: reading.ReadingPlace | None = None
        self._seen: set[int] = set()

    def compose(self) -> ComposeResult:
        """Outline, text, findings."""
        yield TopBar()
        with Horizontal(id="columns"):
            yield PickList(id="outline")
            yield ArticleView("Opening …", measure=self.quaere.settings.measure, id="view")
            yield FindingsPanel(id="side")
        yield FindBar(id="find")
        yield KeyBar(self.WHERE)

    def on_mount(self) -> None:
        """Ask for the article."""
        self.view.focus()
        self.show_status(self.quaere.status, self.quaere.share)
        self._latest.ask("")
        self.set_interval(SAVE_EVERY, self._save_soon)

    def leaving(self) -> None:
        """The place is kept."""
        place = self._place()
        if place is not None:
            self._save(place)

    # Loading, in a thread

    def collection_changed(self) -> None:
        """The file may have changed, or its findings are there now."""
        self._latest.ask("")

    def notes_changed(self) -> None:
        """Highlights were edited elsewhere."""
        self._latest.ask("")

    def _load(self, _: str) -> Loaded | str:
        collection, store = self.quaere.collection, self.quaere.store
        try:
            article = collection.read(self._article_id)
            file = collection.file_of(self._article_id)
            findings = collection.findings(self._article_id)
        except KeyError:
            return self._missing()
        except CollectionDamaged as error:
            return f"{error}. It is made anew; open the article again in a moment."
        self.quaere.notes.follow(article, file)
        notes = self.quaere.notes.for_article(article, file)
        return Loaded(article, file, findings, notes, reading.find(store, ref_of(article, file)))

    def _missing(self) -> str:
        """Why there is no article: it is being read, could not be read, or is gone."""
        collection = self.quaere.collection
        if collection.only is not None:
            for name, why in collection.skipped():
                return f"{name} {why}."
            if not collection.articles():
                return "Reading …"
        return "This article is not in the collection any more."

    def _loaded(self, _: str, loaded: Loaded | str) -> None:
        if isinstance(loaded, str):
            if self.article is None:
                self.view.show_empty(loaded)
            return
        before = self.article
        self.article = loaded.article
        self.file = loaded.file
        if before is None or before.text_hash != loaded.article.text_hash:
            self._show(loaded, self._place_in(loaded, before))
        self.view.set_findings(marks_of(f for f in loaded.findings if f.shown))
        self.panel.show(loaded.article, loaded.findings)
        self.show_notes(loaded.notes)

    def _place_in(self, loaded: Loaded, before: Article | None) -> int:
        """Where to open: as asked, else as left, else at the top; after a change, where one was."""
        article = loaded.article
        section, at = self._start
        if before is not None:
            number = before.section_at(self.view.top_offset()).number
            return article.sections[min(number, len(article.sections) - 1)].start
        if section is not None:
            return article.sections[min(section, len(article.sections) - 1)].start
        place = loaded.place
        if at >= 0 or place is None:
            return max(0, at)
        if place.article.text_hash == article.text_hash:
            return place.offset
        return article.sections[min(place.section, len(article.sections) - 1)].start

    def _show(self, loaded: Loaded, offset: int) -> None:
        article = loaded.article
        self.view.show(article, at=offset)
        section, at = self._start
        if section is not None and at >= 0:
            self.view.go_to(at, place="visible")
        if loaded.place is not None:
            self._go_on(loaded.place, offset)
        self._saved = loaded.place
        self._start = (None, -1)
        self.query_one(TopBar).place = f"Quaere · {article.title}"
        self.lay_out(self.size.width)
        self._fill_outline()

    def _go_on(self, place: reading.ReadingPlace, offset: int) -> None:
        """Panel, cursor and what was seen as they were left."""
        state = ReadingState.read(place.panel)
        self.panel.kind, self.panel.whole = state.kind, state.whole
        if place.article.text_hash != (self.article.text_hash if self.article else None):
            return
        self._seen |= state.seen
        if offset == place.offset and state.cursor is not None:
            self.view.go_to(state.cursor, place="visible")

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the new width."""
        if self.article is not None:
            self.lay_out(event.size.width)

    def go_back(self) -> bool:
        """Close, in turn: the selection, the find bar, a panel that has the focus."""
        if self.view.selection_span() is not None:
            self.view.cancel_selection()
        elif self.query_one(FindBar).is_open:
            self.query_one(FindBar).close()
            self.view.focus()
        elif self.focused is not self.view:
            self.close_overlays()
        elif self.current is not None:
            self.set_current(None)
        else:
            return False
        return True

    # Outline

    def _fill_outline(self) -> None:
        article = self.article
        here = self.view.current_section()
        if article is None or here is None:
            return
        entries = [
            outline_entry(section, article.title, section.number == here.number)
            for section in article.sections
            if section.heading is not None or section.end > section.start
        ]
        self.query_one("#outline", PickList).fill(entries, key=here.number)

    def action_outline(self) -> None:
        """Show the outline, enter it, close it; the other end of a selection."""
        if self.view.is_selecting:
            self.view.swap_ends()
            return
        self.toggle("-outline", self.query_one("#outline", PickList))

    @on(PickList.Picked, "#outline")
    def _outline_picked(self, message: PickList.Picked) -> None:
        if self.article is not None:
            self.jump(self.article.sections[message.key].start, "top")
            self.close_overlays()

    # What the text says

    @on(ArticleView.SectionChanged)
    def _section_changed(self, message: ArticleView.SectionChanged) -> None:
        self._seen.add(message.section)
        self._fill_outline()
        self.panel.follow(message.section)

    @on(ArticleView.CursorMoved)
    def _cursor_moved(self, message: ArticleView.CursorMoved) -> None:
        current = self.current
        if current is not None and not current.start <= message.offset < current.end:
            self.set_current(None)

    @on(ArticleView.Clicked)
    def _clicked(self, message: ArticleView.Clicked) -> None:
        if message.link is not None:
            self.quaere.open_url(message.link)
            return
        finding = self.panel.at(message.offset)
        if finding is not None:
            self.panel.kind = finding.kind
            self.set_current(finding)

    # The place

    def _place(self) -> reading.ReadingPlace | None:
        if self.article is None or self.file is None:
            return None
        state = ReadingState(
            self.panel.kind, self.panel.whole, self.view.cursor, frozenset(self._seen)
        )
        offset = self.view.top_offset()
        progress = state.progress(self.article)
        if len(self.article.sections) == 1:
            progress = self.view.progress()
        was_read = self._saved is not None and self._saved.state == "read"
        return reading.ReadingPlace(
            article=ref_of(self.article, self.file),
            section=self.article.section_at(offset).number,
            offset=offset,
            panel=state.written(),
            state="read" if was_read or progress >= FINISHED else "reading",
            progress=progress,
        )

    def _save_soon(self) -> None:
        place = self._place()
        if place is not None and (self._saved is None or place != replace(self._saved, updated="")):
            self._saved = place
            self.run_worker(lambda: self._save(place), thread=True, group="places")

    def _save(self, place: reading.ReadingPlace) -> None:
        """Keep the place; may run in a thread."""
        try:
            reading.save(self.quaere.store, place)
        except StoreError as error:
            self.quaere.call_later(self.quaere.say, f"The place was not kept: {error}", "error")
