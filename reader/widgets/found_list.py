"""The findings of a whole collection as one long list, made of what is in view.

Known at once is how many findings each article holds; what they say is asked for when they are to
be drawn, article by article, and drawn when it comes. So a million of them cost what is seen.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, overload

from rich.text import Text

from index.article import FoundIn
from index.collection import Holder
from reader.widgets.entries import TITLE_LINES, title_entry
from reader.widgets.entry import Entry, LongList, Look
from reader.widgets.finding_entries import FOUND_LINES, FoundKey, found_entry, found_key


@dataclass(frozen=True, slots=True)
class Listed:
    """A finding of the collection, and whether the reader dismissed it."""

    found: FoundIn
    dismissed: bool = False


@dataclass(frozen=True, slots=True)
class Awaited:
    """The key of a finding that is on its way: which one of its article."""

    article: str
    place: int


Ask = Callable[[str], Sequence[Listed] | None]
"""The findings of an article, or None while they are on their way."""


class FoundList(LongList):
    """Titles of articles, and under each as many findings as it holds."""

    def __init__(self, holders: Sequence[Holder], ask: Ask) -> None:
        self._holders = holders
        self._ask = ask
        self._firsts = list(accumulate((each.count + 1 for each in holders), initial=0))
        self._tops = _Tops(self._firsts)
        self._groups = {each.article: group for group, each in enumerate(holders)}

    def __len__(self) -> int:
        return self._firsts[-1]

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Entry]: ...
    def __getitem__(self, index: int | slice) -> Entry | Sequence[Entry]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        if not 0 <= index < len(self):
            raise IndexError(index)
        group = bisect_right(self._firsts, index) - 1
        holder, place = self._holders[group], index - self._firsts[group] - 1
        if place < 0:
            return title_entry(holder.title)
        found = self._ask(holder.article)
        if found is None or place >= len(found):
            return Entry(Awaited(holder.article, place), _draw_waiting, height=FOUND_LINES)
        each = found[place]
        return found_entry(each.found, dismissed=each.dismissed)

    @property
    def tops(self) -> Sequence[int]:
        """The line on which each entry begins, and behind them the number of lines."""
        return self._tops

    def place_of(self, key: Any, near: int) -> int | None:  # noqa: ARG002
        """The index of the finding with this key, None if it is not (or not yet) there."""
        group = self._groups.get(key.article) if isinstance(key, FoundKey | Awaited) else None
        if group is None:
            return None
        if isinstance(key, Awaited):
            place = key.place
        else:
            keys = [found_key(each.found) for each in self._ask(key.article) or ()]
            place = keys.index(key) if key in keys else 0
        return self._firsts[group] + 1 + min(place, self._holders[group].count - 1)


class _Tops(Sequence[int]):
    """The first line of every entry, worked out from how many titles stand before it."""

    def __init__(self, firsts: Sequence[int]) -> None:
        self._firsts = firsts

    def __len__(self) -> int:
        return self._firsts[-1] + 1

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[int]: ...
    def __getitem__(self, index: int | slice) -> int | Sequence[int]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        if index < 0:
            index += len(self)
        if not 0 <= index < len(self):
            raise IndexError(index)
        group = bisect_right(self._firsts, index) - 1
        titles = group + (index > self._firsts[group])
        return titles * TITLE_LINES + (index - titles) * FOUND_LINES


def _draw_waiting(width: int, look: Look) -> list[Text]:  # noqa: ARG001
    return [Text(" …", look.dim)]
