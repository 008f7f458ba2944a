"""The same figure elsewhere: other figures of one kind, unit and name, each with its sentence.

Nothing is concluded: whether they contradict each other is for the reader to see.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from index.article import Article, Finding, FoundIn
from index.collection import MOST_ELSEWHERE
from index.text import fold
from reader.actions import Where
from reader.bindings import bindings
from reader.figures import figure_label
from reader.latest import Latest
from reader.screens.list_room import FilterRoom
from reader.widgets.entries import counted, title_entry
from reader.widgets.entry import Entry
from reader.widgets.finding_entries import FoundKey, quoted_entry, quoted_lines
from reader.widgets.pick_list import PickList


class ElsewhereScreen(FilterRoom):
    """A figure, and below it others that may be of the same thing."""

    WHERE: ClassVar[Where] = "elsewhere"
    CSS_PATH: ClassVar = ["elsewhere.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("elsewhere")]
    FILTER = "filter by words"
    EMPTY = "Looking …"

    def __init__(self, article: Article, finding: Finding) -> None:
        super().__init__()
        self._article = article
        self._finding = finding
        self._others: list[FoundIn] | None = None
        self._latest: Latest[Finding, list[FoundIn]] = Latest(self, self._look, self._found)

    def head(self) -> Iterable[Widget]:
        """The figure, how many others."""
        yield Static("", id="figure", markup=False)
        yield Static("", id="understood", markup=False)

    def on_mount(self) -> None:
        """Say what this is."""
        self.show_place("the same figure elsewhere")

    def on_resize(self) -> None:
        """Quote the figure's sentence in the new width."""
        self.query_one("#figure", Static).update(self._quoted())

    def _quoted(self) -> Text:
        finding, article = self._finding, self._article
        sentence = article.sentence_at(finding.start)
        if sentence is None or finding.end > sentence.end:
            start, end = finding.start, finding.end
        else:
            start, end = sentence.start, sentence.end
        here = FoundIn(
            article.id, article.path, article.title, finding, None, article.text[start:end], start
        )
        look = self.main.look
        label = figure_label(finding.figure) if finding.figure is not None else finding.text
        lines = [Text(f" {label}", look.figure + look.strong)]
        lines += quoted_lines(here, self.size.width - 2, look, most=4)
        return Text("\n").join(lines)

    def collection_changed(self) -> None:
        """There may be more now."""
        self._latest.ask(self._finding)

    def _look(self, finding: Finding) -> list[FoundIn]:
        return self.quaere.collection.same_figure(self._article.id, finding)

    def _found(self, _: Finding, found: list[FoundIn]) -> None:
        self._others = found
        self.show_list()

    def show_list(self) -> None:
        """The others that hold the wanted words, under their articles."""
        if self._others is None:
            return
        shown = [each for each in self._others if _holds(each, self.wanted)]
        entries: list[Entry] = []
        for _, group in groupby(shown, key=lambda each: each.article):
            found = list(group)
            entries += [title_entry(found[0].title), *map(quoted_entry, found)]
        empty = "None of them holds these words." if self._others else self._none()
        self.main.fill(entries, key=self.main.key, empty=empty)
        most = "the first " if len(self._others) == MOST_ELSEWHERE else ""
        number = counted(len(self._others), "other figure")
        self.say_understood(f"{most}{number} of this kind, unit and name" if self._others else "")

    def _none(self) -> str:
        figure = self._finding.figure
        if figure is None or not figure.of:
            return "It is not clear what this figure measures, so there is nothing to look for."
        return "No other figure of this kind and unit is about the same in this collection."

    @on(PickList.Picked)
    def _open(self, message: PickList.Picked) -> None:
        key: FoundKey = message.key
        self.quaere.open_article(key.article, section=key.section, at=key.offset, kind=key.kind)


def _holds(found: FoundIn, words: Sequence[str]) -> bool:
    text = fold(" ".join([found.title, found.heading or "", found.sentence]))
    return all(word in text for word in words)
