"""A monkey at the keyboard: seeded, so that what it breaks can be broken again.

python -m pytest -m long tests/reader/test_monkey.py
"""

from __future__ import annotations

import random

import pytest

from reader.actions import ACTIONS
from reader.app import QuaereApp
from reader.settings import Settings
from tests.reader.driving import Driver

LEAVING = ("leave", "quit", "suspend")
"""Actions that lead out of the reader, or stop it."""
SETTINGS = Settings(keys=dict.fromkeys(LEAVING, ""), motion=False)
"""No key of theirs; see `stay_inside` for the palette."""
_TYPED = [*"abcdefghijklmnopqrstuvwxyz", *"ABCDEFGHIJKLMNOPQRSTUVWXYZ", *"0123456789", "space"]
_MOVING = ["up", "down", "left", "right", "enter", "tab", "shift+tab", "escape", "backspace"]


def keys(seed: int, number: int) -> list[str]:
    """Keys as a monkey presses them: those of all actions, letters, the ones nearest to hand."""
    chance = random.Random(seed)
    known = sorted({key for action in ACTIONS if action.id not in LEAVING for key in action.keys})
    pool = [*known, *_TYPED, *(_MOVING * 4)]
    return [chance.choice(pool) for _ in range(number)]


def stay_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    """The palette, too, does not lead out."""
    for identity in LEAVING:
        monkeypatch.setattr(QuaereApp, f"action_{identity}", lambda _: None)


async def press(read: Driver, seed: int, number: int) -> None:
    """Press keys, without waiting for what they start."""
    for key in keys(seed, number):
        await read.pilot.press(key)


async def resize(read: Driver, seed: int, number: int) -> None:
    """A storm of sizes, and a key now and then."""
    chance = random.Random(seed)
    for pressed in keys(seed, number):
        await read.pilot.resize_terminal(chance.randint(10, 300), chance.randint(3, 100))
        if chance.random() < 0.3:
            await read.pilot.press(pressed)


async def assert_it_answers(read: Driver) -> None:
    """The reader can be led back to the library, and opens an article."""
    assert read.app.is_running
    for _ in range(40):
        await read.press("escape")
        if len(read.app.screen_stack) == 1:
            break
    await read.pilot.resize_terminal(120, 40)
    await read.indexed()
    await read.press("escape", "G", "g", "enter")
    await read.until(lambda: read.article.article, "an article")
    assert read.article.article is not None
    assert read.article.article.title in read.text()
