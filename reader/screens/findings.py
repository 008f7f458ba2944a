"""The findings of the whole collection, under their articles, filtered by key and while typing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from index.article import FIGURE_KINDS, RISK_KINDS, FindingKind
from index.collection import CollectionDamaged, Holder, Unreadable, Wanted
from reader.actions import Where
from reader.bindings import bindings
from reader.finding_filter import read_filter
from reader.latest import Latest
from reader.notes.judgements import Dismissals
from reader.screens.list_room import FilterRoom
from reader.widgets.entries import counted
from reader.widgets.finding_entries import FoundKey
from reader.widgets.found_list import FoundList, Listed
from reader.widgets.pick_list import PickList

_KEPT = 200
"""Articles whose findings are kept after they were drawn."""


class FindingsScreen(FilterRoom):
    """Claims, figures and risks of all articles."""

    WHERE: ClassVar[Where] = "findings"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("findings")]

    FILTER = "words, >30 %, <5, risk:hazard, figure:money, unit:USD"
    EMPTY = "Looking …"

    def __init__(self) -> None:
        super().__init__()
        self._chosen = Wanted()
        self._asked = self._shown = Wanted()
        self._holders: list[Holder] = []
        self._known: dict[str, list[Listed]] = {}
        self._missing: set[str] = set()
        self._latest: Latest[Wanted, list[Holder]] = Latest(self, self._look, self._found)
        self._reading: Latest[tuple[Wanted, frozenset[str]], dict[str, list[Listed]]] = Latest(
            self, self._read, self._came
        )

    def head(self) -> Iterable[Widget]:
        """What is listed."""
        yield Static("", id="understood", markup=False)

    def on_mount(self) -> None:
        """Say what this is."""
        self.show_place("findings")

    def collection_changed(self) -> None:
        """There may be more now."""
        self.show_list()

    def on_screen_resume(self) -> None:
        """Findings may have been dismissed while an article was open."""
        self._known.clear()
        self.main.draw_again()

    # Asking, in threads

    def show_list(self) -> None:
        """Ask for the findings that are wanted."""
        self._asked = read_filter(self.typed, self._chosen)
        self._latest.ask(self._asked)

    def _look(self, wanted: Wanted) -> list[Holder]:
        # What was typed meanwhile makes an end of a long look.
        return self.quaere.collection.holders(wanted, go_on=lambda: wanted == self._asked)

    def _found(self, wanted: Wanted, holders: list[Holder]) -> None:
        picks = self.main
        key = picks.key if wanted == self._shown else None
        self._shown, self._holders = wanted, holders
        # The cursor's own article is kept until it is read again: the cursor stays where it is.
        own = getattr(key, "article", None)
        self._known = {id: found for id, found in self._known.items() if id == own}
        self._missing = set(self._known)
        self.call_later(self._ask_missing)
        picks.fill(FoundList(holders, self._findings_of), key=key, empty=self._none(wanted))
        count = sum(holder.count for holder in holders)
        told = f"{said(wanted)} · {counted(count, 'finding')} in "
        told += counted(len(holders), "article")
        self.say_understood(told)

    def _none(self, wanted: Wanted) -> str:
        if lacking := self.quaere.lacking:
            return lacking
        if wanted == Wanted():
            return "No findings yet: they are found in English articles, while the index is made."
        if not wanted.kinds:
            return "These wishes exclude each other: no finding is of both kinds."
        return "No finding is like this; p shows all kinds, esc closes the filter."

    def _findings_of(self, article: str) -> Sequence[Listed] | None:
        """What is known; what is not is asked for, and drawn when it comes."""
        found = self._known.get(article)
        if found is None and article not in self._missing:
            self._missing.add(article)
            self.call_later(self._ask_missing)
        return found

    def _ask_missing(self) -> None:
        if self._missing:
            self._reading.ask((self._shown, frozenset(self._missing)))

    def _read(self, asked: tuple[Wanted, frozenset[str]]) -> dict[str, list[Listed]]:
        wanted, articles = asked
        return {each: self._listed(each, wanted) for each in articles}

    def _listed(self, article: str, wanted: Wanted) -> list[Listed]:
        found = self.quaere.collection.found_in(article, wanted)
        try:
            gone = self._dismissed(article)
        except (KeyError, OSError, Unreadable, CollectionDamaged):
            gone = Dismissals(())  # taken out a moment ago, or being made anew: asked again then
        places = ((each, each.finding) for each in found)
        return [Listed(each, bool(gone.of(f.kind, f.start, f.end))) for each, f in places]

    def _dismissed(self, article: str) -> Dismissals:
        """What was dismissed, by the same rule as in the opened article."""
        collection, judgements = self.quaere.collection, self.quaere.judgements
        file, copies = collection.file_of(article), collection.copies(article)
        if not any(map(judgements.has_dismissed_in, (file, *copies))):
            return Dismissals(())
        return Dismissals(judgements.for_article(collection.read(article), file, copies))

    def _came(self, asked: tuple[Wanted, frozenset[str]], found: dict[str, list[Listed]]) -> None:
        self._missing -= asked[1]
        if asked[0] != self._shown:
            self._missing.clear()
        else:
            if len(self._known) > _KEPT:
                self._known.clear()
            self._known |= found
        self.main.draw_again()

    # Kinds

    def _only(self, kind: FindingKind | None) -> None:
        self._chosen = Wanted(kind)
        self.show_list()

    def action_findings_claims(self) -> None:
        """Claims only."""
        self._only("claim")

    def action_findings_figures(self) -> None:
        """Figures only."""
        self._only("figure")

    def action_findings_risks(self) -> None:
        """Risks only."""
        self._only("risk")

    def action_findings_all(self) -> None:
        """All kinds."""
        self._only(None)

    def action_findings_kind(self) -> None:
        """The next kind of figure, where figures are listed, else of risk; then all again."""
        chosen = self._chosen
        if chosen.kind == "figure":
            figures = (None, *FIGURE_KINDS)
            at = figures.index(chosen.figure_kind) + 1
            self._chosen = replace(chosen, figure_kind=figures[at % len(figures)])
        else:
            risks = (None, *RISK_KINDS)
            at = risks.index(chosen.risk_kind) + 1
            self._chosen = Wanted("risk", risks[at % len(risks)])
        self.show_list()

    @on(PickList.Picked)
    def _open(self, message: PickList.Picked) -> None:
        key = message.key
        if isinstance(key, FoundKey):
            self.quaere.open_article(key.article, section=key.section, at=key.offset, kind=key.kind)


def said(wanted: Wanted) -> str:
    """What is asked for, in words: "risks · hazard", "figures · percent, over 30 %"."""
    kinds = wanted.kinds
    parts = ["all kinds" if len(kinds) > 1 else f"{kinds[0]}s" if kinds else "nothing"]
    parts += [each for each in (wanted.risk_kind, wanted.figure_kind) if each]
    unit = f" {wanted.unit}" if wanted.unit else ""
    if wanted.least is not None:
        parts.append(f"from {wanted.least:,.10g}{unit} up")
    if wanted.most is not None:
        parts.append(f"up to {wanted.most:,.10g}{unit}")
    if unit and wanted.least is None and wanted.most is None:
        parts.append(f"in{unit}")
    if wanted.text:
        parts.append(f"with “{wanted.text}”")
    return " · ".join(parts)
