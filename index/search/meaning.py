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
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, lru_cache
from math import dist, hypot
from operator import mul
from pathlib import Path

_TABLE = Path(__file__).with_name("meanings.bin")
_LANE = 4
_ZERO = 128
_KEPT = 6_000
"""Words whose vectors stay unpacked."""
_KEPT_COSINES = 5_000
"""Words with which one of the question was compared."""


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
    lanes = list(filter(None, map(_table().lanes.__getitem__, names)))
    return Sum(sum(lanes), len(lanes))


def is_known(name: str) -> bool:
    """Whether a word of `analysis.names_in` has a vector."""
    return name_of(name) in _table().rows


def cosines(name: str, others: AbstractSet[str]) -> Mapping[str, float]:
    """How close a word comes to each of some others, and more, as cosines; to itself 1.

    0 where one of the two is not known. What was worked out for a word is kept: a question is asked
    of the words of several articles, which have many in common.
    """
    known = _cosines_of(name)
    if len(known) > _KEPT_COSINES:
        known.clear()
    vectors = _table().vectors
    one = vectors[name]
    for other in others - known.keys():
        two = vectors[other]
        known[other] = one.cosine(two) if one is not None and two is not None else 0.0
    known[name] = 1.0
    return known


@lru_cache(maxsize=12)
def _cosines_of(_: str) -> dict[str, float]:
    return {}


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
    """The vector of a word, and how long it is."""

    values: tuple[float, ...]
    length: float

    def cosine(self, other: _Vector) -> float:
        """By the law of cosines: `dist` is several times faster than adding up products."""
        squares = self.length**2 + other.length**2 - dist(self.values, other.values) ** 2
        return squares / (2 * self.length * other.length)


_CENTRED = tuple(float(value - _ZERO) for value in range(256))


class _Lanes(dict[str, int]):
    """The vectors of words as integers, unpacked when they are met first; 0 for unknown ones."""

    def __init__(self, packed: Callable[[str], bytes | None]) -> None:
        super().__init__()
        self._packed = packed

    def __missing__(self, name: str) -> int:
        if len(self) >= _KEPT:
            self.clear()
        values = self._packed(name)
        if values is None:
            self[name] = 0
            return 0
        spread = bytearray(_LANE * len(values))
        spread[::_LANE] = values
        found = self[name] = int.from_bytes(spread, "little")
        return found


class _Vectors(dict[str, _Vector | None]):
    """The vectors of words as numbers, made when they are met first; None for unknown ones."""

    def __init__(self, packed: Callable[[str], bytes | None]) -> None:
        super().__init__()
        self._packed = packed

    def __missing__(self, name: str) -> _Vector | None:
        if len(self) >= _KEPT:
            self.clear()
        found, packed = None, self._packed(name)
        if packed is not None:
            values = tuple(map(_CENTRED.__getitem__, packed))
            found = _Vector(values, hypot(*values) or 1.0)
        self[name] = found
        return found


class _Table:
    """The file of vectors."""

    def __init__(self, content: bytes) -> None:
        header, _, rest = content.partition(b"\n")
        self.dimensions: int = json.loads(header)["dimensions"]
        stems, _, self._values = rest.partition(b"\n")
        self.rows: Mapping[str, int] = {s: n for n, s in enumerate(stems.decode().split())}
        self.lanes = _Lanes(self._packed)
        self.vectors = _Vectors(self._packed)

    def _packed(self, name: str) -> bytes | None:
        """The vector of one of `analysis.names_in` as it lies in the file; None if it has none."""
        row = self.rows.get(name_of(name))
        if row is None:
            return None
        return self._values[row * self.dimensions : (row + 1) * self.dimensions]


@cache
def _table() -> _Table:
    return _Table(_TABLE.read_bytes())


def _unpacked(lanes: int) -> list[int]:
    return memoryview(lanes.to_bytes(_LANE * _table().dimensions, sys.byteorder)).cast("I").tolist()
