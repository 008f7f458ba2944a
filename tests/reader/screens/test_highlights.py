"""Highlights of the whole collection, and their export."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import OptionList

from reader.notes.everywhere import notes_in
from reader.screens.article import ArticleScreen
from reader.screens.export import ExportScreen
from reader.screens.highlights import HighlightsScreen
from reader.settings import Settings
from tests.reader.driving import Driver, copied, reader

TWO = ("shipping-strait-of-hesk.md", "energy-grid-queue.md")


async def mark(drive: Driver, note: str) -> None:
    await drive.press("enter", "right_parenthesis", "a")
    await drive.type(note)
    await drive.press("ctrl+s", "L")


async def test_nothing_marked_says_how_to_mark(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, *TWO)) as drive:
        await drive.indexed()
        await drive.press("H")
        assert "h marks the sentence" in drive.text()


async def test_highlights_are_listed_filtered_edited_removed_and_opened(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, *TWO)) as drive:
        await drive.indexed()
        await mark(drive, "one")
        await drive.press("j")
        await mark(drive, "two")
        await drive.press("H")
        assert isinstance(drive.app.screen, HighlightsScreen)
        listed = "\n".join(drive.lines())
        assert "one" in listed and "two" in listed

        await drive.press("slash")
        await drive.type("two")
        await drive.press("enter")
        assert len([entry for entry in drive.picks.entries if entry.pickable]) == 1

        await drive.press("a")
        await drive.type(" edited")
        await drive.press("ctrl+s")
        assert any("two edited" in line for line in drive.lines())

        await drive.press("d")
        assert not any("two edited" in line for line in drive.lines())
        await drive.press("U")
        assert any("two edited" in line for line in drive.lines())

        await drive.press("enter")
        assert isinstance(drive.app.screen, ArticleScreen)


async def test_highlights_are_filtered_by_colour_tag_state_and_date(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, *TWO)) as drive:
        await drive.indexed()
        await mark(drive, "one")
        await drive.press("j")
        await mark(drive, "two")
        every = notes_in(drive.app.notes, drive.app.collection)
        first, second = (each.highlight for group in every for each in group.notes)
        drive.app.notes.edit(first.id, colour="green", tags=("later",))
        await drive.press("H")
        await drive.press("slash")
        for words, ids in (
            ("colour:green", {first.id}), ("color:yellow", {second.id}), ("tag:later", {first.id}),
            ("#later green", {first.id}), ("state:ok", {first.id, second.id}),
            ("state:moved", set()), (first.created[:7], {first.id, second.id}),
            ("has:note", {first.id, second.id}), ("1999-01", set()),
        ):  # fmt: skip
            await drive.press("ctrl+u")
            await drive.type(words)
            assert {entry.key for entry in drive.picks.entries if entry.pickable} == ids, words


async def test_a_highlight_whose_file_is_gone_stays_listed(tmp_path: Path) -> None:
    root = copied(tmp_path, *TWO)
    async with reader(root) as drive:
        await drive.indexed()
        await mark(drive, "keep me")
    for path in root.iterdir():
        path.unlink()
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("H")
        assert any("keep me" in line for line in drive.lines())
        assert any("orphan" in line for line in drive.lines())
        await drive.press("enter")
        assert "can still be exported" in drive.text()


async def test_export_writes_the_chosen_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with reader(copied(tmp_path, *TWO)) as drive:
        await drive.indexed()
        await mark(drive, "take this along")
        await drive.press("e")
        assert isinstance(drive.app.screen, ExportScreen)
        await drive.press("enter")
        assert "take this along" in (tmp_path / "articles-notes.md").read_text()


async def test_the_export_box_remembers_format_and_file_of_its_collection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    chosen = str(tmp_path / "kept" / "mine.json")
    (tmp_path / "kept").mkdir()
    root = copied(tmp_path, *TWO)
    async with reader(root) as drive:
        await drive.indexed()
        await mark(drive, "take this along")
        await drive.press("e")
        formats = drive.app.screen.query_one(OptionList)
        formats.highlighted = formats.get_option_index("json")
        await drive.settle()
        drive.field("file").value = chosen
        await drive.press("enter")
        assert Path(chosen).exists()
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("e")
        assert drive.field("file").value == chosen
        formats = drive.app.screen.query_one(OptionList)
        assert formats.highlighted == formats.get_option_index("json")
        formats.highlighted = formats.get_option_index("csv")
        await drive.settle()
        assert drive.field("file").value == str(tmp_path / "articles-notes.csv")


async def test_a_file_of_somebody_else_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles-notes.md").write_text("mine")
    async with reader(copied(tmp_path, *TWO)) as drive:
        await drive.indexed()
        await mark(drive, "take this along")
        await drive.press("e", "enter")
        assert (tmp_path / "articles-notes.md").read_text() == "mine"
        assert "was not replaced" in drive.text()
        await drive.press("ctrl+r")
        assert "take this along" in (tmp_path / "articles-notes.md").read_text()


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_the_export_says_its_keys_where_there_is_little_room(
    samples: Path, size: tuple[int, int]
) -> None:
    async with reader(samples, size=size) as drive:
        await drive.press("e")
        shown = drive.text()
        assert "markdown" in shown and "File" in shown and "enter write" in shown


async def test_what_a_colour_means_is_said_where_it_is_chosen_and_listed(tmp_path: Path) -> None:
    named = Settings(colours={"yellow": "important", "green": "[b]to quote[/b]"})
    async with reader(copied(tmp_path, TWO[0]), settings=named) as drive:
        await drive.indexed()
        await drive.press("enter", "right_parenthesis", "a")
        assert "colour: yellow (important)" in drive.text()
        await drive.press("ctrl+t")
        assert "colour: green ([b]to quote[/b])" in drive.text()
        await drive.press("ctrl+s", "H")
        assert "green ([b]to quote[/b])" in "\n".join(drive.lines())
        await drive.press("slash")
        await drive.type("quote")
        assert "1 highlight shown by the filter" in drive.text()


async def test_an_export_is_narrowed_copied_and_brought_to_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with reader(copied(tmp_path, *TWO), size=(80, 24)) as drive:
        await drive.indexed()
        await mark(drive, "eins")
        await drive.press("j")
        await mark(drive, "zwei")
        await drive.press("enter", "e", "ctrl+t")
        drive.app.clear_notifications()
        await drive.settle()
        shown = drive.text()
        assert all(word in shown for word in ("this article only", "Since", "File", "esc leave")), (
            shown
        )
        await drive.press("ctrl+f", "ctrl+y")
        assert "zwei" in drive.app.clipboard and "eins" not in drive.app.clipboard
        assert "*claim*" in drive.app.clipboard or "*figure*" in drive.app.clipboard
        await drive.press("e")
        drive.field("tags").value = "none-has-this"
        await drive.press("enter")
        assert "nothing was exported" in drive.text()
        drive.field("tags").value, drive.field("since").value = "", "yesterday"
        await drive.press("enter")
        assert "is no date" in drive.text()
        drive.field("since").value, drive.field("file").value = "2020", f"{tmp_path}/out/"
        await drive.press("enter")
        assert len(list((tmp_path / "out").glob("*.md"))) == 2
