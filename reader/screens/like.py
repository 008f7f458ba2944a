"""Sections of other articles that say things like one that was read or found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from index.article import Hit, SearchResult
from index.text import fold
from reader.actions import Where
from reader.bindings import bindings
from reader.latest import Latest
from reader.screens.list_room import FilterRoom
from reader.series import Place, series_at
from reader.widgets.pick_list import PickList
from reader.widgets.search_entries import hit_entries

_NOTHING = "No other article says anything like it."


@dataclass(frozen=True, slots=True)
class Alike:
    """A section by its heading, and what is like it."""

    heading: str
    result: SearchResult


class LikeScreen(FilterRoom):
    """Hits that are like one section."""

    WHERE: ClassVar[Where] = "like"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("like")]
    FILTER = "filter by words"
    EMPTY = "Looking …"

    def __init__(self, place: Place) -> None:
        """`place` lies in the section that the others are to be like."""
        super().__init__()
        self._place = place
        self._about = ""
        self._result: SearchResult | None = None
        self._latest: Latest[Place, Alike | None] = Latest(self, self._look, self._found)

    def head(self) -> Iterable[Widget]:
        """What they have in common."""
        yield Static("", id="understood", markup=False)

    def on_mount(self) -> None:
        """Say what this is."""
        self.show_place("more like this")

    def collection_changed(self) -> None:
        """There may be others now."""
        self._latest.ask(self._place)

    def _look(self, place: Place) -> Alike | None:
        collection = self.quaere.collection
        try:
            section = collection.read(place.article).sections[place.section]
            result = collection.like(place.article, place.section)
        except (KeyError, IndexError):
            return None
        return Alike(section.heading or "the opening", result)

    def _found(self, _: Place, alike: Alike | None) -> None:
        if alike is None:
            self.main.fill((), empty="This section is not in the collection any more.")
            return
        self._about = f"like “{alike.heading}”"
        self._result = alike.result
        self.show_place(f"more {self._about}")
        words = f"words they share: {alike.result.understood}" if alike.result.hits else ""
        self.say_understood(words)
        self.show_list()

    def show_list(self) -> None:
        """The sections that hold the wanted words."""
        if self._result is None:
            return
        hits = [hit for hit in self._result.hits if _holds(hit, self.wanted)]
        nothing = "None of them holds these words." if self.wanted else _NOTHING
        self.main.fill(hit_entries(hits), key=self.main.key, empty=nothing)

    def action_like_again(self) -> None:
        """More like the section under the cursor."""
        if isinstance(key := self.main.key, Place):
            self.quaere.push_screen(LikeScreen(key))

    @on(PickList.Picked, "#list")
    def _open(self, message: PickList.Picked) -> None:
        places = [entry.key for entry in self.main.entries if isinstance(entry.key, Place)]
        self.quaere.open_place(message.key, series_at(self._about, places, message.key))


def _holds(hit: Hit, words: Sequence[str]) -> bool:
    text = fold(" ".join([hit.title, hit.heading or "", *(each.text for each in hit.snippets)]))
    return all(word in text for word in words)
