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
    r"(?:(?=[.,]\d{1,2}(?: [A-Z]|$))|(?![\w%°+]|[.,:]\d|-[a-z]))"
)
_WORD_BEFORE = re.compile(r"([^\W\d_][\w.’'-]*)(,?) ?\Z")
_SMALL_WORDS = listed("before a year")
_FIRST_LIKELY = 1500
_MARKS = ("§", "#", "№", "¶", "<", ">", "≤", "≥", "≈")
_NUMBERED = frozenset(("no", "nos", "section", "article", "rfc", "iso", "room", "page", "version"))
_DOCUMENT_AFTER = re.compile(
    r"(?: (?:[A-Z][\w’'&-]*|of|and|for|on|in|the)){0,8}? (?:Acts?|Agenda|Award|Awards|Bills?"
    r"|Budget|Census"
    r"|Code|Conference|Conventions?|Declaration|Directive|Edition|Guidelines?|Index|Outlook|Plan|Regulations?"
    r"|Report|Review|Rules?|Strategy|Study|Summit|Survey|Treaty|Yearbook|editions?|releases?)\b"
)
_DOCUMENT_BEFORE = re.compile(
    r"\b[A-Z][\w’'-]+ (?:Census|Guidelines|Handbook|Index|Manual|Outlook|Report|Review|Statistics"
    r"|Survey|Yearbook),? \(?\Z"
)
_NAMED_OF = re.compile(r"\b([A-Z][\w’'-]*)(?: \([A-Z][\w&.-]{1,15}\))? of \Z")
_NAMED_ACT = re.compile(
    r"\b(?:Act|Bill|Code|Law|Order|Rules|Regulations|Ordinance|Agreement|Protocol|Convention|Treaty"
    r"|Directive|Guidelines|Declaration|Accord)(?: \([A-Z]\w+\))?,? \(?\Z"
)
_NAMED_RANGE = re.compile(r"\b([A-Z][\w’'-]*),? \Z")
_SEASONS = frozenset(
    "as end start spring summer autumn fall winter early late beginning middle january february"
    " march"
    " april may june july august september october november december".split()
)
_AUTHOR = re.compile(
    r"(?:[A-Z][\w’'-]+|et al\.?|eds?\.|(?:1[89]|20)\d\d[a-z]|[A-Z][\w’'-]+ \[\d{4}\])"
    r"(?:,? (?:1[89]|20)\d\d[a-z]?){0,4},? ?\Z"
)
_AUTHOR_OUTSIDE = re.compile(r"(?:[A-Z][\w’'-]+|et al\.?)\.?,? [\[(]\Z")
_CLOSES = re.compile(r"[a-z]?(?:[)\];:]|, ?(?:p|\d|[A-Z])|,? (?:and|in|for|as)\b)|$")
_PAGE_AFTER = re.compile(r", pp?\.")
_TITLED = re.compile(
    r"\([A-Z][\w.]* (?:[A-Z][\w.]* |of |and |the |for |\d+,? ){0,6}?[A-Z\d][\w.]*,? \Z"
)
_TOTAL = re.compile(r"\b(?:total|number|average|median|mean) of \Z")
_BEFORE_NAMES = frozenset(("the", "a", "its", "their", "our", "his", "her", "this", "that"))
_BEFORE_YEARS = frozenset(("in", "since", "by", "from", "until", "of"))
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
    quoted = before[-1:] in ("“", '"') and text[end : end + 1] in ("”", '"')
    if quoted or names_with_year(before):
        return False
    year = int(text[start:end])
    counted = not (1900 < year < 2060 and year != 2000) or _TOTAL.search(before)
    counts = counted and _COUNTED.match(text, end, limit)
    word = _WORD_BEFORE.search(before[-40:])
    if word is None:
        return not counts
    low = word[1].lower().rstrip(".")
    if low in _SMALL_WORDS:
        if low in _BEFORE_NAMES and _DOCUMENT_AFTER.match(text, end, limit):
            return False
        told = low in _BEFORE_YEARS and year >= _FIRST_LIKELY and not _TOTAL.search(before)
        return told or not counts
    if low in _NUMBERED:
        return False
    if word[1][0].isupper() and word[2] and _DOCUMENT_AFTER.match(text, end, limit):
        return text[end + 1 : end + 5] == "the "
    if word[1][0].isupper() and not word[2]:
        owner = word[1].endswith(("'s", "’s"))
        return owner and not counts and not _DOCUMENT_AFTER.match(text, end, limit)
    return not counts


def names_with_year(before: str) -> bool:
    """ "Clean Air Act of 1963", "Equality Act 2010": the year is a part of the name."""
    of = _NAMED_OF.search(before[-40:])
    if of and of[1].lower() not in _SEASONS:
        return len(before) > len(of[0])
    return _NAMED_ACT.search(before) is not None or _DOCUMENT_BEFORE.search(before) is not None


def is_named_range(before: str) -> bool:
    """ "Guidelines for Norland, 2020-2025": two years behind a name belong to it."""
    named = _NAMED_RANGE.search(before[-40:])
    return (
        named is not None
        and named[1].lower() not in _SMALL_WORDS
        and named[1].lower() not in _SEASONS
    )


def _is_cited(before: str, text: str, end: int, limit: int) -> bool:
    """ "(Smith, 2010)", "Smith (2010)", "(Lee & Jones, 2011, 2012)", "Lee et al. 2012"."""
    if before.endswith(("et al., ", "et al. ", "et al, ")):
        return True
    if not _CLOSES.match(text, end, limit):
        return False
    if before.endswith(("(", "[")):
        return _AUTHOR_OUTSIDE.search(before) is not None
    paren = before.rfind("(")
    if paren > before.rfind(")") and _TITLED.match(before, paren):
        return True
    if not before and text[end : end + 1] == ")":
        return True
    inside = any(before.rfind(a) > before.rfind(b) for a, b in ("()", "[]"))
    if inside and _PAGE_AFTER.match(text, end, limit):
        return True
    return (inside or "et al" in before[-12:]) and _AUTHOR.search(before) is not None
