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
_LOOKED_UP = 8
_FURNITURE = 30
"""What more articles than this have in common says nothing of any two of them."""
_STUB = 0.4
_SHINGLE = 4
_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"\d+")
_TRACKING = re.compile(r"utm_|fbclid|gclid|mc_[ce]id|igshid|ref_src|smid$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Facts:
    """What tells copies: `address` from `address_key`, `sketch` from `sketch_of`.

    `poor` says that the article looks like an error page or a stub, `told` how many of source,
    authors and date are known.
    """

    id: str
    title: str
    address: str
    text_hash: str
    sketch: bytes
    words: int
    questions: int
    poor: bool = False
    published: str | None = None
    told: int = 0


def address_key(source: str | None) -> str:
    """An address without what differs between two visits to one page; "" for a whole site."""
    try:
        parts = urlsplit(source or "")
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
        query = [
            (k, v)
            for k, v in parse_qsl(parts.query, keep_blank_values=True)
            if not _TRACKING.match(k)
        ]
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

    seen: set[tuple[str, str]] = set()
    for one, other in _candidates(known.values()):
        pair = (one.id, other.id) if one.id < other.id else (other.id, one.id)
        if pair in seen:
            continue
        seen.add(pair)
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
    """The whole text before a stub; then questions, length and what is known of it count."""
    substance = article.words // 50 + 4 * article.questions + 4 * article.told
    return not article.poor, substance, article.words


def _same(one: Facts, other: Facts) -> bool:
    if one.address and one.address == other.address:
        return _same_page(one, other)
    # Asked of very many pairs: what is found out soonest comes first.
    if one.published and other.published and one.published != other.published:
        return False
    title, other_title = fold(one.title), fold(other.title)
    same_text = one.text_hash == other.text_hash
    if title == other_title:
        return same_text or resemblance(one.sketch, other.sketch) >= SAME_TEXT
    short, long = sorted((one.words, other.words))
    if one.poor or other.poor or short < LONG_ENOUGH or short < long * SAME_TEXT:
        return False
    if _DIGITS.sub("", title) == _DIGITS.sub("", other_title):
        return False  # week 41 and week 42
    return same_text or resemblance(one.sketch, other.sketch) >= SAME_WORDS


def _same_page(one: Facts, other: Facts) -> bool:
    """One address may stand for a series: its parts differ in their texts."""
    short, long = sorted((one.words, other.words))
    is_stub = one.poor or other.poor or short < long * _STUB
    if one.text_hash == other.text_hash or (is_stub and fold(one.title) == fold(other.title)):
        return True
    return resemblance(one.sketch, other.sketch) >= SAME_PAGE


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
        if len(bucket) <= _FURNITURE:
            yield from combinations(bucket, 2)


def _values(sketch: bytes) -> array[int]:
    return array("I", sketch)
