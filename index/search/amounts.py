"""Figures as a query names them: `>30%`, `$1m..$5m`, `5mg`, `<=12 years`.

They are read by what reads the figures of articles, so a unit means the same in both.
"""

from __future__ import annotations

import re

from index.article import Figure
from index.search.query import Amounts

_SIGN = re.compile(r"(<=|>=|<|>|=)?\s*")
_PLAIN = re.compile(r"[-−]?\d[\d,]*(?:\.\d+)?")
_CURRENCY = re.compile(r"[^\d\s.,-]{1,3}(?=\s?\d)")
_LOOKS = re.compile(r"(?:<=|>=|<|>|=)?\s*(?:[-−]?[\d.]|[$€£¥₹₩]|[A-Z]{1,3}[$€£¥]?\s?\d)|.*\.\.")
_HELP = (
    "a figure is 30%, $1m or 5mg, a range is $1m..$5m, >30% or <=12 years "
    "(in quotes where it has a space)"
)

Amount = tuple[str, float]
"""Unit and value."""


def is_amount(text: str) -> bool:
    """Whether what stands behind `figure:` is meant as a number, not as words."""
    return _LOOKS.match(text) is not None


def read_amounts(text: str) -> Amounts:
    """What stands behind `figure:`. Raises ValueError with a message for people."""
    low, dots, high = text.partition("..")
    if dots:
        return _range(low.strip(), high.strip())
    match = _SIGN.match(text)
    assert match is not None
    unit, value = _read(text[match.end() :].strip())
    match match[1]:
        case ">":
            return Amounts(unit, value, None, beyond=True)
        case ">=":
            return Amounts(unit, value, None)
        case "<":
            return Amounts(unit, None, value, beyond=True)
        case "<=":
            return Amounts(unit, None, value)
    return Amounts(unit, value, value)


def amounts_of(figure: Figure | None) -> tuple[Amount, ...]:
    """The numbers of a figure: one, or both ends of a range; none of a date."""
    if figure is None:
        return ()
    values = figure.value if isinstance(figure.value, tuple) else (figure.value,)
    return tuple((figure.unit, float(v)) for v in values if not isinstance(v, str))


def _range(low: str, high: str) -> Amounts:
    if not (low or high):
        raise ValueError(_HELP)
    if not (low and high):
        unit, value = _read(low or high)
        return Amounts(unit, value if low else None, value if high else None)
    currency = _CURRENCY.match(low)
    if currency and high[:1].isdigit():
        high = currency[0] + high
    (unit, first), (other, last) = _read(low), _read(high)
    if unit and other and unit != other:
        raise ValueError(f"{low} and {high} are not in the same unit")
    if first > last:
        raise ValueError(f"{low} is more than {high}")
    return Amounts(unit or other, first, last)


def _read(text: str) -> Amount:
    """One figure; a plain number is of any unit."""
    if _PLAIN.fullmatch(text):
        return "", float(text.replace(",", "").replace("−", "-"))
    from index.findings.figures import figures

    for found in figures(text, 0, len(text)):
        amounts = amounts_of(found.figure)
        if found.start == 0 and found.end == len(text) and len(amounts) == 1:
            return amounts[0]
    raise ValueError(_HELP)
