"""Arithmetic of positions against the plainest way to count."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.search.phrases import runs, windows
from index.search.snapshot import pack_places, unpack_places

POSITIONS = st.sets(st.integers(0, 12), max_size=6).map(sorted)


@given(st.lists(POSITIONS, min_size=1, max_size=4))
def test_runs_are_words_one_after_the_other(places: list[list[int]]) -> None:
    expected = [p for p in range(13) if all(p + n in each for n, each in enumerate(places))]
    assert runs(places) == expected


@given(st.lists(POSITIONS, min_size=1, max_size=3), st.integers(0, 4))
def test_windows_hold_every_word_within_reach(places: list[list[int]], distance: int) -> None:
    reach = distance + len(places)
    exists = any(
        all(any(start <= p < start + reach for p in each) for each in places) for start in range(13)
    )
    found = windows(places, distance)
    assert bool(found) is exists
    for window in found:
        assert window[-1] - window[0] < reach


@given(st.sets(st.integers(0, 2**32 - 1), min_size=1).map(sorted))
def test_places_are_packed_and_unpacked(places: list[int]) -> None:
    assert list(unpack_places(pack_places(places))) == places
