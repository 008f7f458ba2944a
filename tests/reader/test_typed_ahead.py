"""Keys that are hit faster than the reader can follow do what they would do one by one."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input

from reader.screens.article import ArticleScreen
from tests.reader.driving import Driver, reader


async def burst(drive: Driver, *keys: str) -> None:
    """All at once, as a terminal hands on what was typed while the program was busy."""
    signs = {"space": " ", "slash": "/"}
    for key in keys:
        character = signs.get(key, key if len(key) == 1 else None)
        drive.app.post_message(events.Key(key, character))
    await drive.until(lambda: not drive.app._ahead and drive.app._way is None)
    await drive.settle()


async def test_what_is_typed_right_after_the_key_of_a_field_is_in_the_field(samples: Path) -> None:
    async with reader(samples) as drive:
        await drive.indexed()
        await burst(drive, "s", *"grid", "space", *"queue")
        assert drive.app.screen.query_one(Input).value == "grid queue"


@pytest.mark.parametrize(
    ("lead", "opens"),
    [((), "slash"), ((), "s"), ((), "A"), (("enter",), "slash"), (("enter",), "s"),
     (("H",), "slash")],
)  # fmt: skip
async def test_a_burst_goes_into_the_field_it_opens(
    samples: Path, lead: tuple[str, ...], opens: str
) -> None:
    async with reader(samples) as drive:
        await drive.indexed()
        await burst(drive, *lead, opens, *"quay", "space", *"dues")
        focused = drive.app.screen.focused
        assert isinstance(focused, Input) and focused.value == "quay dues"


async def test_the_key_of_a_field_is_a_letter_where_one_types(samples: Path) -> None:
    async with reader(samples) as drive:
        await drive.indexed()
        await burst(drive, *"sas", "slash", "A")
        focused = drive.app.screen.focused
        assert isinstance(focused, Input) and focused.value == "as/A"


async def test_a_search_its_words_and_what_follows_in_one_burst(samples: Path) -> None:
    async with reader(samples) as drive:
        await drive.indexed()
        await burst(drive, "enter", "slash", *"grid", "enter", "n", "p")
        assert drive.app.screen.query_one("#find Input", Input).value == "grid"


async def test_keys_meant_for_an_article_wait_until_it_is_there(samples: Path) -> None:
    async with reader(samples) as drive:
        await drive.indexed()
        await burst(drive, "down", "enter", "p", "o", "f", "right_square_bracket", "z", "Z", "L")
        await burst(drive, "enter", "p")
        assert isinstance(drive.app.screen, ArticleScreen)


async def test_a_field_is_left_again_in_the_same_burst(samples: Path) -> None:
    async with reader(samples) as drive:
        await drive.indexed()
        await burst(drive, "s", *"abc", "escape", "escape", "L", "enter")
        assert isinstance(drive.app.screen, ArticleScreen)


async def test_pasted_text_takes_its_turn_and_goes_nowhere_twice(samples: Path) -> None:
    async with reader(samples) as drive:
        await drive.indexed()
        drive.app.post_message(events.Paste("no field takes this"))
        drive.app.post_message(events.Key("s", "s"))
        drive.app.post_message(events.Paste("grid\x1b[2J"))
        await burst(drive, *"xy")
        assert drive.app.screen.query_one(Input).value == "grid␛[2Jxy"
