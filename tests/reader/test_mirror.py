"""The Markdown mirror: off by default, brought up to date after each change, one way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reader.settings import read_settings
from tests.reader.driving import copied, reader

ONE = "energy-grid-queue.md"


def test_it_is_off_until_a_folder_is_named(tmp_path: Path) -> None:
    assert read_settings(tmp_path).mirror is None
    (tmp_path / "config.toml").write_text('mirror = "/srv/notes"\n')
    assert read_settings(tmp_path).mirror == Path("/srv/notes")
    (tmp_path / "config.toml").write_text('mirror = "notes"\n')
    settings = read_settings(tmp_path)
    assert settings.mirror is None
    assert settings.problems == ("config.toml: mirror must be a folder that begins with / or ~",)


async def test_changes_reach_the_folder_and_the_readers_words_stay(tmp_path: Path) -> None:
    folder = tmp_path / "mirror"
    async with reader(copied(tmp_path, ONE)) as drive:
        drive.app.settings = replace(drive.app.settings, mirror=folder)
        await drive.indexed()
        await drive.press("enter", "right_parenthesis", "a")
        await drive.type("a first note")
        await drive.press("ctrl+s")
        (file,) = folder.iterdir()
        assert "a first note" in file.read_text()
        file.write_text(f"{file.read_text()}\nMine.\n")
        await drive.press("a")
        await drive.type(" and more")
        await drive.press("ctrl+s")
        assert "a first note and more" in file.read_text()
        assert file.read_text().endswith("\nMine.\n")


async def test_a_folder_within_the_collection_is_refused(tmp_path: Path) -> None:
    root = copied(tmp_path, ONE)
    async with reader(root) as drive:
        drive.app.settings = replace(drive.app.settings, mirror=root / "notes")
        await drive.indexed()
        await drive.press("enter", "right_parenthesis", "h")
        assert "The notes were not mirrored" in drive.text()
        assert not (root / "notes").exists()
