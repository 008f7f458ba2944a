"""What is kept of the way an article was read, beside the place: panel, cursor, what was read.

The store keeps it as one opaque word list, "risk whole cursor:1234 seen:0.1.4 done:1".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Set
from dataclasses import dataclass

from index.article import Article
from reader.widgets.findings_panel import FACETS, Facet

FINISHED = 0.9
"""Share of the text in sections that were seen from which an article counts as read."""


@dataclass(frozen=True, slots=True)
class ReadingState:
    """Which panel was open and on what, where the cursor was, which sections were read.

    `done` are the questions that were read to their end, or marked as read, by section number.
    """

    facet: Facet = "claim"
    whole: bool = False
    cursor: int | None = None
    seen: frozenset[int] = frozenset()
    done: frozenset[int] = frozenset()

    def written(self) -> str:
        """As the store keeps it."""
        words: list[str] = [self.facet]
        if self.whole:
            words.append("whole")
        if self.cursor is not None:
            words.append(f"cursor:{self.cursor}")
        for name, numbers in (("seen", self.seen), ("done", self.done)):
            if numbers:
                words.append(f"{name}:" + ".".join(map(str, sorted(numbers))))
        return " ".join(words)

    @classmethod
    def read(cls, kept: str) -> ReadingState:
        """The inverse of `written`; what is not understood is left out."""
        words = kept.split()
        numbers = {
            name: [int(part) for part in value.split(".") if part.isdigit()]
            for name, _, value in (word.partition(":") for word in words)
        }
        return cls(
            facet=next((facet for facet in FACETS if facet in words), "claim"),
            whole="whole" in words,
            cursor=next(iter(numbers.get("cursor", [])), None),
            seen=frozenset(numbers.get("seen", [])),
            done=frozenset(numbers.get("done", [])),
        )

    def progress(self, article: Article) -> float:
        """The share of the text that lies in sections that were seen or marked as read, 0 to 1."""
        numbers = self.seen | self.done
        seen = sum(s.end - s.start for s in article.sections if s.number in numbers)
        return seen / max(1, len(article.text))


def carried(numbers: Set[int], before: Article, now: Article) -> set[int]:
    """Sections of an article, by number, in the article as it is now: those with the same heading.

    Where several have one heading, the first is the first. What has no such heading is left out.
    """
    kept = {name for number, name in enumerate(_names(before)) if number in numbers}
    return {number for number, name in enumerate(_names(now)) if name in kept}


def _names(article: Article) -> list[tuple[str | None, int]]:
    """The heading of each section, with how many before it have the same one."""
    times: Counter[str | None] = Counter()
    found = []
    for section in article.sections:
        found.append((section.heading, times[section.heading]))
        times[section.heading] += 1
    return found
