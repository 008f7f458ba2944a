"""Numbers without a unit or a noun that their surroundings make figures.

Ages ("aged 14", "in her 50s"), people ("a family of four", "107 killed"), statistics ("HR 0.71",
"n = 31") and what is left out because it was just said ("380 beds, up from 250").
"""

from __future__ import annotations

import re

from index.article import FigureKind
from index.findings import names
from index.findings.nouns import is_plural, singular
from index.findings.numbers import Number
from index.findings.quantities import ABOUT, Quantity, Scope, signed
from index.findings.units import unit_after

_AGE_BEFORE = re.compile(
    r"\b(?:age[ds]?(?: of)?|ages|turn(?:s|ed|ing)?)[ \u00a0]\Z"
    r"|\b(?:people|men|women|children|adults|patients|anyone|those|everyone|residents|workers|girls|boys"
    r"|users|voters|drivers|students|participants|individuals|infants|kids|seniors|citizens)"
    r" \(?(?:aged?|under|over|above|below) \Z"
    r"|\b(?:men|women|people|adults|those) \Z",
    re.IGNORECASE,
)
_AGE_OF_PERSON = re.compile(r"\b[A-Z][\w’'-]+, \Z")
_AGE_OF_PRONOUN = re.compile(
    r"\b(?:when|until|till|since|before|after|and|but|because|though|if|[Tt]hat|^)"
    r" (?:he|she|I|they) (?:was|were|is|am|are|turned) (?:about |only |just |almost |nearly )?\Z"
)
_AGE_ENDS = re.compile(r"[.,;:!?)]|$| (?:and|when|so|but|then|years|that|because|at)\b")
_AGE_AFTER = re.compile(r" (?:and|or) (?:over|older|above|under|younger|up)\b(?! \$?\d)")
_IN_THEIR = re.compile(
    r"\b(?:[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Yy]our|[Oo]ur|[Oo]ne’s) (?:early |mid-? ?|late )?\Z"
)
_AND_NEXT = re.compile(r"(?: (?:and|or|to) (?:early |mid-? ?|late )?|[-–])(\d0)['’]?s\b")
_STATISTIC_BEFORE = re.compile(
    r"(?:[=<>≤≥≈~]|\b(?:[Rr]atio|HR|RR|OR|ICC|IQ|SD|SE|AUC|CVSS|scores?d?|index|values?|averag(?:ed?|ing)|mean"
    r"|counts?|factors?|median|total|coefficient|pH|IQR|rating|factor|magnitude|sensitivity|specificity|accuracy|probability"
    r"|correlation|rate|multiple|equals?)(?: \([^)]{1,12}\))?"
    r"(?: (?:of|was|is|were|at|to|by)|:)?)"
    rf"[ \u00a0]?{ABOUT}\Z"
    r"|\b(?:a?HR|a?RR|a?OR|IRR|SMR|AUC|ratio|P|p), \Z"
)
_STATISTIC_AFTER = re.compile(r" (?:rating|score|average|GPA|magnitude)\b|-magnitude\b")
_SAMPLE = re.compile(r"\b[nN]\s?=\s?\Z")
_VERSION = re.compile(
    r"\b(?:versions?|releases?|v|[Ss]ections?|[Ff]igures?|[Tt]ables?|CC BY\S*)\b", re.I
)
_DECIMAL_BEFORE = re.compile(
    r"\b(?:of|was|is|are|were|at|to|from|by|than|only|about|around|nearly|almost|just|over|under|below|above"
    r"|averag(?:ed|es|ing)|scor(?:ed|es|ing)|reached|hit|and|or|deviation|between) \Z|[(:] ?\Z"
)
_DECIMAL_ENDS = re.compile(r"[.,;:)\]]?(?:$|[\s)])(?![ ]?[A-Z]\w+ (?:License|International))")
_PEOPLE_BEFORE = re.compile(
    r"\b(?:kill(?:s|ed|ing)|wound(?:ed|ing)|injur(?:ed|ing)|hurt|rescued|saved|arrested|least) \Z"
)
_PEOPLE_AFTER = re.compile(r" (?:killed|dead|injured|wounded|died|missing|arrested|more|others?)\b")
_GROUP_BEFORE = re.compile(
    r"\b(?:famil(?:y|ies)|groups?|teams?|panels?|crowds?|households?|part(?:y|ies)|jur(?:y|ies)|committee"
    r"|board|crews?|squads?|staff|workforce|population|mob|gang) of (?:about |some |over "
    r"|nearly |up to |more than )?\Z"
    r"|\bof (?:which|whom) \Z"
)
_COMPARED_BEFORE = re.compile(
    r"\b(?:(?:up|down|rose|fell|increased|decreased|dropped|grew|risen|fallen) from"
    r"|compared (?:with|to)|versus|vs\.?|against|votes to) (?:only |just |about |some |nearly )?\Z"
)
_COMPARED_ENDS = re.compile(
    r"[.,;:)]|$| (?:in|a|for|last|at|on|before|earlier|previously|who|that|to)\b"
)
_TOTAL_BEFORE = re.compile(
    r"\b(?:[Tt]otal|[Nn]umber)\b(?: of [\w’' -]{1,60}?)?"
    r"(?: (?:rose|fell|grew|came|went|climbed|dropped|stood|now))?"
    rf" (?:to|at|was|is|of|reached|became) {ABOUT}\Z"
)
_REST_OF = re.compile(
    r"(?:\bOf|[,;:(—] of) (?:the |these |those |all |its |their |our )?"
    rf"{ABOUT}(?:\d[\d,]*|[a-z]+) [^,.;()\d]{{2,60}}, (?:\(?\d+(?:\.\d+)?%\)? )?{ABOUT}\Z"
)
_TOP = re.compile(r"\b[Tt]op \Z")
_FEW_BEFORE = re.compile(
    r"\b(?:[Oo]nly|[Jj]ust|[Aa]t least|[Mm]ore than|[Ff]ewer than|[Aa]bout) \Z"
)
_VERB_AFTER = re.compile(r" (?:are|were|have|had|remain(?:ed)?)\b")
_GOES_ON = re.compile(r" [a-z]|[.,;:)]|$")
_LABEL = re.compile(r"\W{0,3}[A-Z][^:.\d\n]{2,50}: \Z")
_LABEL_END = re.compile(r"[.;]?\s*$")
_LONGEST_LABEL = 56
_OUT_OF_RANGE = 120
_SPACES = (" ", "\u00a0")
_TOLD_BEFORE = frozenset(" \u00a0=<>≤≥≈~(:")


def age(scope: Scope, number: Number) -> Quantity | None:
    """ "aged 14", "people over 60", "Thomas Sam, 42, said", "in their 50s"."""
    if not 0 < number.value < _OUT_OF_RANGE or number.form not in ("digits", "words"):
        return None
    before = scope.before(number.start)
    after = scope.text[number.end : number.end + 2]
    if before and before[-1] not in _SPACES:
        return None
    if _IN_THEIR.search(before) and re.match(r"['’]?s\b", scope.text[number.end : scope.end][:3]):
        end = number.end + (2 if after[0] in "'’" else 1)
        more = _AND_NEXT.match(scope.text, end, scope.end)
        last = float(more[1]) if more else number.value
        end = more.end() if more else end
        value = (number.value, max(last, number.value) + 9)
        return Quantity(number.start, end, value, "duration", "year", "age")
    if number.short or (number.form == "digits" and after[:1].isalpha()):
        return None
    older = _AGE_AFTER.match(scope.text, number.end, scope.end)
    told = _AGE_BEFORE.search(before)
    if told and not (older or re.search(r"age|turn|under|over|above|below", told[0], re.I)):
        told = None
    of_person = number.value >= 5 and after[:1] == "," and _AGE_OF_PERSON.search(before)
    of_pronoun = _AGE_ENDS.match(scope.text, number.end, scope.end) and _AGE_OF_PRONOUN.search(
        before
    )
    if not (told or of_person or older or (of_pronoun and number.value > 1)):
        return None
    unit = unit_after(scope.text, number.end, scope.end)
    if unit is not None and unit[1].name != "year":
        return None
    return Quantity(number.start, number.end, number.value, "duration", "year", "age")


def statistic(scope: Scope, number: Number) -> Quantity | None:
    """ "HR 0.71", "n = 31", "107 killed", "a family of four", "up from 380"."""
    if number.form not in ("digits", "words") or number.short:
        return None
    if names.touches_letters(scope.text, number, scope.start, number.end, scope.end):
        return None
    before = scope.before(number.start)
    named = names.is_name(scope.text, number, scope.start)
    if not named:
        people = _people(scope, number, before)
        if people:
            return people
    if number.form == "digits":
        return _labelled(scope, number) or _statistic(scope, number, before, named=named)
    return None


def _labelled(scope: Scope, number: Number) -> Quantity | None:
    """ "Credits to graduate: 36": a line that names what it counts, in the plural."""
    if not _LABEL_END.match(scope.text, number.end, scope.end):
        return None
    label = scope.text[scope.start : number.start]
    if len(label) > _LONGEST_LABEL or not _LABEL.fullmatch(label):
        return None
    counted = next((word for word in label[:-2].split() if is_plural(word)), None)
    if counted is None:
        return None
    return Quantity(number.start, number.end, number.value, "count", singular(counted), "label")


def _people(scope: Scope, number: Number, before: str) -> Quantity | None:
    """A number of people, or of what was counted just before, or a large number of anything."""
    text, end = scope.text, number.end
    rule = ""
    if number.value < 2 or (before and before[-1] not in _SPACES):
        pass
    elif (
        _PEOPLE_BEFORE.search(before)
        or _PEOPLE_AFTER.match(text, end, scope.end)
        or _GROUP_BEFORE.search(before)
    ):
        rule = "number of people"
    elif _COMPARED_BEFORE.search(before) and _COMPARED_ENDS.match(text, end, scope.end):
        rule = "compared number"
    elif _is_total(scope, number):
        rule = "total"
    if not rule and (number.scaled or "," in text[number.start : end]):
        if "." in text[number.start : end] and not number.scaled:
            return Quantity(number.start, end, number.value, "measure", "", "large number")
        rule = "large number"
    return Quantity(number.start, end, number.value, "count", "", rule) if rule else None


def _is_total(scope: Scope, number: Number) -> bool:
    """ "the total rose to seven", "Of 294 farms, 110 had closed", "the top six were"."""
    before, text, end = scope.before(number.start, 110), scope.text, number.end
    if not _GOES_ON.match(text, end, scope.end):
        return False
    if _REST_OF.search(before) or _TOP.search(before):
        return True
    if _FEW_BEFORE.search(before) and _VERB_AFTER.match(text, end, scope.end):
        return True
    ends = _COMPARED_ENDS.match(text, end, scope.end)
    return ends is not None and _TOTAL_BEFORE.search(before) is not None


def _statistic(scope: Scope, number: Number, before: str, *, named: bool) -> Quantity | None:
    start, sign = signed(scope, number.start)
    before = before[: len(before) - (number.start - start)]
    if before and before[-1] not in _TOLD_BEFORE:
        return None
    words = scope.text[number.start : number.end]
    if _SAMPLE.search(before):
        return Quantity(number.start, number.end, number.value, "count", "", "statistic")
    if not (
        _STATISTIC_BEFORE.search(before)
        or _is_plain_decimal(scope, number, before, named=named)
        or ("." in words and _STATISTIC_AFTER.match(scope.text, number.end, scope.end))
    ):
        return None
    kind: FigureKind = "measure" if number.value > 5 else "ratio"
    return Quantity(start, number.end, sign * number.value, kind, "", "statistic")


def _is_plain_decimal(scope: Scope, number: Number, before: str, *, named: bool) -> bool:
    """ "a sensitivity of 0.93": a decimal that no name, version or section number explains."""
    if named or "." not in scope.text[number.start : number.end]:
        return False
    if _VERSION.search(before) or not _DECIMAL_ENDS.match(scope.text, number.end, scope.end):
        return False
    return _DECIMAL_BEFORE.search(before) is not None
