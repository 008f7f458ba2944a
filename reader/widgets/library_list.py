"""The articles of the library as one long list: a line an article, made when it is drawn."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from itertools import accumulate
from typing import Any, overload

from rich.text import Text

from reader.library.order import Order
from reader.library.shelf import Held
from reader.widgets.entries import TITLE_LINES, title_entry
from reader.widgets.entry import Entry, LongList, Look
from reader.widgets.library_table import row


class LibraryList(LongList):
    """Groups of articles, each under its head; one group without a head is a plain list."""

    def __init__(
        self,
        groups: Sequence[tuple[str, Sequence[Held]]],
        order: Order,
        marked: Collection[str],
    ) -> None:
        """`marked` are ids; what is put in or taken out later is seen when it is drawn again."""
        self._groups = groups
        self._order = order
        self._marked = marked
        heads = [1 if name else 0 for name, _ in groups]
        sizes = [len(each) for _, each in groups]
        self._heads = heads
        self._firsts = list(
            accumulate((h + s for h, s in zip(heads, sizes, strict=True)), initial=0)
        )
        self._tops = _tops(heads, sizes)

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
        name, articles = self._groups[group]
        place = index - self._firsts[group] - self._heads[group]
        if place < 0:
            return title_entry(f"{name} · {len(articles)}")
        return self._entry(articles[place])

    def _entry(self, held: Held) -> Entry:
        def draw(width: int, look: Look) -> list[Text]:
            return [row(held, width, self._order, look, marked=held.id in self._marked)]

        return Entry(held.id, draw, height=1)

    @property
    def ids(self) -> list[str]:
        """The articles that are listed, each once, in their order."""
        return list(dict.fromkeys(each.id for _, articles in self._groups for each in articles))

    @property
    def tops(self) -> Sequence[int]:
        """The line on which each entry begins, and behind them the number of lines."""
        return self._tops

    def place_of(self, key: Any, near: int) -> int | None:
        """The index of the entry of this article; of those in several groups, the nearest."""
        firsts = zip(self._firsts, self._heads, self._groups, strict=False)
        places = [
            place
            for first, head, (_, articles) in firsts
            for place, each in enumerate(articles, first + head)
            if each.summary.id == key
        ]
        return min(places, key=lambda place: abs(place - near), default=None)


def _tops(heads: Sequence[int], sizes: Sequence[int]) -> Sequence[int]:
    if not any(heads):
        return range(sum(sizes) + 1)
    heights = (
        height
        for head, size in zip(heads, sizes, strict=True)
        for height in [TITLE_LINES] * head + [1] * size
    )
    return list(accumulate(heights, initial=0))
