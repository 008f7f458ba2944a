"""The findings panel of an article: what it lists, and stepping through it."""

from __future__ import annotations

from textual import on

from index.article import Finding
from reader.density import ORDER
from reader.screens.article_judging import JudgingRoom
from reader.widgets.findings_panel import Facet, FindingKey, key_of
from reader.widgets.pick_list import PickList


class FindingsRoom(JudgingRoom):
    """Carries out what lists findings and goes from one to another."""

    # Facets

    def _panel_of(self, facet: Facet) -> None:
        changed = (self.panel.facet, self.panel.risk_kind) != (facet, None)
        self.panel.turn_to(facet)
        entered = self.shape != "narrow" or self.focused is self.panel.picks
        if changed and self.panel.display and entered:
            return
        self.toggle("side", self.panel.picks)

    def action_panel_claims(self) -> None:
        """Claims only."""
        self._panel_of("claim")

    def action_panel_figures(self) -> None:
        """Figures only."""
        self._panel_of("figure")

    def action_panel_risks(self) -> None:
        """Risks only."""
        self._panel_of("risk")

    def action_panel_all(self) -> None:
        """All findings."""
        self._panel_of("all")

    def action_panel_risk_kind(self) -> None:
        """Risks of the next kind only."""
        self.panel.next_risk_kind()
        if not self.panel.display:
            self.toggle("side", self.panel.picks)

    def action_panel_scope(self) -> None:
        """This question, or the whole article."""
        self.panel.whole = not self.panel.whole
        self.panel.refresh_list()

    def action_panel_order(self) -> None:
        """Strongest first, or as the text has them."""
        by_score = not self.panel.by_score
        self.quaere.by_score = self.panel.by_score = by_score
        self.panel.refresh_list()
        self.quaere.keep_preference(ORDER, "score" if by_score else "text")

    # Stepping

    def action_panel_focus(self) -> None:
        """From the text into the panel; from a list, go where it points."""
        picks = self.focused_list
        if picks is not None:
            picks.pick()
        elif self.panel.display:
            self.panel.picks.focus()

    def action_finding_next(self) -> None:
        """Next finding of the panel's facet."""
        self._step(self.times())

    def action_finding_previous(self) -> None:
        """Previous finding of the panel's facet."""
        self._step(-self.times())

    def _step(self, by: int) -> None:
        key = key_of(self.current) if self.current is not None else None
        finding = self.panel.step(self.view.cursor, key, by)
        if finding is None:
            what = "finding" if self.panel.facet == "all" else self.panel.facet
            self.quaere.say(f"No {what} {'after' if by > 0 else 'before'} this one.")
            return
        self.view.go_to(finding.start, place="visible")
        self.set_current(finding)

    def set_current(self, finding: Finding | None) -> None:
        """Set a finding off in the text and in the panel."""
        self.point_at(finding)
        if finding is not None:
            self.panel.follow(finding.section)
            self.panel.picks.go_to(key_of(finding), quietly=True)

    @on(PickList.Moved, "#findings")
    def _finding_looked_at(self, message: PickList.Moved) -> None:
        self._show_finding(message.key)

    @on(PickList.Picked, "#findings")
    def _finding_picked(self, message: PickList.Picked) -> None:
        self.remember()
        self._show_finding(message.key)
        self.close_overlays()

    def _show_finding(self, key: FindingKey) -> None:
        finding = self.panel.finding(key)
        if finding is not None and (self.current is None or key_of(self.current) != key):
            self.view.go_to(finding.start, place="visible")
            self.point_at(finding)

    def action_finding_elsewhere(self) -> None:
        """List the same figure elsewhere in the collection."""
        from reader.screens.elsewhere import ElsewhereScreen

        finding = self.current if self.current is not None else self._figure_here()
        article = self.article
        if article is None or finding is None or finding.figure is None:
            self.quaere.say(
                f"Choose a figure first: {self.quaere.key('panel.figures')} lists them, "
                f"{self.quaere.key('finding.next')} steps through them."
            )
            return
        self.point_at(finding)
        self.quaere.push_screen(ElsewhereScreen(article, finding))

    def _figure_here(self) -> Finding | None:
        """The one figure of the sentence at the cursor; of several, the first."""
        span = self.view.cursor_span
        figures = (f for f in self._findings if f.figure is not None and span.covers(f.start))
        return next(figures, None)
