"""How near the words of a question come to those of sections, word by word.

Vectors of whole texts (`closeness`) say what they are about together; here each word of a question
looks for the word nearest to it, in the heading and anywhere in a section ("pricing" finds
"charge"), as models of late interaction do (ColBERT: Khattab and Zaharia, 2020). A word that all
sections of an article come near to tells none of them apart.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

from index.search.meaning import cosines

_FAINT_IN_HEADING, _FAINT = 0.3, 0.4
"""Cosines up to which words have nothing to do with each other."""


@dataclass(frozen=True, slots=True)
class Met:
    """How much of a question a section comes near to, 0 to 1.

    `heading` by its heading, `apart` by its heading more than the article's headings do on
    average, `telling` by any word, where what few sections of the article come near to counts most.
    """

    heading: float
    apart: float
    telling: float


def meet(
    weights: Mapping[str, float], sections: Sequence[tuple[Collection[str], Collection[str]]]
) -> list[Met]:
    """Each section of an article beside a question.

    `weights` are the stems of the question, and how much each tells; of a section the stems of its
    heading and those of its text.
    """
    whole = sum(weights.values()) or 1.0
    everything = {stem for heading, text in sections for stem in (*heading, *text)}
    totals = [[0.0, 0.0, 0.0] for _ in sections]
    for asked, weight in weights.items():
        near = cosines(asked, everything)
        headings = [_nearest(near, heading) for heading, _ in sections]
        usual = sum(headings) / len(sections)
        anywhere = [
            _beyond(_FAINT, max(of_heading, _nearest(near, text)))
            for of_heading, (_, text) in zip(headings, sections, strict=True)
        ]
        fewness = log(1 + len(sections) / (sum(anywhere) + 0.5)) / log(1 + len(sections) / 1.5)
        for total, of_heading, there in zip(totals, headings, anywhere, strict=True):
            total[0] += weight * _beyond(_FAINT_IN_HEADING, of_heading)
            total[1] += weight * max(0.0, of_heading - usual)
            total[2] += weight * sqrt(there * fewness)
    return [Met(*(value / whole for value in total)) for total in totals]


def _nearest(near: Mapping[str, float], stems: Collection[str]) -> float:
    return max(0.0, max(map(near.__getitem__, stems), default=0.0))


def _beyond(faint: float, cosine: float) -> float:
    return max(0.0, (cosine - faint) / (1 - faint))
