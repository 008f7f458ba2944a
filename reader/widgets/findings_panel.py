"""The side panel: claims, figures, risks of the question being read, or of the whole article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from index.article import (
    DEFAULT_DENSITY,
    FINDING_KINDS,
    RISK_KINDS,
    THRESHOLD,
    Article,
    Finding,
    FindingKind,
    RiskKind,
)
from reader import density as densities
from reader.widgets.entries import section_title_entry
from reader.widgets.entry import Entry
from reader.widgets.finding_entries import finding_entry
from reader.widgets.pick_list import PickList
from reader.widgets.recoloured import Recoloured

Facet = Literal["claim", "figure", "risk", "all"]
FACETS: tuple[Facet, ...] = (*FINDING_KINDS, "all")
_ONE_LINE = 76
"""Cells from which on the title is one line."""
_MANY = 100
FindingKey = tuple[FindingKind, int, int]


def key_of(finding: Finding) -> FindingKey:
    """What tells a finding of an article from all others."""
    return finding.kind, finding.start, finding.end


class FindingsPanel(Recoloured, Vertical):
    """Counts of all kinds in its title, the findings of one facet in its list.

    Its attributes say what is listed and how; `refresh_list` must be called when they change.
    """

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.facet: Facet = "claim"
        self.risk_kind: RiskKind | None = None
        self.whole = False
        self.by_score = False
        self.density: float | None = DEFAULT_DENSITY
        self._article: Article | None = None
        self._findings: Sequence[Finding] = ()
        self._places: dict[FindingKey, int] = {}
        self._by_section: dict[int, list[Finding]] = {}
        self._unmarked: str | None = None
        self._section = 0
        self._filled_for: object = None
        self._title_lines = 0

    def compose(self) -> ComposeResult:
        """A title and a list."""
        yield Static("", id="side-title", markup=False)
        yield PickList(id="findings")

    def recolour(self) -> None:
        """List it all again: titles wear the colours of the theme."""
        self._filled_for = None
        self.refresh_list()

    @property
    def picks(self) -> PickList:
        """The list."""
        return self.query_one(PickList)

    def show(self, article: Article, findings: Sequence[Finding], unmarked: str | None) -> None:
        """These are the findings of the article; `unmarked` says why there could be none."""
        self._article = article
        self._unmarked = unmarked
        self._findings = [f for f in findings if f.score >= THRESHOLD]
        self._places = {key_of(finding): place for place, finding in enumerate(self._findings)}
        self._by_section = {}
        for finding in self._findings:
            self._by_section.setdefault(finding.section, []).append(finding)
        self._filled_for = None
        self.refresh_list()

    def follow(self, section: int) -> None:
        """The reader is in this section now."""
        self._section = section
        self.refresh_list()

    # What is listed

    def turn_to(self, facet: Facet, risk_kind: RiskKind | None = None) -> None:
        """List these only."""
        self.facet, self.risk_kind = facet, risk_kind
        self.refresh_list()

    def next_risk_kind(self) -> None:
        """List the risks of the next kind that the article has; after the last one, all."""
        there = {f.risk_kind for f in self._findings if f.kind == "risk"}
        kinds = [None, *(kind for kind in RISK_KINDS if kind in there)]
        known = self.facet == "risk" and self.risk_kind in kinds
        at = kinds.index(self.risk_kind) if known else 0
        self.turn_to("risk", kinds[(at + 1) % len(kinds)])

    def _is_listed(self, finding: Finding) -> bool:
        return self.facet in ("all", finding.kind) and self.risk_kind in (None, finding.risk_kind)

    def refresh_list(self) -> None:
        """List what belongs to facet and scope; nothing is done where that has not changed."""
        article = self._article
        section = None if self.whole else self._section
        wanted = (self.facet, self.risk_kind, self.by_score, self.density, self.whole, section)
        if article is None or wanted == self._filled_for:
            return
        self._filled_for = wanted
        inside = self._findings if self.whole else self._by_section.get(self._section, [])
        listed = self._ordered(filter(self._is_listed, inside))
        self._title(inside)
        entries: list[Entry] = []
        section = None
        for finding in listed:
            if self.whole and finding.section != section:
                section = finding.section
                heading = article.sections[section].heading or article.title
                entries.append(section_title_entry(heading))
            entries.append(self._entry(finding))
        picks = self.picks
        picks.fill(entries, key=picks.key, empty=f" {self._none_listed()}")

    def _entry(self, finding: Finding) -> Entry:
        marked = finding.is_marked(self.density)
        return finding_entry(finding, marked=marked, with_kind=self.facet == "all")

    def on_resize(self) -> None:
        """Another width may need another title."""
        self.recolour()

    def _ordered(self, findings: Iterable[Finding]) -> list[Finding]:
        """As the text has them, or strongest first; those of one question stay together."""
        listed = list(findings)
        if not self.by_score:
            return listed
        best: dict[int, float] = {}
        for finding in listed:
            best[finding.section] = max(best.get(finding.section, 0), finding.score)
        return sorted(listed, key=lambda f: (-best[f.section], f.section, -f.score, f.start))

    def _none_listed(self) -> str:
        if self._unmarked is not None:
            return f"Not marked: it {self._unmarked}"
        what = "findings" if self.facet == "all" else f"{self.facet}s"
        if self.risk_kind is not None:
            return f"No {what} of this kind here"
        return f"No {what} in it" if self.whole else f"No {what} here; w: whole article"

    # The title: counts, what is listed, how much is marked

    def _title(self, inside: Sequence[Finding]) -> None:
        """In one line where there is room, else in three."""
        parts = [self._counts(inside), self._how()]
        if self.facet == "risk":
            parts.insert(1, self._risk_kinds(inside))
        wide = self.size.width >= _ONE_LINE
        title = Text(" · " if wide else "\n").join(part for part in parts if part)
        lines = sum(-(-max(1, line.cell_len) // max(1, self.size.width)) for line in title.split())
        # Only where it takes another number of lines is the screen laid out anew.
        self.query_one("#side-title", Static).update(title, layout=lines != self._title_lines)
        self._title_lines = lines

    def _counts(self, inside: Sequence[Finding]) -> Text:
        look = self.picks.look
        styles = {"claim": look.claim, "figure": look.figure, "risk": look.risk}
        counts = Counter(finding.kind for finding in inside)
        parts: list[Text] = []
        for kind in FINDING_KINDS:
            style = styles[kind] + look.strong if self.facet in (kind, "all") else look.dim
            parts.append(Text(f"{kind.capitalize()}s {counts[kind]}", style))
        return Text(" " if len(inside) >= _MANY else "  ").join(parts)

    def _risk_kinds(self, inside: Sequence[Finding]) -> Text:
        look = self.picks.look
        counts = Counter(f.risk_kind for f in inside if f.kind == "risk")
        parts = [
            Text(f"{kind} {counts[kind]}", look.risk + look.strong if on else look.dim)
            for kind in RISK_KINDS
            if (on := kind == self.risk_kind) or counts[kind]
        ]
        # Never without a line: where the title keeps its height the screen keeps its layout.
        return Text(" ").join(parts or [Text("no risks", look.dim)])

    def _how(self) -> Text:
        scope = "article" if self.whole else "question"
        order = "by score" if self.by_score else "in order"
        return Text(f"{scope}, {order}, marks {densities.said(self.density)}", self.picks.look.dim)

    # Which finding

    def step(self, offset: int, current: FindingKey | None, by: int) -> Finding | None:
        """The next finding of the facet after the current one, else after an offset; or before.

        Looks through the whole article, whatever is listed.
        """
        here = self._places.get(current) if current is not None else None
        if here is None or not self._is_listed(self._findings[here]):
            here = self._beside(offset, by)
        direction = 1 if by > 0 else -1
        for _ in range(abs(by)):
            here += direction
            while 0 <= here < len(self._findings) and not self._is_listed(self._findings[here]):
                here += direction
        return self._findings[here] if 0 <= here < len(self._findings) else None

    def _beside(self, offset: int, by: int) -> int:
        """The place from which stepping begins where no finding is current."""
        if by > 0:
            return bisect_left(self._findings, offset, key=lambda each: each.start) - 1
        # What covers the offset is not before it.
        first = bisect_right(self._findings, offset, key=lambda each: each.start)
        return next((i + 1 for i in range(first - 1, -1, -1) if self._findings[i].end <= offset), 0)

    def finding(self, key: FindingKey) -> Finding | None:
        """The finding with this key."""
        place = self._places.get(key)
        return None if place is None else self._findings[place]

    def at(self, offset: int) -> Finding | None:
        """The smallest finding that covers an offset, one of the facet first."""
        covering = [f for f in self._findings if f.start <= offset < f.end]
        covering.sort(key=lambda f: (not self._is_listed(f), f.end - f.start))
        return covering[0] if covering else None
