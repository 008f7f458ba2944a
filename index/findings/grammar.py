"""What one number says: its unit, currency, noun, or that it multiplies or divides something.

Each rule looks at a number and its surroundings and returns a quantity, or None if it does not
know. Two numbers together are the business of `pairs`, dates of `dates`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from index.findings import bare, names, single
from index.findings.nouns import counted_noun
from index.findings.numbers import Number, scaled_value
from index.findings.quantities import Quantity, Scope, measured
from index.findings.units import rate_after
from index.findings.years import names_with_year

_TIMES = re.compile(r"[ \u00a0]times?\b|[ \u00a0-]?fold\b|\s?[x×](?![\w×]|\s?\d)")
_COMPARED = re.compile(
    r" (?:as|more|less|greater|higher|lower|larger|smaller|bigger|faster|slower|likelier|longer|the"
    r"|that|its|their|cheaper|better|worse|over|what|fewer|stronger|older|those|these|this|his|her|our|your"
    r"|any|earnings|sales|revenues?|book|profits?|EBITDA|GDP|normal|annual|warmer|hotter|colder|richer"
    r"|poorer|stricter|heavier|deeper|wider)\b"
)
_PARTITIVE = re.compile(
    r" (?:of|out of)(?: (?:the|these|those|them|its|their|our|his|her|all|which|whom)\b|(?= [A-Z]))"
)
_OR_MORE = re.compile(r" or (?:more|fewer|less)\b")
_FRACTION_OF = re.compile(
    r"[\s\u00a0]?(?:$|[.,;:!?)\]–—\"”’])"
    r"|[ \u00a0](?:of|the|in|to|for|and|or|as|by|on|more|less|lower|higher|fewer|larger|smaller"
    r"|from|is|are|was|were|have|had|has|said|that|his|her|its|their|our|your|between|who|would|will|do"
    r"|did|than|through|over|compared|live|came|come|goes|went|all|cup)\b"
)
_CLEAR_PART = re.compile(
    r"[½¼¾⅓⅔⅛⅕⅜⅝⅞⅖⅗⅘⅙⅚]|one-(?!half|quarter)|(?:two|three|four|five|nine)[ -]\w+s"
)
"""Fractions that need no "of" behind them: "a two-thirds majority"."""
_AND_A_HALF = re.compile(
    r"\b(?:an? |(?<=past )|(?<=last )|(?<=next ))"
    r"(minute|hour|day|week|month|year|decade|century) and \Z",
    re.IGNORECASE,
)
_SHARE_OF = re.compile(
    r" of (?!the |those |these |that |this |them|all )(?=[^\W\d_])| (?:the|your|its|their|our) "
)
_CUT_IN_HALF = re.compile(
    r"\b(?:cut(?:s|ting)?|fall(?:s|en)?|fell|drop\w*|lower\w*|reduc\w+|shrink\w*|shrank|shrunk|slash\w*)\b"
    r"[^.;]{0,60} in \Z"
)
_NOT_HALF = re.compile(
    r"(?:first|second|other|better|latter|last|back|front|in|upper|lower|middle|top|bottom|and a)"
    r"[ -]\Z",
    re.IGNORECASE,
)
_COMPOUND = re.compile(
    r" ?- ?(person|people|member|nation|part|step|party|seat|bed|bedroom|room|story|storey|page"
    r"|word|item|state|country|man|woman|player|lane|team|game|side|sided|pointed|judge|vote|question"
    r"|drug|dose|season|course|lap|line|site|city|building|floor|engine|door|wheel|piece|strong|family|digit|language"
    r"|barrel|unit|pack|point|pronged|pointed|legged|star|tier|volume|pin|term"
    r"|stage|goal|seater|figure|column|row|arm|blade|carriage|crew|letter|character|syllable|song|track|episode"
    r"|article|chapter|clause|candidate|patient|child|parent|generation|county|district|province|region"
    r"|island|house|screen|string|act|verse|volt|time|vehicle|ship|aircraft|reactor|turbine)(?![\w-])"
)

_TIME_BEFORE = re.compile(r"\b(?:[Dd]ay|[Ww]eek|[Mm]onth|[Yy]ear|[Mm]inute|[Rr]ound) \Z")
_TIES = ("-", "–")
_HALF_OF_A_PAIR = re.compile(r"\d[-–]\Z")
"""A number tied to one before it that made no pair with it: "an 11-1 vote"."""
_POINTED = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_COMPOUND_NEXT = re.compile(r"[ \u00a0]\d[\d.,]{0,8}[- ]?[^\W\d_]{1,12}(?=[ \u00a0][^\W\d_])")
"""A measure ahead of what is counted: "two 10-acre farms"."""


Rule = Callable[[Scope, Number], Quantity | None]


def read(scope: Scope, number: Number) -> Quantity | None:
    """What a number measures, by the first rule that knows; None if it is no figure."""
    for rule in _RULES:
        found = rule(scope, number)
        if found is not None:
            return found
    return None


def multiplied(scope: Scope, number: Number) -> Quantity | None:
    """ "1.6x", "five times as many", "tenfold", "twice"; plain "10 times" is a count."""
    if number.form == "multiple":
        return _multiple_word(scope, number)
    match = _TIMES.match(scope.text, number.end, scope.end)
    if match is None or number.form == "fraction":
        return None
    if "time" in match[0] and not _COMPARED.match(scope.text, match.end(), scope.end):
        end, rate = rate_after(scope.text, match.end(), scope.end)
        return Quantity(number.start, end, number.value, "count", "time" + rate, "times")
    return Quantity(number.start, match.end(), number.value, "ratio", "x", "multiple")


def _multiple_word(scope: Scope, number: Number) -> Quantity | None:
    end, rate = rate_after(scope.text, number.end, scope.end)
    if rate:
        return Quantity(number.start, end, number.value, "count", "time" + rate, "frequency")
    if number.value == 1.0 or not _COMPARED.match(scope.text, number.end, scope.end):
        return None
    return Quantity(number.start, number.end, number.value, "ratio", "x", "multiple")


def fraction(scope: Scope, number: Number) -> Quantity | None:
    """ "a third", "half of", "two-thirds"; not "the second half" or "a third party"."""
    if number.form != "fraction":
        return None
    words = scope.text[number.start : number.end].lower()
    before = scope.before(number.start, 14)
    in_part = before.lower().endswith("in ") and (
        scope.text.startswith(" of ", number.end)
        or _CUT_IN_HALF.search(scope.before(number.start, 80)) is not None
    )
    if words == "half" and not in_part and _NOT_HALF.search(before):
        return None
    if not _CLEAR_PART.match(words) and not _FRACTION_OF.match(scope.text, number.end, scope.end):
        return None
    later = _AND_A_HALF.search(scope.before(number.start, 24))
    if later:
        unit = later[1].lower()
        start = number.start - len(later[0])
        return Quantity(start, number.end, 1 + number.value, "duration", unit, "duration unit")
    end, unit = _share(scope, number)
    return Quantity(number.start, end, round(number.value, 4), "ratio", unit, "fraction")


def _share(scope: Scope, number: Number) -> tuple[int, str]:
    """What a fraction is of, where it is named without an article: "half of drivers"."""
    of = _SHARE_OF.match(scope.text, number.end, scope.end)
    noun = counted_noun(scope.text, of.end() - 1, scope.end) if of else None
    return (noun.end, noun.name) if noun else (number.end, "")


def count(scope: Scope, number: Number) -> Quantity | None:
    """A number and the noun it counts: "509 patients", "four new plants", "two of the projects"."""
    if number.form not in ("digits", "words"):
        return None
    text, pos = scope.text, number.end + len(number.short)
    value = _thousands(scope, number) or scaled_value(number)
    if value == 0.0 and number.form == "words":
        return None
    if text[number.start - 1 : number.start] in _TIES and _HALF_OF_A_PAIR.search(
        scope.before(number.start, 3)
    ):
        return None
    if names.touches_letters(text, number, scope.start, pos, scope.end) or names.is_name(
        text, number, scope.start
    ):
        return None
    if value == 1.0 and not number.short:
        return single.counted_one(scope, number)
    found = _counted(scope, number, value)
    if found is not None or number.short:
        return found
    joined = _COMPOUND.match(text, pos, scope.end)
    if joined:
        return Quantity(number.start, joined.end(), value, "count", joined[1].lower(), "compound")
    return _part_of_group(scope, number)


def _counted(scope: Scope, number: Number, value: float) -> Quantity | None:
    text, pos = scope.text, number.end + len(number.short)
    compound = None if number.short else _COMPOUND_NEXT.match(text, pos, scope.end)
    noun = counted_noun(text, compound.end() if compound else pos, scope.end)
    if noun is None or (not compound and _names_a_year(scope, number, noun.start)):
        return None
    if compound:
        return Quantity(number.start, number.end, value, "count", noun.name, "counted noun")
    end, rate = rate_after(text, noun.end, scope.end)
    return Quantity(number.start, end, value, "count", noun.name + rate, "counted noun")


def _part_of_group(scope: Scope, number: Number) -> Quantity | None:
    """ "two of the projects", "three or more of these"."""
    more = _OR_MORE.match(scope.text, number.end, scope.end)
    group = _PARTITIVE.match(scope.text, more.end() if more else number.end, scope.end)
    if group is None or _TIME_BEFORE.search(scope.before(number.start)):
        return None
    noun = counted_noun(scope.text, group.end(), scope.end)
    unit = noun.name if noun else ""
    return Quantity(
        number.start, number.end, scaled_value(number), "count", unit, "part of a group"
    )


def _thousands(scope: Scope, number: Number) -> float | None:
    """ "12.500 subscribers": what is counted has no thousandths, so the point parts thousands."""
    digits = scope.text[number.start : number.end]
    return number.value * 1000 if _POINTED.fullmatch(digits) else None


def _names_a_year(scope: Scope, number: Number, noun: int) -> bool:
    """ "the 2024 Capture Rules", "the Act of 2024 requires": four digits in a name."""
    digits = scope.text[number.start : number.end]
    if not (digits.isdigit() and 1900 <= number.value <= 2100):
        return False
    if names_with_year(scope.before(number.start, 160)):
        return True
    return scope.text[noun].isupper()


_RULES: tuple[Rule, ...] = (bare.age, measured, multiplied, fraction, count, bare.statistic)
