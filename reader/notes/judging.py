"""How good a place is for a quote, and the gates it must pass to be taken for the right one.

Compares texts that are given; looks for nothing, and knows no article.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from index.article import Span
from index.text import fold_same_length
from reader.notes.model import CONTEXT

# The gates. Measured on 50 real articles whose sentences were edited, deleted and replaced: with
# them 2 % of deleted sentences are attached to something else unwarned, without them over half.
SHORT_QUOTE = 24
"""Quotes with fewer code points say little by themselves: their surroundings must agree."""
SHORT_CONTEXT = 0.8
EXACT_CONTEXT = 0.4
SIMILAR_CONTEXT = 0.7
SIMILAR_QUOTE = 0.65
SAME_HEADING = 0.8
"""A heading less like the old one is another question."""

TIE = 0.05
"""Places whose ranks differ by less are equally good."""

_TELLING = 8  # a side of fewer code points is no evidence while the other side has more
_HEADING_BONUS = 0.2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may be the right one; all shares are 0 (nothing in common) to 1 (equal)."""

    span: Span
    quote: float
    before: float | None
    after: float | None
    same_heading: bool

    @property
    def context(self) -> float:
        """The better side: an edit next to a quote spoils only one of them."""
        sides = [side for side in (self.before, self.after) if side is not None]
        return max(sides, default=1.0)

    @property
    def rank(self) -> float:
        """By which places are compared with each other; only its order means something."""
        sides = sum(side for side in (self.before, self.after) if side is not None)
        return self.quote + sides + (_HEADING_BONUS if self.same_heading else 0.0)

    @property
    def untouched(self) -> bool:
        """Whether the quote and all that is known of its surroundings stand as they stood."""
        return self.quote == 1.0 and {self.before, self.after} <= {1.0, None}

    def passes(self, length: int) -> bool:
        """Whether this is good enough for a quote of so many code points."""
        if length < SHORT_QUOTE:
            return self.quote >= SIMILAR_QUOTE and self.context >= SHORT_CONTEXT
        if self.quote == 1.0:
            return self.context >= EXACT_CONTEXT
        return self.quote >= SIMILAR_QUOTE and self.context >= SIMILAR_CONTEXT


def plain(text: str) -> str:
    """Text as it is compared: the same length, without case, accents, typography, line ends."""
    return fold_same_length(text).replace("\n", " ")


def plain_but_case(text: str) -> str:
    """`plain` with capitals left: of a short quote they are half the word ("US" is not "us")."""
    pairs = zip(text, plain(text), strict=True)
    return "".join(folded.upper() if here.isupper() else folded for here, folded in pairs)


def likeness(a: str, b: str) -> float:
    """Levenshtein similarity: 1 for equal texts, 0 for texts with nothing in common."""
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.normalized_similarity(a, b)


def side_likeness(stored: str, here: str, *, whole: str, other: str) -> float | None:
    """How alike one side of the context is; None where it is too short to tell.

    A short side that is still all there is up to the same end of the text does tell.
    """
    if len(stored) < CONTEXT and stored == whole:
        return 1.0
    if not stored or (len(stored) < _TELLING <= len(other)):
        return None
    return likeness(plain(stored), plain(here))


def apart(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The best of all candidates that overlap each other."""
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda each: -each.rank):
        if not any(candidate.span.overlaps(other.span) for other in kept):
            kept.append(candidate)
    return kept
