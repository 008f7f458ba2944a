"""Finding questions by a few words, also misspelt ones."""

from __future__ import annotations

import pytest

from reader.narrowing import Narrowing

QUESTIONS = (
    "Why did depositors leave?",
    "Where did the money go?",
    "What should investors watch next?",
    "How does the F-35 programme end?",
    "Wie viel Förderung gibt es?",
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", QUESTIONS),
        ("  ?", QUESTIONS),
        ("DID the", QUESTIONS[1:2]),
        ("deposit leav", QUESTIONS[:1]),
        ("depositers", QUESTIONS[:1]),
        ("mony", QUESTIONS[1:2]),
        ("invsetors", QUESTIONS[2:3]),
        ("investrs next", QUESTIONS[2:3]),
        ("forderung", QUESTIONS[4:]),
        ("f-35", QUESTIONS[3:4]),
        ("leave money", ()),
        ("xyzzy", ()),
        ("xy", ()),
    ],
)
def test_words_are_found_in_any_order_and_nearly_right(typed: str, found: tuple[str, ...]) -> None:
    assert tuple(Narrowing(QUESTIONS, str).holding(typed)) == found


def test_a_word_that_stands_somewhere_is_not_taken_for_a_misspelt_one() -> None:
    assert Narrowing(["the bank", "the tank"], str).holding("bank") == ["the bank"]
