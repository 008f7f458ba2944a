"""The library: every article of the collection, what has been read of it, a filter."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, replace
from typing import ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from index.article import Summary
from index.text import fold
from reader.actions import Where
from reader.bindings import bindings
from reader.latest import Latest
from reader.notes.model import ArticleRef
from reader.screens.room import Room
from reader.store import StoreError, highlights, reading
from reader.widgets.entries import article_entry, counted
from reader.widgets.key_bar import KeyBar
from reader.widgets.library_head import LibraryHead
from reader.widgets.pick_list import Entry, PickList
from reader.widgets.top_bar import TopBar

Order = Literal["path", "date", "title", "length", "questions", "read last"]
ORDERS: tuple[Order, ...] = ("path", "date", "title", "length", "questions", "read last")
_EMPTY = "No articles here yet: put Markdown, text or saved pages into this folder."


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the library shows: articles, their copies, places by file, highlights by file."""

    summaries: list[Summary]
    copies: Counter[str]
    files: dict[str, str]
    places: dict[str, reading.ReadingPlace]
    marks: Counter[str]
    skipped: list[tuple[str, str]]


class LibraryScreen(Room):
    """Articles, one a line."""

    WHERE: ClassVar[Where] = "library"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("library")]

    def __init__(self) -> None:
        super().__init__()
        self._shelf: Shelf | None = None
        self._order: Order = "path"
        self._latest: Latest[str, Shelf] = Latest(self, self._load, self._loaded)

    def compose(self) -> ComposeResult:
        """Bar, heads, list, filter, footer."""
        yield TopBar()
        yield LibraryHead(id="head")
        yield PickList(empty="Reading the folder …", id="articles").add_class("list")
        yield Input(placeholder="filter by title, author, source, tag", id="filter")
        yield KeyBar(self.WHERE)

    def on_mount(self) -> None:
        """Ask for the articles."""
        self.query_one(TopBar).place = f"Quaere · {self.quaere.collection.name}"
        self.query_one(PickList).focus()
        self.collection_changed()

    def on_screen_resume(self) -> None:
        """Reading places may have changed while an article was open."""
        if self._shelf is not None:
            self.collection_changed()

    def collection_changed(self) -> None:
        """Ask again."""
        self._latest.ask("")

    def notes_changed(self) -> None:
        """Ask again."""
        self._latest.ask("")

    # Loading, in a thread

    def _load(self, _: str) -> Shelf:
        collection, store = self.quaere.collection, self.quaere.store
        every = collection.articles()
        summaries = [each for each in every if each.copy_of is None]
        copies = Counter(each.copy_of for each in every if each.copy_of is not None)
        files = {identity: os.path.realpath(file) for identity, file in collection.files().items()}
        marks: Counter[str] = Counter()
        places: dict[str, reading.ReadingPlace] = {}
        for folder in collection.folders:
            marks.update(each.article.path for each in highlights.under(store, folder))
            places |= reading.under(store, folder)
        for each in every:
            if each.copy_of is not None:
                _lend(files[each.id], files.get(each.copy_of, ""), marks, places)
        return Shelf(summaries, copies, files, places, marks, collection.skipped())

    def _loaded(self, _: str, shelf: Shelf) -> None:
        first = self._shelf is None or not self._shelf.summaries
        self._shelf = shelf
        self._show(continue_reading=first)

    # Showing

    def _show(self, *, continue_reading: bool = False) -> None:
        shelf = self._shelf
        if shelf is None:
            return
        wanted = fold(self.query_one("#filter", Input).value).split()
        shown = [each for each in self._ordered(shelf) if _matches(each, wanted)]
        entries = [self._entry(shelf, each) for each in shown]
        picks = self.query_one(PickList)
        key = self._last_read(shelf) if continue_reading else picks.key
        empty = "Nothing matches this filter." if wanted else _EMPTY
        if self.quaere.indexing and not shelf.summaries:
            empty = "Reading the folder …"
        elif self.quaere.not_read and not shelf.summaries:
            empty = f"The {self.quaere.not_read:,} files of this folder were not read."
        picks.fill(entries, key=key, empty=empty)
        questions = sum(each.questions for each in shelf.summaries)
        count = len(shelf.summaries)
        self.query_one(TopBar).place = (
            f"Quaere · {self.quaere.collection.name} · "
            f"{counted(count, 'article')}, {counted(questions, 'question')}"
            + (f" · {len(shown)} shown" if wanted else "")
            + (f" · by {self._order}" if self._order != "path" else "")
            + (f" · {len(shelf.skipped)} unreadable" if shelf.skipped else "")
        )

    def _entry(self, shelf: Shelf, summary: Summary) -> Entry:
        file = shelf.files.get(summary.id, "")
        place = shelf.places.get(file)
        state = place.state if place else "unread"
        progress = place.progress if place else 0.0
        copies = shelf.copies[summary.id]
        return article_entry(summary, state, progress, shelf.marks[file], copies)

    def _ordered(self, shelf: Shelf) -> list[Summary]:
        every = shelf.summaries
        match self._order:
            case "date":
                return sorted(every, key=lambda s: s.metadata.published or "", reverse=True)
            case "title":
                return sorted(every, key=lambda s: fold(s.title))
            case "length":
                return sorted(every, key=lambda s: -s.words)
            case "questions":
                return sorted(every, key=lambda s: -s.questions)
            case "read last":
                return sorted(every, key=lambda s: self._read_at(shelf, s), reverse=True)
            case _:
                return every

    def _read_at(self, shelf: Shelf, summary: Summary) -> str:
        place = shelf.places.get(shelf.files.get(summary.id, ""))
        return place.updated if place else ""

    def _last_read(self, shelf: Shelf) -> str | None:
        begun = [each for each in shelf.summaries if self._read_at(shelf, each)]
        return max(begun, key=lambda each: self._read_at(shelf, each)).id if begun else None

    # Actions

    def go_back(self) -> bool:
        """Close the filter."""
        field = self.query_one("#filter", Input)
        if not field.display:
            return False
        field.value = ""
        field.display = False
        self.query_one(PickList).focus()
        return True

    def action_library_open(self) -> None:
        """Open the article under the cursor."""
        self.query_one(PickList).pick()

    def action_library_filter(self) -> None:
        """Filter while typing."""
        field = self.query_one("#filter", Input)
        field.display = True
        # At once, not later: the next key may be here already.
        self.set_focus(field)

    def action_library_down(self) -> None:
        """Next article."""
        self.query_one(PickList).move(1)

    def action_library_up(self) -> None:
        """Previous article."""
        self.query_one(PickList).move(-1)

    def action_library_page_down(self) -> None:
        """A page on."""
        self.query_one(PickList).page(1)

    def action_library_page_up(self) -> None:
        """A page back."""
        self.query_one(PickList).page(-1)

    def action_library_top(self) -> None:
        """First article."""
        self.query_one(PickList).to_end(first=True)

    def action_library_bottom(self) -> None:
        """Last article."""
        self.query_one(PickList).to_end(first=False)

    def action_library_sort(self) -> None:
        """The next order."""
        self._order = ORDERS[(ORDERS.index(self._order) + 1) % len(ORDERS)]
        self._show()

    def action_library_read(self) -> None:
        """Mark the article as read, or as unread."""
        key, shelf = self.query_one(PickList).key, self._shelf
        summary = next((s for s in shelf.summaries if s.id == key), None) if shelf else None
        if shelf is None or summary is None:
            return
        file = shelf.files.get(summary.id, "")
        place = shelf.places.get(file) or reading.ReadingPlace(
            ArticleRef(file, "", summary.metadata.source, summary.title)
        )
        self.run_worker(lambda: self._toggle(place), thread=True, group="reading")

    def _toggle(self, place: reading.ReadingPlace) -> None:
        was_read = place.state == "read"
        state: reading.ReadingState = "unread" if was_read else "read"
        changed = replace(place, state=state, progress=float(not was_read), panel="")
        try:
            reading.save(self.quaere.store, changed)
        except StoreError as error:
            self.quaere.call_later(self.quaere.say, f"Not kept: {error}", "error")
        self.call_later(self.notes_changed)

    def action_library_skipped(self) -> None:
        """Show the files that could not be read."""
        from reader.screens.help import TextScreen

        skipped = self._shelf.skipped if self._shelf else []
        lines = [f"{name}\n    {why}" for name, why in skipped]
        self.quaere.push_screen(
            TextScreen("Files that could not be read", lines or ["Every file could be read."])
        )

    # Events

    @on(PickList.Picked)
    def _open(self, message: PickList.Picked) -> None:
        self.quaere.open_article(message.key)

    @on(Input.Changed, "#filter")
    def _filter(self) -> None:
        self._show()

    @on(Input.Submitted, "#filter")
    def _filtered(self) -> None:
        self.query_one(PickList).focus()
        self.query_one(PickList).pick()


def _lend(
    copy: str, best: str, marks: Counter[str], places: dict[str, reading.ReadingPlace]
) -> None:
    """What was marked and read in a copy counts for the best one."""
    marks[best] += marks[copy]
    place, other = places.get(copy), places.get(best)
    if place is not None and (other is None or place.progress > other.progress):
        places[best] = place


def _matches(summary: Summary, words: list[str]) -> bool:
    if not words:
        return True
    about = summary.metadata
    named = [about.title, *about.authors, about.source or "", *about.tags, summary.path]
    text = fold(" ".join(named))
    return all(word in text for word in words)
