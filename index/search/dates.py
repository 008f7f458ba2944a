"""Dates as a query names them and as articles carry them: days, or months and years as a whole."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from index.search.query import Dates

_DATE = r"([0-9]{4}(?:-[0-9]{1,2}){0,2})"
_RANGE = re.compile(rf"{_DATE}?\.\.{_DATE}?")
_BOUND = re.compile(rf"(<=|>=|<|>)?{_DATE}")
_AGE = re.compile(r"(<=|>=|<|>)?([0-9]{1,4})([dwmy])", re.IGNORECASE)
_HELP = (
    "a date is 2026, 2026-03 or 2026-03-14, a range is 2026-03..2026-06, >2026-01 or <=2026, "
    "an age is <30d (younger than 30 days), >6m or <=1y"
)
_DAY = timedelta(days=1)


def days_of(text: str) -> tuple[date, date]:
    """The first and the last day of an ISO date that may be partial. Raises ValueError."""
    year, *rest = (int(number) for number in text.split("-"))
    match rest:
        case []:
            return date(year, 1, 1), date(year, 12, 31)
        case [month]:
            first = date(year, month, 1)
            return first, first.replace(day=monthrange(year, month)[1])
        case [month, day]:
            return date(year, month, day), date(year, month, day)
    raise ValueError(text)


def read_dates(text: str, today: date | None = None) -> Dates:
    """What stands behind `date:`; ages count from `today`.

    Raises ValueError with a message for people.
    """
    try:
        if match := _AGE.fullmatch(text):
            then = _ago(int(match[2]), match[3].lower(), today or date.today())
            first, last = _of_age(match[1], then)
            return Dates(first.isoformat() if first else "", last.isoformat() if last else "")
        if match := _RANGE.fullmatch(text):
            first = days_of(match[1])[0] if match[1] else None
            last = days_of(match[2])[1] if match[2] else None
        elif match := _BOUND.fullmatch(text):
            first, last = _bounds(match[1], *days_of(match[2]))
        else:
            raise ValueError(text)
        if first is None and last is None:
            raise ValueError(text)
    except (ValueError, OverflowError):
        raise ValueError(_HELP) from None
    return Dates(first.isoformat() if first else "", last.isoformat() if last else "")


def _ago(number: int, unit: str, today: date) -> date:
    """The day that was so many days, weeks, months or years ago."""
    if unit in "dw":
        return today - number * (7 if unit == "w" else 1) * _DAY
    months = today.year * 12 + today.month - 1 - number * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _of_age(sign: str | None, then: date) -> tuple[date | None, date | None]:
    """Published within the age, or, with > and >=, before; a plain age is "no older than"."""
    match sign:
        case ">":
            return None, then - _DAY
        case ">=":
            return None, then
        case "<":
            return then + _DAY, None
    return then, None


def _bounds(sign: str | None, first: date, last: date) -> tuple[date | None, date | None]:
    match sign:
        case ">":
            return last + _DAY, None
        case ">=":
            return first, None
        case "<":
            return None, first - _DAY
        case "<=":
            return None, last
    return first, last


def within(published: str, dates: Dates) -> bool:
    """Whether all the days that an article's date may mean lie within; an unknown one never does.

    A date that is no date ("2026-13") is unknown.
    """
    days = _days(published)
    return days is not None and (
        (not dates.first or dates.first <= days[0]) and (not dates.last or days[1] <= dates.last)
    )


@lru_cache(maxsize=20_000)
def _days(published: str) -> tuple[str, str] | None:
    """First and last day that a date may mean; None if it is unknown."""
    try:
        first, last = days_of(published)
    except ValueError:
        return None
    return first.isoformat(), last.isoformat()
