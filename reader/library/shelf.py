"""The articles of a collection, each with all that the reader did with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from index.article import Summary
from index.collection import Collection
from index.text import fold
from reader.notes.model import ArticleRef
from reader.store import Store, highlights, reading, shelving
from reader.store.following import Following
from reader.widgets.article_header import host, minutes

State = Literal["unread", "reading", "read", "archived"]
STATES: tuple[State, ...] = get_args(State)


@dataclass(frozen=True, slots=True)
class Held:
    """An article of the library.

    `file` is the absolute path of its file, `source` a site or the authors, `minutes` what
    reading takes; `own_tags` are the reader's, `notes` counts highlights and notes, `copies`
    further files of the same article. `place` is where it was left, None if it never was opened
    or marked by hand.
    """

    summary: Summary
    file: str
    source: str
    minutes: int
    archived: bool = False
    favourite: bool = False
    own_tags: tuple[str, ...] = ()
    notes: int = 0
    copies: int = 0
    place: reading.ReadingPlace | None = None

    @property
    def id(self) -> str:
        """The id of the article."""
        return self.summary.id

    @property
    def state(self) -> State:
        """Put away, or how far it was read."""
        if self.archived:
            return "archived"
        return self.place.state if self.place is not None else "unread"

    @property
    def progress(self) -> float:
        """The share that was read, 0 to 1."""
        if self.place is None:
            return 0.0
        return 1.0 if self.place.state == "read" else self.place.progress

    @property
    def read_at(self) -> str:
        """When it was open last, ISO 8601 in UTC; "" if it never was."""
        # What was marked by hand only was not open, and has nothing to say of panels.
        return self.place.updated if self.place is not None and self.place.panel else ""

    @property
    def tags(self) -> tuple[str, ...]:
        """The reader's tags and those that the article brought along."""
        return tuple(dict.fromkeys((*self.own_tags, *self.summary.metadata.tags)))

    @property
    def ref(self) -> ArticleRef:
        """How what is kept knows the article."""
        about = self.summary
        return ArticleRef(self.file, about.text_hash, about.metadata.source or None, about.title)


@dataclass(frozen=True)
class Facts:
    """What the index knows of the articles, as of one generation of it; by id, but for the list."""

    summaries: Sequence[Summary]
    files: Mapping[str, str]
    skipped: Sequence[tuple[str, str]] = ()

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """What a filter looks for words in: titles, names, tags, paths, folded."""
        return {each.id: _text(each) for each in self.summaries}

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Titles as they are ordered."""
        return {each.id: fold(each.title) for each in self.summaries}


@dataclass(frozen=True)
class Shelf:
    """The library as of one moment, in the order of paths."""

    facts: Facts
    articles: tuple[Held, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Held]:
        """The articles by their ids."""
        return {each.id: each for each in self.articles}

    @cached_property
    def states(self) -> Counter[State]:
        """How many articles are in each state."""
        return Counter(each.state for each in self.articles)

    @cached_property
    def favourites(self) -> int:
        """How many are favourites."""
        return sum(each.favourite for each in self.articles)

    @cached_property
    def questions(self) -> int:
        """How many questions all of them answer."""
        return sum(each.summary.questions for each in self.articles)

    @cached_property
    def tags(self) -> list[str]:
        """Every tag, the most used first."""
        counts = Counter(tag for each in self.articles for tag in each.tags)
        return [tag for tag, _ in counts.most_common()]

    @cached_property
    def sources(self) -> list[str]:
        """Every source, the most frequent first."""
        counts = Counter(each.source for each in self.articles if each.source)
        return [source for source, _ in counts.most_common()]

    @cached_property
    def begun(self) -> Held | None:
        """What was begun and not finished, and was open last; None if nothing is."""
        begun = [each for each in self.articles if each.state == "reading" and each.read_at]
        return max(begun, key=lambda each: each.read_at, default=None)

    @cached_property
    def open_last(self) -> Held | None:
        """What was open last, finished or not; None if nothing ever was."""
        opened = [each for each in self.articles if each.read_at]
        return max(opened, key=lambda each: each.read_at, default=None)


class Library:
    """A collection and what its reader keeps, looked at as often as something changes."""

    def __init__(self, collection: Collection, store: Store) -> None:
        self._collection, self._store = collection, store
        self._facts: tuple[object, Facts] | None = None

    def shelf(self) -> Shelf:
        """Everything the library shows; copies stand with the best of them.

        Takes a while where there are many. Raises StoreError, CollectionDamaged.
        """
        facts = self._facts_now()
        files = facts.files
        kept = _Kept(
            self._store, [*files.values()], [each.metadata.source for each in facts.summaries]
        )
        copies: dict[str, list[Summary]] = {}
        for each in facts.summaries:
            if each.copy_of is not None:
                copies.setdefault(each.copy_of, []).append(each)
        return Shelf(
            facts,
            tuple(
                kept.held(each, files.get(each.id, ""), copies.get(each.id, ()), files)
                for each in facts.summaries
                if each.copy_of is None
            ),
        )

    def _facts_now(self) -> Facts:
        collection = self._collection
        edition = collection.edition()
        skipped = tuple(collection.skipped())
        known = (edition, skipped)
        if edition is None or self._facts is None or self._facts[0] != known:
            facts = Facts(collection.articles(), collection.real_files(), skipped)
            # Whether it holds what was committed meanwhile is not known: look again next time.
            self._facts = (known if collection.edition() == edition else None, facts)
        return self._facts[1]


class _Kept:
    """All that was kept of articles, ready to be asked for each of them."""

    def __init__(self, store: Store, files: list[str], sources: list[str | None]) -> None:
        places, shelved = reading.every(store), shelving.every(store)
        self._places = Following([(each.article, each) for each in places], files, sources)
        self._shelved = Following([(each.article, each) for each in shelved], files, sources)
        self._notes = Following(highlights.counts(store), files, sources)

    def held(
        self, summary: Summary, file: str, copies: Sequence[Summary], files: Mapping[str, str]
    ) -> Held:
        """An article with what was kept of it and of its copies."""
        about = summary.metadata
        place = self._places.of(file, summary.text_hash, about.source)
        shelved = self._shelved.of(file, summary.text_hash, about.source)
        notes = self._notes.of(file, summary.text_hash, about.source) or 0
        for copy in copies:
            # What was marked and read in a copy counts for the best one.
            there = files.get(copy.id, "")
            other = self._places.of(there, copy.text_hash, copy.metadata.source)
            if other is not None and (place is None or other.progress > place.progress):
                place = other
            shelved = shelved or self._shelved.of(there, copy.text_hash, copy.metadata.source)
            if copy.text_hash != summary.text_hash:
                notes += self._notes.of(there, copy.text_hash, copy.metadata.source) or 0
        return Held(
            summary=summary,
            file=file,
            source=host(about.source) or ", ".join(about.authors),
            minutes=minutes(summary.words),
            archived=shelved is not None and shelved.archived,
            favourite=shelved is not None and shelved.favourite,
            own_tags=() if shelved is None else shelved.tags,
            notes=notes,
            copies=len(copies),
            place=place,
        )


def _text(summary: Summary) -> str:
    about = summary.metadata
    named = [about.title, *about.authors, about.source or "", *about.tags, summary.path]
    return fold(" ".join(named))
