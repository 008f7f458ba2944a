"""The library: every article of the collection, ordered, grouped, filtered; how to go on reading.

What is done to articles here is in `library_shelving`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Input

from reader.actions import Where, key_name
from reader.bindings import bindings
from reader.latest import Latest
from reader.library import told
from reader.library.filter import Filter, completed
from reader.library.order import GROUPS, ORDERS, By, Group, Order, grouped
from reader.library.shelf import Held, Library, Shelf
from reader.screens.library_shelving import ShelvingRoom
from reader.store import preferences
from reader.widgets.entries import counted
from reader.widgets.library_head import Counts, GoingOn, LibraryHead
from reader.widgets.library_list import LibraryList
from reader.widgets.pick_list import PickList

ORDER, GROUP = "library order", "library group"
"""Names of the preferences."""


class LibraryScreen(ShelvingRoom):
    """Articles, one a line."""

    WHERE: ClassVar[Where] = "library"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("library")]
    FILTER = "words · tag: source: is:unread is:favourite is:archived · -not · tab to the list"
    EMPTY = "Reading the folder …"

    def __init__(self) -> None:
        super().__init__()
        self._library: Library | None = None
        self._order = Order()
        self._group: Group = "nothing"
        self._ordered: list[Held] = []
        self._with_archived = False
        self._latest: Latest[str, Shelf] = Latest(self, lambda _: self.library.shelf(), self._came)

    @property
    def library(self) -> Library:
        """What is looked at whenever something has changed."""
        if self._library is None:
            self._library = Library(self.quaere.collection, self.quaere.store)
        return self._library

    def head(self) -> Iterable[Widget]:
        """What was read last, and the heads of the columns."""
        yield GoingOn(id="going-on")
        yield LibraryHead(id="head")

    def foot(self) -> Iterable[Widget]:
        """Counts."""
        yield Counts(id="counts")

    def on_mount(self) -> None:
        """Say what this is; order and groups are as they were left."""
        store = self.quaere.store
        self._order = Order.read(preferences.get(store, ORDER))
        group = preferences.get(store, GROUP)
        self._group = next((each for each in GROUPS if each == group), "nothing")
        self.query_one(LibraryHead).order = self._order
        self.query_one("#filter", Input).suggester = FieldSuggester(lambda: self.shelf)
        self.show_place()

    def on_screen_resume(self) -> None:
        """Reading places may have changed while an article was open."""
        if self.shelf is not None:
            self.collection_changed()

    def collection_changed(self) -> None:
        """Ask again; the first time, not before the screen is drawn, which would come later."""
        if self.shelf is None:
            self.call_after_refresh(self._latest.ask, "")
        else:
            self._latest.ask("")

    def notes_changed(self) -> None:
        """Ask again."""
        self._latest.ask("")

    def _came(self, _: str, shelf: Shelf) -> None:
        first = self.shelf is None or not self.shelf.articles
        self.show_shelf(shelf)
        if first and shelf.open_last is not None:
            self.main.go_to(shelf.open_last.id, quietly=True)
        # What filters and orders look at is made ready before the first key asks for it.
        self.run_worker(partial(_make_ready, shelf), thread=True, group="getting ready")

    # Showing

    def show_shelf(self, shelf: Shelf) -> None:
        """Show what there is now."""
        self.shelf = shelf
        self.marked &= shelf.by_id.keys()
        self._ordered = self._order.of(shelf)
        self.query_one(GoingOn).show(shelf.begun, self.quaere.last_session)
        self.show_list()

    def show_list(self) -> None:
        """The articles that meet the filter, in their order, under the heads of their groups."""
        shelf = self.shelf
        if shelf is None:
            return
        wanted = Filter.read(self.typed)
        shown = wanted.of(self._ordered, shelf)
        if not self._with_archived and not wanted.asks_for_archived:
            # What is out of sight is not meant by the next key.
            self.marked -= {each for each in self.marked if shelf.by_id[each].archived}
            shown = [each for each in shown if not each.archived]
        rows = LibraryList(grouped(shown, self._group), self._order, self.marked)
        self.main.fill(rows, key=self.main.key, empty=self._empty(shelf, wanted, shown))
        self._tell(shelf, wanted, shown)

    def _empty(self, shelf: Shelf, wanted: Filter, shown: Sequence[Held]) -> str:
        quaere = self.quaere
        indexing = told.Indexing(quaere.indexing, quaere.share, quaere.not_read, quaere.lacking)
        return told.empty(shelf, wanted, shown, indexing, self._keys())

    def _keys(self) -> dict[str, str]:
        actions = self.quaere.keymap.actions
        return {each.id: key_name(each.keys[0]) if each.keys else each.id for each in actions}

    def _tell(self, shelf: Shelf, wanted: Filter, shown: Sequence[Held]) -> None:
        facts = [
            f"{counted(len(shelf.articles), 'article')}, {counted(shelf.questions, 'question')}"
        ]
        if wanted.parts:
            facts.append(f"{len(shown)} shown")
        if self._order.by != "file":
            facts.append(f"by {self._order.by}")
        if self._group != "nothing":
            facts.append(f"grouped by {self._group}")
        if shelf.facts.skipped:
            facts.append(f"{len(shelf.facts.skipped)} unreadable")
        self.show_place(*facts)
        self.show_marks()

    def show_marks(self) -> None:
        """Draw the rows again, and say how many are marked."""
        shelf = self.shelf
        self.query_one(Counts).show(told.counts(shelf) if shelf else "", len(self.marked))
        self.main.draw_again()

    def show_status(self, status: str, share: float | None) -> None:
        """What the indexer does; where there is nothing yet, the list says so too."""
        super().show_status(status, share)
        if self.shelf is not None and not self.shelf.articles:
            self.show_list()

    @property
    def listed(self) -> Sequence[str]:
        """Ids of the articles that are listed, in their order."""
        entries = self.main.entries
        return entries.ids if isinstance(entries, LibraryList) else ()

    # Order and groups

    def action_library_order(self, by: By) -> None:
        """Order by this; by the same again, the other way round."""
        self._put_in(self._order.chosen(by))

    def action_library_sort(self) -> None:
        """The next order."""
        self._put_in(Order(ORDERS[(ORDERS.index(self._order.by) + 1) % len(ORDERS)]))

    def action_library_reverse(self) -> None:
        """The other way round."""
        self._put_in(self._order.chosen(self._order.by))

    def action_library_by_title(self) -> None:
        """Order by title."""
        self.action_library_order("title")

    def action_library_by_source(self) -> None:
        """Order by source."""
        self.action_library_order("source")

    def action_library_by_date(self) -> None:
        """Order by date."""
        self.action_library_order("date")

    def action_library_by_length(self) -> None:
        """Order by length."""
        self.action_library_order("length")

    def action_library_by_questions(self) -> None:
        """Order by number of questions."""
        self.action_library_order("questions")

    def action_library_by_risks(self) -> None:
        """Order by number of risks."""
        self.action_library_order("risks")

    def action_library_by_notes(self) -> None:
        """Order by number of notes."""
        self.action_library_order("notes")

    def action_library_by_share(self) -> None:
        """Order by the share that was read."""
        self.action_library_order("share read")

    def action_library_by_last(self) -> None:
        """What was open last comes first."""
        self.action_library_order("last read")

    def action_library_by_file(self) -> None:
        """Order by file."""
        self.action_library_order("file")

    def _put_in(self, order: Order) -> None:
        self._order = order
        head = self.query_one(LibraryHead)
        head.order = order
        head.refresh()
        if self.shelf is not None:
            self._ordered = order.of(self.shelf)
        self.show_list()
        self.quaere.keep_preference(ORDER, order.written())

    def action_library_group(self) -> None:
        """Group by the next."""
        self._group = GROUPS[(GROUPS.index(self._group) + 1) % len(GROUPS)]
        self.show_list()
        self.quaere.keep_preference(GROUP, self._group)

    def action_library_archived(self) -> None:
        """Show what is in the archive too, or not."""
        self._with_archived = not self._with_archived
        self.quaere.say("With the archive" if self._with_archived else "Without the archive")
        self.show_list()

    # Going on, opening

    def action_library_continue(self) -> None:
        """Open what was begun last, where it was left."""
        begun = self.shelf.begun if self.shelf else None
        if begun is None:
            self.quaere.say("No article is begun; enter opens the one under the cursor.")
        else:
            self.quaere.open_article(begun.id)

    async def action_library_restore(self) -> None:
        """Open what was open when the collection was left."""
        await self.quaere.restore_session()

    def action_library_skipped(self) -> None:
        """Show the files that could not be read."""
        from reader.screens.text_screen import TextScreen

        skipped = self.shelf.facts.skipped if self.shelf else []
        lines = [f"{name}\n    {why}" for name, why in skipped]
        self.quaere.push_screen(
            TextScreen("Files that could not be read", lines or ["Every file could be read."])
        )

    @on(PickList.Picked)
    def _open(self, message: PickList.Picked) -> None:
        self.quaere.open_article(message.key)

    def filtered(self) -> None:
        """Open the first that is left."""
        self.main.pick()


class FieldSuggester(Suggester):
    """Completes `tag:`, `source:` and `is:` with what there is."""

    def __init__(self, shelf: Callable[[], Shelf | None]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._shelf = shelf

    async def get_suggestion(self, value: str) -> str | None:
        """The whole value with its last field completed, or None."""
        shelf = self._shelf()
        return None if shelf is None else completed(value, shelf.tags, shelf.sources)


def _make_ready(shelf: Shelf) -> None:
    _ = shelf.facts.texts, shelf.facts.titles
