"""What to try when a query finds nothing: the same query with something taken out of it.

Pure: proposals are made here, whoever asks the collection keeps those that find something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_FIELD = re.compile(r'[+-]?\b[a-z]+:(?:"[^"]*"?|\S*)')
_WITHOUT = re.compile(r"(?:(?<=\s)|^)-\S+")
_PHRASE = re.compile(r'(?<![^\s(+~-])"([^"]*)"?')
_WORD = re.compile(r"\w+")
_LONG, _BEGINNING = 6, 5
"""A word of so many letters is tried by its first few."""


@dataclass(frozen=True, slots=True)
class Try:
    """A query that may find more, and in what it differs; `found` counts its sections."""

    why: str
    query: str
    only: tuple[str, ...] = ()
    found: int = 0


def tries(query: str, only: tuple[str, ...], suggestion: str | None) -> Iterator[Try]:
    """Queries like this one that ask for less, the most alike first, none twice."""
    known = {(_flat(query), only)}
    for each in _tries(query, only, suggestion):
        key = (_flat(each.query), each.only)
        if each.query.strip() and key not in known:
            known.add(key)
            yield each


def _tries(query: str, only: tuple[str, ...], suggestion: str | None) -> Iterator[Try]:
    if suggestion:
        yield Try("in another spelling", suggestion, only)
    if only:
        yield Try("without what narrows it", query)
    yield Try("the words of the phrase, anywhere", _PHRASE.sub(r"\1", query), only)
    yield Try("with nothing left out", _WITHOUT.sub("", query), only)
    yield Try("without fields", _FIELD.sub("", query), only)
    plain = _FIELD.sub("", query)
    longest = sorted({word for word in _WORD.findall(plain) if len(word) >= _LONG}, key=len)
    for word in reversed(longest):
        yield Try("words that begin so", f"{word[:_BEGINNING]}*", only)


def _flat(query: str) -> str:
    return " ".join(query.split())
