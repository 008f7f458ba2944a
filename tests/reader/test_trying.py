"""What is proposed when nothing was found."""

from __future__ import annotations

from reader.trying import tries


def queries(query: str, only: tuple[str, ...] = (), suggestion: str | None = None) -> list[str]:
    return [" ".join(each.query.split()) for each in tries(query, only, suggestion)]


def test_a_suggestion_comes_first_and_nothing_twice() -> None:
    assert queries("watr", suggestion="water") == ["water"]
    assert queries("water") == []


def test_phrases_fields_and_what_is_left_out_are_taken_away() -> None:
    found = queries('"hazard ratio" -liver title:"the bank" author:smith')
    assert 'hazard ratio -liver title:"the bank" author:smith' in found
    assert '"hazard ratio" title:"the bank" author:smith' in found
    assert '"hazard ratio" -liver' in found


def test_long_words_are_tried_by_their_beginning_the_longest_first() -> None:
    assert queries("underwriters premium tax") == ["under*", "premi*"]


def test_what_narrows_the_search_is_taken_away_before_the_words_are_touched() -> None:
    first = next(iter(tries("tax", ("year:2020",), None)))
    assert (first.query, first.only) == ("tax", ())
