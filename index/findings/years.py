"""Four digits alone: which of them are years.

Years of citations, of names ("Vision 2040") and numbers of things are not; only the surroundings of
the digits can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.article import Span
from index.findings.wordlists import listed

_BARE = re.compile(
    r"(?:(?<=\bpre-)|(?<=\bpost-)|(?<=\bmid-)|(?<![\w/.,$€£#-]))(?:1[0-9]|20|21)\d\d"
    r"(?![\w%°+]|[.,:]\d|-[a-z])"
)
_WORD_BEFORE = re.compile(r"([^\W\d_][\w.’'-]*)(,?) ?\Z")
_SMALL_WORDS = listed("before a year")
_MARKS = ("§", "#", "№", "¶")
_NUMBERED = frozenset(("no", "nos", "section", "article", "rfc", "iso", "room", "page", "version"))
_NAME_AFTER = re.compile(
    r" (?!(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"\b)[A-Z][\w’'-]*"
)
_AUTHOR = re.compile(r"(?:[A-Z][\w’'-]+|et al\.?|eds?\.|(?:1[89]|20)\d\d[a-z]?),? ?\Z")
_AUTHOR_OUTSIDE = re.compile(r"(?:[A-Z][\w’'-]+|et al\.?) [\[(]\Z")
_CLOSES = re.compile(r"[a-z]?(?:[)\];:]|, ?(?:p|\d|[A-Z])|,? (?:and|in|for|as)\b)|$")
_COUNTED = re.compile(
    r" (?!(?:was|is|has|his|its|this|as|us|across|versus|plus|pages?|results)\b)[a-z]+s\b"
)


def plain_years(text: str, start: int, end: int) -> Iterator[Span]:
    """Spans of four digits between two offsets that are years."""
    for match in _BARE.finditer(text, start, end):
        if _is_year(text, start, match.start(), match.end(), end):
            yield Span(match.start(), match.end())


def _is_year(text: str, begin: int, start: int, end: int, limit: int) -> bool:
    before = text[max(begin, start - 160) : start]
    if before.rstrip(" \u00a0")[-1:] in _MARKS or _is_cited(before, text, end, limit):
        return False
    year = int(text[start:end])
    counts = not (1900 < year < 2060 and year != 2000) and _COUNTED.match(text, end, limit)
    word = _WORD_BEFORE.search(before[-40:])
    if word is None:
        return not counts
    low = word[1].lower().rstrip(".")
    if low in _SMALL_WORDS:
        named = low in ("the", "a", "at") and _NAME_AFTER.match(text, end, limit)
        return (
            not (counts and low not in ("in", "since", "by", "from", "until", "of")) and not named
        )
    if low in _NUMBERED:
        return False
    if word[1][0].isupper() and not word[2]:
        return False
    return not counts


def _is_cited(before: str, text: str, end: int, limit: int) -> bool:
    """ "(Smith, 2010)", "Smith (2010)", "(Lee & Jones, 2011, 2012)", "Lee et al. 2012"."""
    if not _CLOSES.match(text, end, limit):
        return False
    if before.endswith(("(", "[")):
        return _AUTHOR_OUTSIDE.search(before) is not None
    inside = before.rfind("(") > before.rfind(")")
    return (inside or "et al" in before[-12:]) and _AUTHOR.search(before) is not None
