"""What was read: by week, by source, by article. All of it was counted here and stays here."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from reader.actions import Where
from reader.bindings import bindings
from reader.latest import Latest
from reader.library.statistics import Statistics, Tally, statistics_of
from reader.screens.list_room import ListRoom
from reader.screens.room import Memory
from reader.widgets.entries import title_entry
from reader.widgets.entry import Entry
from reader.widgets.key_bar import KeyBar
from reader.widgets.pick_list import PickList
from reader.widgets.statistics_entries import sum_entry, tally_entry, week_name
from reader.widgets.top_bar import TopBar

WEEKS, SOURCES, ARTICLES = 12, 12, 20
"""How many of each are shown."""
_NOTHING = (
    "Nothing was read yet. While an article is open, the time between two keys counts, pauses of"
    " more than two minutes do not; a question counts when you come to the end of its answer."
)


class StatisticsScreen(ListRoom):
    """Sums and rows; an article can be opened from its row."""

    WHERE: ClassVar[Where] = "statistics"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("statistics")]

    def __init__(self) -> None:
        super().__init__()
        self._latest: Latest[str, tuple[Statistics, dict[str, str]]] = Latest(
            self, lambda _: self._count(), self._counted
        )

    def compose(self) -> ComposeResult:
        """Bar, list, keys."""
        yield TopBar()
        yield PickList(empty="Counting …", id="list").add_class("list")
        yield KeyBar(self.WHERE)

    def on_mount(self) -> None:
        """Count."""
        self.show_status(self.quaere.status, self.quaere.share)
        self.show_place("statistics")
        self.main.focus()
        self._latest.ask("")

    def memory(self) -> Memory:
        """It is opened as it is."""
        return {}

    def _count(self) -> tuple[Statistics, dict[str, str]]:
        """What was read, and the ids of the articles by their files."""
        collection = self.quaere.collection
        found = statistics_of(self.quaere.store, collection.folders, date.today())
        files = {file: id for id, file in collection.real_files().items()}
        return found, files

    def _counted(self, _: str, answer: tuple[Statistics, dict[str, str]]) -> None:
        found, files = answer
        if not found.articles:
            self.main.fill([], empty=_NOTHING)
            return
        entries: list[Entry] = [sum_entry(found.whole), title_entry("Weeks")]
        weeks = found.weeks[:WEEKS]
        entries += _rows(weeks, {each.name: week_name(each.name) for each in weeks})
        entries.append(title_entry("Sources"))
        entries += _rows(found.sources[:SOURCES], {})
        entries.append(title_entry("Articles, those with most time first"))
        # That it is one article need not be told.
        longest = tuple(replace(each, articles=0) for each in found.articles[:ARTICLES])
        entries += _rows(longest, found.titles, files)
        self.main.fill(entries)

    @on(PickList.Picked)
    def _open(self, message: PickList.Picked) -> None:
        self.quaere.open_article(message.key)


def _rows(
    tallies: tuple[Tally, ...], names: dict[str, str], keys: dict[str, str] | None = None
) -> list[Entry]:
    most = max((each.seconds for each in tallies), default=0.0)
    return [
        tally_entry(each, names.get(each.name, each.name), most, (keys or {}).get(each.name))
        for each in tallies
    ]
