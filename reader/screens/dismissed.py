"""The findings of an article that were dismissed, to bring one back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from reader.notes.model import Judged
from reader.screens.dialog import Dialog
from reader.widgets.entries import wrapped
from reader.widgets.pick_list import Entry, Look, PickList


class DismissedScreen(Dialog[str]):
    """Gives the id of the judgement to take back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,U", "bring_back", show=False),
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("q,X", "leave_dialog", show=False),
    ]

    def __init__(self, dismissed: Sequence[Judged]) -> None:
        super().__init__()
        self._dismissed = dismissed

    def compose(self) -> ComposeResult:
        """A list of what they said."""
        with Vertical(id="box"):
            yield Static("Dismissed in this article", id="title", markup=False)
            yield PickList(id="dismissed")
            yield Static("enter bring back · esc close · j k move", id="hint", markup=False)

    def on_mount(self) -> None:
        """The last one first."""
        picks = self.query_one(PickList)
        picks.fill([_entry(each) for each in reversed(self._dismissed)])
        picks.focus()

    def action_move(self, by: int) -> None:
        """Another one."""
        self.query_one(PickList).move(by)

    def action_bring_back(self) -> None:
        """The one under the cursor."""
        self.query_one(PickList).pick()

    @on(PickList.Picked)
    def _picked(self, message: PickList.Picked) -> None:
        self.dismiss(message.key)


def _entry(judged: Judged) -> Entry:
    return Entry(judged.judgement.id, partial(_draw, judged))


def _draw(judged: Judged, width: int, look: Look) -> list[Text]:
    judgement = judged.judgement
    lost = "" if judged.span is not None else " · not found any more for sure"
    under = f" · {judgement.selector.heading}" if judgement.selector.heading else ""
    return [
        *wrapped(judgement.selector.exact, width, Style(), " ", most=3),
        *wrapped(f"{judgement.kind}{lost}{under}", width, look.dim, " ", most=1),
    ]
