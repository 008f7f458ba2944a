"""What somebody types to filter the findings of a collection, read as what is wanted. No screens.

Words are looked for; ">30", ">=30" and "<5" ask for values, "%" or "unit:USD" for a unit,
"risk:hazard", "figure:money" and "kind:claim" for kinds. A number may be written with commas and
with k, m, bn or million: ">1.5m", ">$2 million".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from index.article import FIGURE_KINDS, FINDING_KINDS, RISK_KINDS
from index.collection import Wanted

Name = TypeVar("Name", bound=str)
_SCALES = {
    "": 1.0, "k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6,
    "b": 1e9, "bn": 1e9, "billion": 1e9, "tn": 1e12, "trillion": 1e12,
}  # fmt: skip
_UNITS = {
    "%": "%", "percent": "%", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR",
}  # fmt: skip
_VALUE = re.compile(
    r"(?<!\S)(?P<unit>[$€£¥₹])?\s*(?P<sign>[<>≤≥])=?\s*(?P<before>[$€£¥₹])?\s*"
    r"(?P<value>-?(?:\d[\d,]*(?:\.\d+)?|\.\d+)(?:e[+-]?\d{1,2}(?!\w))?)"
    # One letter is a scale only where it touches its number: ">5 b" begins ">5 banks".
    r"(?:(?P<scale>[kmb]\b)|\s*(?P<word>(?:mn|bn|tn|thousand|million|billion|trillion)\b))?"
    r"\s*(?P<after>[%$€£¥₹]|percent\b)?",
    re.IGNORECASE,
)


def read_filter(typed: str, wanted: Wanted) -> Wanted:
    """`wanted` with what is typed as well; what is no wish of another kind is a word to find."""
    for match in _VALUE.finditer(typed):
        scale = (match["scale"] or match["word"] or "").lower()
        value = float(match["value"].replace(",", "")) * _SCALES[scale]
        over = match["sign"] in ">≥"
        wanted = replace(wanted, least=value) if over else replace(wanted, most=value)
        if named := match["before"] or match["after"] or match["unit"]:
            wanted = replace(wanted, unit=_UNITS[named.lower()])
    words: list[str] = []
    for word in _VALUE.sub(" ", typed).split():
        field, colon, value_ = word.partition(":")
        wish = _named(wanted, field.lower(), value_) if colon and value_ else None
        if wish is not None:
            wanted = wish
        elif word in _UNITS:
            wanted = replace(wanted, unit=_UNITS[word])
        elif word not in ("<", ">", "<=", ">=", "≤", "≥"):
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
