"""What is being written in the note box outlives the program, however that ends."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import TextArea

from reader.notes.model import Anchored
from reader.places import places
from reader.screens.note import NoteScreen
from tests.reader.driving import Driver, copied, reader

NAME = "energy-grid-queue.md"


def kept(drive: Driver) -> list[Anchored]:
    return drive.article._notes


def written(drive: Driver) -> str:
    assert isinstance(drive.app.screen, NoteScreen)
    return drive.app.screen.query_one(TextArea).text


async def test_a_half_written_note_is_offered_again_until_it_is_kept(tmp_path: Path) -> None:
    root = copied(tmp_path, NAME)
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("enter", "right_parenthesis")
        await drive.press("a")
        await drive.type("half")
        drive.app.keep_all()
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("enter", "right_parenthesis")
        await drive.press("right_parenthesis", "a")
        assert written(drive) == "half"
        await drive.type(" and whole")
        await drive.press("ctrl+s")
        (highlight,) = [each.highlight for each in kept(drive)]
        assert highlight.note == "half and whole"
        await drive.press("right_parenthesis", "a")
        assert written(drive) == ""


async def test_one_on_a_highlight_comes_back_there_and_not_elsewhere(tmp_path: Path) -> None:
    root = copied(tmp_path, NAME)
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("enter", "right_parenthesis")
        await drive.press("a")
        await drive.type("kept")
        await drive.press("ctrl+s", "a")
        await drive.type(", then more")
        drive.app.keep_all()
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("enter", "right_parenthesis")
        await drive.press("right_parenthesis", "a")
        assert written(drive) == ""
        await drive.press("escape", "H", "down", "a")
        assert written(drive) == "kept, then more"
        await drive.press("escape")
        assert isinstance(drive.app.screen, NoteScreen)  # it is not thrown away by one key
        await drive.press("escape", "a")
        assert written(drive) == "kept"


async def test_another_note_that_was_begun_is_offered_as_another(tmp_path: Path) -> None:
    root = copied(tmp_path, NAME)
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("enter", "right_parenthesis")
        await drive.press("a")
        await drive.type("one")
        await drive.press("ctrl+s", "a", "ctrl+n")
        await drive.type("two")
        assert isinstance(drive.app.screen, NoteScreen)
        keep = drive.app.screen.leaving()
        assert keep is not None
        keep()
        await drive.app.pop_screen()
        await drive.press("a")
        assert written(drive) == "two"
        await drive.press("ctrl+s")
        notes = sorted(each.highlight.note for each in kept(drive))
        assert notes == ["one", "two"]


async def test_what_cannot_be_kept_stays_on_the_screen(tmp_path: Path) -> None:
    root = copied(tmp_path, NAME)
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("enter", "right_parenthesis")
        await drive.press("h")
    async with reader(root) as drive:  # now all of it is in the file itself, nothing in its log
        await drive.indexed()
        await drive.press("enter", "right_parenthesis", "a")
        await drive.type("precious")
        file = places().data / "quaere.sqlite"
        file.write_bytes(b"rubbish " * 4000)
        await drive.press("ctrl+s")
        assert written(drive) == "precious"
        told = [each.message for each in drive.app._notifications]
        assert any(each.startswith("Not kept: ") and "Nothing was changed" in each for each in told)
        assert not any("kept" in each.lower() and "not" not in each.lower() for each in told)


async def test_a_notes_file_that_vanished_is_there_again_with_all(tmp_path: Path) -> None:
    root = copied(tmp_path, NAME)
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("enter", "right_parenthesis")
        await drive.press("h")
        for file in places().data.glob("quaere.sqlite*"):
            file.unlink()
        await drive.press("right_parenthesis", "a")
        await drive.type("after")
        await drive.press("ctrl+s")
        told = [each.message for each in drive.app._notifications]
        assert any("written there anew" in each for each in told)
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("enter", "right_parenthesis")
        assert {each.highlight.note for each in kept(drive)} == {"", "after"}
