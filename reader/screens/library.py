"""The library: every article of the collection, what has been read of it, a filter."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar, Literal

from textual import on
from textual.binding import BindingType
from textual.widget import Widget

from index.article import Summary
from index.text import fold
from reader.actions import Where
from reader.bindings import bindings
from reader.latest import Latest
from reader.notes.model import ArticleRef
from reader.screens.list_room import FilterRoom
from reader.store import StoreError, highlights, reading
from reader.widgets.entries import article_entry, counted
from reader.widgets.library_head import LibraryHead
from reader.widgets.pick_list import Entry, PickList

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


class LibraryScreen(FilterRoom):
    """Articles, one a line."""

    WHERE: ClassVar[Where] = "library"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("library")]
    FILTER = "filter by title, author, source, tag"
    EMPTY = "Reading the folder …"

    def __init__(self) -> None:
        super().__init__()
        self._shelf: Shelf | None = None
        self._order: Order = "path"
        self._latest: Latest[str, Shelf] = Latest(self, self._load, self._loaded)

    def head(self) -> Iterable[Widget]:
        """The heads of the columns."""
        yield LibraryHead(id="head")

    def on_mount(self) -> None:
        """Say what this is."""
        self.show_place()

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
        self.show_list()
        if first and (begun := self._last_read(shelf)) is not None:
            self.main.go_to(begun, quietly=True)

    # Showing

    def show_list(self) -> None:
        """The articles that hold the wanted words, in the chosen order."""
        shelf, wanted = self._shelf, self.wanted
        if shelf is None:
            return
        shown = [each for each in self._ordered(shelf) if _matches(each, wanted)]
        entries = [self._entry(shelf, each) for each in shown]
        empty = "Nothing matches this filter." if wanted else _EMPTY
        if self.quaere.indexing and not shelf.summaries:
            empty = "Reading the folder …"
        elif self.quaere.not_read and not shelf.summaries:
            empty = f"The {self.quaere.not_read:,} files of this folder were not read."
        self.main.fill(entries, key=self.main.key, empty=empty)
        questions = sum(each.questions for each in shelf.summaries)
        facts = [f"{counted(len(shelf.summaries), 'article')}, {counted(questions, 'question')}"]
        if wanted:
            facts.append(f"{len(shown)} shown")
        if self._order != "path":
            facts.append(f"by {self._order}")
        if shelf.skipped:
            facts.append(f"{len(shelf.skipped)} unreadable")
        self.show_place(*facts)

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

    def action_library_sort(self) -> None:
        """The next order."""
        self._order = ORDERS[(ORDERS.index(self._order) + 1) % len(ORDERS)]
        self.show_list()

    def action_library_read(self) -> None:
        """Mark the article as read, or as unread."""
        key, shelf = self.main.key, self._shelf
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
        from reader.screens.text_screen import TextScreen

        skipped = self._shelf.skipped if self._shelf else []
        lines = [f"{name}\n    {why}" for name, why in skipped]
        self.quaere.push_screen(
            TextScreen("Files that could not be read", lines or ["Every file could be read."])
        )

    # Events

    @on(PickList.Picked)
    def _open(self, message: PickList.Picked) -> None:
        self.quaere.open_article(message.key)

    def filtered(self) -> None:
        """Open the first that is left."""
        self.main.pick()


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
