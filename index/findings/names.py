"""Names and classes with digits: numbers that quantify nothing.

"Phase 3", "COVID-19", "S&P 500", "[12]", "8.8.8.8". Decides from the characters and the word
around a number only; a unit behind the number is the grammar's business and outranks this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.findings import references
from index.findings.numbers import Number
from index.findings.wordlists import listed

_CLASS_WORDS = listed("class")
# Words that open a sentence before a number without being part of a name with it.
_BEFORE_NUMBER = listed("before a number")
_WORD_BEFORE = re.compile(r"([^\W\d_][\w.&’'/-]*)[ \u00a0]\Z")
_CLASS_LIST = re.compile(
    r"\b([^\W\d_]{2,14})\.? \d{1,4}(?:, \d{1,4}){0,3},? (?:and|or|to|through|&) \Z"
)
_CODE_BEFORE = re.compile(r"[^\W\d_][-–_/.:]\Z|[\d)][_/.:]\Z|[#§@№^_\\]\Z|\d\+\Z|[^\W\d_]\Z")
_BRACKETED = re.compile(r"\[\s?\d[\d\s,;–-]{0,40}\]|\((?:\d{1,2}|[ivx]{1,4})\)(?=\s\S)")
_DIGIT = re.compile(r"\d")
_MAIL = re.compile(r"\S{1,80}@\S+")
_ADDRESS = re.compile(
    r"(?:https?://|www\.|doi:\s?|ftp://)\S+|\b10\.\d{4,9}/\S+"
    r"|\b[\w-]{1,60}\.(?:com|org|net|gov|edu|io|eu|uk|de)\b\S*"
)
_PHONE = re.compile(
    r"(?<![\w.,])(?:\+\d{1,3}[ .-]?)?(?:\(\d{2,4}\)|\d{3,4})[ .-]\d{3}[ .-]\d{4}(?!\w)"
    r"|(?<!\w)\+\d[\d .()-]{6,18}\d|\b1-8\d\d-[\w-]{4,12}"
)
_CLOCK = re.compile(
    r"(?<![\w:.])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:\s?[ap]\.?m\b\.?)?(?![\w:])"
    r"|(?<![\w:.])(?:1[0-2]|[1-9])\s?[ap]\.?m\b\.?",
    re.IGNORECASE,
)
_DOTTED = re.compile(
    r"(?=[v\d])(?:(?<![\w.])v?\d{1,4}(?:\.\d{1,4}){2,}+(?!\w)|(?<![\w/])(?:24/7|9/11|50/50)(?![\w/])"
    r"|\b(?:401|403) ?\(?[kb]\b\)?|\b501 ?\(c\)(?: ?\(\d\))?"
    r"|\b508 (?=complian|conform|requirement|standard)"
    r"|\b[248]K (?=(?:ultra|HD|UHD|cameras?|content|displays?|monitors?|options?|projectors?"
    r"|resolution|screens?|streaming|TVs?|televisions?|videos?)\b))"
)
_STREET = re.compile(
    r"\b\d{1,5} (?:[A-Z][\w.’'-]* ){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd"
    r"|Lane|Drive|Plaza|Square)\b"
)
_IDENTIFIER = re.compile(r"\b(?:CVE|ISO|RFC|DOI|ISBN|ISSN)[- ]?\d[\d-]*(?::\d{4})?")
_NOTE_MARK = re.compile(
    r"(?<!\d)[.!?][”\"’)]? ?(\d{1,3}(?:[,–-] ?\d{1,3}){0,4})(?= [A-Z][^\W\d_]* )"
)
_FIRST_NOTE = re.compile(
    r"\s*(\d{1,3}(?:[,–-] ?\d{1,3}){0,4}) (?=[A-Z][a-z’']*,? [a-z])[^\n]*[.!?]\W{0,3}$"
)
_LIST_NUMBER = re.compile(
    r"\s*(?:[-*•]\s)?(?:\d{1,3}\.(?!\d)|\d{1,5}\)|\d{1,2}(?:\.\d{1,2}){1,3}\.?(?=\s+[A-Z]))(?=\s)"
)


def masked(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Stretches whose numbers are never figures: addresses, note marks, sources named."""
    spans = references.masked(text, start, end)
    spans += [match.span() for match in _ADDRESS.finditer(text, start, end)]
    if text.find("@", start, end) >= 0:
        spans += [match.span() for match in _MAIL.finditer(text, start, end)]
    if _DIGIT.search(text, start, end):
        spans += _masked_digits(text, start, end)
    return spans


def _masked_digits(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for pattern in (_BRACKETED, _PHONE, _DOTTED, _IDENTIFIER, _STREET):
        for match in pattern.finditer(text, start, end):
            yield match.span()
    for match in _NOTE_MARK.finditer(text, start, end):
        yield match.span(1)
    first = _FIRST_NOTE.match(text, start, end)
    if first:
        yield first.span(1)


def clock_times(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where times of the day and what is written like them ("3:16") stand."""
    return [match.span() for match in _CLOCK.finditer(text, start, end)]


def list_number(text: str, start: int, end: int) -> int:
    """Where the text after a list or heading number begins; `start` if there is no such number."""
    match = _LIST_NUMBER.match(text, start, end)
    return match.end() if match else start


def touches_letters_before(text: str, number: Number, begin: int) -> bool:
    """Whether letters or code marks stick to the front of a number: "COVID-19", "#5", "v2"."""
    if number.form != "digits":
        return False
    return _CODE_BEFORE.search(text[max(begin, number.start - 2) : number.start]) is not None


def touches_letters(text: str, number: Number, begin: int, pos: int, end: int) -> bool:
    """Whether letters stick to a number that ends at `pos`: "GPT-4", "2nd", "1.2.3"."""
    if number.form != "digits":
        return False
    after = text[pos : min(end, pos + 2)]
    if after[:1].isalpha() or after[:1] == "_":
        return True
    if len(after) == 2 and after[0] in ".:/" and after[1].isdigit():
        return True
    return touches_letters_before(text, number, begin)


def _is_capitalised(text: str, number: Number) -> bool:
    """ "the Five Eyes": a number word that is a name together with the next word."""
    after = text[number.end : number.end + 2]
    return text[number.start].isupper() and after[:1] == " " and after[1:].isupper()


def is_numbered(text: str, number: Number, begin: int) -> bool:
    """Whether the word before a number is one that numbers things: "section 12"."""
    before = _WORD_BEFORE.search(text[max(begin, number.start - 32) : number.start])
    return before is not None and _numbers_things(before[1])


def _numbers_things(word: str) -> bool:
    low = word.lower().rstrip(".")
    return low in _CLASS_WORDS or low.removesuffix("s") in _CLASS_WORDS


def is_name(text: str, number: Number, begin: int) -> bool:
    """Whether a number without unit is part of a name or a class: "Boeing 737", "phase 3".

    `begin` is where the sentence starts: there, a capital says nothing.
    """
    start = max(begin, number.start - 32)
    listed_before = _CLASS_LIST.search(text[start : number.start])
    if listed_before and _numbers_things(listed_before[1]):
        return True
    before = _WORD_BEFORE.search(text[start : number.start])
    if before is None:
        return False
    word = before[1]
    low = word.lower().rstrip(".")
    if _numbers_things(word):
        plain = number.value < 1000 or text[number.start : number.end].isdigit()
        return plain or number.form == "words"
    if word.endswith(("'s", "’s")) and word[0].isupper():
        return False
    if low in _BEFORE_NUMBER:
        named = low == "the" and number.form == "words" and _is_capitalised(text, number)
        return named or text[start : number.start].endswith("Group of ")
    opens = list_number(text, begin, number.start)
    first = not text[opens : start + before.start()].strip()
    if first and number.form != "digits":
        return text[number.start].isupper() and word[0].isupper()
    if word[1:2].isupper():
        return True
    return word[0].isupper() and not (first and low.endswith(("ly", "ing", "ed")))
