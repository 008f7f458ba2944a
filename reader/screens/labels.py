"""Letters over what is on the screen: the one that is typed says where to go.

As jump mode in posting and the link hints of Vimium do it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Size
from textual.widgets import Static

from reader.screens.dialog import LeftOnce

LETTERS = "asdfghjklewioruncmpvtybxzq"
"""The letters of labels, those under the fingers first."""


@dataclass(frozen=True, slots=True)
class Target:
    """A cell of the screen that can be gone to, and what goes there."""

    cell: Offset
    go: Callable[[], None]


def labels_for(count: int) -> list[str]:
    """As many labels, as short as can be, none the beginning of another; 676 at most."""
    doubles = 0
    while len(LETTERS) - doubles + doubles * len(LETTERS) < count and doubles < len(LETTERS):
        doubles += 1
    single = LETTERS[: len(LETTERS) - doubles]
    found = [*single, *(a + b for a in LETTERS[len(single) :] for b in LETTERS)]
    return found[:count]


class LabelScreen(LeftOnce[Callable[[], None]]):
    """Gives what goes to the target whose label was typed, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]
    CSS = """
    LabelScreen { background: transparent; }
    LabelScreen Static {
        position: absolute; width: auto; height: 1;
        background: $accent; color: $background; text-style: bold;
    }
    LabelScreen:nocolor Static {
        background: $background; color: $foreground; text-style: bold reverse;
    }
    LabelScreen #told { dock: bottom; position: relative; width: 100%; padding: 0 1; }
    """

    def __init__(self, targets: Sequence[Target], told: str) -> None:
        """`told` says at the bottom what is chosen."""
        super().__init__()
        cells: dict[Offset, Target] = {}
        for target in targets:
            cells.setdefault(target.cell, target)
        there = sorted(cells.values(), key=lambda target: (target.cell.y, target.cell.x))
        labels = labels_for(len(there))
        self.targets = dict(zip(labels, there, strict=False))
        self._told = told
        self._typed = ""
        self._shown_for: Size | None = None

    def compose(self) -> ComposeResult:
        """A label over each target."""
        for label, target in self.targets.items():
            static = Static(label, markup=False)
            static.styles.offset = (target.cell.x, target.cell.y)
            yield static
        yield Static(f"{self._told}   esc leaves", id="told", markup=False)

    def on_key(self, event: events.Key) -> None:
        """A letter more of a label; what is no label leaves."""
        if event.key == "escape":
            return
        event.stop()
        self._typed += (event.character or "").lower()
        if (target := self.targets.get(self._typed)) is not None:
            self.dismiss(target.go)
            return
        begun = [label.startswith(self._typed) and bool(self._typed) for label in self.targets]
        if not any(begun):
            self.dismiss(None)
            return
        for static, fits in zip(self.query("Static"), [*begun, True], strict=True):
            static.display = fits

    def on_click(self) -> None:
        """The mouse leaves."""
        self.dismiss(None)

    def on_resize(self, event: events.Resize) -> None:
        """Labels would stand at the wrong places on a screen of another size."""
        before, self._shown_for = self._shown_for, event.size
        if before not in (None, event.size):
            self.dismiss(None)

    def action_leave(self) -> None:
        """Go nowhere."""
        self.dismiss(None)
