"""Search of the collection while typing: hits are sections under their articles."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Label, Static

from index.article import SearchResult
from index.collection import CollectionDamaged, QueryError
from reader.actions import Where
from reader.bindings import bindings
from reader.latest import Latest
from reader.screens.room import Room
from reader.widgets.entries import HitKey, counted, hit_entries
from reader.widgets.key_bar import KeyBar
from reader.widgets.pick_list import PickList
from reader.widgets.top_bar import TopBar

SHOWN = 60
_START = 'Type words, "a phrase", -without, underwrit*, question:risk, title:bank'


class SearchScreen(Room):
    """A query, how it was read, its hits."""

    WHERE: ClassVar[Where] = "search"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("search")]

    def __init__(self) -> None:
        super().__init__()
        self._suggestion: str | None = None
        self._answered = ""
        self._opens_first = False
        self._latest: Latest[str, SearchResult | str] = Latest(self, self._search, self._found)

    def compose(self) -> ComposeResult:
        """Query, how it was read, hits."""
        yield TopBar()
        with Horizontal(id="ask"):
            yield Label("Search")
            yield Input(placeholder="in all articles", id="query")
        yield Static("", id="understood", markup=False)
        yield PickList(empty=_START, id="hits").add_class("list")
        yield KeyBar(self.WHERE)

    def on_mount(self) -> None:
        """Ready to type."""
        self.query_one(TopBar).place = f"Quaere · {self.quaere.collection.name} · search"
        self.show_status(self.quaere.status, self.quaere.share)
        self.query_one("#query").focus()

    def collection_changed(self) -> None:
        """There may be more hits now."""
        self._ask(self.query_one("#query", Input).value)

    # Asking, in a thread

    def _ask(self, query: str) -> None:
        if query.strip():
            self._latest.ask(query)
            return
        self._latest.forget()
        self._answered = query
        self.query_one(PickList).fill((), empty=_START)
        self.query_one("#understood", Static).update("")

    def _search(self, query: str) -> SearchResult | str:
        try:
            return self.quaere.collection.search(query, limit=SHOWN, typing=True)
        except (QueryError, CollectionDamaged) as error:
            return str(error)

    def _found(self, query: str, result: SearchResult | str) -> None:
        self._answered = query
        understood = self.query_one("#understood", Static)
        if isinstance(result, str):
            understood.update(result)
            return
        picks = self.query_one(PickList)
        self._suggestion = result.suggestion
        told = f"{counted(result.total, 'section')} · {result.understood}"
        if result.suggestion:
            told += f" · did you mean {result.suggestion}? (ctrl+y)"
        understood.update(told)
        hint = "Nothing found: try fewer or shorter words, or * at the end of one."
        picks.fill(hit_entries(result.hits), key=picks.key, empty=hint)
        if self._opens_first:
            self._opens_first = False
            picks.pick()

    # Actions

    def action_search_open(self) -> None:
        """Open the section under the cursor."""
        self.query_one(PickList).pick()

    def action_search_down(self) -> None:
        """Next hit."""
        self.query_one(PickList).move(1)

    def action_search_up(self) -> None:
        """Previous hit."""
        self.query_one(PickList).move(-1)

    def action_search_page_down(self) -> None:
        """A page on."""
        self.query_one(PickList).page(1)

    def action_search_page_up(self) -> None:
        """A page back."""
        self.query_one(PickList).page(-1)

    def action_search_suggestion(self) -> None:
        """Take the suggestion."""
        if self._suggestion:
            field = self.query_one("#query", Input)
            field.value = self._suggestion
            field.cursor_position = len(self._suggestion)

    # Events

    @on(Input.Changed, "#query")
    def _typed(self, message: Input.Changed) -> None:
        self._opens_first = False
        self._ask(message.value)

    @on(Input.Submitted, "#query")
    def _submitted(self, message: Input.Submitted) -> None:
        if message.value == self._answered:
            self.query_one(PickList).pick()
        else:
            # What is listed belongs to the query before.
            self._opens_first = True

    @on(PickList.Picked)
    def _open(self, message: PickList.Picked) -> None:
        key: HitKey = message.key
        self.quaere.open_article(key.article, section=key.section, at=key.offset)
