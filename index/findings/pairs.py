"""What two numbers say together: ranges, odds and proportions.

"from 5 to 9 months", "$2-3 billion", "1 in 8", "3 of 14 protocols", "3:1". A pair that is none of
these ("9-2", "24/7") is left to no one: half of it would be wrong.
"""

from __future__ import annotations

import re

from index.article import FigureKind
from index.findings import grammar, names
from index.findings.nouns import counted_noun
from index.findings.numbers import SHORT_SCALES, Number, scaled_value
from index.findings.quantities import Quantity, Scope, measured

_ABOUT = (
    r"(?:(?:about|almost|nearly|around|roughly|over|approximately|as (?:many|much|high) as"
    r"|more than|up to) )?"
)
_LINK = re.compile(
    rf"(?:\s?[-–—−]\s?|-? ?to-|-? or | (?P<word>to|or|and|through|until) {_ABOUT}(?:the )?)"
    r"(?:(?:US)?[$€£¥] ?)?[-−]?"
)
_JOINT = re.compile(r"[-–—−]| (?:to|or|and|through|until) ")
_FROM = re.compile(
    r"\b(?P<lead>(?:from|between)(?: the ages of| ages)? )[$€£¥]? ?\Z",
    re.IGNORECASE,
)
_ODDS = re.compile(r" in (?:every )?| (?:out )?of every | out of (?:every )?|(?<=\d) of ")
_INTERVAL = re.compile(
    r"(?:\bCI\b[^.]{0,12}|\b(?:interval|range|ranging|age[ds]?|IQR)\b[^.]{0,20})\Z"
)
_VERSION = re.compile(
    r"\b(?:versions?|pages?|pp?\.|vol\.\s?\d*,?|chapters?|sections?)(?: from)? ?(?:from )?\Z"
)
_COLON = re.compile(r"\s?:\s?")


def odds(scope: Scope, first: Number, second: Number) -> Quantity | None:
    """ "1 in 8", "two out of five", "3 of 14 protocols", "3:1", "2/3"."""
    if {first.form, second.form} - {"digits", "words"} or second.value <= 0:
        return None
    between = scope.text[first.end : second.start]
    if len(between) > 16 or names.touches_letters_before(scope.text, first, scope.start):
        return None
    after = scope.text[second.end : second.end + 1]
    if (
        after.isalpha()
        or after in ("%", "/", ":")
        or (after == "." and scope.text[second.end + 1 : second.end + 2].isdigit())
    ):
        return None
    if _ODDS.fullmatch(scope.text, first.end, second.start):
        return _proportion(scope, first, second, between)
    if _COLON.fullmatch(scope.text, first.end, second.start):
        value = round(first.value / second.value, 4)
        return Quantity(first.start, second.end, value, "ratio", "ratio", "ratio")
    if (
        between == "/"
        and first.value <= second.value <= 100
        and first.form == second.form == "digits"
    ):
        return Quantity(
            first.start, second.end, round(first.value / second.value, 4), "ratio", "", "fraction"
        )
    return None


def _proportion(scope: Scope, first: Number, second: Number, between: str) -> Quantity | None:
    """A part of a group; "in" needs a small group without unit, else it is "five in 2 years"."""
    if first.value > second.value or first.scaled:
        return None
    if measured(scope, second) is not None:
        return None
    if between == " in " and (
        1900 <= second.value <= 2100 or names.is_name(scope.text, first, scope.start)
    ):
        return None
    noun = counted_noun(scope.text, second.end, scope.end)
    end = noun.end if noun and between == " of " else second.end
    value = round(first.value / second.value, 4)
    return Quantity(first.start, end, value, "ratio", noun.name if noun else "", "odds")


def span(scope: Scope, first: Number, second: Number) -> Quantity | None:
    """A range: two numbers with one unit, joined by a dash, "to", "and" after "between", "or"."""
    if {first.form, second.form} - {"digits", "words"} or second.start - first.end > 60:
        return None
    if not _JOINT.search(scope.text, first.end, second.start):
        return None
    last = grammar.read(scope, second) or _bare(scope, second)
    if last is None or last.rule == "part of a group":
        return None
    own = measured(scope, first)
    head = own if own and own.end <= second.start else _bare(scope, first)
    if head is None:
        return None
    link = _LINK.fullmatch(scope.text, head.end, max(head.end, second.start))
    if link is None:
        return None
    lead = _FROM.search(scope.before(head.start, 30))
    if not _joins(scope.before(head.start), link, lead, head, last):
        return None
    return _range(head, last, first, second, lead if link["word"] else None)


def _bare(scope: Scope, number: Number) -> Quantity | None:
    if names.touches_letters_before(scope.text, number, scope.start):
        return None
    after = scope.text[number.end + len(number.short) :][:1] if number.end < scope.end else ""
    if number.form == "digits" and after.isalpha():
        return None
    end = number.end + len(number.short)
    value = number.value * SHORT_SCALES.get(number.short, 1.0)
    return Quantity(number.start, end, value, "count", "", "bare number")


def _joins(
    before: str, link: re.Match[str], lead: re.Match[str] | None, head: Quantity, last: Quantity
) -> bool:
    """Whether two quantities are the ends of one range; `before` is the text ahead of them."""
    word = link["word"]
    if not (isinstance(head.value, float) and isinstance(last.value, float)):
        return False
    bare = head.rule == last.rule == "bare number"
    rising = _comparable(head, last)
    if bare and _VERSION.search(before):
        return False
    if word == "and":
        return bool(lead and lead["lead"].lower().startswith("between"))
    if word == "to":
        return bool(lead) or (rising and not bare)
    if word in ("through", "until"):
        return rising and bool(lead)
    if bare:
        few = link[0].strip(" -") == "or" and last.value <= 12
        return few or _INTERVAL.search(before) is not None
    return rising


def _comparable(head: Quantity, last: Quantity) -> bool:
    assert isinstance(head.value, float) and isinstance(last.value, float)
    if head.rule == "bare number" or _lends_currency(head, last):
        return head.value < last.value
    return head.unit.split("/")[0] == last.unit.split("/")[0] and head.value < last.value


def _lends_currency(head: Quantity, last: Quantity) -> bool:
    """ "$2-3 billion": what is behind the dash has no unit but that of what is before it."""
    return head.kind == "money" and last.kind == "count" and not last.unit


def _range(
    head: Quantity, last: Quantity, first: Number, second: Number, lead: re.Match[str] | None
) -> Quantity:
    assert isinstance(head.value, float) and isinstance(last.value, float)
    low = head.value
    if head.rule == "bare number":
        low *= last.value / (scaled_value(second) or 1.0)
    if (second.scaled or second.short) and not (first.scaled or first.short) and low < 1000:
        low *= _scale(second)
    whole = head if last.rule == "bare number" or _lends_currency(head, last) else last
    kind: FigureKind = whole.kind if whole.kind in ("duration", "date") else "range"
    start = head.start - (len(lead["lead"]) if lead else 0)
    value = (round(low, 6), round(last.value, 6))
    return Quantity(start, last.end, value, kind, whole.unit, f"range of {whole.rule}")


def _scale(number: Number) -> float:
    """The scale of a number: a million for "3.5 million"."""
    if number.short:
        return SHORT_SCALES[number.short]
    scale = 1.0
    while number.value / (scale * 1000) >= 0.999 and scale < 1e12:
        scale *= 1000
    return scale
