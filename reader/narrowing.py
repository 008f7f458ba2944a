"""Finding among many short texts those that hold a few words, misspelt or cut short as they be."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from rapidfuzz.distance import OSA

from index.text import fold

Item = TypeVar("Item")

_WORD = re.compile(r"\w+")
_LONG = 6
"""Words from so many letters on may differ by two of them, shorter ones by one."""
_SHORTEST = 4
"""Shorter words must stand as they are typed."""


class Narrowing(Generic[Item]):
    """Items with the words of their texts; they are looked through once."""

    def __init__(self, items: Iterable[Item], text: Callable[[Item], str]) -> None:
        self._items = list(items)
        self._places: dict[str, set[int]] = defaultdict(set)
        for number, item in enumerate(self._items):
            for word in _WORD.findall(fold(text(item))):
                self._places[word].add(number)

    def holding(self, typed: str) -> list[Item]:
        """The items that hold all words typed, in their order.

        A word is held if it stands in a word of the text; only if it stands nowhere, words that
        differ by a letter (or by two, the longer ones) are taken, or begin like that.
        """
        left: set[int] | None = None
        for word in _WORD.findall(fold(typed)):
            found = set().union(*(self._places[each] for each in self._words_like(word)))
            left = found if left is None else left & found
        return self._items if left is None else [self._items[number] for number in sorted(left)]

    def _words_like(self, word: str) -> list[str]:
        inside = [each for each in self._places if word in each]
        if inside or len(word) < _SHORTEST:
            return inside
        most = 2 if len(word) >= _LONG else 1
        return [each for each in self._places if _differs_by(word, each) <= most]


def _differs_by(typed: str, word: str) -> int:
    """Letters in which what was typed differs from a word or from its beginning."""
    beginning = word[: len(typed)]
    return min(OSA.distance(typed, word), OSA.distance(typed, beginning))
