"""The filter of the library: what may be typed, and what it leaves."""

from __future__ import annotations

import pytest

from reader.library.filter import Filter, Part, completed
from tests.reader.library.shelf_made import held, shelf

SHELF = shelf(
    held("rates", title="Where rates go", source="https://www.straits.example/1", tags=("banks",)),
    held("tides", title="Tides of the Straße", tags=("energy", "sea"), archived=True),
    held("grid", title="Grid", own_tags=("Energy-later",), favourite=True, state="reading"),
    held("done", title="Done", state="read"),
)


def left(typed: str) -> list[str]:
    return [each.id for each in Filter.read(typed).of(SHELF.articles, SHELF)]


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("", ["rates", "tides", "grid", "done"]),
        ("RATES go", ["rates"]),
        ("strasse", ["tides"]),
        ("later", ["grid"]),
        ("tag:energy", ["tides", "grid"]),
        ("tag:energy -is:archived", ["grid"]),
        ("source:straits", ["rates"]),
        ("is:unread", ["rates"]),
        ("is:read", ["done"]),
        ("is:rea", ["grid", "done"]),
        ("is:favourite", ["grid"]),
        ("-is:unread -is:archived", ["grid", "done"]),
        ('"where rates"', ["rates"]),
        ("-rates -tides", ["grid", "done"]),
        ("tag:", ["rates", "tides", "grid", "done"]),
        ("-source:", ["rates", "tides", "grid", "done"]),
        ("source", []),
        ('"tag"', []),
        ("is", []),
        ("-is", ["rates", "tides", "grid", "done"]),
        ("is:nonsense", []),
        ("nothing like this", []),
    ],
)
def test_what_is_left(typed: str, ids: list[str]) -> None:
    assert left(typed) == ids


def test_a_state_that_is_none_is_named_with_those_there_are() -> None:
    problem = Filter.read("is:nonsense").problem
    assert "is:nonsense" in problem and "favourite" in problem
    assert not Filter.read("is:un tag:none").problem


def test_archived_articles_are_asked_for_by_name_only() -> None:
    assert Filter.read("is:archived").asks_for_archived
    assert Filter.read("tag:x is:arch").asks_for_archived
    assert not Filter.read("-is:archived").asks_for_archived
    assert not Filter.read("archived").asks_for_archived


def test_words_may_hold_colons_and_signs() -> None:
    assert Filter.read("12:30 - http://x").parts == (
        Part("", "12:30"),
        Part("", "-"),
        Part("", "http://x"),
    )


def test_fields_are_completed() -> None:
    tags, sources = SHELF.tags, SHELF.sources
    assert completed("rates tag:ba", tags, sources) == "rates tag:banks"
    assert completed("-is:fav", tags, sources) == "-is:favourite"
    assert completed("source:st", tags, sources) == "source:straits.example"
    assert completed("ba", tags, sources) is None
    assert completed("tag:zzz", tags, sources) is None
