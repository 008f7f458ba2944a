"""How long somebody reads: the time between two keys counts for what is on the screen, a longer
pause does not; and what was read to its end counts as read, a question as answered.

No screens here: somebody else says what is in view, and keeps what was counted.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from index.article import Article, Section, Span
from reader.notes.model import ArticleRef
from reader.widgets.article_header import WORDS_PER_MINUTE

PAUSE = 120.0
"""Seconds without a key from which on nobody is taken to read."""
KEEP_EVERY = 30.0
"""Seconds that are counted before they are kept."""
_LEAST = 1.0
_SHARE = 0.2
"""A text must have been on the screen for so many seconds, and so much of the time that reading it
takes: paging through is not reading."""


@dataclass(frozen=True, slots=True)
class InView:
    """The article on the screen and the part of its text that is seen."""

    ref: ArticleRef
    article: Article
    span: Span


@dataclass(frozen=True, slots=True)
class Counted:
    """What is to be kept: seconds of a day, and headings of questions that were answered."""

    day: str
    article: ArticleRef
    seconds: float
    answered: tuple[str, ...]


class ReadingClock:
    """Counts; `take` gives what was counted since it was asked last."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._clock = clock
        self._today = today
        self._at: float | None = None
        self._seconds: dict[tuple[str, ArticleRef], float] = defaultdict(float)
        self._answered: dict[ArticleRef, dict[str, None]] = defaultdict(dict)
        self._on_screen: dict[tuple[ArticleRef, int], float] = defaultdict(float)

    def heard(self, in_view: InView | None) -> frozenset[int]:
        """A key was pressed; `in_view` is what was on the screen until now, if it is an article.

        Returns the numbers of the sections that were read to their end by that; of a question all
        of its answer was.
        """
        now, before = self._clock(), self._at
        self._at = now
        if before is None or in_view is None or not 0 < now - before <= PAUSE:
            return frozenset()
        gap = now - before
        self._seconds[self._today().isoformat(), in_view.ref] += gap
        read: set[int] = set()
        for section in _sections_in(in_view.article.sections, in_view.span):
            self._on_screen[in_view.ref, section.number] += gap
            ends = _end(in_view.article.text, section) <= in_view.span.end
            if ends and self.share(in_view.ref, in_view.article, section) == 1:
                read.add(section.number)
                if section.is_question:
                    self._answered[in_view.ref][section.heading or ""] = None
        return frozenset(read)

    @property
    def still(self) -> float:
        """Seconds since the last key."""
        return float("inf") if self._at is None else self._clock() - self._at

    def share(self, ref: ArticleRef, article: Article, section: Section) -> float:
        """How much of the time that reading a section needs at least it was on the screen, to 1."""
        words = article.text.count(" ", section.body_start, _stop(section))
        least = max(_LEAST, _SHARE * words * 60 / WORDS_PER_MINUTE)
        return min(1.0, self._on_screen[ref, section.number] / least)

    @property
    def is_due(self) -> bool:
        """Whether enough was counted to be kept."""
        return sum(self._seconds.values()) >= KEEP_EVERY

    def take(self) -> list[Counted]:
        """What was counted; counting begins anew."""
        taken = [
            Counted(day, ref, seconds, tuple(self._answered.pop(ref, ())))
            for (day, ref), seconds in self._seconds.items()
        ]
        self._seconds.clear()
        return taken

    def give_back(self, counted: Sequence[Counted]) -> None:
        """What was taken and could not be kept: it is there when `take` is asked again."""
        for each in counted:
            self._seconds[each.day, each.article] += each.seconds
            self._answered[each.article].update(dict.fromkeys(each.answered))


def _stop(section: Section) -> int:
    """Where a section ends, a question with all that answers it."""
    return section.answer_end if section.is_question else section.end


def _end(text: str, section: Section) -> int:
    """Where its last word ends."""
    return section.body_start + len(text[section.body_start : _stop(section)].rstrip())


def _sections_in(sections: Sequence[Section], span: Span) -> list[Section]:
    """The sections that are, at least in part, in a span."""
    return [each for each in sections if each.start < span.end and span.start < _stop(each)]
