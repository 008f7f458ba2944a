"""What is read of one segment: a piece of an index that never changes once it is written.

It is given a segment as Whoosh opens it (a leaf of a reader) and knows how that is read; it imports
nothing of Whoosh. Names of Whoosh's that begin with an underscore are those of 2.7.4 as well.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, compress, repeat
from typing import Any, NamedTuple, TypeAlias

from index.search.blocks import unpack_values
from index.search.query import Amounts
from index.search.terms import unit_of

Dates: TypeAlias = "dict[str, array[int]]"
"""By date of publication: the documents."""
Figures: TypeAlias = "dict[str, tuple[array[float], array[int]]]"
"""By unit: values in rising order, and the document of each."""


class Collected(NamedTuple):
    """A `phrases.Standing` in the making."""

    documents: array[int]
    times: array[int]
    places: array[int]


@dataclass(slots=True)
class SegmentFacts:
    """What was read of a segment, each when it was asked for."""

    lengths: array[int] | None = None
    """Stems of each document."""
    words: dict[str, int] | None = None
    """Every word (no pairs) with the number of documents it stands in."""
    keys: list[str] | None = None
    """The key of each document."""
    dates: Dates | None = None
    """When documents were published."""
    amounts: Figures | None = None
    """Figures that are numbers."""


@dataclass(slots=True)
class SegmentMemory:
    """What snapshots hand on to the next: facts about segments by segment id."""

    segments: dict[str, SegmentFacts] = field(default_factory=dict)


def read_lengths(leaf: Any) -> array[int]:
    """Stems of each document."""
    documents = range(leaf.doc_count_all())
    if not leaf.field_length("stems"):
        return array("I", [0]) * len(documents)
    return array("I", (leaf.doc_field_length(document, "stems") or 0 for document in documents))


def lexicon(leaf: Any, field: str) -> Iterator[tuple[str, int]]:
    """Every term of a field with the number of documents it stands in."""
    if field not in leaf.indexed_field_names():
        return
    for (name, term), about in leaf.iter_from(field, b""):
        if name != field:
            return
        yield term.decode(), about.doc_frequency()


def read_dates(leaf: Any) -> Dates:
    """Every date of a segment as it is written, with the documents published then."""
    found: Dates = {}
    for term, _ in list(lexicon(leaf, "published")):
        found[term] = array("I")
        read_blocks(matcher(leaf, "published", term.encode()), 0, found[term], array("f"))
    return found


def read_figures(leaf: Any) -> Figures:
    """All amounts of a segment, in order."""
    found: Figures = {}
    for term, _ in list(lexicon(leaf, "amount")):
        documents, values = array("I"), array("d")
        blocks = matcher(leaf, "amount", term.encode())
        while blocks.is_active():
            of_block, counts = unpack_values(blocks.places(), blocks.times())
            documents.extend(chain.from_iterable(map(repeat, blocks.documents(), counts)))
            values.extend(of_block)
            blocks._next_block()
        in_order = sorted(zip(values, documents, strict=True))
        found[unit_of(term)] = (
            array("d", (value for value, _ in in_order)),
            array("I", (document for _, document in in_order)),
        )
    return found


def within_bounds(values: Sequence[float], wanted: Amounts) -> slice:
    """Where the values within the bounds stand."""
    to_low, to_high = (bisect_right, bisect_left) if wanted.beyond else (bisect_left, bisect_right)
    first = 0 if wanted.low is None else to_low(values, wanted.low)
    last = len(values) if wanted.high is None else to_high(values, wanted.high)
    return slice(first, last)


def matcher(leaf: Any, field: str, term: bytes) -> Any:
    """All postings of a term as they are on disk: deleted documents are taken out at the end."""
    matcher = leaf.postings(field, term)
    if leaf.has_deletions():
        matcher = matcher.child  # a filter around it, which has moved on to the first living one
        matcher.reset()
    return matcher


def read_blocks(matcher: Any, base: int, documents: array[int], times: array[float]) -> None:
    """All postings of a term, block by block.

    Whoosh has no public way to read a block; going from posting to posting takes three times as
    long. The names are those of 2.7.4 as well, or of `index.search.blocks`.
    """
    while matcher.is_active():
        found = matcher.documents()
        documents.extend(map(base.__add__, found) if base else found)
        times.extend(matcher.times())
        matcher._next_block()


def read_places(matcher: Any, base: int, wanted: Sequence[int], into: Collected) -> None:
    """The places in these documents, in rising order; blocks without any are not unpacked."""
    every = set(wanted)
    next_one = 0
    while matcher.is_active() and next_one < len(wanted):
        last = matcher.block_max_id()
        if wanted[next_one] <= last:
            _take(matcher, base, every, into)
            next_one = bisect_right(wanted, last, lo=next_one)
        matcher._next_block()


def _take(matcher: Any, base: int, wanted: Collection[int], into: Collected) -> None:
    """What a block says of some documents."""
    documents, times = matcher.documents(), list(map(int, matcher.times()))
    chosen = list(map(wanted.__contains__, documents))
    into.documents.extend(map(base.__add__, compress(documents, chosen)))
    into.times.extend(compress(times, chosen))
    of_places = chain.from_iterable(map(repeat, chosen, times))
    into.places.extend(compress(matcher.places(), of_places))
