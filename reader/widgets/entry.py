"""What a list is made of: entries that draw themselves, in the styles of a theme."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from rich.style import Style
from rich.text import Text


@dataclass(frozen=True, slots=True)
class Look:
    """The styles an entry may use, from the theme."""

    strong: Style
    dim: Style
    accent: Style
    match: Style
    claim: Style
    figure: Style
    risk: Style


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: `draw` gives its lines for a width in cells; a heading cannot be picked."""

    key: Any
    draw: Callable[[int, Look], list[Text]]
    pickable: bool = True
    height: int | Callable[[int], int] = 0
    """Number of lines, or what tells it for a width; 0 if only drawing tells it."""

    def lines(self, width: int, look: Look) -> int:
        """Number of lines in a width of cells."""
        if isinstance(self.height, int):
            return self.height or len(self.draw(width, look))
        return self.height(width)


class LongList(Sequence[Entry]):
    """Very many entries, made when they are drawn: their heights are known without drawing."""

    @property
    @abstractmethod
    def tops(self) -> Sequence[int]:
        """The line on which each entry begins, and behind them the number of lines."""

    @abstractmethod
    def place_of(self, key: Any, near: int) -> int | None:
        """The index of the entry with this key, of several the one nearest to index `near`.

        None if there is none.
        """
