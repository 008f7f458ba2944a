"""How long somebody reads: the time between two keys counts for what is on the screen, a longer
pause does not; and a question counts as answered once its answer was read to its end.

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
"""An answer must have been on the screen for so many seconds, and so much of the time that
reading it takes: paging through is not reading."""


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

        Returns the numbers of the sections whose questions were answered by that.
        """
        now, before = self._clock(), self._at
        self._at = now
        if before is None or in_view is None or not 0 < now - before <= PAUSE:
            return frozenset()
        gap = now - before
        self._seconds[self._today().isoformat(), in_view.ref] += gap
        read: set[int] = set()
        for section in _asked_in(in_view.article.sections, in_view.span):
            key = (in_view.ref, section.number)
            self._on_screen[key] += gap
            words = in_view.article.text.count(" ", section.body_start, section.answer_end)
            least = max(_LEAST, _SHARE * words * 60 / WORDS_PER_MINUTE)
            if _end(in_view.article.text, section) <= in_view.span.end and (
                self._on_screen[key] >= least
            ):
                self._answered[in_view.ref][section.heading or ""] = None
                read.add(section.number)
        return frozenset(read)

    @property
    def still(self) -> float:
        """Seconds since the last key."""
        return float("inf") if self._at is None else self._clock() - self._at

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


def _end(text: str, section: Section) -> int:
    """Where the last word of an answer ends."""
    return section.body_start + len(text[section.body_start : section.answer_end].rstrip())


def _asked_in(sections: Sequence[Section], span: Span) -> list[Section]:
    """The questions whose answers are, at least in part, in a span."""
    return [
        each
        for each in sections
        if each.is_question and each.start < span.end and span.start < each.answer_end
    ]
