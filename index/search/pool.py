"""The postings of one commit in memory, term by term, until they are written.

Whoosh keeps one tuple a posting, sorts them all at the end, through temporary files when there are
many, and writes them one by one. Arrays by term need a tenth of the memory and no sorting but of
the terms, and are written a block at a time: indexing is about three times as fast. A commit of
5,000 sections takes some 60 MB; who has more makes several commits.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from index.search.snapshot import pack_places

_Term: TypeAlias = "tuple[array[int], array[float], list[bytes]]"
"""Documents, weights and values; no values where none are kept."""


class _Terms(dict[bytes, _Term]):
    """The terms of a field; those it does not know yet begin empty."""

    def __missing__(self, term: bytes) -> _Term:
        found = self[term] = (array("I"), array("f"), [])
        return found


@dataclass(frozen=True, slots=True)
class Counts:
    """All terms of a field of one document, with how often they stand there."""

    terms: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Positions:
    """All terms of a field of one document, with where they stand."""

    terms: Mapping[str, Sequence[int]]


Posting = tuple[str, bytes, int, float, bytes | Counts | Positions | None]
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
                    documents, weights, _ = terms[word.encode()]
                    documents.append(document)
                    weights.append(times)
            case Positions(positions):
                for word, places in positions.items():
                    documents, weights, values = terms[word.encode()]
                    documents.append(document)
                    weights.append(len(places))
                    values.append(pack_places(places))
            case _:
                documents, weights, values = terms[term]
                documents.append(document)
                weights.append(weight)
                if value:
                    values.append(value)

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
                _write_blocks(writer._postwriter, *terms.pop(term))
                writer.finish_term()
            writer.finish_field()

    def cleanup(self) -> None:
        """Forget everything."""
        self._fields.clear()


def _write_blocks(
    writer: Any, documents: array[int], weights: array[float], values: list[bytes]
) -> None:
    """All postings of a term; the last block stays in the writer, which closes the term."""
    size = writer._blocklimit
    for start in range(0, len(documents), size):
        if start:
            writer._write_block()
        writer._ids = documents[start : start + size]
        writer._weights = weights[start : start + size]
        writer._values = values[start : start + size]
        writer._maxweight = max(writer._weights)
