"""The postings of one commit in memory, term by term, until they are written.

Whoosh keeps one tuple a posting, sorts them all at the end, through temporary files when there are
many, and writes them one by one. Arrays by term need a tenth of the memory and no sorting but of
the terms, and are written a block at a time (`index.search.blocks`): indexing is about three times
as fast. A commit of 5,000 sections takes some 60 MB; who has more makes several commits.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from index.search.blocks import SIZE, pack_values


class _Term:
    """Where a term stands: documents, how often in each, and where, if that is kept.

    The places of one document follow those of the other; two bytes each as long as they fit, which
    nearly always they do.
    """

    __slots__ = ("documents", "places", "times")

    def __init__(self) -> None:
        self.documents = array("I")
        self.times = array("f")
        self.places = array("H")

    def place(self, document: int, places: Sequence[int]) -> None:
        """Take in where it stands in a document, in rising order."""
        self.documents.append(document)
        self.times.append(len(places))
        if places[-1] >= _TWO_BYTES and self.places.typecode == "H":
            self.places = array("I", self.places)
        self.places.extend(places)

    def hold(self, document: int, numbers: array[int]) -> None:
        """Take in an array that is as wide as its numbers, in any order."""
        self.documents.append(document)
        self.times.append(len(numbers))
        if numbers.typecode != self.places.typecode:
            widest = max(numbers.typecode, self.places.typecode, key="HI".index)
            self.places = array(widest, self.places)
            numbers = array(widest, numbers)
        self.places += numbers


_TWO_BYTES = 2**16


class _Terms(dict[bytes, _Term]):
    """The terms of a field; those it does not know yet begin empty."""

    def __missing__(self, term: bytes) -> _Term:
        found = self[term] = _Term()
        return found


@dataclass(frozen=True, slots=True)
class Counts:
    """All terms of a field of one document, with how often they stand there."""

    terms: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Positions:
    """All terms of a field of one document, with where they stand."""

    terms: Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Values:
    """All terms of a field of one document, each with numbers of any kind."""

    terms: Mapping[str, Sequence[float]]


Posting = tuple[str, bytes, int, float, "bytes | array[int] | Counts | Positions | Values | None"]
"""Field, term, document, weight, value: the shape Whoosh's writers pass around. Where the value
holds all terms of a field, those count and not the term."""


class TermPool:
    """Takes the place of `whoosh.writing.PostingPool` in a writer, and writes what it holds.

    Documents of a term must come in rising order, as they do from a writer.
    """

    def __init__(self) -> None:
        self._fields: dict[str, _Terms] = {}

    def add(self, posting: Posting) -> None:
        """Take a posting in, or all those of a field of a document."""
        field, term, document, weight, value = posting
        terms = self._fields.setdefault(field, _Terms())
        match value:
            case Counts(counts):
                for word, times in counts.items():
                    known = terms[word.encode()]
                    known.documents.append(document)
                    known.times.append(times)
            case Positions(positions):
                for word, places in positions.items():
                    terms[word.encode()].place(document, places)
            case Values(values):
                for word, numbers in values.items():
                    terms[word.encode()].hold(document, pack_values(numbers))
            case array():
                terms[term].hold(document, value)
            case _:
                terms[term].documents.append(document)
                terms[term].times.append(weight)

    def iter_postings(self) -> Iterator[Posting]:
        """Nothing: `write` has all postings. Whoosh asks before it writes."""
        return iter(())

    def write(self, writer: Any, schema: Any, *_: object) -> None:
        """Write all postings in order with a field writer of Whoosh; the pool is empty afterwards.

        Whoosh has no public way to write a block. The names are those of 2.7.4 as well. How long
        fields are is not noted with each term: only its own ranking would ask for that.
        """
        for field in sorted(self._fields):
            terms = self._fields.pop(field)
            writer.start_field(field, schema[field])
            for term in sorted(terms):
                writer.start_term(term)
                _write_blocks(writer._postwriter, terms.pop(term))
                writer.finish_term()
            writer.finish_field()

    def cleanup(self) -> None:
        """Forget everything."""
        self._fields.clear()


def _write_blocks(writer: Any, term: _Term) -> None:
    """All postings of a term; the last block stays in the writer, which closes the term."""
    documents, times, places = term.documents, term.times, term.places
    place = 0
    for start in range(0, len(documents), SIZE):
        if start:
            writer._write_block()
        writer._ids = documents[start : start + SIZE]
        writer._weights = times[start : start + SIZE]
        writer._maxweight = max(writer._weights)
        if places:
            end = place + int(sum(writer._weights))
            writer._values = places[place:end]
            place = end
