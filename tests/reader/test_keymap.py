"""Keys of one's own: what `[keys]` in config.toml can say, and what is answered."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from reader.actions import ACTIONS, PLACES
from reader.keymap import Keymap, keymap
from reader.presets import PRESETS


def keys_of(chosen: Keymap, identity: str) -> tuple[str, ...]:
    return next(action.keys for action in chosen.actions if action.id == identity)


def test_an_action_gets_the_keys_it_is_given() -> None:
    chosen = keymap({"question.next": "^k, ]", "half.down": "^f"})
    assert keys_of(chosen, "question.next") == ("ctrl+k", "right_square_bracket")
    assert keys_of(chosen, "half.down") == ("ctrl+f",)
    assert keys_of(chosen, "question.previous") == ("left_square_bracket",)
    assert chosen.problems == ()


def test_what_cannot_be_is_said_in_a_sentence() -> None:
    assert keymap({"fly": "x"}).problems == ("keys: there is no action “fly”",)
    assert keymap({"find": "no key"}).problems == ("keys: “no key” of find is no key",)


def test_a_key_that_no_terminal_sends_is_named() -> None:
    for key in ("nosuchkey", "ctrl+nosuchkey", "f99", "enterr"):
        assert keymap({"help": key}).problems == (f"keys: “{key}” of help is no key",)
    assert keymap({"hepl": "x"}).problems == (
        "keys: there is no action “hepl”; did you mean “help”?",
    )
    for key in ("f12", "ctrl+shift+left", "alt+slash", "dollar_sign", "at", "?", "insert", "X"):
        assert not [each for each in keymap({"tour": key}).problems if "is no key" in each]


def test_every_key_of_the_table_and_of_the_presets_is_one() -> None:
    for action in ACTIONS:
        chosen = keymap({action.id: ",".join(action.keys)})
        assert not [each for each in chosen.problems if "is no key" in each]
    for preset in PRESETS.values():
        for identity, keys in preset.items():
            problems = keymap({identity: keys}).problems
            assert not [each for each in problems if "is no key" in each]


def test_a_chosen_key_is_taken_from_whatever_had_it() -> None:
    chosen = keymap({"question.next": "n"})
    assert keys_of(chosen, "question.next") == ("n",)
    assert keys_of(chosen, "find.next") == ()
    assert chosen.problems == ("keys: find.next is left without a key",)


def test_two_that_are_given_the_same_key_are_named() -> None:
    chosen = keymap({"question.next": "n", "question.previous": "n"})
    assert "keys: “n” is question.next's already, not question.previous's" in chosen.problems


def test_an_action_may_lose_its_keys() -> None:
    chosen = keymap({"highlight": ""})
    assert keys_of(chosen, "highlight") == ()
    assert chosen.problems == ()


def test_a_key_of_a_place_goes_before_one_that_works_everywhere() -> None:
    chosen = keymap({"find": "s"})
    listed = {action.id: action.keys for action in chosen.at("article")}
    assert listed["find"] == ("s",)
    assert listed["go.search"] == ("ctrl+f",)


@given(st.dictionaries(st.sampled_from([a.id for a in ACTIONS]), st.text(max_size=12), max_size=6))
def test_no_key_ever_means_two_things_in_one_place(chosen: dict[str, str]) -> None:
    made = keymap(chosen)
    for where in PLACES:
        keys = [key for action in made.at(where) for key in action.keys]
        assert [key for key, count in Counter(keys).items() if count > 1] == []
