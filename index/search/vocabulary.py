"""The words of a collection: what a prefix stands for, what is spelt alike, what was meant."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from heapq import nlargest
from itertools import accumulate

from index.search.analysis import STOP_WORDS, tokens
from index.search.query import Near, Phrase, Prefix, Query, Word, wanted
from index.search.spelling import similar

MOST_WORDS, MOST_SECTIONS = 50, 60_000
"""Words that a prefix stands for at most, the most frequent, and in how many sections they may
stand together: one letter has thousands of words, and whoever types it types on."""
MOST_OF_A_LETTER = 15_000
"""The same for a single letter: nobody wants to wait for it."""
_LAST = "\U0010ffff"


class Vocabulary:
    """Every word with the number of sections it stands in."""

    def __init__(self, parts: Iterable[Mapping[str, int]]) -> None:
        """`parts` are counts to be added up, one mapping for each piece of an index."""
        counts: dict[str, int] = {}
        for part in parts:
            if not counts:
                counts = dict(part)
                continue
            for word, count in part.items():
                counts[word] = counts.get(word, 0) + count
        self._counts = counts
        self._words = sorted(counts)

    def __contains__(self, word: str) -> bool:
        return word in self._counts

    def begun(self, prefix: str, limit: int = MOST_WORDS) -> list[str]:
        """Words that begin so, most frequent first; no stop words."""
        first = bisect_left(self._words, prefix)
        last = bisect_left(self._words, prefix + _LAST, lo=first)
        found = (word for word in self._words[first:last] if word not in STOP_WORDS)
        return nlargest(limit, found, key=self._counts.__getitem__)

    def expansion(self, prefix: str) -> list[str]:
        """The words that a prefix in a query stands for."""
        words = self.begun(prefix)
        standing = accumulate(self._counts[word] for word in words)
        most = MOST_SECTIONS if len(prefix) > 1 else MOST_OF_A_LETTER
        fit = [w for w, so_far in zip(words, standing, strict=True) if so_far <= most]
        return fit or words[:1]

    def similar(self, word: str) -> list[tuple[str, int]]:
        """Words spelt like this one with their edit distance: nearest, then most frequent first."""
        found = similar(word, self._words)
        return sorted(found, key=lambda each: (each[1], -self._counts[each[0]], each[0]))


def suggest(
    text: str, query: Query, vocabulary: Vocabulary, found: Callable[[str], bool]
) -> str | None:
    """`text` with each word that is not found replaced by the nearest there is; None if none is.

    `query` is what `text` was parsed to; only words it looks for are replaced. `found` says
    whether a folded word is found, be it in another inflection.
    """
    corrected, last = "", 0
    looked_for = _looked_for(query, vocabulary)
    for word, start, end in tokens(text):
        if word not in looked_for or word in vocabulary or found(word):
            continue
        like = vocabulary.similar(word)
        if like:
            corrected += text[last:start] + like[0][0]
            last = end
    return corrected + text[last:] if corrected else None


def _looked_for(query: Query, vocabulary: Vocabulary) -> set[str]:
    words: set[str] = set()
    begun: set[str] = set()
    for leaf in wanted(query):
        match leaf:
            case Word(text):
                words.update(token.word for token in tokens(text))
            case Phrase(several) | Near(several):
                words.update(several)
            case Prefix(prefix) if vocabulary.begun(prefix, 1):
                begun.add(prefix)
    return words - begun
