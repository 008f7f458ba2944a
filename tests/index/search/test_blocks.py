"""Lists of numbers come back from their bytes as they went in."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from index.search import blocks

DOCUMENTS = st.sets(st.integers(0, 2**32 - 1), min_size=1, max_size=blocks.SIZE).map(sorted)
TIMES = st.lists(
    st.one_of(st.integers(1, 3), st.integers(200, 70_000)).map(float)
    | st.floats(0.125, 9, width=32),
    min_size=1,
    max_size=blocks.SIZE,
)


@given(DOCUMENTS)
def test_documents(numbers: list[int]) -> None:
    assert list(blocks.unpack_rising(blocks.pack_rising(array("I", numbers)))) == numbers


@given(TIMES)
def test_how_often(times: list[float]) -> None:
    packed = blocks.pack_times(array("f", times))
    assert list(blocks.unpack_times(packed, len(times))) == times


def test_once_in_each_and_few_take_little_room() -> None:
    assert blocks.pack_times(array("f", [1.0] * 100)) is None
    assert len(blocks.pack_times(array("f", [1.0, 2.0] * 100)) or b"") == 200
