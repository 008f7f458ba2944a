"""Figures in languages other than English: amounts of money, percents and ISO dates.

What signs and digits say by themselves, with numbers in the notation of the language ("1.234,5" or
"1,234.5"). Nothing here was measured on labelled texts; nouns, words and months are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import zip_longest
from pathlib import Path

from index.article import Figure, FigureValue
from index.findings.figures import FoundFigure
from index.findings.units import Unit, currency_before, unit_after

_SCALES = Path(__file__).with_name("scales.tsv")
_DECIMAL_POINT = frozenset("en zh ja ko th he hi bn ta te mr gu pa ur sw ms tl si ne my km".split())
"""Languages that write 1,234.5; all others write 1.234,5 or 1 234,5."""
_COMMA_NUMBER = re.compile(
    r"(?<![\w.,])(?:0\.\d++|\d++\.\d{1,2}(?![\d.,])"
    r"|(?:[1-9]\d{0,2}(?:[. \u00a0\u2009\u202f'’]\d{3})++(?!\d)|\d++)(?:,\d++)?)(?![.,]?\d)"
)
_POINT_NUMBER = re.compile(
    r"(?<![A-Za-z0-9_.,])(?:\d{1,3}(?:,\d{3})++(?!\d)|\d++)(?:\.\d++)?(?![.,]?\d)"
)
_POINT_ALL_THE_SAME = re.compile(r"0\.\d+|\d+\.\d{1,2}")
"""Numbers that cannot be read but with a decimal point, in whatever language."""
_GROUPS = re.compile("[ \u00a0\u2009\u202f'’]")
_SCALE = re.compile(r"[ \u00a0\u202f]?([^\W\d_]{1,12})\.?")
_OF = re.compile(r" d(?:e|i)?(?=[ \u00a0’'])")
_ELIDED = re.compile(r"[’'](euro|dollar)s?\b")
_DASH = re.compile(r"\s?[-–—]\s?")
_SIGN = re.compile(r"(?:^|[\s(])[-−]\Z")
_ISO_DATE = re.compile(
    r"(?<![\w/-])(?:1[0-9]|20|21)\d\d-(?:0[1-9]|1[0-2])(?:-(?:3[01]|[12]\d|0[1-9]))?(?![\w-])"
)


def has_decimal_point(language: str) -> bool:
    """Whether a language (ISO 639-1) writes 1,234.5 rather than 1.234,5."""
    return language in _DECIMAL_POINT


def foreign_figures(text: str, start: int, end: int, language: str) -> list[FoundFigure]:
    """Money, percents and ISO dates between two offsets, in order, without overlap.

    `language` is an ISO 639-1 code; it decides how numbers are read. Never raises on any text.
    """
    found = [*_dates(text, start, end), *_amounts(text, start, end, has_decimal_point(language))]
    found.sort(key=lambda figure: figure.start)
    return [
        figure
        for at, figure in enumerate(found)
        if at == 0 or figure.start >= max(other.end for other in found[:at][-3:])
    ]


def _dates(text: str, start: int, end: int) -> Iterator[FoundFigure]:
    for match in _ISO_DATE.finditer(text, start, end):
        figure = Figure("date", match[0], "date")
        yield FoundFigure(match.start(), match.end(), figure, "iso date")


def _amounts(text: str, start: int, end: int, point: bool) -> Iterator[FoundFigure]:
    pattern = _POINT_NUMBER if point else _COMMA_NUMBER
    matches = list(pattern.finditer(text, start, end))
    low: re.Match[str] | None = None
    for match, following in zip_longest(matches, matches[1:]):
        if following and low is None and _DASH.fullmatch(text, match.end(), following.start()):
            low = match
            continue
        figure = _amount(text, start, end, low or match, match, point)
        if figure is not None:
            yield figure
        low = None


def _amount(
    text: str, begin: int, end: int, low: re.Match[str], match: re.Match[str], point: bool
) -> FoundFigure | None:
    """A number, or two with a dash between, with a currency on either side or a percent sign."""
    after, scale = _scaled(text, match.end(), end)
    unit = _elided(text, after, end) or unit_after(text, after, end)
    known = unit[1] if unit and unit[1].kind in ("money", "percent") else None
    before = None if known else currency_before(text, begin, low.start())
    if known is None and before is None:
        return None
    start, sign = (before[0], 1.0) if before else _signed(text, begin, low.start())
    factor = scale * (known.factor if known else 1.0)
    last = round(_value(match[0], point) * factor, 6)
    first = round(_value(low[0], point) * factor, 6)
    ranged = low is not match
    value: FigureValue = (min(first, last), max(first, last)) if ranged else sign * last
    name = known.name if known else before[1] if before else ""
    kind = known.kind if known else "money"
    rule = "percent unit" if kind == "percent" else "currency"
    stop = unit[0] if known and unit else after
    if ranged:
        return FoundFigure(start, stop, Figure("range", value, name), f"range of {rule}")
    return FoundFigure(start, stop, Figure(kind, value, name), rule)


def _scaled(text: str, pos: int, end: int) -> tuple[int, float]:
    """Where a scale behind a number ends ("Mrd.", "millions d'"), and what it multiplies by."""
    match = _SCALE.match(text, pos, end)
    factor = _scales().get(match[1].lower()) if match else None
    if match is None or factor is None:
        return pos, 1.0
    of = _OF.match(text, match.end(), end)
    return (of.end() if of else match.end()), factor


def _elided(text: str, pos: int, end: int) -> tuple[int, Unit] | None:
    """The currency of "2,5 millions d’euros", which no space stands before."""
    match = _ELIDED.match(text, pos, end)
    if match is None:
        return None
    return match.end(), Unit("money", "EUR" if match[1] == "euro" else "USD")


def _signed(text: str, begin: int, start: int) -> tuple[int, float]:
    negative = _SIGN.search(text[max(begin, start - 2) : start])
    return (start - 1, -1.0) if negative else (start, 1.0)


def _value(digits: str, point: bool) -> float:
    plain = _GROUPS.sub("", digits)
    point = point or _POINT_ALL_THE_SAME.fullmatch(plain) is not None
    return float(plain.replace(",", "") if point else plain.replace(".", "").replace(",", "."))


@cache
def _scales() -> dict[str, float]:
    scales: dict[str, float] = {}
    for line in _SCALES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            factor, words = line.split("\t")
            scales.update(dict.fromkeys(words.split(), float(factor)))
    return scales
