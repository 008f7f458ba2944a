"""Found figures beside labelled ones: matched, missed and false, and how often they agree.

Matching is by overlap, as in the gold folder's own score; one found figure serves one label.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from index.findings.figures import FoundFigure


@dataclass(frozen=True, slots=True)
class Label:
    """A figure that an annotator saw: its span and what it says."""

    start: int
    end: int
    kind: str
    value: Any
    unit: str


@dataclass(slots=True)
class Comparison:
    """Labels and found figures of any number of sentences, side by side."""

    matched: list[tuple[Label, FoundFigure]] = field(default_factory=list)
    missed: list[Label] = field(default_factory=list)
    false: list[FoundFigure] = field(default_factory=list)

    def add(self, labels: Iterable[Label], found: list[FoundFigure]) -> Comparison:
        """Match one sentence's figures, count them in, and return that sentence's own."""
        own = Comparison()
        free = list(found)
        for label in labels:
            best = max(free, key=lambda f: _overlap(label, f), default=None)
            if best is None or _overlap(label, best) <= 0:
                own.missed.append(label)
            else:
                free.remove(best)
                own.matched.append((label, best))
        own.false = free
        self.matched += own.matched
        self.missed += own.missed
        self.false += own.false
        return own

    def differences(self, text: str) -> Iterator[str]:
        """A line for every difference between labels and found figures of one text."""
        for label in self.missed:
            words = text[label.start : label.end]
            yield f"missed  {words!r} {label.kind} {label.value} {label.unit}  IN {text}"
        for found in self.false:
            yield f"false   {text[found.start : found.end]!r} {found.rule}  IN {text}"
        for label, found in self.matched:
            figure = found.figure
            here = f"{text[label.start : label.end]!r} AS {text[found.start : found.end]!r}"
            same = (label.start, label.end) == (found.start, found.end)
            for what, right, said in (
                ("span", same, found.rule),
                ("value", same_value(label, found), f"{label.value} AS {figure.value}"),
                ("kind", same_kind(label, found), f"{label.kind} AS {figure.kind}"),
                ("unit", label.unit == figure.unit, f"{label.unit} AS {figure.unit}"),
            ):
                if not right:
                    yield f"{what:7} {here} {said}  IN {text}"

    def scores(self) -> dict[str, float]:
        """Overlap F1 and exact-span F1; the share of matched ones whose value, kind, unit agree."""
        total = len(self.missed) + len(self.false) + 2 * len(self.matched) or 1
        matched = len(self.matched) or 1
        return {
            "F1": 2 * len(self.matched) / total,
            "exact F1": 2
            * sum((a.start, a.end) == (b.start, b.end) for a, b in self.matched)
            / total,
            "value": sum(same_value(a, b) for a, b in self.matched) / matched,
            "kind": sum(same_kind(a, b) for a, b in self.matched) / matched,
            "unit": sum(a.unit == b.figure.unit for a, b in self.matched) / matched,
        }


def same_value(label: Label, found: FoundFigure) -> bool:
    """Whether both say the same number, range or date."""
    return _same(label.value, found.figure.value)


def same_kind(label: Label, found: FoundFigure) -> bool:
    """Whether both are of one kind; a range may go by its shape or by its quantity."""
    kinds = (label.kind, found.figure.kind)
    ranged = "range" in kinds and isinstance(found.figure.value, tuple)
    return kinds[0] == kinds[1] or ranged


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) <= 1e-6 * max(1.0, abs(one))
    return str(one) == str(other)


def _overlap(label: Label, found: FoundFigure) -> int:
    return min(label.end, found.end) - max(label.start, found.start)
