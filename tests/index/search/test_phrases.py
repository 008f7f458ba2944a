"""Arithmetic of positions against the plainest way to count."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.search.phrases import Standing, runs, windows

POSITIONS = st.sets(st.integers(0, 12), max_size=6).map(sorted)


PLACES = st.dictionaries(st.integers(0, 3), POSITIONS.filter(bool))


def standing(places: dict[int, list[int]]) -> Standing:
    documents = sorted(places)
    return Standing(
        documents,
        [len(places[each]) for each in documents],
        [place for each in documents for place in places[each]],
    )


@given(st.lists(PLACES, min_size=1, max_size=4))
def test_runs_are_words_one_after_the_other(words: list[dict[int, list[int]]]) -> None:
    expected = [
        (document, p)
        for document in range(4)
        for p in range(13)
        if all(p + n in each.get(document, ()) for n, each in enumerate(words))
    ]
    assert list(runs({n: [standing(each)] for n, each in enumerate(words)})) == expected


@given(PLACES, PLACES, PLACES)
def test_a_word_in_a_run_may_have_spellings(
    first: dict[int, list[int]], one: dict[int, list[int]], other: dict[int, list[int]]
) -> None:
    either = {
        document: sorted({*one.get(document, ()), *other.get(document, ())})
        for document in {*one, *other}
    }
    in_parts = runs({0: [standing(first)], 2: [standing(one), standing(other)]})
    assert list(in_parts) == list(runs({0: [standing(first)], 2: [standing(either)]}))


@given(PLACES)
def test_places_are_told_apart_by_document(places: dict[int, list[int]]) -> None:
    assert standing(places).by_document() == places


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
