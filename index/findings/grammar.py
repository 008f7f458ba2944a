"""What one number says: its unit, currency, noun, or that it multiplies or divides something.

Each rule looks at a number and its surroundings and returns a quantity, or None if it does not
know. Two numbers together are the business of `pairs`, dates of `dates`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from index.article import FigureKind
from index.findings import names
from index.findings.nouns import counted_noun
from index.findings.numbers import Number, scaled_value
from index.findings.quantities import ONE_BEFORE, Quantity, Scope, measured, signed
from index.findings.units import rate_after

_TIMES = re.compile(r"[ \u00a0]times?\b|[ \u00a0-]?fold\b|\s?[x×](?![\w×]|\s?\d)")
_COMPARED = re.compile(
    r" (?:as|more|less|greater|higher|lower|larger|smaller|bigger|faster|slower|likelier|longer|the"
    r"|that|its|their|cheaper|better|worse|over|what|fewer|stronger|older)\b"
)
_PARTITIVE = re.compile(r" (?:of|out of) (?:the|these|those|them|its|their|our|his|her|all|[A-Z])")
_FRACTION_OF = re.compile(
    r"[\s\u00a0]?(?:$|[.,;:!?)\]–—\"”’])"
    r"|[ \u00a0](?:of|the|in|to|for|and|or|as|by|on|more|less|lower|higher|fewer|larger|smaller"
    r"|from|is|are|was|were|have|had|has|said|that|his|her|its|their|our|your|between|who|would|will|do"
    r"|did|than|through|over|compared|live|came|come|goes|went|all|cup)\b"
)
_NOT_HALF = re.compile(
    r"(?:first|second|other|better|latter|last|back|front|in|upper|lower|middle|top|bottom|and a)"
    r"[ -]\Z",
    re.IGNORECASE,
)
_AGE_BEFORE = re.compile(
    r"\b(?:age[ds]?(?: of)?|ages|turn(?:s|ed|ing)?)[ \u00a0]\Z"
    r"|\b(?:people|men|women|children|adults|patients|anyone|those)(?: aged?| under| over)? \Z",
    re.IGNORECASE,
)
_AGE_OF_PERSON = re.compile(r"\b[A-Z][\w’'-]+, \Z")
_AGE_AFTER = re.compile(r" (?:and|or) (?:over|older|above|under|younger|up)\b")
_STATISTIC_BEFORE = re.compile(
    r"(?:[=<>≤≥≈~]|\b(?:[Rr]atio|HR|RR|OR|ICC|IQ|SD|CVSS|scores?|index|values?|averaged?|mean|median|total"
    r"|coefficient|pH|IQR|rating|factor)(?: \([^)]{1,12}\))?(?: (?:of|was|is|were|at|to|by)|:)?)"
    r"[ \u00a0]?\Z"
)
_PEOPLE_BEFORE = re.compile(
    r"\b(?:killing|killed|wounding|wounded|injuring|injured|rescued|saved|arrested|least) \Z"
)
_PEOPLE_AFTER = re.compile(r" (?:killed|dead|injured|wounded|died|missing|arrested|more|others?)\b")
_COMPOUND = re.compile(
    r" ?- ?(person|people|member|nation|part|step|way|party|seat|bed|bedroom|room|story|storey|page"
    r"|word|item|state|country|man|woman|player|lane|team|game|side|sided|pointed|judge|vote|question"
    r"|drug|dose|line|site|city|building|floor|engine|door|wheel|piece|strong|family|digit|language"
    r"|barrel|unit|pack)(?![\w-])"
)


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
    if words == "half" and _NOT_HALF.search(scope.before(number.start, 14)):
        return None
    if words[0] not in "½¼¾⅓⅔⅛⅕" and not _FRACTION_OF.match(scope.text, number.end, scope.end):
        return None
    return Quantity(number.start, number.end, round(number.value, 4), "ratio", "", "fraction")


def age(scope: Scope, number: Number) -> Quantity | None:
    """ "aged 14", "people over 60", "Thomas Sam, 42, said"."""
    if not 0 < number.value < 120 or number.form not in ("digits", "words") or number.short:
        return None
    before = scope.before(number.start)
    after = scope.text[number.end : number.end + 1]
    told = _AGE_BEFORE.search(before) or _AGE_AFTER.match(scope.text, number.end, scope.end)
    of_person = number.value >= 5 and after == "," and _AGE_OF_PERSON.search(before)
    if not (told or of_person) or (number.form == "digits" and after.isalpha()):
        return None
    return Quantity(number.start, number.end, number.value, "duration", "year", "age")


def count(scope: Scope, number: Number) -> Quantity | None:
    """A number and the noun it counts: "509 patients", "four new plants", "two of the projects"."""
    if number.form not in ("digits", "words"):
        return None
    text, pos = scope.text, number.end + len(number.short)
    value = scaled_value(number)
    if value == 0.0 and number.form == "words":
        return None
    if names.touches_letters(text, number, scope.start, pos, scope.end) or names.is_name(
        text, number, scope.start
    ):
        return None
    one = number.form == "words" and value == 1.0
    if one:
        return _count_one(scope, number)
    noun = counted_noun(text, pos, scope.end)
    if noun is not None and _names_a_year(text, number, noun.start):
        return None
    if noun is not None:
        end, rate = rate_after(text, noun.end, scope.end)
        return Quantity(number.start, end, value, "count", noun.name + rate, "counted noun")
    compound = _COMPOUND.match(text, pos, scope.end)
    if compound and not number.short:
        return Quantity(
            number.start, compound.end(), value, "count", compound[1].lower(), "compound"
        )
    if number.short:
        return None
    partitive = _PARTITIVE.match(text, pos, scope.end)
    if partitive:
        noun = counted_noun(text, partitive.end(), scope.end)
        unit = noun.name if noun else ""
        return Quantity(number.start, number.end, value, "count", unit, "part of a group")
    return None


def _names_a_year(text: str, number: Number, noun: int) -> bool:
    """ "the 2024 Capture Rules": four digits before a name."""
    digits = text[number.start : number.end]
    return digits.isdigit() and 1900 <= number.value <= 2100 and text[noun].isupper()


def _count_one(scope: Scope, number: Number) -> Quantity | None:
    if not ONE_BEFORE.search(scope.before(number.start)):
        return None
    noun = counted_noun(scope.text, number.end, scope.end, one=True)
    if noun is None:
        return None
    return Quantity(number.start, noun.end, 1.0, "count", noun.name, "counted noun")


def statistic(scope: Scope, number: Number) -> Quantity | None:
    """A bare number that its surroundings make a figure: "HR 0.71", "n = 31", "107 killed"."""
    if number.form not in ("digits", "words") or number.short:
        return None
    if names.touches_letters(scope.text, number, scope.start, number.end, scope.end):
        return None
    before = scope.before(number.start)
    people = _PEOPLE_BEFORE.search(before) or _PEOPLE_AFTER.match(scope.text, number.end, scope.end)
    if people and number.value >= 2 and not names.is_name(scope.text, number, scope.start):
        return Quantity(number.start, number.end, number.value, "count", "", "number of people")
    if number.scaled and not names.is_name(scope.text, number, scope.start):
        return Quantity(number.start, number.end, number.value, "count", "", "large number")
    if number.form == "digits" and _STATISTIC_BEFORE.search(before):
        start, sign = signed(scope, number.start)
        kind: FigureKind = "measure" if number.value > 5 else "ratio"
        return Quantity(start, number.end, sign * number.value, kind, "", "statistic")
    grouped = "," in scope.text[number.start : number.end]
    if grouped and not names.is_name(scope.text, number, scope.start):
        return Quantity(number.start, number.end, number.value, "count", "", "large number")
    return None


_RULES: tuple[Rule, ...] = (measured, multiplied, fraction, age, count, statistic)
