"""The same figure elsewhere: other figures of one kind, unit and name, each with its sentence.

Nothing is concluded: whether they contradict each other is for the reader to see.
"""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from index.article import Article, Finding, FoundIn
from index.collection import MOST_ELSEWHERE
from reader.actions import Where
from reader.bindings import bindings
from reader.figures import figure_label
from reader.latest import Latest
from reader.screens.room import Room
from reader.widgets.entries import counted, title_entry
from reader.widgets.finding_entries import FoundKey, quoted_entry, quoted_lines
from reader.widgets.key_bar import KeyBar
from reader.widgets.pick_list import Entry, PickList
from reader.widgets.top_bar import TopBar


class ElsewhereScreen(Room):
    """A figure, and below it others that may be of the same thing."""

    WHERE: ClassVar[Where] = "elsewhere"
    CSS_PATH: ClassVar = ["elsewhere.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("elsewhere")]

    def __init__(self, article: Article, finding: Finding) -> None:
        super().__init__()
        self._article = article
        self._finding = finding
        self._latest: Latest[Finding, list[FoundIn]] = Latest(self, self._look, self._found)

    def compose(self) -> ComposeResult:
        """The figure, how many others, those."""
        yield TopBar()
        yield Static("", id="figure", markup=False)
        yield Static("", id="understood", markup=False)
        yield PickList(empty="Looking …", id="places").add_class("list")
        yield KeyBar(self.WHERE)

    def on_mount(self) -> None:
        """Say which figure, look for others."""
        self.query_one(TopBar).place = f"Quaere · {self._article.title} · the same figure elsewhere"
        self.show_status(self.quaere.status, self.quaere.share)
        self.query_one(PickList).focus()
        self.collection_changed()

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
        look = self.query_one(PickList).look
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
        entries: list[Entry] = []
        article = None
        for each in found:
            if each.article != article:
                article = each.article
                entries.append(title_entry(each.title))
            entries.append(quoted_entry(each))
        picks = self.query_one(PickList)
        picks.fill(entries, key=picks.key, empty=self._none())
        most = "the first " if len(found) == MOST_ELSEWHERE else ""
        told = f"{most}{counted(len(found), 'other figure')} of this kind, unit and name"
        self.query_one("#understood", Static).update(told if found else "")

    def _none(self) -> str:
        figure = self._finding.figure
        if figure is None or not figure.of:
            return "It is not clear what this figure measures, so there is nothing to look for."
        return "No other figure of this kind and unit is about the same in this collection."

    # Actions

    def action_elsewhere_open(self) -> None:
        """Open the article at the figure."""
        self.query_one(PickList).pick()

    def action_elsewhere_down(self) -> None:
        """Next place."""
        self.query_one(PickList).move(1)

    def action_elsewhere_up(self) -> None:
        """Previous place."""
        self.query_one(PickList).move(-1)

    def action_elsewhere_page_down(self) -> None:
        """A page on."""
        self.query_one(PickList).page(1)

    def action_elsewhere_page_up(self) -> None:
        """A page back."""
        self.query_one(PickList).page(-1)

    @on(PickList.Picked)
    def _open(self, message: PickList.Picked) -> None:
        key: FoundKey = message.key
        self.quaere.open_article(key.article, section=key.section, at=key.offset, kind=key.kind)
