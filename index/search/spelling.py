"""How alike two words are: what `~word` finds and what a misspelt word may have meant."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from index.search.analysis import STOP_WORDS

_SHORT, _LONG = 3, 6


def allowed_distance(word: str) -> int:
    """Edits a word may be away: none up to 2 letters, 1 up to 5, else 2."""
    if len(word) < _SHORT:
        return 0
    return 1 if len(word) < _LONG else 2


def alike(word: str, other: str) -> bool:
    """Whether `~word` finds `other`."""
    if word == other:
        return True
    if other in STOP_WORDS:
        return False
    from rapidfuzz.distance import OSA

    allowed = allowed_distance(word)
    return OSA.distance(word, other, score_cutoff=allowed) <= allowed


def similar(word: str, words: Iterable[str]) -> list[tuple[str, int]]:
    """Those of `words` within the allowed distance of `word`, with it, nearest first.

    An edit adds, drops or changes a letter, or swaps two neighbours (optimal string alignment).
    Stop words are like no word but themselves.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    scorer: Any = OSA.distance  # its annotations and those of `extract` do not agree
    near = process.extract(
        word, list(words), scorer=scorer, score_cutoff=allowed_distance(word), limit=None
    )
    found = [(each[0], int(each[1])) for each in near]
    return [(like, edits) for like, edits in found if like == word or like not in STOP_WORDS]
