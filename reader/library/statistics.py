"""What was read, for how long, and which questions were answered: by week, source and article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from reader.store import Store, reading_time
from reader.store.reading_time import Answered, ReadOn
from reader.widgets.article_header import host

COUNTS_FROM = 20.0
"""Seconds from which on an article counts as one that was read in."""
NO_SOURCE = "no source"
Naming = Callable[[ReadOn | Answered], str]


@dataclass(frozen=True, slots=True)
class Tally:
    """What was read of something: a week (its Monday as an ISO date), a source, an article."""

    name: str
    seconds: float
    articles: int
    questions: int

    @property
    def minutes(self) -> int:
        """Whole minutes."""
        return round(self.seconds / 60)


@dataclass(frozen=True, slots=True)
class Statistics:
    """All of it: weeks the latest first, without gaps; sources and articles the longest first.

    `articles` are named by the absolute paths of their files, `titles` says how they are called.
    """

    whole: Tally
    weeks: tuple[Tally, ...]
    sources: tuple[Tally, ...]
    articles: tuple[Tally, ...]
    titles: dict[str, str]


def statistics_of(store: Store, folders: Sequence[Path], today: date) -> Statistics:
    """What was read in the articles of these folders up to today. Raises StoreError."""
    read = reading_time.read_under(store, folders)
    answered = reading_time.answered_under(store, folders)
    weeks = _tallies(read, answered, lambda each: _monday(each.day))
    sources = _tallies(read, answered, lambda each: host(each.source) or NO_SOURCE)
    articles = _tallies(read, answered, lambda each: each.path)
    (whole,) = _tallies(read, answered, lambda _: "") or [Tally("", 0.0, 0, 0)]
    return Statistics(
        whole=whole,
        weeks=tuple(_without_gaps(weeks, today)),
        sources=_longest(sources),
        articles=_longest(articles),
        titles={each.path: each.title for each in read},
    )


def _tallies(read: Iterable[ReadOn], answered: Iterable[Answered], name: Naming) -> list[Tally]:
    seconds: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    questions: dict[str, int] = defaultdict(int)
    for each in read:
        seconds[name(each)][each.path] += each.seconds
    for answer in answered:
        questions[name(answer)] += 1
    return [
        Tally(
            key,
            sum(seconds[key].values()),
            sum(spent >= COUNTS_FROM for spent in seconds[key].values()),
            questions[key],
        )
        for key in {**seconds, **questions}
    ]


def _longest(tallies: Iterable[Tally]) -> tuple[Tally, ...]:
    """The longest first, without those that nothing was read in."""
    read = (each for each in tallies if each.articles or each.questions)
    return tuple(sorted(read, key=lambda each: -each.seconds))


def _monday(day: str) -> str:
    read_on = date.fromisoformat(day)
    return (read_on - timedelta(days=read_on.weekday())).isoformat()


def _without_gaps(weeks: Iterable[Tally], today: date) -> list[Tally]:
    """Also the weeks in which nothing was read, from the first one on."""
    known = {each.name: each for each in weeks}
    if not known:
        return []
    first, week = min(known), _monday(max(today.isoformat(), max(known)))
    listed: list[Tally] = []
    while week >= first:
        listed.append(known.get(week) or Tally(week, 0.0, 0, 0))
        week = (date.fromisoformat(week) - timedelta(days=7)).isoformat()
    return listed
