"""The side panel: claims, figures or risks of the question being read, or of the whole article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from index.article import THRESHOLD, Article, Finding, FindingKind
from reader.widgets.entries import finding_entry, section_title_entry
from reader.widgets.pick_list import Entry, PickList

KINDS: tuple[FindingKind, ...] = ("claim", "figure", "risk")
FindingKey = tuple[FindingKind, int, int]


def key_of(finding: Finding) -> FindingKey:
    """What tells a finding of an article from all others."""
    return finding.kind, finding.start, finding.end


class FindingsPanel(Vertical):
    """Counts of all kinds in its title, the findings of one kind in its list."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.kind: FindingKind = "claim"
        self.whole = False
        self.why = False
        self._article: Article | None = None
        self._findings: Sequence[Finding] = ()
        self._unmarked: str | None = None
        self._section = 0
        self._listed: list[Finding] = []
        self._filled_for: object = None

    def compose(self) -> ComposeResult:
        """A title and a list."""
        yield Static("", id="side-title", markup=False)
        yield PickList(id="findings")

    @property
    def picks(self) -> PickList:
        """The list."""
        return self.query_one(PickList)

    def show(self, article: Article, findings: Sequence[Finding], unmarked: str | None) -> None:
        """These are the findings of the article; `unmarked` says why there could be none."""
        self._article = article
        self._unmarked = unmarked
        self._findings = [f for f in findings if f.score >= THRESHOLD]
        self._filled_for = None
        self.refresh_list()

    def follow(self, section: int) -> None:
        """The reader is in this section now."""
        self._section = section
        self.refresh_list()

    def refresh_list(self) -> None:
        """List what belongs to kind and scope; nothing is done where that has not changed."""
        article = self._article
        wanted = (self.kind, self.whole, self.why, None if self.whole else self._section)
        if article is None or wanted == self._filled_for:
            return
        self._filled_for = wanted
        inside = [f for f in self._findings if self.whole or f.section == self._section]
        self._listed = [f for f in inside if f.kind == self.kind]
        counts = Counter(finding.kind for finding in inside)
        self._title(counts)
        entries: list[Entry] = []
        section = None
        for finding in self._listed:
            if self.whole and finding.section != section:
                section = finding.section
                heading = article.sections[section].heading or article.title
                entries.append(section_title_entry(heading))
            entries.append(finding_entry(finding, self.why))
        picks = self.picks
        empty = f" No {self.kind}s here" + ("" if self.whole else "; w: whole article")
        if self._unmarked is not None:
            empty = f" Not marked: it {self._unmarked}"
        picks.fill(entries, key=picks.key, empty=empty)

    def _title(self, counts: Counter[FindingKind]) -> None:
        look = self.picks.look
        styles = {"claim": look.claim, "figure": look.figure, "risk": look.risk}
        title = Text(no_wrap=True)
        for kind in KINDS:
            chosen = kind == self.kind
            style = styles[kind] + look.strong if chosen else look.dim
            title.append(f"{kind.capitalize()}s {counts[kind]}", style)
            title.append(" " if self.whole else "  ")
        self.query_one("#side-title", Static).update(title)

    def step(self, offset: int, current: FindingKey | None, by: int) -> Finding | None:
        """The next finding of this kind after the current one, else after an offset; or before.

        Looks through the whole article, whatever is listed.
        """
        of_kind = [f for f in self._findings if f.kind == self.kind]
        keys = [key_of(f) for f in of_kind]
        if current in keys:
            place = keys.index(current) + by
        elif by > 0:
            place = next((i for i, f in enumerate(of_kind) if f.start >= offset), len(of_kind))
        else:
            place = sum(1 for f in of_kind if f.end <= offset) - 1
        return of_kind[place] if 0 <= place < len(of_kind) else None

    def finding(self, key: FindingKey) -> Finding | None:
        """The finding with this key."""
        return next((f for f in self._findings if key_of(f) == key), None)

    def at(self, offset: int) -> Finding | None:
        """The smallest finding that covers an offset, one of the panel's kind first."""
        covering = [f for f in self._findings if f.start <= offset < f.end]
        covering.sort(key=lambda f: (f.kind != self.kind, f.end - f.start))
        return covering[0] if covering else None
