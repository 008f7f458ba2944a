"""Sentences that answer a question: verbatim, chosen by what of the question stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from index.article import Span
from index.search.marks import marks
from index.search.query import Query

_FIRST = 0.3
"""What the first sentence of an answer is worth more; the second half of that, and so on. Writers
answer a heading at once, often without repeating its words."""
_FEW_WORDS, _MANY_WORDS = 5, 60


def best_sentences(
    text: str,
    sentences: Sequence[Span],
    query: Query,
    limit: int,
    language: str | None = None,
) -> list[tuple[Span, float]]:
    """The best `limit` of `sentences` (spans of `text`, those of one section), best first.

    `language` is that of the text.

    The score is the share of the query's parts that stand in the sentence, a part counting for
    more the fewer sentences have it, plus a bonus for standing early; sentences too short to say
    anything, or very long, get half. It is above 0 and at most 1 + the bonus.
    """
    held = [
        {mark.leaf for mark in marks(text[s.start : s.end], query, language)} for s in sentences
    ]
    parts = set().union(*held)
    weights = {part: log(1 + len(held) / sum(part in each for each in held)) for part in parts}
    whole = sum(weights.values()) or 1.0
    scored = []
    for place, (span, present) in enumerate(zip(sentences, held, strict=True)):
        score = sum(weights[part] for part in present) / whole + _FIRST / (1 + place)
        words = len(text[span.start : span.end].split())
        scored.append((span, score if _FEW_WORDS <= words <= _MANY_WORDS else score / 2))
    return sorted(scored, key=lambda each: (-each[1], each[0].start))[:limit]
