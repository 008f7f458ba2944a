"""The panels of an article: which are open, and stepping through what they list."""

from __future__ import annotations

from typing import Literal

from textual import on

from index.article import Finding, FindingKind, Span
from reader.screens.article_notes import MarkingRoom
from reader.widgets.findings_panel import FindingKey, key_of
from reader.widgets.pick_list import PickList

Shape = Literal["wide", "middle", "narrow"]
WIDE, MIDDLE = 120, 90


class FindingsRoom(MarkingRoom):
    """Outline and findings beside the text, or over it where there is no room."""

    def __init__(self) -> None:
        super().__init__()
        self.shape: Shape | None = None

    # Layout by width

    def lay_out(self, width: int) -> None:
        """Three columns, two, or one with panels over the text; `width` in cells."""
        shape: Shape = "wide" if width >= WIDE else "middle" if width >= MIDDLE else "narrow"
        if shape != self.shape:
            self.shape = shape
            self.set_class(shape != "narrow", "-outline")
            self.set_class(shape == "wide", "-side")
            self.set_class(shape == "narrow", "-narrow")
            if self.focused_list is not None:
                self.view.focus()

    def toggle(self, which: str, pick_list: PickList) -> None:
        """Show and enter a panel; from within it, close it."""
        if self.has_class(which) and self.focused is pick_list:
            if self.shape != "wide":
                self.remove_class(which)
            self.view.focus()
            return
        if self.shape != "wide":
            self.set_class(which == "-outline", "-outline")
            self.set_class(which == "-side", "-side")
        self.add_class(which)
        pick_list.focus()

    def close_overlays(self) -> None:
        """Back to the text; what lies over it goes."""
        if self.shape == "narrow":
            self.remove_class("-outline")
            self.remove_class("-side")
        self.view.focus()

    # Findings

    def _panel_of(self, kind: FindingKind) -> None:
        changed = self.panel.kind != kind
        self.panel.kind = kind
        self.panel.refresh_list()
        if changed and self.has_class("-side") and self.shape != "narrow":
            return
        self.toggle("-side", self.panel.picks)

    def action_panel_claims(self) -> None:
        """Claims."""
        self._panel_of("claim")

    def action_panel_figures(self) -> None:
        """Figures."""
        self._panel_of("figure")

    def action_panel_risks(self) -> None:
        """Risks."""
        self._panel_of("risk")

    def action_panel_scope(self) -> None:
        """This question, or the whole article."""
        self.panel.whole = not self.panel.whole
        self.panel.refresh_list()

    def action_panel_reasons(self) -> None:
        """Show why each finding was marked."""
        self.panel.why = not self.panel.why
        self.panel.refresh_list()

    def action_panel_focus(self) -> None:
        """From the text into the panel; from a list, go where it points."""
        picks = self.focused_list
        if picks is not None:
            picks.pick()
        elif self.has_class("-side"):
            self.panel.picks.focus()

    def action_finding_next(self) -> None:
        """Next finding of the panel's kind."""
        self._step(1)

    def action_finding_previous(self) -> None:
        """Previous finding of the panel's kind."""
        self._step(-1)

    def _step(self, by: int) -> None:
        key = key_of(self.current) if self.current is not None else None
        finding = self.panel.step(self.view.cursor, key, by)
        if finding is None:
            self.quaere.say(f"No {self.panel.kind} {'after' if by > 0 else 'before'} this one.")
            return
        self.view.go_to(finding.start, place="visible")
        self.set_current(finding)

    def set_current(self, finding: Finding | None) -> None:
        """Set a finding off in the text and in the panel."""
        self.current = finding
        self.view.set_current(Span(finding.start, finding.end) if finding else None)
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
        if finding is not None:
            self.current = finding
            self.view.go_to(finding.start, place="visible")
            self.view.set_current(Span(finding.start, finding.end))
