"""What to try when a query finds nothing: the same query with something taken out of it.

Pure: whoever proposes them hands over what counts the sections that a query finds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from index.collection import QueryError

_FIELD = re.compile(r'[+-]?\b[a-z]+:(?:"[^"]*"?|\S*)')
_FIELD_OF_WORDS = re.compile(r"\b(?:title|question|text|claim|note):(?=[\w\"])")
_WITHOUT = re.compile(r"(?:(?<=\s)|^)-\S+")
_PHRASE = re.compile(r'(?<![^\s(+~-])"([^"]*)"?')
_WORD = re.compile(r"\w+")
_MOST = 4
"""Tries that are proposed."""
_LONG, _BEGINNING = 6, 5
"""A word of so many letters is tried by its first few."""


ADVICE = "try fewer or shorter words, or * at the end of one"
"""What helps where nothing better is known."""


@dataclass(frozen=True, slots=True)
class Try:
    """A query that may find more, and in what it differs; `found` counts its sections."""

    why: str
    query: str
    only: tuple[str, ...] = ()
    found: int = 0


def worth_trying(
    query: str,
    only: tuple[str, ...],
    suggestion: str | None,
    count: Callable[[str, tuple[str, ...]], int],
) -> Iterator[Try]:
    """The first few tries that find something; `count` says how many sections a query finds.

    Those that `count` cannot read (it raises `QueryError`) are left out.
    """
    left = _MOST
    for each in tries(query, only, suggestion):
        try:
            found = count(each.query, each.only)
        except QueryError:
            continue
        if found:
            yield replace(each, found=found)
            left -= 1
        if not left:
            return


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
    yield Try("the words anywhere", _FIELD_OF_WORDS.sub("", query), only)
    yield Try("without fields", _FIELD.sub("", query), only)
    plain = _FIELD.sub("", query)
    longest = sorted({word for word in _WORD.findall(plain) if len(word) >= _LONG}, key=len)
    for word in reversed(longest):
        yield Try("words that begin so", f"{word[:_BEGINNING]}*", only)


def _flat(query: str) -> str:
    return " ".join(query.split())
