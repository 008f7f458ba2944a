"""The number one before a noun: when it counts, and when it only introduces.

"The clinic has one doctor" and "one permit per household" count. "One reason is cost" and "in one
case" do not: there "one" is a longer "a". Only the words around it can tell.
"""

from __future__ import annotations

import re

from index.findings.nouns import Noun, counted_noun, is_plural, singular
from index.findings.numbers import Number
from index.findings.quantities import LIMITED_BEFORE, Quantity, Scope
from index.findings.units import rate_after
from index.findings.wordlists import listed

_NOTHING_COUNTED = listed("one of some")
_PORTIONS = listed("portion")
_HELD_BEFORE = re.compile(
    r"\b(?:ha(?:s|ve|d|ving)|[Tt]here (?:is|was|are|were)|ma(?:ke|kes|king|de)"
    r"|tak(?:e|es|ing|en)|took|gain(?:s|ed|ing)?|los(?:t|es|ing)|add(?:s|ed|ing)?|plus|assign(?:s|ed|ing)?|allow(?:s|ed|ing)?"
    r"|us(?:es|ing)|hold(?:s|ing)?|held|need(?:s|ed|ing)?|want(?:s|ed)?|requir(?:es|ed|ing)|trust(?:s|ing)?|means|won"
    r"|contain(?:s|ed|ing)?|hired|bought|sold|built|opened|closed|killed|killing|exception of"
    r"|instead of|(?:consists?|total|maximum|minimum|average) of|up to|limited to"
    r"|represents) \Z"
)
_OBJECT = re.compile(r"(?::| (?:the|an?|from|his|her|it|its|on|their|them|this|that|to)\b)")
_OR_MORE = re.compile(r" or more\b")
_SERIES_BEFORE = re.compile(
    r"\b(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|\d[\d,]*)(?: [\w’'-]+){1,6},?(?: and|,) \Z"
)
_SERIES_AFTER = re.compile(r",?(?: and|,) (?:one|two|three|four|five|six|\d[\d,]*) [^\W\d_]")
_REACH = 80


def counted_one(scope: Scope, number: Number) -> Quantity | None:
    """A counted noun behind the word "one" or the digit 1; None where it only introduces."""
    noun = counted_noun(scope.text, number.end, scope.end, one=True)
    if noun is None or noun.name.lower() in _NOTHING_COUNTED or _is_no_noun(scope, number, noun):
        return None
    end, rate = rate_after(scope.text, noun.end, scope.end)
    plain = number.form == "digits" or noun.name in _PORTIONS
    if not (rate or plain or _is_held(scope, number, noun)):
        return None
    more = _OR_MORE.match(scope.text, number.end, scope.end)
    name = singular(noun.name) if more else noun.name
    return Quantity(number.start, end, 1.0, "count", name + rate, "counted noun")


def _is_no_noun(scope: Scope, number: Number, noun: Noun) -> bool:
    """ "One Harbour Plaza" is an address, "one owned by Tarn" stands for a noun."""
    capital = scope.text[number.start] in "O1" and scope.text[noun.start].isupper()
    participle = len(noun.name) > 4 and noun.name.endswith("ed") and not noun.name.endswith("eed")
    doing = noun.name.endswith("ing") and _OBJECT.match(scope.text, noun.end, scope.end) is not None
    more = _OR_MORE.match(scope.text, number.end, scope.end)
    several = number.form == "digits" and is_plural(noun.name) and more is None
    return capital or participle or doing or several or scope.text.startswith("single ", noun.start)


def _is_held(scope: Scope, number: Number, noun: Noun) -> bool:
    """Whether it is a limit, somebody has or makes it, or other numbers stand beside it."""
    before = scope.before(number.start, _REACH)
    if (
        LIMITED_BEFORE.search(before)
        or _HELD_BEFORE.search(before)
        or _SERIES_BEFORE.search(before)
    ):
        return True
    return _SERIES_AFTER.match(scope.text, noun.end, scope.end) is not None
