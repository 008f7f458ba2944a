"""Words of a question beside the words of sections."""

from __future__ import annotations

from index.search.wordwise import meet


def test_a_heading_with_a_word_close_in_meaning_stands_apart() -> None:
    free, safe = meet({"safer": 1.0}, [(["cost", "free"], []), (["secur"], [])])
    assert safe.apart > free.apart
    assert safe.telling > free.telling


def test_a_word_of_all_headings_sets_none_apart() -> None:
    sections: list[tuple[list[str], list[str]]] = [(["ship", "rate"], []), (["ship", "danger"], [])]
    assert all(each.apart == 0.0 and each.heading == 1.0 for each in meet({"ship": 1.0}, sections))


def test_unknown_words_are_found_as_they_are_written() -> None:
    there, absent = meet({"ardvikz": 1.0}, [([], ["ardvikz"]), ([], ["water"])])
    assert there.telling > 0.0 == absent.telling


def test_a_question_without_words_meets_nothing() -> None:
    (only,) = meet({}, [(["ship"], [])])
    assert (only.heading, only.apart, only.telling) == (0.0, 0.0, 0.0)
