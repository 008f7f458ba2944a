"""What is done to articles in the library: states, favourites, tags, for one or for several."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from textual.widgets import Input

from reader.screens.article import ArticleScreen
from reader.screens.export import ExportScreen
from reader.screens.library import LibraryScreen
from reader.screens.tags import TagsScreen
from reader.store import reading, shelving
from tests.reader.driving import SAMPLES, Driver, copied, reader


def three(folder: Path) -> Path:
    names = sorted(path.name for path in SAMPLES.iterdir() if path.suffix == ".md")
    return copied(folder, *names[:3])


def library(drive: Driver) -> LibraryScreen:
    screen = drive.app.screen
    assert isinstance(screen, LibraryScreen)
    return screen


def states(drive: Driver) -> list[str]:
    shelf = library(drive).shelf
    assert shelf is not None
    return [each.state for each in shelf.articles]


def tags(drive: Driver) -> list[tuple[str, ...]]:
    shelf = library(drive).shelf
    assert shelf is not None
    return [each.own_tags for each in shelf.articles]


async def test_an_archived_article_is_hidden_until_it_is_asked_for(tmp_path: Path) -> None:
    async with reader(three(tmp_path)) as drive:
        await drive.indexed()
        first = drive.lines()[0]
        await drive.press("a")
        assert len(drive.lines()) == 2 and first not in drive.lines()
        assert "1 archived" in drive.text()
        await drive.press("slash")
        await drive.type("is:archived")
        assert len(drive.lines()) == 1
        await drive.press("escape", "z")
        assert len(drive.lines()) == 3
        assert drive.lines()[0].startswith("–")


async def test_what_went_into_the_archive_is_not_marked_any_more(tmp_path: Path) -> None:
    async with reader(three(tmp_path)) as drive:
        await drive.indexed()
        await drive.press("v", "v", "a")
        await drive.until(lambda: len(drive.lines()) == 1, "two are in the archive")
        assert not library(drive).marked and "marked" not in drive.text()
        await drive.press("f")
        shelf = library(drive).shelf
        assert shelf is not None
        assert [each.archived for each in shelf.articles if each.favourite] == [False]


async def test_undo_takes_back_one_change_after_the_other(tmp_path: Path) -> None:
    async with reader(three(tmp_path)) as drive:
        await drive.indexed()
        await drive.press("u")
        await drive.press("a")
        assert states(drive) == ["archived", "unread", "unread"]
        await drive.press("U")
        assert states(drive) == ["read", "unread", "unread"]
        await drive.press("U")
        assert states(drive) == ["unread"] * 3
        await drive.press("U")
        assert "Nothing was changed here" in drive.text()


async def test_several_are_marked_and_one_key_is_for_all_of_them(tmp_path: Path) -> None:
    async with reader(three(tmp_path)) as drive:
        await drive.indexed()
        await drive.press("v", "v")
        assert "2 marked" in drive.text()
        await drive.press("u")
        assert states(drive) == ["read", "read", "unread"]
        await drive.press("f")
        assert [("★" in line) for line in drive.lines()] == [True, True, False]
        # Some are, some are not: the key makes them all alike, and only then takes it away.
        await drive.press("V", "f")
        assert all("★" in line for line in drive.lines())
        await drive.press("f")
        assert not any("★" in line for line in drive.lines())
        await drive.press("escape")
        assert "marked" not in drive.text()
        assert isinstance(drive.app.screen, LibraryScreen)


async def test_tags_are_written_for_several_and_completed(tmp_path: Path) -> None:
    async with reader(three(tmp_path)) as drive:
        await drive.indexed()
        await drive.press("t")
        assert isinstance(drive.app.screen, TagsScreen)
        await drive.type("Deep-dive later")
        await drive.press("enter")
        assert "#Deep-dive" in drive.lines()[0]
        assert tags(drive) == [("Deep-dive", "later"), (), ()]
        await drive.press("V", "t")
        field = drive.app.screen.query_one(Input)
        assert field.value == ""
        await drive.type("dee")
        await drive.until(lambda: field._suggestion, "the completion")
        await drive.press("right", "enter")
        assert [each[0] for each in tags(drive)] == ["Deep-dive"] * 3
        await drive.press("U")
        assert tags(drive) == [("Deep-dive", "later"), (), ()]


async def test_a_tag_can_be_taken_away_and_the_articles_own_stay(tmp_path: Path) -> None:
    root = tmp_path / "articles"
    root.mkdir()
    (root / "a.md").write_text("---\ntags: [grid]\n---\n# One\n\nWords of the article.\n")
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("t")
        assert "it brought along: grid" in drive.text()
        await drive.type("mine other")
        await drive.press("enter", "t")
        field = drive.app.screen.query_one(Input)
        field.value = "other"
        await drive.press("enter")
        assert "#other" in drive.lines()[0] and "#mine" not in drive.lines()[0]
        await drive.press("slash")
        await drive.type("tag:grid")
        assert len(drive.lines()) == 1


async def test_what_was_said_of_an_article_survives_a_rename_a_move_and_a_new_index(
    tmp_path: Path,
) -> None:
    root = three(tmp_path)
    name = sorted(path.name for path in root.iterdir())[0]
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("f", "u", "t")
        await drive.type("kept")
        await drive.press("enter")
    (root / "below").mkdir()
    (root / name).rename(root / "below" / "zz another name.md")
    async with reader(root) as drive:
        await drive.indexed()
        (line,) = [line for line in drive.lines() if "★" in line]
        assert line.startswith("✓") and "#kept" in line
    changed = (root / "below" / "zz another name.md").read_text() + "\nOne more line.\n"
    (root / "below" / "zz another name.md").write_text(changed)
    async with reader(root) as drive:
        await drive.indexed()
        assert sum("★" in line for line in drive.lines()) <= 1


async def test_reading_an_archived_article_leaves_it_in_the_archive(tmp_path: Path) -> None:
    async with reader(three(tmp_path)) as drive:
        await drive.indexed()
        await drive.press("a", "z", "g", "enter")
        assert isinstance(drive.app.screen, ArticleScreen)
        await drive.press("space", "q")
        assert states(drive)[0] == "archived"
        await drive.press("g", "a")
        assert states(drive)[0] == "reading"


async def test_marked_articles_are_exported_alone(tmp_path: Path) -> None:
    async with reader(three(tmp_path)) as drive:
        await drive.indexed()
        for _ in range(2):
            await drive.press("enter", "h", "q", "j")
        await drive.press("g", "v", "e")
        assert isinstance(drive.app.screen, ExportScreen)
        assert "this article only" in drive.text()
        drive.app.screen._chosen = "json"
        file = tmp_path / "out.json"
        drive.field("file").value = str(file)
        drive.app.screen._start("write")
        await drive.until(file.exists, "the export")
        await drive.settle()
        assert len(json.loads(file.read_text())["notes"]) == 1


async def test_marking_never_opened_articles_as_read_does_not_make_them_recent(
    tmp_path: Path,
) -> None:
    async with reader(three(tmp_path)) as drive:
        await drive.indexed()
        await drive.press("V", "u", "escape")
        shelf = library(drive).shelf
        assert shelf is not None
        assert shelf.open_last is None and shelf.begun is None
        assert len(reading.every(drive.app.store)) == 3
        assert shelving.every(drive.app.store) == []


async def test_two_quick_keys_both_hold(tmp_path: Path) -> None:
    async with reader(three(tmp_path)) as drive:
        await drive.indexed()
        screen = library(drive)
        # Both before the first is on the disk.
        screen.action_library_favourite()
        screen.action_library_archive()
        await drive.settle()
        (row,) = shelving.every(drive.app.store)
        assert row.favourite and row.archived
        await drive.press("U")
        (row,) = shelving.every(drive.app.store)
        assert row.favourite and not row.archived


async def test_undo_does_not_touch_what_was_read_since(tmp_path: Path) -> None:
    async with reader(three(tmp_path)) as drive:
        await drive.indexed()
        await drive.press("u", "u", "enter", "right_square_bracket", "right_square_bracket", "q")
        (left,) = reading.every(drive.app.store)
        assert left.state == "reading" and left.offset
        await drive.press("U")
        assert "changed again since" in drive.text()
        (now,) = reading.every(drive.app.store)
        assert (now.state, now.offset, now.panel) == (left.state, left.offset, left.panel)


async def test_undo_of_what_is_said_keeps_the_newer_place(tmp_path: Path) -> None:
    async with reader(three(tmp_path)) as drive:
        await drive.indexed()
        await drive.press("u")
        (read,) = reading.every(drive.app.store)
        # Only where it was left has moved on.
        reading.save(drive.app.store, replace(read, section=2, offset=40))
        await drive.press("U")
        (now,) = reading.every(drive.app.store)
        assert (now.state, now.section, now.offset) == ("unread", 2, 40)


async def test_the_cursor_stays_in_its_group(tmp_path: Path) -> None:
    root = tmp_path / "articles"
    root.mkdir()
    for name, tags in (("a", "alpha, beta"), ("b", "beta"), ("c", "alpha")):
        (root / f"{name}.md").write_text(f"---\ntags: [{tags}]\n---\n# Piece {name}\n\nWords.\n")
    async with reader(root) as drive:
        await drive.indexed()
        screen = library(drive)
        while screen._group != "tag":
            await drive.press("ctrl+o")
        await drive.press("G", "k")
        picks = drive.picks
        entries = picks.entries
        place = picks._cursor
        first = next(i for i, each in enumerate(entries) if each.key == picks.key)
        assert first < place, "the article is in a group further up as well"
        await drive.press("f")
        assert picks._cursor == place
