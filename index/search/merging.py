"""Which segments of an index are merged: many small ones slow answers, large ones never pay."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Protocol, TypeVar

_SEGMENTS = 8
"""Small segments that may pile up before they are merged."""
_SECTIONS = 1_000
"""Sections merged at a time: two or three seconds. A larger segment stays as it is."""


class Segment(Protocol):
    """What is asked of one."""

    def doc_count(self) -> int:
        """Sections that are not deleted."""
        ...


S = TypeVar("S", bound=Segment)


def to_merge(segments: Sequence[S]) -> list[S]:
    """The smallest segments, once there are many of them; else none."""
    small = sorted(
        (segment for segment in segments if segment.doc_count() < _SECTIONS),
        key=lambda segment: segment.doc_count(),
    )
    total = accumulate(segment.doc_count() for segment in small)
    fit = [s for s, so_far in zip(small, total, strict=True) if so_far <= _SECTIONS]
    # With less than half of them one large segment would be written again and again.
    return fit if len(small) >= _SEGMENTS and len(fit) >= _SEGMENTS // 2 else []
