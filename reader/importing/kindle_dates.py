"""Dates as Kindle writes them in the languages it can be set to.

Known are the names of months (by how they begin, without accents), the order of day, month and
year, and the words for morning and afternoon. A date that is not understood is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from index.text import fold
from reader.importing.record import utc

_MONTHS = (
    "jan gen ene янв", "feb fev фев", "mar mrt maa мар", "apr avr abr апр",
    "may mai mag mei maj мая май", "jun juin giu июн", "jul juil lug июл", "aug aou ago авг",
    "sep set сен", "oct okt ott out окт", "nov ноя", "dec dez dic дек",
)  # fmt: skip
_BEGINNINGS = {
    beginning: number for number, words in enumerate(_MONTHS, 1) for beginning in words.split()
}
_NUMBERS = re.compile(r"(?P<year>\d{4})\s*[年/-]\s*(?P<month>\d{1,2})\s*[月/-]\s*(?P<day>\d{1,2})")
_DAY_FIRST = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})\.?\s+(?:de\s+)?(?P<month>[^\W\d]{3,})\.?,?\s+(?:de\s+)?(?P<year>\d{2,4})"
)
_MONTH_FIRST = re.compile(r"(?P<month>[^\W\d]{3,})\.?\s+(?P<day>\d{1,2}),\s+(?P<year>\d{4})")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")
_AFTERNOON = re.compile(r"\bp\.?\s?m\b|下午|午後")
_MORNING = re.compile(r"\ba\.?\s?m\b|上午|午前")


def kindle_date(text: str) -> str:
    """ISO 8601 of what stands behind "Added on", in whatever language; "" if it is not known.

    Kindle writes the time of its own clock and no zone: it is taken for UTC.
    """
    plain = fold(text)
    return next((made for made in _moments(plain) if made), "")


def _moments(plain: str) -> Iterator[str]:
    for shape in (_NUMBERS, _MONTH_FIRST, _DAY_FIRST):
        for found in shape.finditer(plain):
            month = _month(found["month"])
            if month is None:
                continue
            year, day = int(found["year"]), int(found["day"])
            hour, minute, second = _time(plain)
            year += 2000 if year < 100 else 0
            try:
                moment = datetime(year, month, day, hour, minute, second)
            except ValueError:
                continue
            yield utc(moment.isoformat())


def _month(name: str) -> int | None:
    if name.isdecimal():
        return int(name)
    return _BEGINNINGS.get(name[:4]) or _BEGINNINGS.get(name[:3])


def _time(plain: str) -> tuple[int, int, int]:
    found = _TIME.search(plain)
    if found is None:
        return 0, 0, 0
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if _AFTERNOON.search(plain) and hour < 12:
        hour += 12
    if _MORNING.search(plain) and hour == 12:
        hour = 0
    return hour, minute, second
