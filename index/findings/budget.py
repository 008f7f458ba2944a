"""The budget: which findings the article view marks by default.

Two thirds of the sentences of an analysis are a claim or a risk; marking them all marks nothing.
Joshi and Vogel (CHI 2024) found that capped highlights help where unlimited ones do not; Scim
(Fok et al., IUI 2023) spreads them evenly over the paper. So: one sentence in six, at most
two a paragraph, spread over the sections, nothing twice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from index.article import DEFAULT_DENSITY

SHARE = DEFAULT_DENSITY
PER_PARAGRAPH = 2
SAME = 0.6
"""Share of the shorter sentence's content words above which two sentences say the same."""
SPREAD = 0.1
_FEW = 4

_WORD = re.compile(r"[^\W_]{4,}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that holds a claim or a risk: where it is and how much it deserves marking."""

    sentence: int
    block: int
    section: int
    merit: float
    text: str


def chosen(candidates: Sequence[Candidate], sentences: int, share: float = SHARE) -> set[int]:
    """The sentences to mark, by number: a `share` of the `sentences` that the article has.

    Merits are logits; that of a section's next sentence falls by `SPREAD` with every mark the
    section has, which spreads the marks without leaving a strong section for a weak one.
    """
    allowed = round(share * sentences) or (1 if candidates else 0)
    waiting: dict[int, list[Candidate]] = {}
    for candidate in sorted(candidates, key=lambda c: (c.merit, -c.sentence)):
        waiting.setdefault(candidate.section, []).append(candidate)
    heap = [(-pool[-1].merit, section) for section, pool in waiting.items()]
    heapify(heap)
    taken: set[int] = set()
    paragraphs: Counter[int] = Counter()
    marks: Counter[int] = Counter()
    said = _Said()
    while heap and len(taken) < allowed:
        section = heappop(heap)[1]
        best = waiting[section].pop()
        if paragraphs[best.block] < PER_PARAGRAPH and said.is_new(best.text):
            taken.add(best.sentence)
            paragraphs[best.block] += 1
            marks[section] += 1
        if waiting[section]:
            heappush(heap, (marks[section] * SPREAD - waiting[section][-1].merit, section))
    return taken


class _Said:
    """What the marked sentences say, as content words, to find what says the same again."""

    def __init__(self) -> None:
        self._sizes: list[int] = []
        self._holders: dict[str, list[int]] = {}

    def is_new(self, text: str) -> bool:
        """Whether no sentence noted so far shares most of the words; notes it if so."""
        words = set(_WORD.findall(text.lower()))
        shared = Counter(at for word in words for at in self._holders.get(word, ()))
        for at, count in shared.items():
            shorter = min(len(words), self._sizes[at])
            if shorter >= _FEW and count > SAME * shorter:
                return False
        for word in words:
            self._holders.setdefault(word, []).append(len(self._sizes))
        self._sizes.append(len(words))
        return True
