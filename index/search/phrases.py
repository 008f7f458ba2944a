"""Where words stand together: the arithmetic of positions behind phrases and nearness."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise, repeat
from operator import add


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a word stands: documents in rising order, how often in each, and all places.

    The places of one document, in rising order, follow those of the other.
    """

    documents: Sequence[int]
    times: Sequence[int]
    places: Sequence[int]

    def before(self, distance: int) -> Iterator[int]:
        """Each place as one number with its document, so far before."""
        bases = [_document(each) - distance for each in self.documents]
        return map(add, chain.from_iterable(map(repeat, bases, self.times)), self.places)

    def by_document(self) -> dict[int, Sequence[int]]:
        """The places of each document."""
        ends = pairwise(accumulate(self.times, initial=0))
        return {
            document: self.places[start:end]
            for document, (start, end) in zip(self.documents, ends, strict=True)
        }


_BITS = 32
_PLACE = 2**_BITS - 1


def _document(number: int) -> int:
    return number << _BITS


def runs(words: Mapping[int, Sequence[Standing]]) -> Iterator[tuple[int, int]]:
    """Where words stand one after the other: the document, and the place where they begin.

    `words` has, by how far behind the beginning a word stands, where it stands (in several parts,
    if it has several spellings). All places of all documents are looked up at once, those of the
    rarest word first: in Python that is many times faster than going from document to document.
    """
    rarest, *others = sorted(words, key=lambda n: sum(len(part.places) for part in words[n]))
    found = set(chain.from_iterable(part.before(rarest) for part in words[rarest]))
    for distance in others:
        found.intersection_update(
            chain.from_iterable(part.before(distance) for part in words[distance])
        )
    return ((place >> _BITS, place & _PLACE) for place in sorted(found))


def windows(places: Sequence[Sequence[int]], distance: int) -> list[tuple[int, ...]]:
    """Stretches that hold each word, in any order, with at most `distance` others among them.

    Each is given as the positions of its words, in rising order; no word is in two of them.
    """
    order = sorted((place, word) for word, found in enumerate(places) for place in found)
    longest = distance + len(places) - 1
    found: list[tuple[int, ...]] = []
    last: dict[int, int] = {}
    for place, word in order:
        last[word] = place
        if len(last) == len(places) and place - min(last.values()) <= longest:
            found.append(tuple(sorted(last.values())))
            last.clear()
    return found
