"""Numbers as they are written: digits, words, fractions; where they stand and what they are worth.

Knows nothing of units or meaning: "5M" is 5 with a short scale that its reader may accept or not.
All repetitions in the expressions are bounded or possessive, so that a page of digits costs no more
than a page of prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Form = Literal["digits", "words", "fraction", "multiple"]

SHORT_SCALES = {"k": 1e3, "K": 1e3, "m": 1e6, "M": 1e6, "b": 1e9, "B": 1e9, "T": 1e12}
_SCALES = {
    "lakh crore": 1e12, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9,
    "trillion": 1e12,
    "dozen": 12.0, "lakh": 1e5, "crore": 1e7, "mn": 1e6, "bn": 1e9, "tn": 1e12, "mln": 1e6,
    "bln": 1e9, "trn": 1e12,
}  # fmt: skip
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {word: float(value) for value, word in enumerate(_ONES)} | {
    word: 10.0 * value for value, word in enumerate(_TENS, start=2)
}
_VULGAR = {"½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 1 / 8, "⅕": 1 / 5,
    "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8, "⅖": 2 / 5, "⅗": 3 / 5, "⅘": 4 / 5, "⅙": 1 / 6, "⅚": 5 / 6,
}  # fmt: skip
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6,
    "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
_MULTIPLES = {"once": 1.0, "twice": 2.0, "thrice": 3.0}

_GAP = "[ \u00a0-]"
_CURRENCY_CODE = (
    r"(?-i:(?<=USD)|(?<=EUR)|(?<=GBP)|(?<=CHF)|(?<=JPY)|(?<=CNY)|(?<=RMB)|(?<=INR)|(?<=KRW)|(?<=CAD)"
    r"|(?<=AUD)|(?<=NZD)|(?<=HKD)|(?<=SGD)|(?<=SEK)|(?<=NOK)|(?<=DKK)|(?<=BRL)|(?<=ZAR)|(?<=Rs)|(?<=RM))"
)
_DIGITS = (
    r"(?:\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3}){1,6}+(?!\d)(?:\.\d++)?"
    r"|\d{1,2}(?:,\d{2}(?!\d)){1,5}+,\d{3}(?!\d)"
    r"|\d{1,3}(?:(?: \d{3}){2,4}+|(?: 000){1,4}+)(?!\d)"
    r"|\d++(?:\.\d++)?"
    r"|(?<!\.)\.\d++)"
)
_WORD = (
    rf"(?:(?:{'|'.join(_TENS)})(?:[ -]?(?:{'|'.join(_ONES[1:10])})\b)?"
    rf"|(?:{'|'.join(reversed(_ONES))}))"
)
_LARGE = r"(?:hundred|thousand|million|billion|trillion|dozen|lakh|crore)\b"
_SPELLED = (
    rf"(?:(?:an? )?(?:half|quarter)[ -](?:of )?(?:an? )?{_LARGE}"
    rf"|(?:{_WORD}|an?){_GAP}{_LARGE}(?:{_GAP}{_LARGE}){{0,2}}"
    rf"(?:(?:,? and |{_GAP}){_WORD}\b(?:{_GAP}{_LARGE}){{0,3}}){{0,3}}"
    rf"|{_WORD}(?:\b|(?=fold\b)))"
)
_PART = (
    rf"(?:(?:(?:an?|one|two|three|four|five|nine)[ -](?:{'|'.join(_PARTS)})s?\b(?<!two quarters)"
    rf"|half\b)(?![ -](?:of )?(?:an? )?{_LARGE}))"
)
_TAIL = r"[½¼¾⅓⅔⅛⅕⅜⅝⅞⅖⅗⅘⅙⅚]|(?<![.,]\d)(?<!\d\d\d)(?: |-| and )\d/\d\b(?![/.,]\d)"
# The look ahead at the first letter is there for speed: few letters begin a number.
_NUMBER = re.compile(
    rf"(?=[.\d])(?P<digits>(?:(?<!\w)|{_CURRENCY_CODE}){_DIGITS})(?P<tail>{_TAIL})?"
    rf"(?:(?P<scale>{_GAP}?(?:{'|'.join(_SCALES)})\b)|(?P<short>[kmbt])(?!\w))?(?P<plus>\+(?![\w+]))?"
    rf"|(?<![½¼¾⅓⅔⅛⅕⅜⅝⅞⅖⅗⅘⅙⅚])(?P<vulgar>[½¼¾⅓⅔⅛⅕⅜⅝⅞⅖⅗⅘⅙⅚])(?![½¼¾⅓⅔⅛⅕⅜⅝⅞⅖⅗⅘⅙⅚])"
    rf"|\b(?=[aefhnoqstz])(?:(?P<fraction>{_PART})"
    rf"|(?P<multiple>once|twice|thrice)\b"
    rf"|(?P<words>{_SPELLED})(?P<and_part>[ -]and[ -]an?[ -](?:half|quarter)\b)?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the text: its span (with a scale such as "million") and its value.

    `short` is a one-letter scale right behind the digits ("k", "m", "B"), not part of the span.
    `scaled` says whether a scale word was read.
    """

    start: int
    end: int
    value: float
    form: Form
    short: str = ""
    scaled: bool = False


def numbers(text: str, start: int, end: int) -> Iterator[Number]:
    """Every number between two offsets, in order, without overlap."""
    for match in _NUMBER.finditer(text, start, end):
        yield _read(match)


def _read(match: re.Match[str]) -> Number:
    if match["digits"] is not None:
        return _read_digits(match)
    if match["vulgar"] is not None:
        return Number(match.start(), match.end(), _VULGAR[match["vulgar"]], "fraction")
    if match["fraction"] is not None:
        return Number(match.start(), match.end(), _part_value(match["fraction"]), "fraction")
    if match["multiple"] is not None:
        return Number(match.start(), match.end(), _MULTIPLES[match["multiple"].lower()], "multiple")
    value, scaled = _spelled_value(match["words"])
    if match["and_part"]:
        value += 0.5 if match["and_part"].lower().endswith("half") else 0.25
    return Number(match.start(), match.end(), value, "words", scaled=scaled)


def _read_digits(match: re.Match[str]) -> Number:
    value = digits_value(match["digits"])
    if match["tail"]:
        value += _tail_value(match["tail"])
    scale = match["scale"]
    if scale:
        value = round(value * _SCALES[scale.strip(" \u00a0-").lower()], 6)
    short = match["short"] or ""
    end = match.end() - len(short) - (len(match["plus"] or "") if short else 0)
    return Number(match.start(), end, value, "digits", short, scaled=bool(scale))


def _tail_value(tail: str) -> float:
    """What is added to a whole number: "½", " 1/2", "-3/4"."""
    if tail in _VULGAR:
        return _VULGAR[tail]
    part, whole = int(tail[-3]), int(tail[-1])
    return round(part / whole, 4) if whole else 0.0


def digits_value(digits: str) -> float:
    """The value of plain digits with separators of thousands."""
    return float(re.sub("[,\u00a0\u2009\u202f ]", "", digits))


def scaled_value(number: Number) -> float:
    """The value with its one-letter scale applied."""
    return round(number.value * SHORT_SCALES.get(number.short, 1.0), 6)


def _part_value(words: str) -> float:
    first, _, part = words.lower().replace("-", " ").rpartition(" ")
    whole = _PARTS.get(part) or _PARTS[part.removesuffix("s")]
    return _VALUES.get(first, 1.0) / whole


def _spelled_value(words: str) -> tuple[float, bool]:
    """Value of number words: "one hundred and fifty thousand", and whether a scale was among them.

    Hundreds multiply what stands before them; larger scales close a group.
    """
    total = group = 0.0
    scaled = False
    for word in re.split(r"[ ,\u00a0-]+", words.lower()):
        if word in _VALUES:
            group += _VALUES[word]
        elif word in ("a", "an"):
            group = group or 1.0
        elif word in ("half", "quarter"):
            group = 1 / _PARTS[word]
        elif word in _SCALES:
            scaled = True
            group = (group or 1.0) * _SCALES[word]
            if _SCALES[word] >= 1e3:
                total, group = total + group, 0.0
        elif word != "and":
            group += _joined_value(word)
    return total + group, scaled


def _joined_value(word: str) -> float:
    """Tens and ones written in one piece: "fiftyfive"."""
    for tens in _TENS:
        if word.startswith(tens):
            return _VALUES[tens] + _VALUES.get(word[len(tens) :], 0.0)
    return 0.0
