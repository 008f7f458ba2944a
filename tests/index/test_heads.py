"""The head of what a figure measures: figures of the same thing are told by it."""

from __future__ import annotations

import pytest

from index.heads import head_word


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hull value", "the value of the ship"),
        ("annual risk of death", "risks for owners"),
        ("laden passages", "passage"),
        ("navy's four minehunters", "Minehunters"),
        ("Median follow-up", "follow-up in the trial"),
        ("the café’s revenue", "Revenues"),
    ],
)
def test_phrases_about_the_same_thing_share_their_head(one: str, other: str) -> None:
    assert head_word(one) == head_word(other) != ""


@pytest.mark.parametrize(
    ("one", "other"), [("risk of death", "deaths"), ("hull value", "hull"), ("fuel", "fuel price")]
)
def test_phrases_about_different_things_do_not(one: str, other: str) -> None:
    assert head_word(one) != head_word(other)


@pytest.mark.parametrize("phrase", [None, "", "  ", "1", "— 5 %", "of"])
def test_without_a_word_there_is_no_head(phrase: str | None) -> None:
    assert head_word(phrase) == ""
