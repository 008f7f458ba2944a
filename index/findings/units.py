"""Units: what stands behind a number, or a currency before it, and its canonical name.

The units themselves are data (`units.tsv`: kind, canonical unit, factor, symbols, words). Nothing
here decides whether a number is a figure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

UnitKind = Literal["percent", "money", "duration", "measure", "dose"]

_TABLE = Path(__file__).with_name("units.tsv")
_SYMBOL = re.compile(
    r"[ \u00a0\u202f-]?([^\s,;:!?()\[\]\"“”'’<>=|0-9][^\s,;:!?()\[\]\"“”'’<>=|–—-]{0,11})"
)
_WORDS = re.compile(r"[ \u00a0-]((?:[^\W\d_]|\.(?=[^\W\d_]))+(?:[ \u00a0-][^\W\d_]+){0,3})")
_AMOUNT = re.compile(r"[ \u00a0]?\d")
_QUALIFIED = re.compile(
    r"[ \u00a0](?:[^\W\d_]+[ -]){1,2}(?=(?:year|month|week|day|hour|minute|quarter|decade)s\b)"
)
_NO_QUALIFIER = re.compile(r"[ \u00a0](?:of|in|and|or|to|for|per|times|days|hours|years|by|on)\b")
_CURRENCY_BEFORE = re.compile(
    r"(?<![^\W\d_])((?:(?:US|CA|AU|NZ|HK|C|A|S|R|CN) ?)?[$€£¥₹₩₽₺₪₴₦₫฿₿]|"
    r"(?:USD|EUR|GBP|JPY|CNY|RMB|INR|KRW|CHF|CAD|AUD|NZD|HKD|SGD|SEK|NOK|DKK|PLN|RUB|TRY|BRL|MXN|ZAR|ILS"
    r"|UAH|NGN|VND|THB|Rs\.?))([ \u00a0]?)\Z"
)
_RATE = re.compile(
    r"(?:[ \u00a0](?:a|an|each|every)[ \u00a0]"
    r"(?P<time>second|minute|hour|night|day|week|month|quarter|year|decade)"
    r"|[ \u00a0]per[ \u00a0](?!cent\b)(?P<per>[^\W\d_][\w²³₂]*)|/(?P<slash>[^\W\d_][\w²³₂]*))(?!\w)"
)
_FREQUENCY = re.compile(
    r",?[ \u00a0](?:(?:once|twice|three times|four times)[ -])?"
    r"(?:(?:a|per|every|each) (?P<time>day|week|month)|(?P<adverb>daily|weekly|monthly))\b"
)
_ADVERBS = {"daily": "day", "weekly": "week", "monthly": "month"}


_PLURALS = {
    "foot": "feet", "inch": "inches", "century": "centuries", "penny": "pence", "yen": "yen",
    "millennium": "millennia", "hertz": "hertz", "per": "per",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """A canonical unit: what kind of quantity it measures and how many of it one of these is."""

    kind: UnitKind
    name: str
    factor: float = 1.0


@cache
def _tables() -> tuple[dict[str, Unit], dict[str, Unit], dict[str, str]]:
    """Symbols as written, words in the singular, and plurals of the words that occur in them."""
    symbols: dict[str, Unit] = {}
    words: dict[str, Unit] = {}
    singulars: dict[str, str] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        kind, name, factor, *forms = line.split("\t")
        unit = Unit(kind, name, float(factor))  # type: ignore[arg-type]
        symbols.update(dict.fromkeys((forms[0] if forms else "").split("  "), unit))
        for word in (forms[1] if len(forms) > 1 else "").split("  "):
            words.setdefault(word.replace("-", " "), unit)
            for part in word.replace("-", " ").split():
                singulars[plural(part)] = part
    symbols.pop("", None)
    words.pop("", None)
    return symbols, words, singulars


def plural(word: str) -> str:
    """The regular English plural, and the few irregular ones among units."""
    return _PLURALS.get(word) or word + "s"


def unit_after(text: str, pos: int, end: int) -> tuple[int, Unit] | None:
    """The unit right behind a number, with the offset where it ends; None if there is none."""
    symbols, words, singulars = _tables()
    match = _SYMBOL.match(text, pos, end)
    if match:
        found = _symbol(symbols, match[1].rstrip("."))
        if found:
            length, unit = found
            after = match.start(1) + length
            if unit.kind == "money" and _AMOUNT.match(text, after, end):
                return None
            if after >= end or not text[after].isalnum() or match[1][0] in "%€£¥°":
                return after, unit
    match = _WORDS.match(text, pos, end)
    if not match:
        return _qualified(text, pos, end)
    parts = list(re.finditer(r"[^\s\u00a0-]+", match[1].lower()))
    names = [singulars.get(part[0], part[0]) for part in parts]
    for count in range(len(parts), 0, -1):
        known = words.get(" ".join(names[:count]))
        if known:
            return match.start(1) + parts[count - 1].end(), known
    return _qualified(text, pos, end)


def _qualified(text: str, pos: int, end: int) -> tuple[int, Unit] | None:
    """A duration with adjectives before its unit: "two most recent quarters"."""
    match = _QUALIFIED.match(text, pos, end)
    if not match or _NO_QUALIFIER.match(text, pos, end):
        return None
    word = re.compile(r"\w+").match(text, match.end())
    assert word is not None  # the expression looked ahead for it
    _, words, singulars = _tables()
    return word.end(), words[singulars[word[0].lower()]]


def _symbol(symbols: dict[str, Unit], token: str) -> tuple[int, Unit] | None:
    """A symbol at the start of a token: the whole token, "km/h", or "%" before anything."""
    if not token:
        return None
    if token in symbols:
        return len(token), symbols[token]
    if token[0] in "%％°€£":
        return 1, symbols[token[0]]
    head, slash, below = token.partition("/")
    if slash and head in symbols and below:
        unit = symbols[head]
        return len(head), unit
    return None


def currency_before(text: str, begin: int, pos: int) -> tuple[int, str] | None:
    """Where the currency sign or code before a number starts, and its ISO 4217 code."""
    match = _CURRENCY_BEFORE.search(text[max(begin, pos - 6) : pos])
    if not match:
        return None
    symbols = _tables()[0]
    sign = match[1].replace(" ", "").rstrip(".")
    unit = symbols.get(sign) or symbols.get(sign[-1])
    return (pos - len(match[0]), unit.name) if unit else None


def rate_after(text: str, pos: int, end: int) -> tuple[int, str]:
    """A rate behind a unit, "per hectare per year" or "a year": its end and "/ha/year"."""
    symbols, words, singulars = _tables()
    name = ""
    for _ in range(2):
        match = _RATE.match(text, pos, end)
        if not match:
            break
        below = match["time"] or match["per"] or match["slash"]
        known = symbols.get(below) or words.get(singulars.get(below.lower(), below.lower()))
        name += "/" + (known.name if known else below)
        pos = match.end()
    return pos, name


def frequency_after(text: str, pos: int, end: int) -> tuple[int, str] | None:
    """How often a dose is taken, "once daily" or "every week": its end and the period."""
    match = _FREQUENCY.match(text, pos, end)
    if not match:
        return None
    return match.end(), match["time"] or _ADVERBS[match["adverb"]]
