"""The pieces of a section that show why it was found, with the exact places of what matched."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from index.article import Snippet, Span
from index.search.marks import Mark, disjoint, marks
from index.search.query import Query

WIDTH = 160
"""Code points of a snippet, about."""
_MOST_MARKS = 500
"""Marks among which the best windows are looked for."""
_POINTED = -1
"""The `leaf` of places that match without a word."""
_ANYWHERE: Mapping[int, Sequence[Span]] = MappingProxyType({})
_LEAD = 60
_WORD = 30
_NEW_START = re.compile(r"""\n\s*|[.!?…؟۔।][\"'”’)\]]*\s+|[。！？｡][」』”’）)\]]*\s*""")


def snippets(
    text: str,
    query: Query,
    *,
    start: int = 0,
    limit: int = 2,
    language: str | None = None,
    places: Sequence[Span] = (),
    within: Mapping[int, Sequence[Span]] = _ANYWHERE,
) -> tuple[Snippet, ...]:
    """The best pieces of a section's `text`, in its order, at most `limit`.

    `start` is where `text` begins in its article; `Snippet.start` counts from there;
    `language` is the article's. `places` of the article match too; words with a number in `within`
    (see `Mark.leaf`) only match in these places. A text that holds nothing of the query (its title
    does, perhaps) gives its beginning.
    """
    if not text.strip():
        return ()
    found = _limited(marks(text, query, language), within, start)
    end = start + len(text)
    pointed = [Span(p.start - start, p.end - start) for p in places if start <= p.start < end]
    found = sorted([*found, *(Mark(p.start, p.end, _POINTED) for p in pointed)])
    if not found:
        return (_snippet(text, 0, 0, [], start),)
    chosen = _best_windows(found[:_MOST_MARKS], limit)
    pieces: list[Snippet] = []
    for window in sorted(chosen):
        last = pieces[-1].start + len(pieces[-1].text) - start if pieces else 0
        if window[0].start >= last:
            pieces.append(_snippet(text, window[0].start, window[-1].end, found, start, last))
    return tuple(pieces)


def _limited(found: list[Mark], within: Mapping[int, Sequence[Span]], start: int) -> list[Mark]:
    """Marks but those of words that count elsewhere only; offsets of places are the article's."""
    if not within:
        return found
    return [
        mark
        for mark in found
        if mark.leaf not in within
        or any(
            p.start <= mark.start + start and mark.end + start <= p.end for p in within[mark.leaf]
        )
    ]


def _best_windows(found: list[Mark], limit: int) -> list[list[Mark]]:
    """Marks that fit into one snippet together: different parts of the query count most."""
    candidates = []
    last = 0
    for first, match in enumerate(found):
        last = max(last, first + 1)
        while last < len(found) and found[last].end <= match.start + WIDTH - _WORD:
            last += 1
        window = found[first:last]
        worth = len({each.leaf for each in window}) + len(window) / (len(found) + 1)
        candidates.append((-worth, match.start, window))
    chosen: list[list[Mark]] = []
    for _, _, window in sorted(candidates, key=lambda each: each[:2]):
        apart = all(
            window[-1].end + WIDTH < other[0].start or other[-1].end + WIDTH < window[0].start
            for other in chosen
        )
        if apart:
            chosen.append(window)
        if len(chosen) == limit:
            break
    return chosen


def _snippet(
    text: str, first: int, last: int, found: list[Mark], offset: int, floor: int = 0
) -> Snippet:
    """The text around [first, last), not before `floor`."""
    start = _begin(text, max(floor, first - _LEAD), first)
    end = _end(text, min(len(text), max(start + WIDTH, min(last, start + 2 * WIDTH))), last)
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end = start + len(text[start:end].rstrip())
    inside = [
        Span(max(each.start, start) - start, min(each.end, end) - start)
        for each in disjoint(found)
        if each.start < end and start < each.end
    ]
    return Snippet(text[start:end], offset + start, tuple(inside))


def _begin(text: str, earliest: int, first: int) -> int:
    """Where a snippet begins: at a sentence or line, else at a word, that starts before `first`."""
    starts = [match.end() for match in _NEW_START.finditer(text, earliest, first)]
    if earliest == 0:
        starts.insert(0, 0)
    if starts:
        return starts[-1] if first - starts[-1] >= _LEAD // 3 else starts[0]
    space = re.search(r"\s", text[earliest - 1 : first])
    return earliest + space.start() if space else earliest


def _end(text: str, end: int, last: int) -> int:
    """Where it ends: behind a word, but not before `last`."""
    if end == len(text) or text[end].isspace():
        return end
    for place in range(end, max(end - _WORD, last), -1):
        if text[place - 1].isspace():
            return place
    return end
