"""What two numbers say together: ranges, odds and proportions.

"from 5 to 9 months", "$2-3 billion", "1 in 8", "3 of 14 protocols", "3:1". A pair that is none of
these ("9-2", "24/7") is left to no one: half of it would be wrong.
"""

from __future__ import annotations

import re
from dataclasses import replace

from index.article import FigureKind
from index.findings import grammar, names
from index.findings.nouns import counted_noun
from index.findings.numbers import SHORT_SCALES, Number, digits_value, scaled_value
from index.findings.quantities import Quantity, Scope, measured, signed
from index.findings.units import in_days, rate_after, unit_after

_ABOUT = (
    r"(?:(?:about|almost|nearly|around|roughly|over|approximately|as (?:many|much|high) as"
    r"|more than|up to) )?"
)
_LINK = re.compile(
    rf"(?:\s?[-–—−]{{1,3}}\s?|-? ?to-|- (?:to|or|and) | or | (?P<word>to|or|and|through"
    rf"|until) {_ABOUT}(?:the )?"
    r"|(?P<comma>, ))"
    r"(?:(?:US)?[$€£¥] ?)?[-−+]?"
)
_JOINT = re.compile(r"[-–—−,]| (?:to|or|and|through|until) ")
_FROM = re.compile(
    r"\b(?P<lead>(?:from|between)(?: the ages of| ages)? )[$€£¥]? ?[-−]?\Z",
    re.IGNORECASE,
)
_ODDS = re.compile(
    r" in (?:every )?| (?:out )?of every | out of (?:every |the )?|(?<=\d) of "
    r"| of (?:the|its|their|our|his|her|(?:the )?[A-Z][\w.-]{1,20}[’']s?) | per |-in-|-out-of-"
)
_ONE_IN = re.compile(r" (?:[a-z]+ )?([a-z]{3,}) in (?:every )?")
_VERB_NEXT = re.compile(
    r" [a-z]+s (?:a|an|the|no|not|more|less|its|their|his|her|in|on|at|to|with|by|for|from|under"
    r"|over)\b"
)
_TO_ONE = re.compile(r"-to-| to |–to–")
_ODDS_BEFORE = re.compile(
    r"\b(?:odds|ratios?|margin|majority|lead|outnumber(?:ed|s|ing)?|diluted|mixed)\b[^.;]{0,40}\Z"
)
_ONE_OF_THEM = re.compile(r" of (?!every)\S.*")
_OR_IN = re.compile(
    r"(?: (?:to|or)|[-–]) ?(?:1 in |one in )?(\d[\d,]{0,11}+)(?![\w.]\w| (?:percent|per cent|%))"
)
_INTERVAL = re.compile(
    r"(?:\bCI\b[^.]{0,12}|\b(?:interval|range|ranging|ages?|aged|IQR|scale)\b[^.]{0,20})\Z"
)
_AGED = re.compile(r"\bage[ds]?(?: from| between)? ?(?:from |between )?\Z", re.IGNORECASE)
_CONFIDENCE = re.compile(r"(?:\bCI\b[^.]{0,12}|\b[Ii]nterval\b[^.]{0,20}|\d \()\Z")
_CHANGED = re.compile(
    r"\b(?:rose|risen|rise|rises|rising|fell|fallen|fall|falls|falling|gained|gain|added|lost|slid|slipped|dropped"
    r"|jumped|climbed|surged|widened|narrowed|grew|shrank|declined|increased|decreased|advanced|dipped|up|down"
    r"|higher|lower|edged)(?: by)?(?: (?:about|around|nearly|almost|some|only|just|another"
    r"|a further))? [$€£]?\Z"
)
_PLUS_MINUS = re.compile(r"(?:\s?[^\W\d_°%][^\W\d_]{0,3}|\s?[%°]C?)?\s?(?:±|\+/[-−–])\s?")
_SHARED = re.compile(r", (?:and |or )?| (?:and|or) | to | (?:…|\.\.\.) (?:even )?")
_VERSION = re.compile(
    r"\b(?:versions?|pages?|pp?\.|vol\.\s?\d*,?|chapters?|sections?)(?: from)? ?(?:from )?\Z"
)
_PRESSURE_BEFORE = re.compile(r"\b(?:[Pp]ressure|BP|[Hh]ypertension)\b[^.;]{0,48}\Z")
_SCALE_AFTER = re.compile(r"[- ](?:point |Likert )?(?:range|scale|scores?)\b")
_ROUNDING = 1e-3
_COLON = re.compile(r"\s?:\s?")


def odds(scope: Scope, first: Number, second: Number) -> Quantity | None:
    """ "1 in 8", "two out of five", "3 of 14 protocols", "3:1", "2/3"."""
    if {first.form, second.form} - {"digits", "words"} or second.value <= 0:
        return None
    between = scope.text[first.end : second.start]
    if len(between) > 32 or names.touches_letters_before(scope.text, first, scope.start):
        return None
    pressure = _pressure(scope, first, second)
    if pressure:
        return pressure
    if second.value == 1 < first.value and _TO_ONE.fullmatch(between):
        if between != " to " or _ODDS_BEFORE.search(scope.before(first.start, 60)):
            return Quantity(first.start, second.end, first.value, "ratio", "ratio", "ratio")
        return None
    after = scope.text[second.end : second.end + 1]
    if (
        after.isalpha()
        or after in ("%", "/", ":")
        or (after == "." and scope.text[second.end + 1 : second.end + 2].isdigit())
    ):
        return None
    if first.value == 1 and (of := _ONE_IN.fullmatch(scope.text, first.end, second.start)):
        return _one_in(scope, first, second, of[1])
    spelled = between == " of " and first.value > 1 and second.form == "digits"
    if spelled or _ODDS.fullmatch(scope.text, first.end, second.start):
        return _proportion(scope, first, second, between)
    if _COLON.fullmatch(scope.text, first.end, second.start):
        value = round(first.value / second.value, 4)
        return Quantity(first.start, second.end, value, "ratio", "ratio", "ratio")
    if (
        between.strip() == "/"
        and first.value <= second.value <= 100
        and first.form == second.form == "digits"
    ):
        return Quantity(
            first.start, second.end, round(first.value / second.value, 4), "ratio", "", "fraction"
        )
    return None


def _pressure(scope: Scope, first: Number, second: Number) -> Quantity | None:
    """Blood pressure, "140/90 mmHg": both values, the lower first."""
    if scope.text[first.end : second.start] != "/":
        return None
    unit = unit_after(scope.text, second.end, scope.end)
    end = unit[0] if unit is not None and unit[1].name == "mmHg" else 0
    if not end and 40 <= second.value < first.value <= 260:
        end = second.end if _PRESSURE_BEFORE.search(scope.before(first.start, 60)) else 0
    if not end:
        return None
    value = (min(first.value, second.value), max(first.value, second.value))
    return Quantity(first.start, end, value, "measure", "mmHg", "measure unit")


def with_error(scope: Scope, first: Number, second: Number) -> Quantity | None:
    """ "7.6 ± 1.1 days": one figure, of the value that has the error."""
    if not _PLUS_MINUS.fullmatch(scope.text, first.end, second.start):
        return None
    own, last = measured(scope, first), measured(scope, second)
    unit = own if own and own.end <= second.start else last
    if unit is None:
        end = second.end
        return Quantity(first.start, end, first.value, "measure", "", "value with error")
    end = max(last.end if last else 0, second.end)
    return Quantity(first.start, end, first.value, unit.kind, unit.unit, "value with error")


def shared(scope: Scope, first: Number, second: Number, third: Number | None) -> Quantity | None:
    """A number that has its unit from the next of a list: the 5 of "5, 10 and 20 percent"."""
    if first.form not in ("digits", "words") or first.short:
        return None
    if not _SHARED.fullmatch(scope.text, first.end, second.start):
        return None
    if first.value == 1.0 and first.form == "words":
        return None
    last = measured(scope, second)
    if last is None and third is not None:
        last = shared(scope, second, third, None)
    if last is None or last.kind == "money" or not isinstance(last.value, float):
        return None
    text, begin = scope.text, scope.start
    if last.kind == "percent" and "," in text[first.start : first.end]:
        return None
    if names.touches_letters_before(text, first, begin) or names.is_name(text, first, begin):
        return None
    per = last.value / (scaled_value(second) or 1.0)
    value = first.value * per
    if second.scaled and not first.scaled and first.value < 1000:
        value *= _scale(second)
    return Quantity(first.start, first.end, round(value, 9), last.kind, last.unit, "unit of a list")


def _proportion(scope: Scope, first: Number, second: Number, between: str) -> Quantity | None:
    """A part of a group; "in" needs a small group without unit, else it is "five in 2 years"."""
    if names.is_numbered(scope.text, first, scope.start):
        return None
    if first.value > second.value or (first.scaled and second.value < first.value):
        return None
    if " of the" in between and second.value == first.value:
        return None
    if first.value == 1 and _ONE_OF_THEM.fullmatch(between):
        return None
    if measured(scope, second) is not None:
        return None
    if between == " per " and (second.value < 100 or second.value % 100):
        return None
    if between == " in " and (
        1900 <= second.value <= 2100 or names.is_name(scope.text, first, scope.start)
    ):
        return None
    noun = counted_noun(scope.text, second.end, scope.end)
    if noun is None and re.fullmatch(r" of (?!every)\w+ ", between):
        return None
    end = (
        noun.end
        if noun and (" of " in between or " per " in between) and "every" not in between
        else second.end
    )
    end = second.end if "out" in between and noun else end
    value = _ratio(first.value, second.value)
    other = _OR_IN.match(scope.text, second.end, scope.end)
    if other and " in" in between:
        low = _ratio(first.value, digits_value(other[1]))
        unit = noun.name if (noun := counted_noun(scope.text, other.end(), scope.end)) else ""
        values = (min(low, value), max(low, value))
        return Quantity(first.start, other.end(), values, "range", unit, "odds")
    return Quantity(first.start, end, value, "ratio", noun.name if noun else "", "odds")


def _one_in(scope: Scope, first: Number, second: Number, noun: str) -> Quantity | None:
    """ "One farm in six has closed"; not "one nurse in two schools" or "one case in ten days"."""
    if not 2 <= second.value <= 1000 or measured(scope, second) is not None:
        return None
    verb = _VERB_NEXT.match(scope.text, second.end, scope.end)
    if verb is None and counted_noun(scope.text, second.end, scope.end) is not None:
        return None
    return Quantity(first.start, second.end, _ratio(1, second.value), "ratio", noun, "odds")


def _ratio(part: float, whole: float) -> float:
    value = part / whole
    return round(value, 4) if value >= 0.01 else float(f"{value:.4g}")


def span(scope: Scope, first: Number, second: Number) -> Quantity | None:
    """A range: two numbers with one unit, joined by a dash, "to", "and" after "between", "or"."""
    if second.start - first.end > 60:
        return None
    if {first.form, second.form} - {
        "digits",
        "words",
    } and not first.form == second.form == "fraction":
        return None
    if not _JOINT.search(scope.text, first.end, second.start):
        return None
    if scope.text[first.end] == "," and not _CONFIDENCE.search(scope.before(first.start)):
        return None
    own = measured(scope, first)
    # behind an amount of money "m" is a million, never metres: "$5-10m"
    amounts = own is not None and own.kind == "money" and bool(second.short)
    last = _bare(scope, second, amounts) if amounts else grammar.read(scope, second)
    last = last or _bare(scope, second)
    if last is None or last.rule == "part of a group":
        return None
    head = own if own and own.end <= second.start else _bare(scope, first)
    if head is None:
        return None
    link = _LINK.fullmatch(scope.text, head.end, max(head.end, second.start))
    if link is None:
        return None
    lead = _FROM.search(scope.before(head.start, 30))
    interval = _told_as_interval(scope, head, last)
    if not _joins(scope.before(head.start), link, lead, head, last, interval=interval):
        return None
    if _AGED.search(scope.before(head.start)) and not last.unit and last.kind == "count":
        head = replace(head, kind="duration", unit="year")
        last = replace(last, kind="duration", unit="year")
    found = _range(head, last, first, second, lead if link["word"] else None)
    if found.end != second.end + len(second.short) or head.kind != "money" or "/" in found.unit:
        return found
    end, rate = rate_after(scope.text, found.end, scope.end)
    return replace(found, end=end, unit=found.unit + rate)


def _bare(scope: Scope, number: Number, behind_amount: bool = False) -> Quantity | None:
    if not behind_amount and names.touches_letters_before(scope.text, number, scope.start):
        return None
    after = scope.text[number.end + len(number.short) :][:1] if number.end < scope.end else ""
    if number.form == "digits" and after.isalpha():
        return None
    end = number.end + len(number.short)
    value = number.value * SHORT_SCALES.get(number.short, 1.0)
    start, sign = signed(scope, number.start)
    return Quantity(start, end, sign * value, "count", "", "bare number")


def _told_as_interval(scope: Scope, head: Quantity, last: Quantity) -> bool:
    """ "ages 5-11", "a scale of 0 to 10", "the 0-10 range": two bare numbers that are ends."""
    if _INTERVAL.search(scope.before(head.start)):
        return True
    return _SCALE_AFTER.match(scope.text, last.end, scope.end) is not None


def _joins(
    before: str,
    link: re.Match[str],
    lead: re.Match[str] | None,
    head: Quantity,
    last: Quantity,
    *,
    interval: bool,
) -> bool:
    """Whether two quantities are the ends of one range; `before` is the text ahead of them."""
    word = link["word"]
    if not (isinstance(head.value, float) and isinstance(last.value, float)):
        return False
    bare = head.rule == "bare number" and last.rule in ("bare number", "statistic")
    rising = _comparable(head, last)
    if bare and _VERSION.search(before):
        return False
    if word == "and" and _AGED.search(before):
        return rising
    if word == "and":
        return bool(lead and lead["lead"].lower().startswith("between"))
    if link["comma"]:
        return bare and rising and _CONFIDENCE.search(before) is not None
    if word == "to":
        if not lead and _CHANGED.search(before) and (head.unit or last.rule == "statistic"):
            return False
        if rising and last.rule == "statistic" and head.value % 1:
            return True
        return rising and (bool(lead) or not bare or interval)
    if word in ("through", "until"):
        return rising and bool(lead)
    if link[0] == " or " and head.rule != "bare number":
        return False
    if bare:
        few = link[0].strip(" -") == "or" and last.value <= 12
        return few or interval
    return rising


def _comparable(head: Quantity, last: Quantity) -> bool:
    assert isinstance(head.value, float) and isinstance(last.value, float)
    if head.rule == "bare number" or _lends_currency(head, last):
        return head.value < last.value
    if head.kind == last.kind == "duration":
        return head.value * in_days(head.unit) < last.value * in_days(last.unit)
    return head.unit.split("/")[0] == last.unit.split("/")[0] and head.value < last.value


def _lends_currency(head: Quantity, last: Quantity) -> bool:
    """ "$2-3 billion": what is behind the dash has no unit but that of what is before it."""
    return head.kind == "money" and last.kind == "count" and not last.unit


def _range(
    head: Quantity, last: Quantity, first: Number, second: Number, lead: re.Match[str] | None
) -> Quantity:
    assert isinstance(head.value, float) and isinstance(last.value, float)
    low = head.value
    if head.kind == last.kind == "duration" and head.unit != last.unit:
        low *= in_days(head.unit) / in_days(last.unit)
    if head.rule == "bare number":
        scale = abs(last.value) / (scaled_value(second) or 1.0)
        # a fraction was rounded: that is no scale
        low *= scale if abs(scale - 1) > _ROUNDING else 1.0
    if (second.scaled or second.short) and not (first.scaled or first.short) and low < 1000:
        low *= _scale(second)
    whole = head if last.rule == "bare number" or _lends_currency(head, last) else last
    kind: FigureKind = whole.kind if whole.kind in ("duration", "date") else "range"
    start = head.start - (len(lead["lead"]) if lead else 0)
    low, high = sorted((round(low, 6), round(last.value, 6)))
    return Quantity(start, last.end, (low, high), kind, whole.unit, f"range of {whole.rule}")


def _scale(number: Number) -> float:
    """The scale of a number: a million for "3.5 million"."""
    if number.short:
        return SHORT_SCALES[number.short]
    scale = 1.0
    while number.value / (scale * 1000) >= 0.999 and scale < 1e12:
        scale *= 1000
    return scale
