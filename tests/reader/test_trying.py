"""What is proposed when nothing was found."""

from __future__ import annotations

from index.collection import QueryError
from reader.trying import tries, worth_trying


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


def test_a_word_of_a_field_is_tried_anywhere() -> None:
    assert queries("title:liquidity") == ["liquidity"]
    assert queries("title:bank tag:tax")[0] == "bank tag:tax"


def test_only_tries_that_find_something_are_proposed() -> None:
    def count(query: str, only: tuple[str, ...]) -> int:
        if query.endswith("*"):
            raise QueryError("cannot be read", 0)
        return 3 if query == "bank" else 0

    found = list(worth_trying("title:bank underwriters", (), None, count))
    assert found == []
    found = list(worth_trying("title:bank", (), None, count))
    assert [(each.query, each.found) for each in found] == [("bank", 3)]
