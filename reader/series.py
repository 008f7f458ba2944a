"""Places that are read in a row: where a hit leads, and what comes after it. No screens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from index.article import Hit, QuestionEntry


@dataclass(frozen=True, slots=True)
class Place:
    """A section of an article, and an offset into the article's text; -1 is its beginning."""

    article: str
    section: int
    offset: int = -1


@dataclass(frozen=True, slots=True)
class Series:
    """Places to be read one after the other; `about` says what they have in common."""

    about: str
    places: tuple[Place, ...]
    at: int = 0

    @property
    def here(self) -> Place:
        """The place that is being read."""
        return self.places[self.at]

    @property
    def position(self) -> str:
        """ "3 of 14: Where did the money go?"."""
        return f"{self.at + 1} of {len(self.places)}: {self.about}"

    def moved(self, by: int) -> Series | None:
        """The series so many places on; None beyond its ends."""
        at = self.at + by
        return replace(self, at=at) if 0 <= at < len(self.places) else None


def place_of(hit: Hit) -> Place:
    """The first match in the first snippet of a hit, else the beginning of its section."""
    for snippet in hit.snippets:
        for match in snippet.matches:
            return Place(hit.article, hit.section, snippet.start + match.start)
    return Place(hit.article, hit.section)


def place_of_question(entry: QuestionEntry) -> Place:
    """Where a question is answered."""
    return Place(entry.article, entry.section)


def series_at(about: str, places: Iterable[Place], here: Place) -> Series:
    """The series of these places, at the one of them that is `here`."""
    row = tuple(places)
    return Series(about, row, row.index(here))
