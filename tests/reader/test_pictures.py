"""What the screens look like, as pictures that a browser shows.

After a change that is meant: python -m pytest tests/reader/test_pictures.py --snapshot-update
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from reader.settings import Settings
from reader.store import Store
from tests.reader.driving import Driver, reader
from tests.reader.widgets.snapshots import as_picture, picture_of

ARTICLE = ("G", "k", "k", "enter")
SCREENS: dict[str, tuple[str, ...]] = {
    "library": (),
    "article": (*ARTICLE, "right_square_bracket", "r", "tab", "h", "tab", "i"),
    "search": ("s", *"liver", "tab", "escape"),
    "ask": ("A", *"how", "space", *"much", "space", *"water", "enter", "escape"),
    "questions": ("Q", *"water"),
    "findings": ("F", "r"),
    "highlights": (*ARTICLE, "h", "right_parenthesis", "h", "H"),
    "note": (*ARTICLE, "a", *"why"),
    "export": (*ARTICLE, "h", "e"),
    "help": (*ARTICLE, "question_mark"),
    "settings": ("f2", "down"),
    "legend": ("f3",),
    "tour": ("f5",),
}
THREE = ("library", "article", "search")
USUAL = (120, 40)
LOOKS: dict[str, tuple[tuple[int, int], Settings]] = {
    "160x45": ((160, 45), Settings()),
    "80x24": ((80, 24), Settings()),
    "paper": (USUAL, Settings(theme="quaere-paper")),
    "no colours": (USUAL, Settings()),
}


@pytest.fixture(autouse=True)
def nowhere_at_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """No picture shows when or where it was taken."""
    monkeypatch.chdir("/")
    monkeypatch.setattr(Store, "now", lambda _: "2026-07-20T12:00:00Z")


async def shown(read: Driver, name: str) -> str:
    """The screen after its keys, once nothing moves any more."""
    await read.indexed()
    for key in SCREENS[name]:
        await read.press(key)
    read.app.clear_notifications()
    for field in read.app.screen.query("Input, TextArea"):
        field.cursor_blink = False  # type: ignore[attr-defined]
    await read.settle()
    picture = picture_of(read.app)
    assert str(Path.home()) not in picture
    return picture


@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen(samples: Path, snapshot: SnapshotAssertion, name: str) -> None:
    async with reader(samples, size=USUAL, settings=Settings(motion=False)) as read:
        assert await shown(read, name) == as_picture(snapshot)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", THREE)
async def test_a_screen_of_another_look(
    samples: Path,
    snapshot: SnapshotAssertion,
    name: str,
    look: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if look == "no colours":
        monkeypatch.setenv("NO_COLOR", "1")
    size, settings = LOOKS[look]
    async with reader(samples, size=size, settings=replace(settings, motion=False)) as read:
        assert await shown(read, name) == as_picture(snapshot)
