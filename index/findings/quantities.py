"""A number with a unit or a currency: "$1.2bn", "12%", "five-year", "40 miles per hour".

Also the words for what any rule returns. Numbers without a unit are the business of `grammar`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.article import FigureKind, FigureValue
from index.findings import names
from index.findings.nouns import counted_noun
from index.findings.numbers import SHORT_SCALES, Number, scaled_value
from index.findings.units import Unit, currency_before, frequency_after, rate_after, unit_after
from index.findings.wordlists import listed

_SIGN = re.compile(r"(?:^|[\s(\[=~<>≈≤≥])[-−+±]\Z")
_OLD = re.compile(r"[- ]old\b")
_ARTICLE = re.compile(r"(?: of)? an?(?= )|(?<=quarter)(?=-)|(?<=half)(?=-)")
_OWN_ARTICLE = re.compile(r"an? (?=\w)", re.IGNORECASE)
_INCHES = re.compile(r",?[ -](?:and )?(\d{1,2}(?:\.\d)?)[ -]?(?:inches|inch|in\b\.?|″|\")")
_EVERY_SO_MANY = re.compile(
    r",? every (?:\d{1,2}|other|two|three|four|six|eight|twelve) ?-?(?:hours?|days?|weeks?"
    r"|months?)\b"
)
_AT_SOME = frozenset(("day", "night", "point", "degree", "bit"))
_LONG = re.compile(
    r" (?:tall|long|wide|high|deep|thick|away|apart|above|below|square|underwater)\b"
)
_BARE_DEGREES = re.compile(r"[ \u00a0]?([CF])(?![\w+-])")
_WARMTH = re.compile(
    r"\b(?:temperatures?|warm\w*|hot\w*|cold\w*|cool\w*|heat\w*|freez\w*|froze\w*|oven|mercury|thermometer\w*)\b",
    re.IGNORECASE,
)
_IN_METRES = listed("measured in metres")
ABOUT = (
    r"(?:(?:about|almost|approximately|around|at least|at most|below|above|just|nearly|only|over"
    r"|roughly|some|under|up to|(?:fewer|greater|higher|less|lower|more) than) )?"
)
"""An approximator with its space, or nothing, for the expressions of other rooms."""
LIMITED_BEFORE = re.compile(
    r"\b(?:only|just|exactly|least|than|each carry|inherits?|into|every|about) \Z", re.I
)
"""Words that make "one" a limit and not an article: "only one"."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it measures; `rule` names the rule that read it."""

    start: int
    end: int
    value: FigureValue
    kind: FigureKind
    unit: str
    rule: str


@dataclass(frozen=True, slots=True)
class Scope:
    """The stretch of text under the grammar: one sentence, one cell."""

    text: str
    start: int
    end: int

    def before(self, offset: int, length: int = 40) -> str:
        """The text before an offset, not beyond the sentence."""
        return self.text[max(self.start, offset - length) : offset]


def measured(scope: Scope, number: Number) -> Quantity | None:
    """A number with a currency or a unit: "$1.2bn", "12%", "five-year", "40 miles per hour"."""
    currency = currency_before(scope.text, scope.start, number.start)
    if currency:
        return _money_before(scope, number, *currency)
    if number.form == "multiple":
        return None
    pos = number.end + len(number.short)
    if number.short:
        money = unit_after(scope.text, pos, scope.end)
        if money and money[1].kind == "money" and money[0] > pos:
            return _with_unit(scope, number, scaled_value(number), *money)
    if number.short == "m" and _is_million(scope, pos):
        return None
    found = unit_after(scope.text, number.end + _article(scope, number), scope.end)
    if found is None and number.form == "digits" and (end := _warmth(scope, number)):
        letter = scope.text[end - 1]
        return Quantity(number.start, end, number.value, "measure", f"°{letter}", "measure unit")
    if found is None and number.short in ("M", "K", "k", "B") and number.value:
        found = unit_after(scope.text, pos, scope.end)
        return _with_unit(scope, number, scaled_value(number), *found) if found else None
    if found is None or _is_idle_zero(number, found[1]):
        return None
    if found[1].name == "second" and found[0] == number.end + 1 and number.value % 10 == 0:
        return None
    return _with_unit(scope, number, number.value, *found)


def _warmth(scope: Scope, number: Number) -> int:
    """Where "49.6C" ends: a bare letter that only talk of warmth explains; 0 if it is none."""
    letter = _BARE_DEGREES.match(scope.text, number.end, scope.end)
    if letter is None:
        return 0
    around = scope.text[max(scope.start, number.start - 60) : min(scope.end, number.end + 60)]
    return letter.end() if _WARMTH.search(around) else 0


def _is_million(scope: Scope, pos: int) -> bool:
    """ "8.7m jobs" are millions; "30m waves" and "a 30m long wall" are metres."""
    if _LONG.match(scope.text, pos, scope.end):
        return False
    noun = counted_noun(scope.text, pos, scope.end)
    return noun is not None and noun.name.lower() not in _IN_METRES


def _is_idle_zero(number: Number, unit: Unit) -> bool:
    """ "zero days" and the like; "zero percent" is a figure."""
    return number.value == 0.0 and number.form == "words" and unit.kind != "percent"


def _article(scope: Scope, number: Number) -> int:
    """The length of the article in "half an hour"."""
    if number.form != "fraction":
        return 0
    match = _ARTICLE.match(scope.text, number.end, scope.end)
    return len(match[0]) if match else 0


def _money_before(scope: Scope, number: Number, start: int, code: str) -> Quantity:
    end = number.end + len(number.short)
    if number.short and scope.text.startswith("+", end):
        end += 1
    value = number.value * SHORT_SCALES.get(number.short, 1.0)
    found = unit_after(scope.text, end, scope.end)
    if found and found[1].kind == "money":
        end = found[0]
    end, rate = rate_after(scope.text, end, scope.end)
    start, sign = signed(scope, start)
    return Quantity(start, end, sign * round(value, 6), "money", code + rate, "currency")


def _with_unit(scope: Scope, number: Number, value: float, end: int, unit: Unit) -> Quantity | None:
    if names.touches_letters_before(scope.text, number, scope.start) and unit.kind != "percent":
        return None
    kind: FigureKind = unit.kind
    name = unit.name
    if name == "lb" and number.scaled:
        kind, name = "money", "GBP"
    if kind in ("duration", "measure") and _is_idle_one(scope, number, end, name):
        return None
    if kind == "duration" and _ends_a_name(scope, number):
        return None
    if name == "bit" and value in (8.0, 16.0, 32.0, 64.0):
        return None
    one_letter = end == number.end + 1 and scope.text[number.end].isalpha()
    if one_letter and name != "GBP" and names.is_name(scope.text, number, scope.start):
        return None
    if name == "foot":
        return _feet(scope, number, value, end)
    if kind == "duration":
        old = _OLD.match(scope.text, end, scope.end)
        end = old.end() if old else end
    if kind == "dose":
        kind, name, end = _dosed(scope, name, end)
    elif name != "%":
        end, rate = rate_after(scope.text, end, scope.end)
        name += rate
    start, sign = signed(scope, number.start)
    if scope.text[number.end : number.end + 1] == "-":
        start += _article_of(scope, number)
    value = round(value * unit.factor * sign, 9)
    return Quantity(
        start, end, value, kind, name, f"{kind} unit" if kind != "money" else "currency"
    )


def _ends_a_name(scope: Scope, number: Number) -> bool:
    """ "Harbour Cup 2018 day five": the year of a name ahead of a unit of time."""
    plain = number.form == "digits" and number.end - number.start == len("2018")
    return plain and 1900 <= number.value <= 2100 and names.is_name(scope.text, number, scope.start)


def _article_of(scope: Scope, number: Number) -> int:
    """The length of an article that belongs to what follows: "a million-dollar home"."""
    article = _OWN_ARTICLE.match(scope.text, number.start, number.end)
    return len(article[0]) if article else 0


def _feet(scope: Scope, number: Number, value: float, end: int) -> Quantity:
    """Feet, with the inches that may follow: "4 feet, 11 inches" is 59 inches."""
    inches = _INCHES.match(scope.text, end, scope.end)
    if inches:
        total = value * 12 + float(inches[1])
        return Quantity(number.start, inches.end(), total, "measure", "inch", "measure unit")
    end, rate = rate_after(scope.text, end, scope.end)
    return Quantity(number.start, end, value, "measure", "foot" + rate, "measure unit")


def _dosed(scope: Scope, unit: str, end: int) -> tuple[FigureKind, str, int]:
    """A dose with how often it is taken; a mass per volume is a measure."""
    often = frequency_after(scope.text, end, scope.end)
    if often:
        return "dose", f"{unit}/{often[1]}", often[0]
    end, rate = rate_after(scope.text, end, scope.end)
    every = _EVERY_SO_MANY.match(scope.text, end, scope.end)
    if every:
        return "dose", unit + rate, every.end()
    per = rate.split("/")[1] if rate else "kg"
    return ("dose" if per in ("kg", "m2", "day", "week", "month") else "measure"), unit + rate, end


def _is_idle_one(scope: Scope, number: Number, end: int, unit: str) -> bool:
    """ "one day" and "one night" as "at some time", "one point" as some place."""
    if number.form != "words" or number.value != 1.0 or unit not in _AT_SOME:
        return False
    return (
        not LIMITED_BEFORE.search(scope.before(number.start))
        and "-" not in scope.text[number.end : end]
    )


def signed(scope: Scope, start: int) -> tuple[int, float]:
    """Where a number starts with its sign, and the sign as a factor."""
    before = scope.before(start, 2)
    if before and _SIGN.search(before if len(before) == 2 else " " + before):
        return start - 1, -1.0 if before[-1] in "-−" else 1.0
    return start, 1.0
