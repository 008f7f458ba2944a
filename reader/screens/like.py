"""Sections of other articles that say things like one that was read or found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from index.article import SearchResult
from reader.actions import Where
from reader.bindings import bindings
from reader.latest import Latest
from reader.screens.list_room import ListRoom
from reader.series import Place, series_at
from reader.widgets.key_bar import KeyBar
from reader.widgets.pick_list import PickList
from reader.widgets.search_entries import hit_entries
from reader.widgets.top_bar import TopBar


@dataclass(frozen=True, slots=True)
class Alike:
    """A section by its heading, and what is like it."""

    heading: str
    result: SearchResult


class LikeScreen(ListRoom):
    """Hits that are like one section."""

    WHERE: ClassVar[Where] = "like"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("like")]

    def __init__(self, place: Place) -> None:
        """`place` lies in the section that the others are to be like."""
        super().__init__()
        self._place = place
        self._about = ""
        self._latest: Latest[Place, Alike | None] = Latest(self, self._look, self._found)

    def compose(self) -> ComposeResult:
        """What they have in common, the list."""
        yield TopBar()
        yield Static("", id="understood", markup=False)
        yield PickList(empty="Looking …", id="list").add_class("list")
        yield KeyBar(self.WHERE)

    def on_mount(self) -> None:
        """Ask for them."""
        self.show_place("more like this")
        self.show_status(self.quaere.status, self.quaere.share)
        self.main.focus()
        self.collection_changed()

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
        self.show_place(f"more {self._about}")
        result = alike.result
        words = f"words they share: {result.understood}" if result.hits else ""
        self.query_one("#understood", Static).update(words)
        self.main.fill(
            hit_entries(result.hits),
            key=self.main.key,
            empty="No other article says anything like it.",
        )

    def action_like_again(self) -> None:
        """More like the section under the cursor."""
        if isinstance(key := self.main.key, Place):
            self.quaere.push_screen(LikeScreen(key))

    @on(PickList.Picked, "#list")
    def _open(self, message: PickList.Picked) -> None:
        places = [entry.key for entry in self.main.entries if isinstance(entry.key, Place)]
        self.quaere.open_place(message.key, series_at(self._about, places, message.key))
