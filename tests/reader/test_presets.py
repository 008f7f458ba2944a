"""The presets: each gives every action a key, none two meanings in one place, and all work."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from reader.actions import ACTIONS, PLACES, Where, shared_by
from reader.keymap import Keymap, keymap
from reader.presets import PRESETS
from reader.screens.search import SearchScreen
from reader.settings import Settings
from tests.reader.driving import Driver, reader

every = pytest.mark.parametrize("preset", PRESETS)


@every
def test_a_preset_names_actions_and_keys_that_exist(preset: str) -> None:
    assert set(PRESETS[preset]) <= {action.id for action in ACTIONS}
    wrong = [told for told in keymap(PRESETS[preset]).problems if "without a key" not in told]
    assert wrong == []
    assert keymap({}, preset).problems == ()


@every
def test_every_action_has_a_key(preset: str) -> None:
    assert [action.id for action in keymap({}, preset).actions if not action.keys] == []


@every
@pytest.mark.parametrize("where", PLACES)
def test_no_key_means_two_things_in_one_place(preset: str, where: Where) -> None:
    here = (where, *shared_by(where))
    keys = [key for each in keymap({}, preset).actions if each.where in here for key in each.keys]
    assert [key for key, count in Counter(keys).items() if count > 1] == []


def test_own_keys_go_before_those_of_a_preset() -> None:
    chosen = keymap({"page.down": "f2"}, "less")
    assert next(each.keys for each in chosen.actions if each.id == "page.down") == ("f2",)
    assert next(each.keys for each in chosen.actions if each.id == "half.down") == ("d", "ctrl+d")


def first_key(keys: Keymap, identity: str) -> str:
    return next(action.keys[0] for action in keys.actions if action.id == identity)


def key_that_was_moved(preset: str, identity: str) -> str:
    """A key that only the preset gives to an action."""
    usual, moved = keymap({}), keymap({}, preset)
    before = next(action.keys for action in usual.actions if action.id == identity)
    return next(
        key
        for action in moved.actions
        if action.id == identity
        for key in action.keys
        if key not in before
    )


async def walk(read: Driver, page: str) -> None:
    """From the library into an article, a page on, and to the search."""
    keys = read.app.keymap
    await read.press(first_key(keys, "list.down"), first_key(keys, "list.open"))
    await read.until(lambda: read.article.article, "the article")
    before = read.article.view.scroll_y
    await read.press(page)
    assert read.article.view.scroll_y > before
    await read.press(first_key(keys, "go.search"))
    assert isinstance(read.app.screen, SearchScreen)


@pytest.mark.parametrize(
    ("preset", "page"), [("default", "space"), ("vim", "ctrl+f"), ("less", "f")]
)
async def test_the_reader_works_with_it(samples: Path, preset: str, page: str) -> None:
    if preset != "default":
        assert key_that_was_moved(preset, "page.down") == page
    async with reader(samples, settings=Settings(preset=preset)) as read:
        await read.indexed()
        await walk(read, page)


async def test_what_lost_its_key_to_a_preset_is_on_the_key_that_is_told(samples: Path) -> None:
    settings = Settings(preset="less")
    async with reader(samples, settings=settings) as read:
        await read.indexed()
        await read.press("enter")
        await read.until(lambda: read.article.article, "the article")
        await read.press("alt+f")
        assert read.article.panel.facet == "figure"
