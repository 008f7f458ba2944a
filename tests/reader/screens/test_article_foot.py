"""The foot of an article: the line of keys, and messages above it."""

from __future__ import annotations

from pathlib import Path

from reader.settings import Settings
from tests.reader.driving import copied, reader

ONE = "shipping-strait-of-hesk.md"


async def test_the_line_of_keys_says_what_can_be_done_with_a_selection(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE)) as drive:
        await drive.indexed()
        await drive.press("enter")
        usual = drive.text().splitlines()[-1]
        await drive.press("v")
        selecting = drive.text().splitlines()[-1]
        for said in ("→ word on", "j sentence on", "o other end", "y copy", "esc leave", "? "):
            assert said in selecting
        await drive.press("escape")
        assert drive.text().splitlines()[-1] == usual


async def test_a_message_leaves_the_lines_at_the_foot_free(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE)) as drive:
        await drive.indexed()
        counts = drive.text().splitlines()[-2]
        drive.app.say("A message that is as long as messages are, " * 4)
        await drive.settle()
        assert "A message that" in drive.text()
        assert drive.text().splitlines()[-2] == counts


async def test_messages_name_the_keys_that_are_in_force(tmp_path: Path) -> None:
    settings = Settings(keys={"undo": "ctrl+z", "place.keep": "ctrl+k"})
    async with reader(copied(tmp_path, ONE), settings=settings) as drive:
        await drive.indexed()
        await drive.press("enter", "h", "d")
        assert "^z brings it back" in drive.text()
        await drive.press("apostrophe", "x")
        assert "^k gives one" in drive.text()
