"""How the article screen is laid out: which panels stand beside the text, how wide they are, and
the width of the text. As chosen with keys and mouse, and as it is kept. No screens.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Shape = Literal["wide", "middle", "narrow"]
Panel = Literal["outline", "side"]
PANELS: tuple[Panel, ...] = ("outline", "side")
WIDE, MIDDLE = 120, 90
"""Cells of a terminal from which on there is room for three columns, and for two."""
LEAST_TEXT = 56
"""Cells that the text keeps beside two panels; else the outline goes."""
LEAST_BESIDE = 40
"""Cells that the text keeps beside one panel."""
NAME, MEASURE = "panels", "measure"
"""The names they are kept under."""
_WIDTHS: dict[Panel, range] = {"outline": range(16, 61), "side": range(20, 81)}
_SHARES = range(20, 81)
_MEASURES = range(60, 91)
_STEP = 5


def shape_of(width: int) -> Shape:
    """The layout for a terminal of so many cells."""
    return "wide" if width >= WIDE else "middle" if width >= MIDDLE else "narrow"


@dataclass(frozen=True, slots=True)
class Panels:
    """What was chosen.

    `outline` and `side` are widths in cells, `share` is the part of a narrow screen that the side
    panel takes, in percent of its height. `hidden` are panels that are not wanted where there is
    room for both; `beside` is the one that stands beside the text where there is room for one.
    """

    outline: int = 26
    side: int = 32
    share: int = 45
    hidden: frozenset[Panel] = frozenset()
    beside: Panel | None = "outline"

    def shown(self, width: int) -> frozenset[Panel]:
        """The panels that stand beside the text in a terminal of so many cells."""
        shape = shape_of(width)
        if shape == "narrow":
            return frozenset()
        if shape == "middle":
            return frozenset({self.beside} if self.beside else ())
        wanted = frozenset(PANELS) - self.hidden
        taken = sum(self.width_of(panel, width) + 1 for panel in wanted)
        return wanted - {"outline"} if len(wanted) > 1 and width - taken < LEAST_TEXT else wanted

    def width_of(self, panel: Panel, width: int) -> int:
        """Cells of a panel in a terminal of so many; the text always keeps some."""
        chosen = self.outline if panel == "outline" else self.side
        return max(1, min(chosen, width - 1 - LEAST_BESIDE))

    def resized(self, panel: Panel, cells: int) -> Panels:
        """With another width of a panel, within reason."""
        cells = _within(cells, _WIDTHS[panel])
        return replace(self, outline=cells) if panel == "outline" else replace(self, side=cells)

    def reshared(self, percent: int) -> Panels:
        """With another height of the side panel on a narrow screen, within reason."""
        return replace(self, share=_within(percent, _SHARES))

    def turned(self, panel: Panel, shape: Shape, *, on: bool) -> Panels:
        """With a panel shown or hidden in a layout; over a narrow screen it is for a moment."""
        if shape == "wide":
            return replace(self, hidden=self.hidden - {panel} if on else self.hidden | {panel})
        if shape == "middle":
            return replace(self, beside=panel if on else None)
        return self

    def written(self) -> str:
        """As it is kept."""
        hidden = ",".join(sorted(self.hidden)) or "none"
        return (
            f"outline:{self.outline} side:{self.side} share:{self.share}"
            f" hidden:{hidden} beside:{self.beside or 'none'}"
        )

    @classmethod
    def read(cls, kept: str | None) -> Panels:
        """The inverse of `written`; what is not understood is as if nothing had been chosen."""
        words = dict(word.partition(":")[::2] for word in (kept or "").split())
        panels = cls()
        for panel in PANELS:
            if (cells := _number(words.get(panel))) is not None:
                panels = panels.resized(panel, cells)
        if (share := _number(words.get("share"))) is not None:
            panels = panels.reshared(share)
        hidden = words.get("hidden", "").split(",")
        panels = replace(panels, hidden=frozenset(panel for panel in PANELS if panel in hidden))
        if words.get("beside") == "none":
            return replace(panels, beside=None)
        there = (panel for panel in PANELS if panel == words.get("beside"))
        return replace(panels, beside=next(there, panels.beside))


def next_measure(measure: int, by: int) -> int:
    """The next width of the text, of those that a key may choose: 60, 65 ... 90 cells."""
    steps = list(_MEASURES)[::_STEP]
    ahead = [each for each in steps if (each > measure if by > 0 else each < measure)]
    if not ahead:
        return measure
    return ahead[min(abs(by), len(ahead)) - 1] if by > 0 else ahead[-min(abs(by), len(ahead))]


def measure_written(measure: int, setting: int) -> str:
    """A width chosen with a key, as it is kept: it holds while the setting stays what it is."""
    return f"{measure} of {setting}"


def measure_read(kept: str | None, setting: int) -> int:
    """The width that was chosen with a key for this setting, else the setting."""
    chosen, _, of = (kept or "").partition(" of ")
    if of == str(setting) and (cells := _number(chosen)) in _MEASURES and cells is not None:
        return cells
    return setting


def _within(number: int, allowed: range) -> int:
    return min(max(allowed.start, number), allowed.stop - 1)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else None
