"""Figures: numbers that quantify something, with value, unit and what they measure.

Puts the readings together: dates first, then pairs of numbers, then single numbers, left to right.
A number that no rule reads is passed over alone, so that what follows it is still looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.article import Figure
from index.findings import grammar, names, pairs
from index.findings.dates import NO_DATE, dates
from index.findings.measured import what_it_measures
from index.findings.numbers import Number, numbers
from index.findings.quantities import Quantity, Scope, measured

# Whatever a number, a fraction or a century can begin with: most sentences hold none of it.
_ANY = re.compile(
    r"\d|[½¼¾⅓⅔⅛⅕⅜⅝⅞⅖⅗⅘⅙⅚]"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{3,5}teen|half"
    r"|once|twice|thrice|(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
    r"|an? (?:third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|[mbt]r?illion))"
    r"|hundred|thousand|dozen|centur",
    re.IGNORECASE,
)
_TIES = frozenset(",-–/.:")


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure in the text and the rule that found it."""

    start: int
    end: int
    figure: Figure
    rule: str


def figures(text: str, start: int, end: int) -> list[FoundFigure]:
    """Figures of one sentence or table cell, in order, without overlap."""
    if not _ANY.search(text, start, end):
        return []
    scope = Scope(text, start, end)
    taken = bytearray(end - start)
    _hide(scope, taken, names.masked(text, start, end))
    found = list(_dated(scope, taken))
    _hide(scope, taken, names.clock_times(text, start, end))
    found += _counted(scope, taken)
    found.sort(key=lambda quantity: quantity.start)
    return [FoundFigure(q.start, q.end, _figure(scope, q), q.rule) for q in _disjoint(found)]


def _hide(scope: Scope, taken: bytearray, spans: list[tuple[int, int]]) -> None:
    for start, end in spans:
        taken[start - scope.start : end - scope.start] = b"\x01" * (end - start)


def _disjoint(found: list[Quantity]) -> Iterator[Quantity]:
    """The first of any that overlap: "between 5 and 6 May" cannot be both."""
    end = -1
    for quantity in found:
        if quantity.start >= end:
            yield quantity
            end = quantity.end


def _figure(scope: Scope, quantity: Quantity) -> Figure:
    about = what_it_measures(scope, quantity)
    if about is None:
        return Figure(quantity.kind, quantity.value, quantity.unit)
    words = scope.text[about.start : about.end]
    return Figure(quantity.kind, quantity.value, quantity.unit, words, about.start, about.end)


def _dated(scope: Scope, taken: bytearray) -> Iterator[Quantity]:
    """The dates outside of what is `taken`; takes them."""
    for date in dates(scope.text, scope.start, scope.end):
        place = slice(date.start - scope.start, date.end - scope.start)
        if not any(taken[place]):
            taken[place] = b"\x01" * (date.end - date.start)
            if date.value == NO_DATE:
                continue
            unit = "time" if date.rule.startswith("clock") else "date"
            yield Quantity(date.start, date.end, date.value, "date", unit, date.rule)


def _counted(scope: Scope, taken: bytearray) -> Iterator[Quantity]:
    """Everything but dates, from the numbers that are not `taken`."""
    free = _free(scope, taken)
    index = 0
    while index < len(free):
        quantity, used = _reading(scope, free, index)
        if quantity is not None:
            yield quantity
        index += used


def _reading(scope: Scope, free: list[Number], index: int) -> tuple[Quantity | None, int]:
    """The reading of the number at `index`, and how many numbers it took."""
    number = free[index]
    if index + 1 < len(free):
        second = free[index + 1]
        third = free[index + 2] if index + 2 < len(free) else None
        pair = (
            pairs.with_error(scope, number, second)
            or pairs.odds(scope, number, second)
            or pairs.span(scope, number, second)
        )
        if pair is not None:
            return pair, _within(free, index, pair.end)
        of_list = pairs.shared(scope, number, second, third)
        if of_list is not None and measured(scope, number) is None:
            return of_list, 1
    quantity = grammar.read(scope, number)
    return quantity, _within(free, index, quantity.end) if quantity else 1


def _within(free: list[Number], index: int, end: int) -> int:
    used = 1
    while index + used < len(free) and free[index + used].start < end:
        used += 1
    return used


def _free(scope: Scope, taken: bytearray) -> list[Number]:
    """The numbers that are not taken, tied into a code, or the number of a list item."""
    begin = names.list_number(scope.text, scope.start, scope.end)
    return [
        number
        for number in numbers(scope.text, begin, scope.end)
        if not any(taken[number.start - scope.start : number.end - scope.start])
        and not _in_chain(scope, number)
    ]


def _in_chain(scope: Scope, number: Number) -> bool:
    """Whether marks tie a number to digits on both sides, as in a code: "1-2-3", "1,2,3"."""
    before, after = scope.text[max(scope.start, number.start - 2) : number.start], number.end
    return (
        before[-1:] in _TIES
        and before[:-1].isdigit()
        and scope.text[after : after + 1] in _TIES
        and scope.text[after + 1 : after + 2].isdigit()
        and after + 1 < scope.end
    )
