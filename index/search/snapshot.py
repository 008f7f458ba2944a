"""What one commit left: the `Source` that queries are evaluated on.

It is given a Whoosh reader and knows how readers are read; it imports nothing of Whoosh. Segments
never change once written, so what was read of one is kept for the next snapshot.
"""

from __future__ import annotations

import time
from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from itertools import chain
from math import log
from typing import Any, TypeVar

from index.search.dates import within
from index.search.errors import EngineDamaged
from index.search.evaluation import B, Postings
from index.search.inflection import LANGUAGES
from index.search.phrases import Standing
from index.search.query import Amounts, Dates
from index.search.segment import (
    Collected,
    SegmentFacts,
    SegmentMemory,
    lexicon,
    matcher,
    read_blocks,
    read_dates,
    read_figures,
    read_lengths,
    read_places,
    within_bounds,
)
from index.search.vocabulary import Vocabulary

_KEPT_POSTINGS = 2_000_000
"""Postings kept in memory, 8 bytes each: typing asks for the same words again and again."""

_RETRIES, _RETRY_SECONDS = 3, 0.05

Result = TypeVar("Result")


class Unreadable(Exception):
    """The index could not be read just now: files went away, or they are damaged."""


@contextmanager
def reading() -> Iterator[None]:
    """Whatever goes wrong inside is `Unreadable`."""
    try:
        yield
    except Exception as error:
        # Damaged files raise anything: zlib.error, struct.error, what pickle raises, KeyError ...
        raise Unreadable(f"{type(error).__name__}: {error}") from error


def patiently(work: Callable[[], Result], between: Callable[[], None] = lambda: None) -> Result:
    """Do the work; what is unreadable is tried again before it is called damaged.

    Raises `EngineDamaged`.
    """
    for attempt in range(_RETRIES + 1):
        try:
            if attempt:
                time.sleep(_RETRY_SECONDS)
                between()
            return work()
        except Unreadable as error:
            if attempt == _RETRIES:
                raise EngineDamaged("the search index is damaged") from error
    raise AssertionError


class Snapshot:
    """One commit, open for reading. Not for two threads at once: they would share file places.

    Any method may raise `Unreadable`.
    """

    def __init__(self, reader: Any, generation: int, memory: SegmentMemory) -> None:
        self.generation = generation
        self._reader = reader
        with reading():
            self._leaves: list[tuple[Any, int]] = (
                list(reader.leaf_readers()) if reader.doc_count_all() else []
            )
            self.deleted = frozenset(
                base + document
                for leaf, base in self._leaves
                for document in leaf.segment().deleted_docs()
            )
            self._size: int = reader.doc_count_all()
            self._segments = self._known(memory)
        self._kept: dict[tuple[str, str], Postings] = {}
        self._kept_size = 0

    def _known(self, memory: SegmentMemory) -> list[SegmentFacts]:
        known, now = memory.segments, {}
        for leaf, _ in self._leaves:
            name = leaf.segment().segment_id()
            now[name] = known.get(name) or SegmentFacts()
        memory.segments = now
        return list(now.values())

    def close(self) -> None:
        """Close its files."""
        with reading():
            self._reader.close()

    # What queries ask (`index.search.evaluation.Source`)

    def documents(self) -> Collection[int]:
        """See `Source`."""
        every = range(self._size)
        return every if not self.deleted else self._living

    @cached_property
    def _living(self) -> list[int]:
        return [document for document in range(self._size) if document not in self.deleted]

    def postings(self, field: str, term: str) -> Postings:
        """See `Source`; deleted documents are among them."""
        found = self._kept.get((field, term))
        if found is None:
            found = self._read_postings(field, term.encode())
            self._keep((field, term), found)
        return found

    def _read_postings(self, field: str, term: bytes) -> Postings:
        documents, times = array("I"), array("f")
        with reading():
            for leaf, base in self._leaves:
                if (field, term) in leaf:
                    read_blocks(matcher(leaf, field, term), base, documents, times)
            if len(documents) != len(times) or max(documents, default=-1) >= self._size:
                raise ValueError("a posting list names documents that are not there")
        return documents, times

    def _keep(self, key: tuple[str, str], found: Postings) -> None:
        self._kept_size += len(found[0])
        while self._kept and self._kept_size > _KEPT_POSTINGS:
            oldest = next(iter(self._kept))
            self._kept_size -= len(self._kept.pop(oldest)[0])
        self._kept[key] = found

    def standing(self, field: str, term: str, documents: Sequence[int]) -> Standing:
        """See `Source`."""
        found = Collected(array("I"), array("I"), array("I"))
        with reading():
            for leaf, base in self._leaves:
                first = bisect_left(documents, base)
                last = bisect_left(documents, base + leaf.doc_count_all(), lo=first)
                if first < last and (field, term.encode()) in leaf:
                    wanted = [document - base for document in documents[first:last]]
                    read_places(matcher(leaf, field, term.encode()), base, wanted, found)
        return Standing(found.documents, found.times, found.places)

    @cached_property
    def _norms(self) -> Sequence[float]:
        with reading():
            for segment, (leaf, _) in zip(self._segments, self._leaves, strict=True):
                if segment.lengths is None:
                    segment.lengths = read_lengths(leaf)
        lengths = [length for segment in self._segments for length in segment.lengths or ()]
        average = sum(lengths) / len(lengths) if lengths else 1.0
        slope = B / (average or 1.0)
        return [1 - B + slope * length for length in lengths]

    def norms(self) -> Sequence[float]:
        """See `Source`."""
        return self._norms

    def begun(self, field: str, prefix: str) -> Iterable[str]:
        """See `Source`."""
        if field == "words":
            return self.vocabulary.expansion(prefix)
        with reading():
            return {
                term.decode()
                for leaf, _ in self._leaves
                if field in leaf.indexed_field_names()
                for term in leaf.expand_prefix(field, prefix)
                if b" " not in term
            }

    def similar(self, word: str) -> Iterable[tuple[str, int]]:
        """See `Source`."""
        return self.vocabulary.similar(word)

    @cached_property
    def _published(self) -> Mapping[str, array[int]]:
        found: dict[str, array[int]] = {}
        with reading():
            for segment, (leaf, base) in zip(self._segments, self._leaves, strict=True):
                if segment.dates is None:
                    segment.dates = read_dates(leaf)
                for date, documents in segment.dates.items():
                    found.setdefault(date, array("I")).extend(map(base.__add__, documents))
        return found

    def published(self, wanted: Dates) -> Iterable[int]:
        """See `Source`."""
        chosen = (each for date, each in self._published.items() if within(date, wanted))
        return chain.from_iterable(chosen)

    def amounts(self, wanted: Amounts) -> Iterable[int]:
        """See `Source`."""
        found: set[int] = set()
        with reading():
            for segment, (leaf, base) in zip(self._segments, self._leaves, strict=True):
                if segment.amounts is None:
                    segment.amounts = read_figures(leaf)
                of_units = [wanted.unit] if wanted.unit else segment.amounts
                for values, documents in (segment.amounts.get(u, ([], [])) for u in of_units):
                    found.update(map(base.__add__, documents[within_bounds(values, wanted)]))
        return found

    def located(self, scores: Mapping[str, float]) -> dict[int, float]:
        """See `Source`."""
        place = self._places_of_keys.get
        found = ((place(key), score) for key, score in scores.items())
        return {document: score for document, score in found if document is not None}

    @cached_property
    def _places_of_keys(self) -> Mapping[str, int]:
        """The living document of each key."""
        keys, _ = self._keys
        return {keys[document]: document for document in self.documents()}

    @cached_property
    def _languages(self) -> Sequence[str]:
        return sorted(LANGUAGES.intersection(self.begun("lang", "")))

    def languages(self) -> Iterable[str]:
        """See `Source`; only those with stems of their own."""
        return self._languages

    # What else is asked

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of the collection."""
        with reading():
            for segment, (leaf, _) in zip(self._segments, self._leaves, strict=True):
                if segment.words is None:
                    every = lexicon(leaf, "words")
                    segment.words = {term: n for term, n in every if " " not in term}
        return Vocabulary(segment.words or {} for segment in self._segments)

    def rarity(self, stem: str) -> float:
        """Inverse document frequency; 0 for what stands nowhere."""
        standing = len(self.postings("stems", stem)[0])
        return log(1 + self._size / standing) if standing else 0.0

    def key(self, document: int) -> str:
        """The key of a document."""
        with reading():
            return str(self._reader.stored_fields(document)["key"])

    def keys(self) -> tuple[Sequence[str], Sequence[str]]:
        """The keys of all documents, by number, and their articles."""
        return self._keys

    @cached_property
    def _keys(self) -> tuple[Sequence[str], Sequence[str]]:
        with reading():
            for segment, (leaf, _) in zip(self._segments, self._leaves, strict=True):
                if segment.keys is None:
                    stored = map(leaf.stored_fields, range(leaf.doc_count_all()))
                    segment.keys = [fields["key"] for fields in stored]
        keys = [key for segment in self._segments for key in segment.keys or ()]
        return keys, [key.rpartition(":")[0] for key in keys]

    def articles(self) -> dict[str, int]:
        """Article ids, each with the number of its sections."""
        with reading():
            names = {name for leaf, _ in self._leaves for name, _ in lexicon(leaf, "article")}
        counts = {name: self._sections(name) for name in names}
        return {name: count for name, count in counts.items() if count}

    def _sections(self, article: str) -> int:
        documents, _ = self._read_postings("article", article.encode())
        return sum(document not in self.deleted for document in documents)

    def warm(self) -> None:
        """Read what the first query would have to wait for."""
        self.norms()
        _ = self.vocabulary
