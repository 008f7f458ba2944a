"""The findings of an article that were dismissed, to bring one back.

Beside them the reader's own marks whose place is lost: they are nowhere else to be seen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import on
from textual.binding import BindingType

from index.text import fold
from reader.actions import Where
from reader.bindings import bindings
from reader.notes.model import Judged
from reader.screens.list_room import FilterRoom
from reader.widgets.entries import counted, wrapped
from reader.widgets.entry import Entry, Look
from reader.widgets.pick_list import PickList


class DismissedScreen(FilterRoom):
    """What was dismissed in one article, the last first; the one that is picked comes back.

    Own marks without a place are listed too; the one that is picked is taken away.
    """

    WHERE: ClassVar[Where] = "dismissed"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("dismissed")]
    FILTER = "filter by words"
    EMPTY = ""

    def __init__(self, judged: Sequence[Judged], take_back: Callable[[str], None]) -> None:
        """`take_back` takes back the judgement with an id."""
        super().__init__()
        self._judged = tuple(reversed(judged))
        self._take_back = take_back

    def on_mount(self) -> None:
        """Say what this is, and list them."""
        dismissed = sum(each.judgement.verdict == "dismissed" for each in self._judged)
        lost = len(self._judged) - dismissed
        parts = [counted(dismissed, "dismissed finding")] if dismissed else []
        parts += [f"{counted(lost, 'mark')} of your own without a place"] if lost else []
        self.show_place(" · ".join(parts))
        self.show_list()

    def show_list(self) -> None:
        """Those that hold the wanted words."""
        shown = [each for each in self._judged if _holds(each, self.wanted)]
        empty = "None of them holds these words."
        self.main.fill(list(map(_entry, shown)), key=self.main.key, empty=empty)

    def action_dismissed_restore(self) -> None:
        """The one under the cursor."""
        self.main.pick()

    @on(PickList.Picked)
    def _picked(self, message: PickList.Picked) -> None:
        if not self.is_current:
            return
        self.quaere.pop_room()
        self._take_back(message.key)


def _holds(judged: Judged, words: Sequence[str]) -> bool:
    selector = judged.judgement.selector
    text = fold(f"{selector.exact} {judged.judgement.kind} {selector.heading or ''}")
    return all(word in text for word in words)


def _entry(judged: Judged) -> Entry:
    return Entry(judged.judgement.id, partial(_draw, judged))


def _draw(judged: Judged, width: int, look: Look) -> list[Text]:
    judgement = judged.judgement
    own = " · marked by you" if judgement.verdict == "added" else ""
    lost = "" if judged.span is not None else " · not found any more for sure"
    under = f" · {judgement.selector.heading}" if judgement.selector.heading else ""
    return [
        *wrapped(judgement.selector.exact, width, Style(), " ", most=3),
        *wrapped(f"{judgement.kind}{own}{lost}{under}", width, look.dim, " ", most=1),
    ]
