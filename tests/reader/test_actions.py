"""The one table of actions: no key twice in one place, nothing promised that is not there."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from reader.actions import ACTIONS, LIST_PLACES, PLACES, Where, action, key_name, shared_by
from reader.app import QuaereApp
from reader.bindings import bindings
from reader.keymap import Keymap
from reader.screens.article import ArticleScreen
from reader.screens.ask import AskScreen
from reader.screens.dismissed import DismissedScreen
from reader.screens.elsewhere import ElsewhereScreen
from reader.screens.findings import FindingsScreen
from reader.screens.highlights import HighlightsScreen
from reader.screens.library import LibraryScreen
from reader.screens.like import LikeScreen
from reader.screens.list_room import ListRoom
from reader.screens.questions import QuestionsScreen
from reader.screens.search import SearchScreen

README = Path(__file__).resolve().parents[2] / "README.md"
CARRIERS: dict[Where, type] = {
    "everywhere": QuaereApp,
    "list": ListRoom,
    "library": LibraryScreen,
    "search": SearchScreen,
    "ask": AskScreen,
    "like": LikeScreen,
    "questions": QuestionsScreen,
    "article": ArticleScreen,
    "highlights": HighlightsScreen,
    "findings": FindingsScreen,
    "elsewhere": ElsewhereScreen,
    "dismissed": DismissedScreen,
}


@pytest.mark.parametrize("where", PLACES)
def test_no_key_means_two_things_in_one_place(where: Where) -> None:
    places = (where, *shared_by(where))
    keys = [key for each in ACTIONS if each.where in places for key in each.keys]
    assert [key for key, count in Counter(keys).items() if count > 1] == []


@pytest.mark.parametrize("each", ACTIONS, ids=lambda each: each.id)
def test_every_action_is_carried_out(each: object) -> None:
    known = next(one for one in ACTIONS if one is each)
    assert callable(getattr(CARRIERS[known.where], f"action_{known.method}", None))


def test_ids_are_unique_and_every_action_says_what_it_does() -> None:
    assert len({each.id for each in ACTIONS}) == len(ACTIONS)
    assert all(each.help and each.keys for each in ACTIONS)
    assert action("question.next").keys == ("right_square_bracket",)


def test_keys_are_shown_as_people_write_them() -> None:
    assert key_name("right_square_bracket") == "]"
    assert key_name("ctrl+d") == "^d"
    assert key_name("ctrl+up") == "^↑"


def test_help_lists_the_places_own_actions_first() -> None:
    listed = Keymap().at("article")
    assert listed[0].where == "article"
    assert listed[-1].where == "everywhere"


def test_bindings_carry_the_ids_that_settings_use() -> None:
    assert {binding.id for binding in bindings("article")} == {
        each.id for each in ACTIONS if each.where == "article"
    }


def test_what_works_in_lists_works_in_every_room_that_is_one() -> None:
    assert all(issubclass(CARRIERS[where], ListRoom) for where in LIST_PLACES)
    for where in LIST_PLACES:
        assert "list.open" in {each.id for each in Keymap().at(where)}


def as_compared(key: str) -> str:
    return key if len(key) == 1 else key.lower()


def test_the_key_table_of_the_readme_names_keys_that_do_something_there() -> None:
    rows = re.findall(r"^\| ?([a-z]*) \| (.*`.*) \|$", README.read_text(), re.MULTILINE)
    assert {row[0] for row in rows} > {"", "everywhere", "article"}
    place: Where = "everywhere"
    for title, keys in rows:
        if title:
            place = next(where for where in PLACES if PLACES[where].lower() == title)
        keys_there = [key for each in ACTIONS if each.where == place for key in each.keys]
        known = {as_compared(key_name(key)) for key in keys_there}
        named = {as_compared(key) for key in re.findall(r"`(.+?)`", keys)}
        assert named <= known, title
