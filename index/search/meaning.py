"""What words mean, as vectors: how close two texts are that share no word.

Each stem has a vector, and a text is the sum of those of its words: those that tell much are long.
They were fitted so that the cosine of two texts comes near to what a small language model says of
them (`tests/fitting/meanings.py`, where the method stands); no model is needed here. Nothing here
knows questions or sections.

A vector is kept as one large integer, a lane of 32 bits for each of its dimensions, so adding up a
text costs one addition a word. Lanes hold numbers from 0 up (a byte's value and 128), hence the
count of words that goes with a sum.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import hypot
from operator import mul
from pathlib import Path

_TABLE = Path(__file__).with_name("meanings.bin")
_LANE = 4
_ZERO = 128
_KEPT = 20_000
"""Words whose vectors stay unpacked."""


@dataclass(frozen=True, slots=True)
class Direction:
    """Where a text points to: a vector of length 1, or of length 0 where no word is known."""

    parts: tuple[float, ...]

    def closeness(self, other: Direction) -> float:
        """The cosine: 1 for the same, about 0 for texts that have nothing to do with each other."""
        return float(sum(map(mul, self.parts, other.parts)))


@dataclass(frozen=True, slots=True)
class Sum:
    """The vectors of some words, added up."""

    lanes: int = 0
    words: int = 0

    def __add__(self, other: Sum) -> Sum:
        return Sum(self.lanes + other.lanes, self.words + other.words)

    def closeness(self, to: Direction) -> float:
        """The cosine to a direction; 0 where there is no word."""
        if not self.words:
            return 0.0
        # The offset of every lane is taken off from the product as a whole: `to` has length 1.
        values = _unpacked(self.lanes)
        offset = _ZERO * self.words
        along = sum(map(mul, values, to.parts)) - offset * sum(to.parts)
        squares = sum(map(mul, values, values)) - offset * (2 * sum(values) - offset * len(values))
        return float(along / squares**0.5) if squares > 0 else 0.0

    def direction(self) -> Direction:
        """Where the sum points to."""
        return _direction([value - _ZERO * self.words for value in _unpacked(self.lanes)])


def sum_of(names: Iterable[str]) -> Sum:
    """The sum of those words of `analysis.names_in` that are known, each as often as it comes.

    Stop words are among them: beside others they tell what is asked.
    """
    table = _table()
    lanes = words = 0
    for name in names:
        if vector := table.lanes(name_of(name)):
            lanes += vector
            words += 1
    return Sum(lanes, words)


def is_known(name: str) -> bool:
    """Whether a word of `analysis.names_in` has a vector."""
    return name_of(name) in _table().rows


def cosines(name: str, others: Iterable[str]) -> dict[str, float]:
    """How close a word comes to each of some others that are known, as cosines."""
    table = _table()
    one = table.vector(name)
    if one is None:
        return {}
    found: dict[str, float] = {}
    for other in others:
        if (two := table.vector(other)) is not None:
            # Both are kept as numbers from 0 up: what that adds to the product is taken off again.
            along = sum(map(mul, one.values, two.values)) - _ZERO * (one.sum + two.sum)
            found[other] = (along + table.offset) / (one.length * two.length)
    return found


def middle(directions: Iterable[Direction]) -> Direction:
    """The direction between some."""
    return _direction([sum(values) for values in zip(*(d.parts for d in directions), strict=True)])


def name_of(word: str) -> str:
    """The name under which the table has one of `analysis.names_in`: all numbers are one word."""
    return "#" if word[0].isdigit() else word


def _direction(values: list[float]) -> Direction:
    length = hypot(*values) or 1.0
    return Direction(tuple(value / length for value in values))


@dataclass(frozen=True, slots=True)
class _Vector:
    """The vector of a word as it is kept: its numbers and their sum; how long it is."""

    values: bytes
    sum: int
    length: float


class _Table:
    """The file of vectors."""

    def __init__(self, content: bytes) -> None:
        header, _, rest = content.partition(b"\n")
        self.dimensions: int = json.loads(header)["dimensions"]
        stems, _, self._values = rest.partition(b"\n")
        self.rows: Mapping[str, int] = {s: n for n, s in enumerate(stems.decode().split())}
        self._unpacked: dict[str, int] = {}
        self._vectors: dict[str, _Vector] = {}
        self.offset = _ZERO * _ZERO * self.dimensions

    def vector(self, name: str) -> _Vector | None:
        """The vector of one of `analysis.names_in`; None if it has none."""
        kept = self._vectors.get(name)
        row = self.rows.get(name_of(name))
        if kept is not None or row is None:
            return kept
        if len(self._vectors) >= _KEPT:
            self._vectors.clear()
        values = self._values[row * self.dimensions : (row + 1) * self.dimensions]
        total = sum(values)
        squares = sum(map(mul, values, values)) - 2 * _ZERO * total + self.offset
        return self._vectors.setdefault(name, _Vector(values, total, squares**0.5 or 1.0))

    def lanes(self, stem: str) -> int:
        """The vector of a stem; 0 if it has none."""
        kept = self._unpacked.get(stem)
        if kept is not None:
            return kept
        row = self.rows.get(stem)
        if row is None:
            return 0
        if len(self._unpacked) >= _KEPT:
            self._unpacked.clear()
        spread = bytearray(_LANE * self.dimensions)
        spread[::_LANE] = self._values[row * self.dimensions : (row + 1) * self.dimensions]
        return self._unpacked.setdefault(stem, int.from_bytes(spread, "little"))


@cache
def _table() -> _Table:
    return _Table(_TABLE.read_bytes())


def _unpacked(lanes: int) -> list[int]:
    return memoryview(lanes.to_bytes(_LANE * _table().dimensions, sys.byteorder)).cast("I").tolist()
