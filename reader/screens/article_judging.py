"""What the reader thinks of an article's findings: marks dismissed, findings added, why, how many.

Findings come from the index; what is shown of them is worked out here, with what the reader has
dismissed and added. Nothing of that is written into the index.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from index.article import Article, Finding, FindingKind, Span
from reader import density as densities
from reader.notes.judgements import addition_of, is_own, judged_findings
from reader.notes.model import Judged
from reader.screens.article_notes import MarkingRoom, Own
from reader.screens.dismissed import DismissedScreen
from reader.widgets.finding_entries import kind_label
from reader.widgets.findings_panel import key_of
from reader.widgets.marks import cues_of, marks_of
from reader.widgets.why import FindingFoot


class JudgingRoom(MarkingRoom):
    """Carries out what changes which findings are marked, and says why they are."""

    def __init__(self) -> None:
        super().__init__()
        self._extracted: Sequence[Finding] = ()
        self._findings: Sequence[Finding] = ()
        self._judged: list[Judged] = []
        self._unmarked: str | None = None
        self._why = False
        self._is_judged = False
        """Whether what the reader thinks of its findings was asked for once."""
        self.asked_for: tuple[FindingKind, int] | None = None
        self._came_for: Finding | None = None

    # What is shown

    def show_findings(
        self, findings: Sequence[Finding], unmarked: str | None, judged: Sequence[Judged]
    ) -> None:
        """These are the findings of the article; `unmarked` says why there could be none."""
        self._extracted, self._unmarked = findings, unmarked
        self._show_all(judged)
        if self.asked_for is not None:
            there = (f for f in self._findings if (f.kind, f.start) == self.asked_for)
            self._came_for = next(there, None)
            self.point_at(self._came_for)
            self.asked_for = None

    def show_judged(self, judged: Sequence[Judged]) -> None:
        """These are what the reader thinks of them; nothing is done if that is as it was."""
        if list(judged) != self._judged:
            self._show_all(judged)

    def _show_all(self, judged: Sequence[Judged]) -> None:
        self._judged, self._is_judged = list(judged), True
        if self.article is None:
            return
        self._findings = judged_findings(self.article, self._extracted, judged)
        self.panel.density = self.quaere.density
        self.panel.show(self.article, self._findings, self._unmarked)
        self._mark_text()
        if self.current is not None:
            current = self.panel.finding(key_of(self.current))
            if current != self.current:
                self.point_at(current)

    def on_screen_resume(self) -> None:
        """As much is marked as was chosen meanwhile, and what was judged elsewhere is asked for."""
        if not self._is_judged:
            return
        if self.panel.density != self.quaere.density:
            self.panel.density = self.quaere.density
            self._mark_text()
            self.panel.refresh_list()
        # In turn with the changes made here, so that an old answer never comes after a new one.
        self.when_kept(lambda: self._keeper.keep(self.as_kept, self._show_own))

    def _show_own(self, own: Own) -> None:
        self.show_notes(own.notes)
        self.show_judged(own.judged)

    def _mark_text(self) -> None:
        self.view.set_findings(marks_of(self._findings, self.quaere.density))
        self.view.set_tips(self._findings)

    def point_at(self, finding: Finding | None) -> None:
        """This finding is the current one: it is set off, and a figure's value is said."""
        self.current = finding
        self._why = False
        self.view.set_current(Span(finding.start, finding.end) if finding else None)
        self._tell()

    def _tell(self) -> None:
        """Draw the reasons of the current finding, or draw none."""
        self.view.set_cues(cues_of(self.current) if self.current is not None and self._why else ())
        foot = self.query_one(FindingFoot)
        foot.tell(self.current, why=self._why)
        if foot.display:
            self.call_after_refresh(self._keep_in_view, self.current)

    def _keep_in_view(self, finding: Finding | None) -> None:
        """What is said below the text takes room from it: the finding itself stays in view."""
        if finding is not None and finding is self.current:
            self.view.go_to(finding.start, place="visible")

    def _meant(self) -> Finding | None:
        """The finding an action is about: the current one, else the one at the cursor."""
        return self.current if self.current is not None else self.panel.at(self.view.cursor)

    # Why

    def action_panel_reasons(self) -> None:
        """Show why the finding was marked, or hide that again."""
        finding = self._meant()
        if finding is None:
            self.quaere.say("Nothing is marked here; Tab goes to the next finding.")
            return
        shown = self._why
        if finding is not self.current:
            self.point_at(finding)
        self._why = not shown
        self._tell()

    def let_go(self) -> bool:
        """Hide reasons, or let the current finding be; False if there was nothing to let go.

        The finding that one came for is no reason to stay.
        """
        if self._why:
            self.action_panel_reasons()
        elif self.current is not None and self.current != self._came_for:
            self.point_at(None)
        else:
            return False
        return True

    # How many

    def action_density_more(self) -> None:
        """Mark more."""
        self._change_density(1)

    def action_density_less(self) -> None:
        """Mark less."""
        self._change_density(-1)

    def _change_density(self, by: int) -> None:
        density = densities.step(self.quaere.density, by)
        if density == self.quaere.density:
            self.quaere.say("No more can be marked." if by > 0 else "No less can be marked.")
            return
        self.quaere.density = self.panel.density = density
        self._mark_text()
        self.panel.refresh_list()
        marked = sum(each.is_marked(density) for each in self._findings)
        self.quaere.say(f"{densities.said(density)} marked: {marked} findings in this article")
        self.quaere.keep_preference(densities.NAME, densities.said(density))

    # Dismissing

    def action_finding_dismiss(self) -> None:
        """Dismiss the mark; one of the reader's own is removed."""
        # Which one is asked when its turn comes: the second press finds the first one gone.
        self.when_kept(self._dismiss_here)

    def _dismiss_here(self) -> None:
        finding, article, file = self._meant(), self.article, self.file
        if finding is None or article is None or file is None:
            self.quaere.say("Nothing is marked here.")
            return
        own = addition_of(finding, self._judged) if is_own(finding) else None
        following = self.panel.step(finding.start, key_of(finding), 1)
        told = f"Dismissed: {kind_label(finding)}; {self.quaere.key('undo')} brings it back"

        def done(kept: Own) -> None:
            if self.current is not None and key_of(self.current) == key_of(finding):
                self.point_at(None)
            self.kept(kept, told)
            if self.focused_list is self.panel.picks and following is not None:
                self.panel.picks.go_to(key_of(following))

        if own is not None:
            self._remove_undoably(own.judgement.id, done)
            return
        judgements, copies = self.quaere.judgements, self.copies
        self._keeper.keep_undoable(
            lambda: judgements.dismiss(article, file, finding, copies).id,
            lambda identity: judgements.bring_back(identity, article, file, copies),
            self.as_kept,
            done,
        )

    def _remove_undoably(self, identity: str, done: Callable[[Own], None]) -> None:
        judgements = self.quaere.judgements
        self._keeper.keep_undoable(
            lambda: judgements.remove(identity),
            lambda _: judgements.restore(identity),
            self.as_kept,
            done,
        )

    def action_finding_dismissed(self) -> None:
        """List what was dismissed, to bring it back, and own marks that have lost their place."""
        listed = [
            each
            for each in self._judged
            if each.judgement.verdict == "dismissed" or each.span is None
        ]
        if not listed:
            self.quaere.say("Nothing was dismissed in this article; x dismisses a mark.")
            return

        def take(identity: str) -> None:
            self.when_kept(partial(self._take_back, identity))

        self.quaere.push_screen(DismissedScreen(listed, take))

    def _take_back(self, identity: str) -> None:
        judged = next((each for each in self._judged if each.judgement.id == identity), None)
        article, file = self.article, self.file
        if judged is None or article is None or file is None:
            return
        if judged.judgement.verdict == "added":
            told = f"Your mark is taken away; {self.quaere.key('undo')} brings it back"
            self._remove_undoably(identity, lambda own: self.kept(own, told))
            return
        judgements, copies = self.quaere.judgements, self.copies
        told = "It is marked again" if judged.span is not None else "It is not kept any more"
        self._keeper.keep_undoable(
            lambda: judgements.bring_back(identity, article, file, copies),
            lambda ids: judgements.restore(*ids),
            self.as_kept,
            lambda own: self.kept(own, told),
            "It is dismissed again",
        )

    # Adding

    def action_finding_claim(self) -> None:
        """The selection or sentence is a claim."""
        self._add_finding("claim")

    def action_finding_risk(self) -> None:
        """The selection or sentence is a risk."""
        self._add_finding("risk")

    def _add_finding(self, kind: FindingKind) -> None:
        # A figure is not a claim: its sentence is what is meant.
        sentence = self.view.cursor_span if self.current and self.current.figure else None
        span = self.view.selection_span() or sentence or self._chosen()
        if span is not None and self.article is not None:
            self.when_kept(partial(self._add_as, self.article, span, kind))

    def _add_as(self, article: Article, span: Span, kind: FindingKind) -> None:
        judgements, file = self.quaere.judgements, self.file
        if file is None:
            return
        here = (kind, span.start, span.end)
        if any(key_of(each) == here and is_own(each) for each in self._findings):
            self.quaere.say(f"You have marked this as a {kind} already; x takes that back.")
            return

        def done(own: Own) -> None:
            self.kept(own, f"Marked as a {kind} of your own; U takes it back")
            self.point_at(self.panel.finding(here))

        self._keeper.keep_undoable(
            lambda: judgements.add(article, file, span, kind).id,
            judgements.remove,
            self.as_kept,
            done,
            f"It is not marked as a {kind} any more",
        )
