"""Which articles are copies of each other: the same page saved twice, the same text elsewhere.

Pure: facts about articles in, groups out. Nothing is deleted or merged; the better copy is shown.

Source of the method: the overlap of two texts is estimated from the smallest hashes of their
four-word shingles (A. Broder, "On the resemblance and containment of documents", 1997).
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import nsmallest
from itertools import combinations
from urllib.parse import parse_qsl, urlencode, urlsplit
from zlib import crc32

from index.text import fold

SAME_TEXT = 0.8
"""Share of common shingles from which two texts of one title count as the same."""
SAME_WORDS = 0.95
"""The same for texts with different titles: reports made from one form have much in common."""
LONG_ENOUGH = 100
"""Words below which different titles make different articles, whatever the texts: stubs."""
SAME_PAGE = 0.15
"""Share from which two articles with the same address do: pages change, and stubs are short."""
_KEPT = 48
_LOOKED_UP = 4
_NEIGHBOURS = 12
_SHINGLE = 4
_WORD = re.compile(r"\w+")
_TRACKING = re.compile(
    r"utm_|fbclid|gclid|mc_|ref$|source$|cmp$|share|igshid|s$|smid$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What tells copies: `address` from `address_key`, `sketch` from `sketch_of`.

    `poor` says that the article looks like an error page or a stub.
    """

    id: str
    title: str
    address: str
    text_hash: str
    sketch: bytes
    words: int
    questions: int
    poor: bool = False


def address_key(source: str | None) -> str:
    """An address without what differs between two visits to one page; "" for a whole site."""
    try:
        parts = urlsplit(source or "")
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
        query = [(k, v) for k, v in parse_qsl(parts.query) if not _TRACKING.match(k)]
    except ValueError:
        return ""
    path = re.sub(r"/(?:amp|index\.html?)?$|\.amp$", "", parts.path.rstrip("/"))
    if not host or not (path or query):
        return ""
    return f"{host}{path}?{urlencode(sorted(query))}".rstrip("?")


def sketch_of(text: str) -> bytes:
    """The smallest hashes of a text's shingles, empty for a text too short to compare."""
    words = [word.encode("utf-8", "replace") for word in _WORD.findall(fold(text))]
    if len(words) < 5 * _SHINGLE:
        return b""
    shingles = zip(*(words[offset:] for offset in range(_SHINGLE)), strict=False)
    return array("I", nsmallest(_KEPT, {crc32(b" ".join(each)) for each in shingles})).tobytes()


def resemblance(one: bytes, other: bytes) -> float:
    """Estimated share of common shingles of two texts, from their sketches; 0 to 1."""
    if not one or not other:
        return 0.0
    a, b = set(_values(one)), set(_values(other))
    union = nsmallest(_KEPT, a | b)
    return sum(1 for value in union if value in a and value in b) / len(union)


def copies(articles: Iterable[Facts]) -> dict[str, str]:
    """For each article that is a poorer copy of another: the id of the best of its group."""
    known = {article.id: article for article in articles}
    leader = {identity: identity for identity in known}

    def top(identity: str) -> str:
        while leader[identity] != identity:
            leader[identity] = leader[leader[identity]]
            identity = leader[identity]
        return identity

    for one, other in _candidates(known.values()):
        if top(one.id) != top(other.id) and _same(one, other):
            leader[top(other.id)] = top(one.id)
    groups: dict[str, list[Facts]] = defaultdict(list)
    for article in known.values():
        groups[top(article.id)].append(article)
    found: dict[str, str] = {}
    for group in groups.values():
        best = max(group, key=_worth)
        found |= {each.id: best.id for each in group if each is not best}
    return found


def _worth(article: Facts) -> tuple[bool, int, int]:
    """The whole text before a stub, then the one with its questions, then the longer."""
    return not article.poor, article.words // 50 + 4 * article.questions, article.words


def _same(one: Facts, other: Facts) -> bool:
    alike = resemblance(one.sketch, other.sketch)
    same_title = fold(one.title) == fold(other.title)
    if one.address and one.address == other.address:
        # One address may stand for a series: its parts differ in title and text.
        return alike >= SAME_PAGE or same_title
    if same_title:
        return alike >= SAME_TEXT or one.text_hash == other.text_hash
    if one.poor or other.poor or min(one.words, other.words) < LONG_ENOUGH:
        return False
    return alike >= SAME_WORDS or one.text_hash == other.text_hash


def _candidates(articles: Iterable[Facts]) -> Iterator[tuple[Facts, Facts]]:
    """Pairs worth a look: same address, same text, or one of the smallest shingles in common."""
    buckets: dict[object, list[Facts]] = defaultdict(list)
    for article in articles:
        buckets[article.text_hash].append(article)
        if article.address:
            buckets[article.address].append(article)
        for value in _values(article.sketch)[:_LOOKED_UP]:
            buckets[value].append(article)
    for bucket in buckets.values():
        # What very many share is furniture: there only texts of nearly the same length can match.
        ordered = sorted(bucket, key=lambda each: (each.words, each.id))
        if len(ordered) <= _NEIGHBOURS:
            yield from combinations(ordered, 2)
        else:
            for place, one in enumerate(ordered):
                for other in ordered[place + 1 : place + 1 + _NEIGHBOURS]:
                    yield one, other


def _values(sketch: bytes) -> array[int]:
    return array("I", sketch)
