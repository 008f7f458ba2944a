"""Dates as articles write them -> ISO dates, only as exact as they surely are.

"3 March 2024" is 2024-03-03; "March 2024" is 2024-03; "03/04/2024" could be two days and is 2024.
Nothing is ever taken from today's date, so "yesterday" is no date here.
"""

from __future__ import annotations

import re
from datetime import date

_MONTH_NAMES = {
    1: "jan january januar jänner janvier janv enero ene gennaio gen janeiro januari",
    2: "feb february februar février fevrier févr febrero febbraio fevereiro fev februari",
    3: "mar march märz maerz mrz mär mars marzo março maart",
    4: "apr april avril avr abril abr aprile",
    5: "may mai mayo maggio mag maio mei",
    6: "jun june juni juin junio giugno giu junho",
    7: "jul july juli juillet juil julio luglio lug julho",
    8: "aug august août aout agosto ago augustus",
    9: "sep sept september septembre septiembre settembre set setembro",
    10: "oct october okt oktober octobre octubre ottobre ott outubro out",
    11: "nov november novembre noviembre novembro",
    12: "dec december dez dezember décembre déc diciembre dic dicembre dezembro",
}
_MONTHS_ABROAD = (
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada "
    "grudnia",
    "ledna února března dubna května června července srpna září října listopadu prosince",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "januar februar marts april maj juni juli august september oktober november desember",
    "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου "
    "οκτωβρίου νοεμβρίου δεκεμβρίου",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
)
"""The names of the twelve months in turn, as they stand in dates."""
_MONTHS = {name: month for month, names in _MONTH_NAMES.items() for name in names.split()}
_MONTHS |= {name: month for names in _MONTHS_ABROAD for month, name in enumerate(names.split(), 1)}
_NAME = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d|1[5-8]\d\d)(?!\d)"
_DAY = r"(?<!\d)(?P<day>\d{1,2})"
_ZONE = r"(?:\s?(?:Z\b|UTC|GMT|[A-Z]{2,4}T\b|[+-]\d{2}:?\d{2}))?"
_TIME = r"\d{1,2}[:.h]\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s?(?:[ap]\.?m\b\.?|Uhr\b))?"
_CLOCK = rf"(?:(?:[T ,]+|,? (?:at|um|à) ){_TIME}{_ZONE})?"
_FORMS = tuple(
    re.compile(form + _CLOCK, re.IGNORECASE)
    for form in (
        rf"(?<![\d.]){_YEAR}([-/.])(?P<digits>\d{{1,2}})\2(?P<day>\d{{1,2}})(?!\d)",
        rf"{_DAY}(?:st|nd|rd|th|er|º|ª|\.)?[\s-]+(?:of\s+|de\s+)?{_NAME}[\s,-]+(?:de[l]?\s+)?{_YEAR}",
        rf"\b{_NAME}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}",
        rf"{_YEAR}\s*[年년]\s*(?P<digits>\d{{1,2}})\s*[月월]\s*(?P<day>\d{{1,2}})\s*[日일]",
        rf"(?<![\d.]){_DAY}\.\s?(?P<digits>\d{{1,2}})\.\s?{_YEAR}",
        rf"(?<![\d/])(?P<one>\d{{1,2}})[/-](?P<two>\d{{1,2}})[/-]{_YEAR}",
        rf"\b{_NAME},?\s+(?:de\s+)?{_YEAR}",
        rf"(?<![\d-]){_YEAR}-(?P<digits>\d{{2}})(?![\d-])",
    )
)
_ONLY_YEAR = re.compile(_YEAR)
_FULL = re.compile(r"\d{4}-\d{2}-\d{2}")


def find_date(text: str) -> tuple[str, int, int] | None:
    """The first full date in a text of at most 1,000 characters, with where it stands.

    The form that says most wins over one that comes earlier. Returns the ISO date (or its first
    parts, where the rest is not sure), start and end, the time of day included; None without one.
    """
    text = text[:1000]
    for form in _FORMS:
        for match in form.finditer(text):
            if (found := _iso(match)) is not None:
                return found, match.start(), match.end()
    return None


def iso_date(text: str) -> str | None:
    """What a metadata field says, as an ISO date; a lone year counts, None if nothing is sure."""
    found = find_date(text)
    if found is not None:
        return found[0]
    year = _ONLY_YEAR.fullmatch(text.strip())
    return year["year"] if year else None


def is_full(date: str) -> bool:
    """Whether an ISO date names a day, not only a month or a year."""
    return _FULL.fullmatch(date) is not None


def _iso(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    year = int(parts["year"])
    if parts.get("one"):
        return _either_order(year, int(parts["one"]), int(parts["two"]))
    month = _MONTHS[parts["month"].lower()] if parts.get("month") else int(parts["digits"])
    if not parts.get("day"):
        return f"{year:04}-{month:02}" if 1 <= month <= 12 else None
    return _day(year, month, int(parts["day"]))


def _either_order(year: int, one: int, two: int) -> str | None:
    """Day first or month first: sure only where the other order is no date, or the same one."""
    readings = {reading for reading in (_day(year, one, two), _day(year, two, one)) if reading}
    if len(readings) == 1:
        return readings.pop()
    return f"{year:04}" if readings else None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
