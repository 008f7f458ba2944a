"""How much of a text is marked: the steps, and how they are kept and said. No screens.

What is chosen with a key holds for all articles, until it is chosen otherwise.
"""

from __future__ import annotations

from index.article import DEFAULT_DENSITY, DENSITIES

STEPS: tuple[float | None, ...] = (*DENSITIES, None)
"""Shares of the sentences, from few to all; None is all."""
NAME = "density"
"""The name it is kept under."""
ORDER = "order of findings"
"""The name under which the order of the panel is kept: "score" or "text"."""


def step(density: float | None, by: int) -> float | None:
    """The density so many steps up or down, as far as there is one."""
    return STEPS[min(max(0, STEPS.index(density) + by), len(STEPS) - 1)]


def said(density: float | None) -> str:
    """ "15 %", "all"."""
    return "all" if density is None else f"{density:.0%}".replace("%", " %")


def read(kept: str | None) -> float | None:
    """The density that was kept, the default where nothing was or it is none of ours."""
    return next((each for each in STEPS if said(each) == kept), DEFAULT_DENSITY)
