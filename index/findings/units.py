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
    r"[ \u00a0]"
    r"(?:(?!(?:after|at|before|during|from|over|since|than|until|with|within)\b)[^\W\d_]+[ -]){1,2}"
    r"(?=(?:year|month|week|day|hour|minute|quarter|decade)s\b)"
)
_NO_QUALIFIER = re.compile(r"[ \u00a0](?:of|in|and|or|to|for|per|times|days|hours|years|by|on)\b")
_CURRENCY_BEFORE = re.compile(
    r"((?<![^\W\d_])(?:(?:U\.S\.|[A-Z]{2,3}|Mex) ?|[A-Z])[$€£¥₹₩₽₺₪₴₦₫฿₿₱₵৳]|[$€£¥₹₩₽₺₪₴₦₫฿₿₱₵৳]"
    r"|(?<![^\W\d_])(?:[A-Z]{2,3}|SFr|GH₵|K[Ss]h|R[sp]|kr|zł|Tk))(\.?[ \u00a0]?)\Z"
)
_SIGNS = "$€£¥₹₩₽₺₪₴₦₫฿₿₱₵৳"
_RATE = re.compile(
    r"(?:[ \u00a0-](?:an?|each|every)[ \u00a0-]"
    r"(?P<time>second|minute|hour|night|day|week|month|quarter|year|decade"
    r"|barrel|tonne|ton|pound|kilo|ounce|gallon|litre|liter|bushel|acre|hectare|mile|kilometre|share"
    r"|head|person|piece|unit|ticket|bottle)"
    r"|[ \u00a0]per[ \u00a0](?!cent\b|se\b)(?P<per>[^\W\d_][\w²³₂]*(?:-hour\b)?)"
    r"|/(?P<slash>[^\W\d_][\w²³₂]*)"
    r"|[ \u00a0](?P<adverb>annually|yearly|monthly|weekly|daily|hourly|apiece|per annum)"
    r"(?=[.,;:!?)]|$| (?:across|after|and|as|at|before|but|by|during|for|from|if|in|on|or|over"
    r"|since|than|through|to|when|while|with|upon)\b| \())(?!\w)"
)
_FREQUENCY = re.compile(
    r",?[ \u00a0](?:(?:once|twice|three times|four times)[ -])?"
    r"(?:(?:a|per|every|each) (?P<time>day|week|month)|(?P<adverb>daily|weekly|monthly))\b"
)
_WON_ENDS = re.compile(
    r"[ \u00a0]won(?:$|[.,;:)]| (?:each|per|a (?:day|month|year|week)|to|from)\b)"
)
_SHARED_BY = frozenset(
    "person capita head household share family patient student pupil vehicle car employee"
    " worker device user seat room ticket piece bottle visit trip game child adult resident"
    " word session episode transaction click call night item page order download lesson class"
    " course credit woman man bed birth death case site project business company customer"
    " member Mcf".split()
)
_ADVERBS = {
    "daily": "day", "weekly": "week", "monthly": "month", "annually": "year", "yearly": "year",
    "per annum": "year", "hourly": "hour", "apiece": "piece",
}  # fmt: skip


_DAYS = {
    "millisecond": 1 / 86_400_000, "second": 1 / 86_400, "minute": 1 / 1440, "hour": 1 / 24,
    "week": 7.0,
    "month": 365.25 / 12, "quarter": 365.25 / 4, "year": 365.25,
}  # fmt: skip
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
        found = _symbol(symbols, match[1].rstrip(".+"))
        if found:
            length, unit = found
            after = match.start(1) + length
            if unit.kind == "money" and _AMOUNT.match(text, after, end):
                return None
            if unit.name == "GBP" and match[1] == "p" and not _is_pence(text, pos, after):
                return None
            if after >= end or not text[after].isalnum() or match[1][0] in "%％€£¥°円元":
                return after, unit
    match = _WORDS.match(text, pos, end)
    if not match:
        return _qualified(text, pos, end)
    parts = list(re.finditer(r"[^\s\u00a0-]+", match[1].lower()))
    names = [singulars.get(part[0], part[0]) for part in parts]
    for count in range(len(parts), 0, -1):
        known = words.get(" ".join(names[:count]))
        if known and (parts[0][0] != "won" or _is_money_won(text, pos, end)):
            return match.start(1) + parts[count - 1].end(), known
    return _qualified(text, pos, end)


def _is_pence(text: str, pos: int, after: int) -> bool:
    """ "5p" is money, "5 p" is not, nor is the "1080p" of a screen or the 12p of a chromosome."""
    if "hromosom" in text[max(0, pos - 24) : pos]:
        return False
    return after == pos + 1 and text[max(0, pos - 3) : pos] not in (
        "240",
        "360",
        "480",
        "720",
        "080",
    )


def _is_money_won(text: str, pos: int, end: int) -> bool:
    """ "3 trillion won" and "500 won a day", but not "In all, 12 won a seat"."""
    if text[max(0, pos - 3) : pos] in ("ion", "and"):
        return True
    return text[max(0, pos - 2) : pos].isdigit() and _WON_ENDS.match(text, pos, end) is not None


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
    if token[0] in "%％°€£円元":
        return 1, symbols[token[0]]
    head, slash, below = token.partition("/")
    if slash and head in symbols and below:
        unit = symbols[head]
        return len(head), unit
    return None


def currency_before(text: str, begin: int, pos: int) -> tuple[int, str] | None:
    """Where the currency sign or code before a number starts, and its ISO 4217 code."""
    match = _CURRENCY_BEFORE.search(text[max(begin, pos - 8) : pos])
    if not match:
        return None
    symbols = _tables()[0]
    sign = match[1].replace(" ", "")
    unit = symbols.get(sign)
    if unit is None and sign[-1] in _SIGNS:
        return pos - len(match[2]) - 1, symbols[sign[-1]].name
    if unit is None or unit.kind != "money":
        return None
    return pos - len(match[0]), unit.name


def in_days(unit: str) -> float:
    """How many days a unit of time has, on average; 1.0 for one that is no fixed time."""
    return _DAYS.get(unit.split("/")[0], 1.0)


def rate_after(text: str, pos: int, end: int) -> tuple[int, str]:
    """A rate behind a unit, "per hectare per year" or "a year": its end and "/ha/year"."""
    symbols, words, singulars = _tables()
    name = ""
    for _ in range(2):
        match = _RATE.match(text, pos, end)
        if not match:
            break
        below = match["time"] or match["per"] or match["slash"] or _ADVERBS[match["adverb"]]
        known = symbols.get(below) or words.get(
            singulars.get(below.lower(), below.lower()).replace("-", " ")
        )
        if known is None and below not in _SHARED_BY and below.lower() not in _SHARED_BY:
            break
        name += "/" + (known.name if known and known.factor == 1.0 else below)
        pos = match.end()
    return pos, name


def frequency_after(text: str, pos: int, end: int) -> tuple[int, str] | None:
    """How often a dose is taken, "once daily" or "every week": its end and the period."""
    match = _FREQUENCY.match(text, pos, end)
    if not match:
        return None
    return match.end(), match["time"] or _ADVERBS[match["adverb"]]
