"""Search of the collection while typing: hits under their articles, facets beside them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import ClassVar, Literal

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from index.article import SearchResult
from index.collection import (
    SORTS,
    Completions,
    Facet,
    FacetName,
    QueryError,
    Sort,
)
from reader.actions import Where
from reader.asked import Asked
from reader.bindings import bindings
from reader.latest import Latest
from reader.panels import MIDDLE
from reader.screens.ask import AskScreen
from reader.screens.like import LikeScreen
from reader.screens.search_saved import Looked, RememberingRoom
from reader.series import Place, series_at
from reader.store.searches import SavedSearch
from reader.trying import ADVICE, Try, worth_trying
from reader.widgets.chosen_bar import ChosenBar
from reader.widgets.entries import counted, title_entry
from reader.widgets.pick_list import PickList
from reader.widgets.query_field import GoingOn
from reader.widgets.search_entries import (
    MoreOf,
    facet_entries,
    hit_entries,
    try_entries,
)
from reader.widgets.side_list import SideList

SHOWN = 60
TYPING_PAUSE = 0.15
"""Seconds without a key after which facets are counted."""
_NOTHING = f"Nothing found: {ADVICE}."
_ORDERS: dict[Sort, str] = {
    "relevance": "",
    "newest": "newest first",
    "oldest": "oldest first",
    "title": "by title",
    "risks": "most risks first",
}


class SearchScreen(RememberingRoom):
    """A query, how it was read, its hits, what they have in common."""

    WHERE: ClassVar[Where] = "search"
    CSS_PATH: ClassVar = ["search.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("search")]
    LABEL = "Search"
    PLACEHOLDER = "in all articles"

    def __init__(self) -> None:
        super().__init__()
        self.collapse = False
        self._suggestion: str | None = None
        self._result: SearchResult | None = None
        self._facets: tuple[Facet, ...] = ()
        self._whole: set[FacetName] = set()
        self._side: Literal["facets", "saved"] = "facets"
        self._going_on: GoingOn | None = None
        self._counted: Asked | None = None
        self._wanted: Asked | None = None
        self._completing: Latest[str, Completions] = Latest(self, self._look_on, self._offer)
        self._counting: Latest[Asked, tuple[Facet, ...] | None] = Latest(
            self, self._count_facets, self._show_facets
        )

    def body(self) -> ComposeResult:
        """What narrows the search, how it may go on, hits, what stands beside them."""
        yield ChosenBar()
        yield Static("", id="completions", markup=False)
        with Horizontal(id="columns"):
            yield PickList(id="list").add_class("list")
            yield SideList()

    def on_resize(self, event: events.Resize) -> None:
        """What stands beside the hits lies over them where there is no room."""
        narrow = event.size.width < MIDDLE
        if narrow != self.has_class("-narrow") or not self.has_class("-laid"):
            self.add_class("-laid")
            self.set_class(narrow, "-narrow")
            self.set_class(not narrow, "-side")
            self._ask_beside()

    # Asking, in a thread

    def question(self) -> Asked | None:
        """What is asked: the query and what narrows it."""
        query = self.field.value
        if query.startswith("@") or not (query.strip() or self.only):
            return None
        return Asked(query, self.only, self.sort, self.collapse, query != self.finished)

    def ask_again(self) -> None:
        """Ask for hits and for what stands beside them."""
        self.query_one(ChosenBar).chosen = self.only
        super().ask_again()
        self._ask_beside()

    def look(self, question: Asked) -> Looked:
        """Hits, and if there are none what to try; runs in a thread."""
        try:
            result = self._search(question, SHOWN)
        except QueryError as error:
            return Looked(None, error)
        found = () if result.total else tuple(self._tried(question, result.suggestion))
        return Looked(result, tries=found)

    def _search(self, asked: Asked, limit: int) -> SearchResult:
        return self.quaere.collection.search(
            asked.whole,
            limit=limit,
            typing=asked.typing,
            sort=asked.sort,
            only=asked.only,
            collapse=asked.collapse,
        )

    def _tried(self, asked: Asked, suggestion: str | None) -> Iterator[Try]:
        def count(query: str, only: tuple[str, ...]) -> int:
            return self._search(Asked(query, only, typing=True), 1).total

        return worth_trying(asked.query, asked.only, suggestion, count)

    def found(self, question: Asked, answer: Looked) -> bool:  # noqa: ARG002
        """Show the hits, or where the query cannot be read, or what to try."""
        if answer.result is None:
            self._point_at(answer.error)
            return False
        result = self._result = answer.result
        self._suggestion = result.suggestion
        told = [counted(result.total, "section"), result.understood]
        if result.articles:
            told[0] += f" in {counted(result.articles, 'article')}"
        if order := _ORDERS[self.sort]:
            told.append(order)
        if result.suggestion:
            told.append(f"did you mean {result.suggestion}? (ctrl+y)")
        self.say_understood(" · ".join(told))
        if result.hits:
            self.main.fill(hit_entries(result.hits), key=self.key_before)
        else:
            nothing = self.quaere.lacking or _NOTHING
            self.main.fill([title_entry(nothing), *try_entries(answer.tries)])
        return bool(result.hits)

    def _point_at(self, error: QueryError | None) -> None:
        """Say what is wrong, under the place where it is."""
        if error is None:
            return
        line = self.query_one("#understood", Static)
        field = self.field
        before = cell_len(field.value[: error.position]) - field.scroll_offset.x
        at = field.content_region.x - line.content_region.x + before
        room = line.content_region.width - at
        if at >= 0 and cell_len(error.reason) + 2 <= room:
            self.say_understood(" " * at + f"▲ {error.reason}")
        else:
            self.say_understood(f"{error.reason} (character {error.position + 1})")

    # Beside the hits

    def _ask_beside(self) -> None:
        query = self.field.value
        self._completing.ask(query)
        self._wanted = Asked(query, self.only, typing=query != self.finished)
        if self.has_class("-side") and not query.startswith("@"):
            self._counting.ask(self._wanted)

    def _count_facets(self, asked: Asked) -> tuple[Facet, ...] | None:
        """The facets of what is asked, None if it cannot be read or is not wanted any more."""
        if self._counted is not None and self._counted.query != asked.query:
            # The collection answers one at a time, and whoever types on wants hits first.
            time.sleep(TYPING_PAUSE)
        if asked != self._wanted:
            return None
        try:
            return self.quaere.collection.facets(asked.query, typing=asked.typing, only=asked.only)
        except QueryError:
            return None

    def _show_facets(self, asked: Asked, facets: tuple[Facet, ...] | None) -> None:
        if facets is not None:
            self._counted, self._facets = asked, facets
            self.show_side()

    def show_side(self) -> None:
        """Fill the side with facets or saved searches."""
        side = self.query_one(SideList)
        if self._side == "saved":
            side.show(
                "Saved searches",
                self.saved_entries(list(self.remembered.saved)),
                empty="None yet: ctrl+s saves one.",
                hint="enter use · r rename · d remove",
            )
        else:
            side.show(
                "Narrow down",
                facet_entries(self._facets, self._whole),
                empty="Nothing to narrow.",
                hint="enter choose · x clear",
            )

    def _open_side(self, which: Literal["facets", "saved"]) -> None:
        side = self.query_one(SideList)
        if self._side == which and self.focused is side.picks:
            self.go_back()
            return
        self._side = which
        self.add_class("-side")
        self.show_side()
        self._ask_beside()
        side.picks.focus()

    def go_back(self) -> bool:
        """From the side back to the field; where it lies over the hits it goes."""
        side = self.query_one(SideList)
        if self.focused is not side.picks:
            return False
        if self.has_class("-narrow"):
            self.remove_class("-side")
        self._side = "facets"
        self.show_side()
        self.field.focus()
        return True

    def action_search_narrow(self) -> None:
        """Into the facets, and back."""
        self._open_side("facets")

    def action_search_saved(self) -> None:
        """The saved searches, and back."""
        self._open_side("saved")

    def _toggle(self, facet: str) -> None:
        chosen = facet in self.only
        self.only = (
            tuple(each for each in self.only if each != facet) if chosen else (*self.only, facet)
        )
        self.ask_again()

    def action_search_drop(self, number: int) -> None:
        """Take one of the chosen facets away."""
        if number < len(self.only):
            self._toggle(self.only[number])

    def action_search_widen(self) -> None:
        """Take away the facet that was chosen last."""
        if self.only:
            self._toggle(self.only[-1])
        else:
            self.quaere.say("Nothing narrows this search; ^n lists what can.")

    def action_search_clear(self) -> None:
        """Take all chosen facets away."""
        self.only = ()
        self.ask_again()

    # Going on with a word

    def _look_on(self, query: str) -> Completions:
        return self.quaere.collection.complete(query)

    def _offer(self, query: str, completions: Completions) -> None:
        """Show how the last word may go on, the likeliest of it in the field."""
        going_on = self._going_on
        if going_on is not None and going_on.made == query and going_on.has_others:
            return  # the next choice may be taken in its place
        self._going_on = GoingOn.from_here(query, completions)
        choices = self._going_on.completions.choices if query[-1:].strip() else ()
        fields = [each.text for each in choices if each.about != "word"]
        line = self.query_one("#completions", Static)
        line.display = bool(fields)
        line.update("tab  " + "  ".join(fields))
        if choices and (whole := self._going_on.next.made).casefold().startswith(query.casefold()):
            self.field.propose(query, whole)

    def action_search_complete(self) -> None:
        """Go on with the word; again, the next choice. Without one, to the next list."""
        going_on, field = self._going_on, self.field
        if self.focused is not field or going_on is None or not going_on.completions.choices:
            self.focus_next()
        elif field.value == going_on.made:
            self._going_on = going_on.next
            field.put(self._going_on.made)

    # Actions

    def action_search_suggestion(self) -> None:
        """Take the suggestion."""
        if self._suggestion:
            self.field.put(self._suggestion)

    def action_search_sort(self) -> None:
        """The next order."""
        self.sort = SORTS[(SORTS.index(self.sort) + 1) % len(SORTS)]
        self.ask_again()

    def action_search_collapse(self) -> None:
        """One hit of each article, or all."""
        self.collapse = not self.collapse
        self.ask_again()

    def action_search_like(self) -> None:
        """More like the section under the cursor."""
        if isinstance(key := self.main.key, Place):
            self.quaere.push_screen(LikeScreen(key))

    def action_search_ask(self) -> None:
        """Ask it as a question."""
        self.quaere.push_screen(AskScreen(self.field.value))

    # Events

    @on(PickList.Picked, "#list")
    def _open(self, message: PickList.Picked) -> None:
        match message.key:
            case Place() as place if self._result is not None:
                self.remember_query()
                places = [entry.key for entry in self.main.entries if isinstance(entry.key, Place)]
                series = series_at(self.field.value or self._result.understood, places, place)
                self.quaere.open_place(place, series)
            case SavedSearch() as saved:
                self.apply(saved)
            case Try() as one:
                self.search_for(one.query, one.only)
            case str() as query:
                self.search_for(query)

    @on(PickList.Picked, "#side-list")
    def _picked_beside(self, message: PickList.Picked) -> None:
        match message.key:
            case SavedSearch() as saved:
                self.go_back()
                self.apply(saved)
            case MoreOf(facet):
                self._whole.add(facet)
                self.show_side()
            case str() as facet:
                self._toggle(facet)
