"""How close the sections of an article come to a question in what they mean.

What an article is about stands in all its sections, so closeness alone finds the right article and
hardly the section. Hence each is also compared with what the article has in common taken out, as
a partial correlation takes out a third variable.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from index.search.meaning import Direction, Sum, middle, sum_of


@dataclass(frozen=True, slots=True)
class Meant:
    """What a section says: its heading, and what follows; the title of the article."""

    title: Sum
    heading: Sum
    text: Sum


@dataclass(frozen=True, slots=True)
class Nearness:
    """How close a section comes to a question, as cosines; 0 where nothing is known.

    `whole` is heading and text together, `partial` the same without what is common to the article,
    `article` all sections together and `title` their title.
    """

    whole: float = 0.0
    partial: float = 0.0
    article: float = 0.0
    title: float = 0.0


def compare(question: Direction, sections: Sequence[Meant]) -> list[Nearness]:
    """Each section of an article beside a question."""
    wholes = [
        middle((section.heading.direction(), section.text.direction())) for section in sections
    ]
    common = middle(wholes)
    of_article, of_title = common.closeness(question), sections[0].title.closeness(question)
    return [
        Nearness(
            whole=whole.closeness(question),
            partial=_partial(whole, question, common),
            article=of_article,
            title=of_title,
        )
        for whole, section in zip(wholes, sections, strict=True)
    ]


def _partial(one: Direction, other: Direction, common: Direction) -> float:
    """The partial correlation of two directions, a third held constant."""
    with_one, with_other = one.closeness(common), other.closeness(common)
    left = (1 - with_one**2) * (1 - with_other**2)
    return (one.closeness(other) - with_one * with_other) / left**0.5 if left > _ALL else 0.0


_ALL = 1e-6
"""What is left of a direction that is the common one itself."""


def nearest(stem: str, others: Sequence[str]) -> tuple[str, float]:
    """Which of some stems means most nearly the same, and how nearly; ("", 0) if none is known."""
    wanted = sum_of([stem]).direction()
    nearness = ((other, sum_of([other]).closeness(wanted)) for other in others)
    return max(nearness, key=itemgetter(1), default=("", 0.0))
