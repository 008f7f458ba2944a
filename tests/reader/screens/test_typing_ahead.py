"""What is typed in one burst with the key that opens a field stands in the field."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input

from tests.reader.driving import Driver, reader


async def burst(drive: Driver, keys: str) -> None:
    """All keys at once, as a terminal hands over what was typed while the program was busy."""
    names = {"/": "slash", " ": "space"}
    for key in keys:
        drive.app.post_message(events.Key(names.get(key, key), key))
    await drive.settle()


def field(drive: Driver) -> str:
    focused = drive.app.screen.focused
    assert isinstance(focused, Input)
    return focused.value


@pytest.mark.parametrize(
    ("lead", "opens"),
    [((), "/"), ((), "s"), ((), "A"), (("enter",), "/"), (("enter",), "s"), (("H",), "/")],
)
async def test_a_burst_goes_into_the_field_it_opens(
    samples: Path, lead: tuple[str, ...], opens: str
) -> None:
    async with reader(samples) as drive:
        await drive.indexed()
        await drive.press(*lead)
        await burst(drive, f"{opens}quay dues")
        assert field(drive) == "quay dues"


async def test_the_key_is_a_letter_where_one_types(samples: Path) -> None:
    async with reader(samples) as drive:
        await drive.indexed()
        await burst(drive, "sas/A")
        assert field(drive) == "as/A"
