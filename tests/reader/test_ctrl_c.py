"""ctrl+c, which ends other programs, says how this one is ended."""

from __future__ import annotations

from pathlib import Path

from reader.settings import Settings
from tests.reader.driving import Driver, reader


def said(drive: Driver) -> list[str]:
    return [each.message for each in drive.app._notifications]


async def test_it_names_the_keys_in_force(samples: Path) -> None:
    async with reader(samples) as drive:
        await drive.indexed()
        await drive.press("ctrl+c")
        assert any("To quit: ^q." in each for each in said(drive))
    async with reader(samples, settings=Settings(keys={"quit": "f10"})) as drive:
        await drive.indexed()
        await drive.press("ctrl+c")
        assert any("to quit: f10." in each.lower() for each in said(drive)), said(drive)
        assert not any("^q" in each for each in said(drive))
