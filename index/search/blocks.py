"""How postings lie on disk: many documents of a term at a time, each list of numbers as bytes.

Whoosh would keep every document's places as a string of their own, which takes ten times as long
to read back; here the places of a whole block are one array. Nothing of Whoosh is imported:
`index.search.engine` puts these in the place of its own packing.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import accumulate, islice, pairwise
from operator import sub
from typing import Any

SIZE = 256
"""Documents of a block."""
_CODES = (("B", 2**8), ("H", 2**16), ("I", 2**32))

Packed = tuple[int, str, bytes]
"""Numbers in rising order: the first, and the steps to the others as an array of this type."""


def pack_rising(numbers: Sequence[int]) -> Packed:
    """Numbers from 0 to 2**32 - 1 in rising order; there is at least one."""
    steps = list(map(sub, islice(numbers, 1, None), numbers))
    largest = max(steps, default=0)
    code = next(code for code, limit in _CODES if largest < limit)
    return numbers[0], code, array(code, steps).tobytes()


def unpack_rising(packed: Packed) -> array[int]:
    """What `pack_rising` packed."""
    first, code, steps = packed
    return array("I", accumulate(array(code, steps), initial=first))


def pack_times(times: array[float]) -> bytes | None:
    """How often a term stands in each document; None if it is once in each.

    Whole numbers up to 255 take a byte each, otherwise all take four.
    """
    if max(times) == min(times) == 1.0:
        return None
    whole = list(map(int, times))
    small = max(whole) < 256 and all(map(float.__eq__, times, map(float, whole)))
    return bytes(whole) if small else times.tobytes()


def unpack_times(packed: bytes | None, count: int) -> array[float]:
    """What `pack_times` packed, for so many documents."""
    if packed is None:
        return array("f", [1.0]) * count
    return array("f", packed) if len(packed) > count else array("f", list(packed))


def pack_places(places: array[int]) -> tuple[str, bytes]:
    """The places of all documents of a block, those of one after those of the other."""
    return places.typecode, places.tobytes()


def unpack_places(packed: tuple[str, bytes]) -> array[int]:
    """What `pack_places` packed."""
    return array(*packed)


def pack_values(values: Sequence[float]) -> array[int]:
    """Any numbers as places: the two halves of each."""
    return array("I", array("d", values).tobytes())


def unpack_values(places: array[int], times: array[float]) -> tuple[array[float], list[int]]:
    """The numbers of a block that `pack_values` packed, and how many each document has."""
    halves = array("I", places)
    return array("d", halves.tobytes()), [int(each) // 2 for each in times]


class PackedWriter:
    """Goes before `W3PostingsWriter`, whose blocks it packs. `_values` is an array of places."""

    _ids: Any
    _weights: Any
    _values: Any

    def _mini_ids(self) -> Packed:
        return pack_rising(self._ids)

    def _mini_weights(self) -> bytes | None:
        return pack_times(self._weights)

    def _mini_values(self) -> tuple[str, bytes] | None:
        return pack_places(self._values) if len(self._values) else None


class PackedReader:
    """Goes before `W3LeafMatcher`, whose blocks it unpacks."""

    _data: Any
    _read_data: Any
    _blocklength: Any
    _ids: Any
    _weights: Any
    _values: Any

    def documents(self) -> array[int]:
        """The documents of the block."""
        return unpack_rising(self._block()[0])

    def times(self) -> array[float]:
        """How often the term stands in each of them."""
        return unpack_times(self._block()[1], self._blocklength)

    def places(self) -> array[int]:
        """Where, those of one document after those of the other; empty if that is not kept."""
        packed = self._block()[2]
        return unpack_places(packed) if packed is not None else array("H")

    def _block(self) -> Any:
        if self._data is None:
            self._read_data()
        return self._data

    def _read_ids(self) -> None:
        self._ids = self.documents()

    def _read_weights(self) -> None:
        self._weights = self.times()

    def _read_values(self) -> None:
        """By document, for Whoosh itself, which copies what it merges."""
        places = self.places()
        ends = accumulate(map(int, self.times()), initial=0)
        self._values = (
            [places[start:end] for start, end in pairwise(ends)]
            if places
            else [None] * self._blocklength
        )
