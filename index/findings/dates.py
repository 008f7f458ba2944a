"""Dates: days, months, quarters, years, decades and centuries, as partial ISO dates.

A date that lacks its year is "--02-07", as ISO 8601 once wrote it and vCard still does. Four digits
alone are judged in `years`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from index.findings import years

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("January", "Jan"), ("February", "Feb"), ("March", "Mar"), ("April", "Apr"), ("May",),
            ("June", "Jun"), ("July", "Jul"), ("August", "Aug"), ("September", "Sept", "Sep"),
            ("October", "Oct"), ("November", "Nov"), ("December", "Dec"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth", "twentieth", "twenty-first",
)  # fmt: skip

_M = (
    rf"(?:(?:{'|'.join(name for name in _MONTHS if len(name) > 4)}|May|June|July)\b"
    rf"|(?:{'|'.join(name for name in _MONTHS if len(name) <= 4)})\b\.?)"
)
_D = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%])"
_Y = r"(?:1[0-9]|20|21)\d\d(?!\w)"
_ZONE = r"(?:GMT|UTC|[CEMPW]E?[SD]?T|BST|IST|JST|local time)\b"
_TO = r"\s?(?:[-–—]|\b(?:to|and|or|through|until)\b)\s?"
_HINT = re.compile(
    rf"(?=\d)(?:\d:\d\d|\d ?[ap]\.?m\b|\d\d/\d|\d/\d\d|{_Y}|\b[1-4][QH]|\d0['’]?s\b"
    rf"|\d (?:B\.?C|CE|AD|A\.D))|\b(?=[adfjmnos]){_M}|centur|\b(?:FY|[QH][1-4])",
    re.I,
)

NO_DATE = ""
"""The value of digits that only look like a date and are nothing else either."""

Value = str | tuple[str, str]
Reader = Callable[[re.Match[str]], Value | None]


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date in the text; `value` is a partial ISO date, a pair for a period, or NO_DATE."""

    start: int
    end: int
    value: Value
    rule: str


def _month(name: str) -> int:
    return _MONTHS[name.rstrip(".")]


def _day(words: str) -> int:
    return int(re.sub(r"\D", "", words))


def _iso(year: str | None, month: int, day: int | None = None) -> str:
    prefix = year or "-"
    return f"{prefix}-{month:02}" if day is None else f"{prefix}-{month:02}-{day:02}"


def _read_day(match: re.Match[str]) -> Value:
    year, month = match["year"], _month(match["month"])
    first = _iso(year, month, _day(match["day"]))
    return (first, _iso(year, month, _day(match["last"]))) if match["last"] else first


def _read_month(match: re.Match[str]) -> Value:
    first = _iso(match["year"], _month(match["month"]))
    return (first, _iso(match["year"], _month(match["last"]))) if match["last"] else first


def _read_month_number(match: re.Match[str]) -> Value:
    first = _iso(match["year"], int(match["month"]))
    return (first, _iso(match["end"], int(match["last"]))) if match["last"] else first


def _read_slashed(match: re.Match[str]) -> Value | None:
    """Month first, as Americans write it, unless that cannot be."""
    month, day, year = int(match["a"]), int(match["b"]), match["year"]
    if month > 12:
        month, day = day, month
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    if len(year) == 2:
        year = ("20" if int(year) < 70 else "19") + year
    return _iso(year, month, day)


def _read_quarter(match: re.Match[str]) -> Value:
    number = match["number"].lower()
    quarter = _ORDINALS.index(number) + 1 if number in _ORDINALS else int(number)
    return f"{_full_year(match['year'])}-Q{quarter}"


def _read_half(match: re.Match[str]) -> Value:
    first, last = ("01", "06") if match["half"].lower() in ("1", "first") else ("07", "12")
    year = _full_year(match["year"])
    return f"{year}-{first}", f"{year}-{last}"


def _read_bare_quarter(match: re.Match[str]) -> Value:
    first = f"--Q{match['number']}"
    return (first, f"--Q{match['last']}") if match["last"] else first


def _read_clock(match: re.Match[str]) -> Value | None:
    hour, minute = int(match["hour"]), match["minute"] or "00"
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    elif ":" not in match[0]:
        return None
    return f"{hour:02}:{minute}"


def _read_fiscal(match: re.Match[str]) -> Value:
    first, last = _full_year(match["year"]), match["last"]
    return (first, _full_year(last)) if last else first


def _full_year(year: str) -> str:
    """The year of two digits, as accountants write it: of this century."""
    return year if len(year) == 4 else f"20{year}"


def _read_decade(match: re.Match[str]) -> Value:
    first = match["year"]
    return first, f"{int(first) + 9}"


def _read_short_decade(match: re.Match[str]) -> Value | None:
    if _AGES.search(match.string[max(match.pos, match.start() - 24) : match.start()]):
        return None
    first = f"19{match['year']}"
    return first, f"{int(first) + 9}"


def _read_era(match: re.Match[str]) -> Value:
    return f"{'-' if match['before'] else ''}{int(match['year']):04}"


def _read_century(match: re.Match[str]) -> Value:
    if "Century" in match[0] and _CAPITAL_NEXT.match(match.string, match.end()):
        return NO_DATE
    word = match["number"].lower()
    number = _ORDINALS.index(word) + 1 if word in _ORDINALS else _day(word)
    return f"{number * 100 - 99:04}", f"{number * 100:04}"


def _read_years(match: re.Match[str]) -> Value | None:
    first, last = match["year"], match["last"]
    if years.is_named_range(match.string[max(match.pos, match.start() - 40) : match.start()]):
        return NO_DATE
    full = first[:-2] + last if len(last) == 2 else last
    return (first, full) if int(full) > int(first) else None


_RULES: tuple[tuple[str, re.Pattern[str], Reader], ...] = tuple(
    (rule, re.compile(pattern, flags), reader)
    for rule, pattern, flags, reader in (
        ("iso date",
         r"(?<![\w/-])(?:1[0-9]|20|21)\d\d-(?:0[1-9]|1[0-2])(?:-(?:3[01]|[12]\d|0[1-9]))?(?![\w-])",
         0, lambda match: match[0]),
        ("slashed date",
         r"(?<![\w/.])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>(?:19|20)?\d\d)(?![\w/])",
         0, _read_slashed),
        ("month and year",
         r"(?<![\w/.])(?P<month>0?[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)"
         r"(?:\s?[-–]\s?(?P<last>0?[1-9]|1[0-2])/(?P<end>(?:19|20)\d\d))?(?![\w/])",
         0, _read_month_number),
        ("day and month",
         rf"(?<![\w.,/-])(?P<day>{_D})(?:\s?(?:[-–]|to|and)\s?(?P<last>{_D}))?(?: of)?[ \u00a0]"
         rf"(?P<month>{_M})(?:,?[ \u00a0](?P<year>{_Y}))?",
         0, _read_day),
        ("month and day",
         rf"\b(?P<month>{_M})[ \u00a0](?P<day>{_D})(?! (?:million|percent|per cent))"
         rf"(?:\s?(?:[-–]|to|and)\s?(?P<last>{_D}))?(?:,?[ \u00a0](?P<year>{_Y}))?",
         0, _read_day),
        ("month and year",
         rf"\b(?P<month>{_M})(?:{_TO}(?P<last>{_M}))?,?(?: of)?[ \u00a0](?P<year>{_Y})",
         0, _read_month),
        ("quarter",
         rf"\b(?:Q|(?=\w{{1,6}}[ -]quarter))(?P<number>[1-4]|first|second|third|fourth)"
         rf"(?:[ -]quarter)?,?(?: of)?(?: fiscal| FY)?[ -]?(?P<year>{_Y}|(?<=FY)\d\d(?!\w))",
         re.IGNORECASE, _read_quarter),
        ("quarter", rf"\b(?P<number>[1-4])Q[ -]?[’']?(?P<year>{_Y}|\d\d(?!\w))", 0, _read_quarter),
        ("half-year",
         rf"\b(?:H(?=[12])|(?=[12]H))(?P<half>[12])H?[ -]?(?P<year>{_Y}|(?<=H)\d\d(?!\w))",
         0, _read_half),
        ("half-year", rf"\b(?P<half>first|second) half of (?:fiscal )?(?P<year>{_Y})",
         re.IGNORECASE, _read_half),
        ("fiscal year", rf"\bFY ?(?P<year>{_Y}|\d\d(?!\w))(?:[-–/](?P<last>{_Y}|\d\d(?!\w)))?",
         0, _read_fiscal),
        ("decade", r"(?<!\w)(?P<year>(?:1[0-9]|20)\d0)['’]?s(?!\w)", 0, _read_decade),
        ("short decade",
         r"(?=['’‘\d])(?:(?<=[ (])['’‘]|(?<=[Tt]he )|(?<=arly )|(?<=[Ll]ate )|(?<=[Mm]id[ -])"
         r"|(?<=\ds and )|(?<=\ds or )|(?<=\ds to ))(?P<year>[2-9]0)['’]?s(?!\w)",
         0, _read_short_decade),
        ("era",
         r"(?<![\w.,])(?P<year>\d{1,5})[ \u00a0]"
         r"(?:(?P<before>BCE|BC|B\.C\.(?:E\.)?)|CE|AD|A\.D\.)(?!\w)",
         0, _read_era),
        ("century",
         rf"\b(?P<number>\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(_ORDINALS)})[ -]century\b",
         re.IGNORECASE, _read_century),
        ("bare quarter",
         r"(?=Q)(?:(?<=\b[Ii]n )|(?<=\b[Bb]y )|(?<=for )|(?<=since )|(?<=during )|(?<=end of )"
         r"|(?<=from )|(?<=to )|(?<=between ))"
         r"Q(?P<number>[1-4])(?! ?\d|\w)(?: of this year)?(?: (?:and|to|-|–) Q(?P<last>[1-4])\b)?",
         0, _read_bare_quarter),
        ("clock time",
         r"(?=\d)(?:(?<=[Aa]t )|(?<=by )|(?<=until )|(?<=[Ff]rom )|(?<=to )|(?<=before )"
         r"|(?<=after )|(?<=around )|(?<=of )|(?<=between )|(?<=about )|(?<=\| )|(?<=, ))"
         r"(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)"
         rf"(?!\d|[:.]\d)(?:\s?(?P<half>[ap])\.?m\b\.?)?(?(half)|(?P<bare>))(?: {_ZONE})?",
         re.IGNORECASE, _read_clock),
        ("clock time",
         rf"(?<![\w:.])(?P<hour>1[0-2]"
         rf"|[1-9])(?::(?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?m\b\.?(?: {_ZONE})?",
         re.IGNORECASE, _read_clock),
        ("years", rf"(?<![\w/.-])(?P<year>{_Y})[-–/](?P<last>\d\d|{_Y})(?![\w-])", 0, _read_years),
    )
)  # fmt: skip
_JOIN_DECADES = re.compile(
    r"(?P<dash>\s?[-–—]\s?)| (?P<word>to|through|until|and) (?:the )?(?:early |late |mid-?)?"
)
_JOIN = re.compile(r"(?P<dash>\s?[-–—]\s?)|(?:,? (?P<word>to|through|until|till|and) )(?:the )?")
_AGES = re.compile(r"\b(?:[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Yy]our|[Oo]ur) [\w ]*\Z")
_CAPITAL_NEXT = re.compile(r" [A-Z]\w+ [A-Z]| [A-Z]{2}")
_JOINED_BY_WORD = re.compile(r" (?:to|and|through|until|or) ")
_LEAD = re.compile(
    r"(?:from|between) (?:the )?"
    r"(?:(?:fiscal|calendar|financial|tax|academic|school) years? |years )?"
    r"(?:early |late |mid-?)?\Z",
    re.IGNORECASE,
)
_LEAD_REACH = 36


def dates(text: str, start: int, end: int) -> list[DateSpan]:
    """Dates between two offsets, in order, without overlap; two joined dates are one range."""
    if not _HINT.search(text, start, end):
        return []
    taken = bytearray(end - start)
    found: list[DateSpan] = []
    for rule, pattern, read in _RULES:
        for match in pattern.finditer(text, start, end):
            value = read(match)
            if value is None or not _take(taken, match.start() - start, match.end() - start):
                continue
            lead = _lead(text, start, match, value)
            found.append(DateSpan(match.start() - lead, match.end(), value, rule))
    for span in years.plain_years(text, start, end):
        if _take(taken, span.start - start, span.end - start):
            found.append(DateSpan(span.start, span.end, text[span.start : span.end], "year"))
    found.sort(key=lambda date: date.start)
    return _joined(text, start, found)


def _lead(text: str, begin: int, match: re.Match[str], value: Value) -> int:
    """The length of "from" or "between" before two dates that share a month or a year."""
    if isinstance(value, str) or not _JOINED_BY_WORD.search(match[0]):
        return 0
    lead = _LEAD.search(text[max(begin, match.start() - _LEAD_REACH) : match.start()])
    return len(lead[0]) if lead else 0


def _take(taken: bytearray, start: int, end: int) -> bool:
    if any(taken[start:end]):
        return False
    taken[start:end] = b"\x01" * (end - start)
    return True


def _joined(text: str, begin: int, found: list[DateSpan]) -> list[DateSpan]:
    """Two dates that a dash or "to" joins become one; "and" needs "between" before it."""
    joined: list[DateSpan] = []
    for date in found:
        last = joined[-1] if joined else None
        both = last and _join(text, begin, last, date)
        if both:
            joined[-1] = both
        else:
            joined.append(date)
    return joined


def _join(text: str, begin: int, first: DateSpan, last: DateSpan) -> DateSpan | None:
    if isinstance(first.value, tuple) and isinstance(last.value, tuple):
        return _join_decades(text, begin, first, last)
    if (
        isinstance(first.value, tuple)
        or isinstance(last.value, tuple)
        or NO_DATE in (first.value, last.value)
        or last.start - first.end > 13
        or (":" in first.value) != (":" in last.value)
    ):
        return None
    link = _JOIN.fullmatch(text, first.end, last.start)
    if link is None:
        return None
    lead = _LEAD.search(text[max(begin, first.start - _LEAD_REACH) : first.start])
    if link["word"] == "and" and not (lead and lead[0].lower().startswith("between")):
        return None
    start = first.start - len(lead[0]) if lead and link["word"] else first.start
    rule = "clock times" if ":" in first.value else "date range"
    return DateSpan(start, last.end, (_with_year(first.value, last.value), last.value), rule)


def _join_decades(text: str, begin: int, first: DateSpan, last: DateSpan) -> DateSpan | None:
    """ "the 1970s and 80s" are one stretch of time, as is what "to" joins."""
    if "decade" not in first.rule or "decade" not in last.rule:
        return None
    link = _JOIN_DECADES.fullmatch(text, first.end, last.start)
    if link is None or first.value[0] >= last.value[0]:
        return None
    lead = _LEAD.search(text[max(begin, first.start - _LEAD_REACH) : first.start])
    start = first.start - len(lead[0]) if lead and link["word"] else first.start
    return DateSpan(start, last.end, (first.value[0], last.value[1]), "date range")


def _with_year(first: str, last: str) -> str:
    """The first date of a range takes the year that only the last one states."""
    return last[:4] + first[1:] if first.startswith("--") and not last.startswith("--") else first
