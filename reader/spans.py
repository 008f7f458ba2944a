"""Spans found by the text they meet. Pure data: no screens, no store.

Offsets are code points into `Article.text`, end excluded.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Generic, Protocol, TypeVar


class _Spanning(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


SpanT = TypeVar("SpanT", bound=_Spanning)


class SpanIndex(Generic[SpanT]):
    """Spans that may nest and overlap, found by the text they meet.

    Sorted by start, with the furthest end so far beside them: both are ordered, so that a look-up
    is two bisections and the few spans between.
    """

    def __init__(self, spans: Iterable[SpanT] = ()) -> None:
        self._spans = sorted(spans, key=lambda span: (span.start, -span.end))
        self._starts = [span.start for span in self._spans]
        self._reach = list(accumulate((span.end for span in self._spans), max))

    def __len__(self) -> int:
        return len(self._spans)

    def __iter__(self) -> Iterator[SpanT]:
        return iter(self._spans)

    def meeting(self, start: int, end: int) -> list[SpanT]:
        """Spans that share a code point with `start` to `end`, by start, outer before inner."""
        first = bisect_right(self._reach, start)
        last = bisect_left(self._starts, end)
        return [span for span in self._spans[first:last] if span.end > start]
