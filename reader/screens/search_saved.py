"""Searches with names, and what was asked lately: the half of the search screen that remembers.

What a query finds is in `search`; how searches are kept is in `reader.store.searches`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from index.article import SearchResult
from index.collection import SORTS, QueryError, Sort
from index.text import fold
from reader.asked import Asked
from reader.latest import Latest
from reader.screens.keeping_room import KeepingRoom
from reader.screens.list_room import QueryRoom
from reader.screens.name import NameScreen
from reader.screens.room import Memory
from reader.store import StoreError, searches
from reader.store.searches import SavedSearch
from reader.trying import Try
from reader.widgets.entries import title_entry
from reader.widgets.entry import Entry
from reader.widgets.search_entries import (
    asked_entries,
    saved_entries,
    text_entry,
)

RECENT_SHOWN = 8
_TYPED = (
    ("words", "any of them, best first; the last may be unfinished"),
    ('"a phrase"', "exactly so"),
    ("+must  -without", "with this word, without that one"),
    ("underwrit*  ~fuzzy", "any ending; like it"),
    ("question:risk  title:bank", "in the question, in the title"),
    ("asks:why  date:2026", "what is asked; when it was published"),
    ("author:  source:  tag:", "tab goes on with what there is"),
    ("@name", "a search that was saved; ^s saves one"),
)


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found, or why the query cannot be read; `tries` if nothing was found."""

    result: SearchResult | None
    error: QueryError | None = None
    tries: tuple[Try, ...] = ()


@dataclass(frozen=True, slots=True)
class Remembered:
    """Saved searches with the sections each finds (None: it cannot be asked), earlier queries."""

    saved: tuple[SavedSearch, ...] = ()
    counts: Mapping[str, int | None] | None = None
    recent: tuple[str, ...] = ()


class RememberingRoom(KeepingRoom, QueryRoom[Asked, Looked]):
    """Carries out what saves, names and brings back."""

    def __init__(self) -> None:
        super().__init__()
        self.only: tuple[str, ...] = ()
        self.sort: Sort = "relevance"
        self.finished: str | None = None
        self.remembered = Remembered()
        self._removed: list[SavedSearch] = []
        self._earlier: int | None = None
        self._typed_before = ""
        self._memory: Latest[None, Remembered] = Latest(self, self._recall, self._recalled)

    def collection_changed(self) -> None:
        """There may be more to find now, of saved searches too."""
        super().collection_changed()
        self.recall()

    def memory(self) -> Memory:
        """The query with all that narrows it, and the order."""
        return {"query": self.field.value, "only": "\n".join(self.only), "sort": self.sort}

    def take_up(self, memory: Memory) -> None:
        """Search as before."""
        self.sort = next((each for each in SORTS if each == memory.get("sort")), self.sort)
        only = tuple(memory.get("only", "").split("\n")) if memory.get("only") else ()
        self.search_for(memory.get("query", ""), only)

    def recall(self) -> None:
        """Ask for what is remembered."""
        self._memory.ask(None)

    def _recall(self, _: None) -> Remembered:
        store = self.quaere.store
        saved = tuple(searches.every(store))
        counts = {each.name: self._count(each) for each in saved}
        return Remembered(saved, counts, tuple(searches.recent(store)))

    def _count(self, search: SavedSearch) -> int | None:
        asked = Asked.saved_as(search)
        try:
            return self.quaere.collection.search(asked.whole, limit=1, only=asked.only).total
        except QueryError:
            return None

    def _recalled(self, _: None, remembered: Remembered) -> None:
        self.remembered = remembered
        if self.question() is None:
            self.show_nothing_asked()
        self.show_side()

    def show_side(self) -> None:
        """Show what stands beside the hits again."""

    # What there is before anything was asked

    def show_nothing_asked(self) -> None:
        """Saved searches, what was asked lately, what can be typed."""
        typed = fold(self.field.value).lstrip("@")
        saved = [each for each in self.remembered.saved if fold(each.name).startswith(typed)]
        entries: list[Entry] = []
        if saved:
            entries += [title_entry("Saved searches"), *self.saved_entries(saved)]
        if self.remembered.recent and not typed:
            lately = self.remembered.recent[:RECENT_SHOWN]
            entries += [title_entry("Asked lately"), *asked_entries(lately)]
        if not typed:
            entries += [title_entry("What can be typed"), text_entry(_TYPED)]
        self.main.fill(entries, key=self.main.key, empty="No saved search has such a name.")
        self.say_understood("")

    def saved_entries(self, saved: list[SavedSearch]) -> list[Entry]:
        """Saved searches as entries."""
        return saved_entries(saved, self.remembered.counts or {})

    def apply(self, search: SavedSearch) -> None:
        """Search for what was saved."""
        asked = Asked.saved_as(search)
        self.sort, self.finished = asked.sort, asked.query
        self.search_for(asked.query, asked.only)

    def search_for(self, query: str, only: tuple[str, ...] = ()) -> None:
        """Search for this instead."""
        self.only = only
        if self.field.value == query:
            self.ask_again()
        self.field.put(query)
        self.field.focus()

    # Earlier queries

    def action_list_up(self) -> None:
        """Previous entry; above the first one, what was asked before."""
        if self.focused is self.field and self.main.is_at_first:
            self.action_search_earlier()
        else:
            super().action_list_up()

    def action_search_earlier(self) -> None:
        """The query before this one."""
        if self._earlier is None:
            self._typed_before = self.field.value
        self._go_back_to(0 if self._earlier is None else self._earlier + 1, 1)

    def action_search_later(self) -> None:
        """The query after this one, in the end the one that was typed."""
        if self._earlier is not None:
            self._go_back_to(self._earlier - 1, -1)

    def _go_back_to(self, at: int, by: int) -> None:
        recent = self.remembered.recent
        while 0 <= at < len(recent) and recent[at] == self.field.value:
            at += by
        if at >= len(recent):
            return
        self._earlier = at if at >= 0 else None
        self.field.put(recent[at] if at >= 0 else self._typed_before)

    def remember_query(self) -> None:
        """Note down that this was asked."""
        query, store = self.field.value.strip(), self.quaere.store
        if not query or query.startswith("@"):
            return

        def work() -> None:
            try:
                searches.remember(store, query)
            except StoreError as error:
                self.quaere.call_later(self.quaere.say, f"Not remembered: {error}", "warning")

        self._earlier = None
        self.run_worker(work, thread=True, group="remembering")
        self.remembered = Remembered(
            self.remembered.saved,
            self.remembered.counts,
            (query, *(each for each in self.remembered.recent if each != query)),
        )

    # Names

    def action_search_save(self) -> None:
        """Give this search a name."""
        query, only, sort = self.field.value.strip(), self.only, self.sort
        if not query and not only:
            self.quaere.say("There is nothing to save yet: type a query first.")
            return

        def named(name: str | None) -> None:
            if name is not None:
                self._save(SavedSearch(name, query, only, sort), f"Saved as @{_word(name)}")
                # What is saved is what was meant: show what it will find from now on.
                self.finished = self.field.value
                self.ask_again()

        about = " · ".join((query, *only)).strip(" ·")
        proposed = searches.clean_name(query.replace('"', "").lower())
        self.quaere.push_screen(
            NameScreen("Save this search", about, proposed, self._problem), named
        )

    def action_search_rename(self) -> None:
        """Give a saved search another name."""
        search = self._saved_under_cursor("renamed")
        if search is None:
            return

        def named(name: str | None) -> None:
            if name is not None:
                store = self.quaere.store
                self._keeper.when_kept(
                    lambda: self._keeper.keep(
                        lambda: searches.rename(store, search.name, name),
                        lambda renamed: self._changed(f"Now @{renamed.name}"),
                    )
                )

        def problem(name: str) -> str | None:
            same = fold(_word(name)) == fold(search.name)
            return None if same else self._problem(name)

        self.quaere.push_screen(
            NameScreen("Another name", search.query, search.name, problem), named
        )

    def action_search_remove(self) -> None:
        """Forget a saved search; undo brings it back."""
        search = self._saved_under_cursor("removed")
        if search is None:
            return
        store = self.quaere.store

        def removed(gone: SavedSearch) -> None:
            self._removed.append(gone)
            undo = self.quaere.key("search.undo")
            self._changed(f"@{gone.name} is removed; {undo} brings it back")

        self._keeper.when_kept(
            lambda: self._keeper.keep(lambda: searches.remove(store, search.name), removed)
        )

    def action_search_undo(self) -> None:
        """Bring back the saved search that was removed last."""
        if not self._removed:
            self.quaere.say("No saved search was removed here.")
            return
        search = self._removed.pop()
        self._save(search, f"@{search.name} is back")

    def _save(self, search: SavedSearch, told: str) -> None:
        store = self.quaere.store
        self._keeper.when_kept(
            lambda: self._keeper.keep(
                lambda: searches.save(store, search), lambda _: self._changed(told)
            )
        )

    def _changed(self, told: str) -> None:
        self.quaere.say(told)
        self.recall()

    def _saved_under_cursor(self, done: str) -> SavedSearch | None:
        key = self.picks.key
        if isinstance(key, SavedSearch):
            return key
        self.quaere.say(f"Only a saved search can be {done}; ^l lists them.")
        return None

    def _problem(self, name: str) -> str | None:
        word = _word(name)
        if not word:
            return "A saved search needs a name."
        taken = {fold(each.name) for each in self.remembered.saved}
        return f"There is a saved search @{word} already." if fold(word) in taken else None


def _word(name: str) -> str:
    return searches.clean_name(name)
