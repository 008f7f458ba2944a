"""What one commit left: the `Source` that queries are evaluated on.

It is given a Whoosh reader and knows how readers are read; it imports nothing of Whoosh. Segments
never change once written, so what was read of one is kept for the next snapshot.
"""

from __future__ import annotations

import time
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, compress, repeat
from math import log
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

from index.search.errors import EngineDamaged
from index.search.evaluation import B, Postings
from index.search.inflection import LANGUAGES
from index.search.phrases import Standing
from index.search.query import Amounts
from index.search.terms import read_amount
from index.search.vocabulary import Vocabulary

_KEPT_POSTINGS = 2_000_000
"""Postings kept in memory, 8 bytes each: typing asks for the same words again and again."""

Figures = dict[str, tuple[list[float], list[int]]]
"""By unit: values in rising order, and the document of each."""


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


class _Collected(NamedTuple):
    """A `Standing` in the making."""

    documents: array[int]
    times: array[int]
    places: array[int]


@dataclass(slots=True)
class _Segment:
    lengths: array[int] | None = None
    """Stems of each document; read when asked for."""
    words: dict[str, int] | None = None
    """Every word (no pairs) with the number of documents it stands in; read when asked for."""
    keys: list[str] | None = None
    """The key of each document; read when asked for."""
    amounts: Figures | None = None
    """Figures that are numbers; read when asked for."""


@dataclass(slots=True)
class SegmentMemory:
    """What snapshots hand on to the next: facts about segments by segment id."""

    segments: dict[str, _Segment] = field(default_factory=dict)


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
                raise EngineDamaged(f"the search index cannot be read ({error})") from error
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

    def _known(self, memory: SegmentMemory) -> list[_Segment]:
        known, now = memory.segments, {}
        for leaf, _ in self._leaves:
            name = leaf.segment().segment_id()
            now[name] = known.get(name) or _Segment()
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
                    _read_blocks(_matcher(leaf, field, term), base, documents, times)
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
        found = _Collected(array("I"), array("I"), array("I"))
        with reading():
            for leaf, base in self._leaves:
                first = bisect_left(documents, base)
                last = bisect_left(documents, base + leaf.doc_count_all(), lo=first)
                if first < last and (field, term.encode()) in leaf:
                    wanted = [document - base for document in documents[first:last]]
                    _read_places(_matcher(leaf, field, term.encode()), base, wanted, found)
        return Standing(found.documents, found.times, found.places)

    @cached_property
    def _norms(self) -> Sequence[float]:
        with reading():
            for segment, (leaf, _) in zip(self._segments, self._leaves, strict=True):
                if segment.lengths is None:
                    segment.lengths = _lengths(leaf)
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
    def _dates(self) -> Collection[str]:
        with reading():
            return {term for leaf, _ in self._leaves for term, _ in _lexicon(leaf, "published")}

    def dates(self) -> Iterable[str]:
        """See `Source`."""
        return self._dates

    def amounts(self, wanted: Amounts) -> Iterable[int]:
        """See `Source`."""
        found: set[int] = set()
        with reading():
            for segment, (leaf, base) in zip(self._segments, self._leaves, strict=True):
                if segment.amounts is None:
                    segment.amounts = _figures(leaf)
                of_units = [wanted.unit] if wanted.unit else segment.amounts
                for values, documents in (segment.amounts.get(u, ([], [])) for u in of_units):
                    found.update(base + d for d in documents[_bounds(values, wanted)])
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
                    lexicon = _lexicon(leaf, "words")
                    segment.words = {term: n for term, n in lexicon if " " not in term}
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
            names = {name for leaf, _ in self._leaves for name, _ in _lexicon(leaf, "article")}
        counts = {name: self._sections(name) for name in names}
        return {name: count for name, count in counts.items() if count}

    def _sections(self, article: str) -> int:
        documents, _ = self._read_postings("article", article.encode())
        return sum(document not in self.deleted for document in documents)

    def warm(self) -> None:
        """Read what the first query would have to wait for."""
        self.norms()
        _ = self.vocabulary


def _lengths(leaf: Any) -> array[int]:
    documents = range(leaf.doc_count_all())
    if not leaf.field_length("stems"):
        return array("I", [0]) * len(documents)
    return array("I", (leaf.doc_field_length(document, "stems") or 0 for document in documents))


def _lexicon(leaf: Any, field: str) -> Iterator[tuple[str, int]]:
    """Every term of a field with the number of documents it stands in."""
    if field not in leaf.indexed_field_names():
        return
    for (name, term), about in leaf.iter_from(field, b""):
        if name != field:
            return
        yield term.decode(), about.doc_frequency()


def _figures(leaf: Any) -> Figures:
    """All amounts of a segment, in order."""
    by_unit: dict[str, list[tuple[float, Sequence[int]]]] = {}
    for term, _ in list(_lexicon(leaf, "amount")):
        unit, value = read_amount(term)
        documents, times = array("I"), array("f")
        _read_blocks(_matcher(leaf, "amount", term.encode()), 0, documents, times)
        by_unit.setdefault(unit, []).append((value, documents))
    found: Figures = {}
    for unit, several in by_unit.items():
        several.sort(key=itemgetter(0))
        pairs = [(value, document) for value, documents in several for document in documents]
        found[unit] = [value for value, _ in pairs], [document for _, document in pairs]
    return found


def _bounds(values: Sequence[float], wanted: Amounts) -> slice:
    """Where the values within the bounds stand."""
    to_low, to_high = (bisect_right, bisect_left) if wanted.beyond else (bisect_left, bisect_right)
    first = 0 if wanted.low is None else to_low(values, wanted.low)
    last = len(values) if wanted.high is None else to_high(values, wanted.high)
    return slice(first, last)


def _matcher(leaf: Any, field: str, term: bytes) -> Any:
    """All postings of a term as they are on disk: deleted documents are taken out at the end."""
    matcher = leaf.postings(field, term)
    if leaf.has_deletions():
        matcher = matcher.child  # a filter around it, which has moved on to the first living one
        matcher.reset()
    return matcher


def _read_blocks(matcher: Any, base: int, documents: array[int], times: array[float]) -> None:
    """All postings of a term, block by block.

    Whoosh has no public way to read a block; going from posting to posting takes three times as
    long. The names are those of 2.7.4 as well, or of `index.search.blocks`.
    """
    while matcher.is_active():
        found = matcher.documents()
        documents.extend(map(base.__add__, found) if base else found)
        times.extend(matcher.times())
        matcher._next_block()


def _read_places(matcher: Any, base: int, wanted: Sequence[int], into: _Collected) -> None:
    """The places in these documents, in rising order; blocks without any are not unpacked."""
    every = set(wanted)
    next_one = 0
    while matcher.is_active() and next_one < len(wanted):
        last = matcher.block_max_id()
        if wanted[next_one] <= last:
            _take(matcher, base, every, into)
            next_one = bisect_right(wanted, last, lo=next_one)
        matcher._next_block()


def _take(matcher: Any, base: int, wanted: Collection[int], into: _Collected) -> None:
    """What a block says of some documents."""
    documents, times = matcher.documents(), list(map(int, matcher.times()))
    chosen = list(map(wanted.__contains__, documents))
    into.documents.extend(map(base.__add__, compress(documents, chosen)))
    into.times.extend(compress(times, chosen))
    of_places = chain.from_iterable(map(repeat, chosen, times))
    into.places.extend(compress(matcher.places(), of_places))
