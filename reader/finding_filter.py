"""What somebody types to filter the findings of a collection, read as what is wanted. No screens.

Words are looked for; ">30", ">=30" and "<5" ask for values, "%" or "unit:USD" for a unit,
"risk:hazard", "figure:money" and "kind:claim" for kinds. A number may be written with commas and
with k, m, bn: ">1.5m".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from index.article import FIGURE_KINDS, FINDING_KINDS, RISK_KINDS
from index.collection import Wanted

Name = TypeVar("Name", bound=str)
_SCALES = {"": 1.0, "k": 1e3, "m": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
_VALUE = re.compile(r"([<>])=?\s*(-?[\d,]*\.?\d+)\s*(k|m|bn|b|tn)?\s*(%?)", re.IGNORECASE)
_UNITS = {"%": "%", "$": "USD", "€": "EUR", "£": "GBP"}


def read_filter(typed: str, wanted: Wanted) -> Wanted:
    """`wanted` with what is typed as well; what is no wish of another kind is a word to find."""
    rest = typed
    for match in _VALUE.finditer(typed):
        value = float(match[2].replace(",", "")) * _SCALES[(match[3] or "").lower()]
        wanted = replace(wanted, least=value) if match[1] == ">" else replace(wanted, most=value)
        if match[4]:
            wanted = replace(wanted, unit="%")
        rest = rest.replace(match[0], " ")
    words: list[str] = []
    for word in rest.split():
        field, colon, value_ = word.partition(":")
        named = _named(wanted, field.lower(), value_) if colon and value_ else None
        if named is not None:
            wanted = named
        elif word in _UNITS:
            wanted = replace(wanted, unit=_UNITS[word])
        elif word not in ("<", ">", "<=", ">="):
            words.append(word)
    return replace(wanted, text=" ".join(words))


def _named(wanted: Wanted, field: str, value: str) -> Wanted | None:
    """A wish with a name, None if there is no such wish."""
    if field == "risk":
        kind = _begun(RISK_KINDS, value)
        return replace(wanted, kind="risk", risk_kind=kind) if kind else None
    if field == "figure":
        named = _begun(FIGURE_KINDS, value)
        return replace(wanted, kind="figure", figure_kind=named) if named else None
    if field == "kind":
        kinds = _begun(FINDING_KINDS, value)
        return replace(wanted, kind=kinds) if kinds else None
    if field == "unit":
        return replace(wanted, unit=value)
    return None


def _begun(names: Iterable[Name], value: str) -> Name | None:
    """The first name that begins with what was typed so far."""
    return next((name for name in names if name.startswith(value.lower())), None)
