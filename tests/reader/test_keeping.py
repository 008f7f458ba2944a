"""What a person marks is kept in a thread; its answer may find the screen gone."""

from __future__ import annotations

from pathlib import Path
from threading import Event

from tests.reader.driving import copied, reader


async def test_an_answer_that_comes_when_the_screen_is_gone_is_dropped(tmp_path: Path) -> None:
    root = copied(tmp_path, "energy-grid-queue.md")
    async with reader(root, article="energy-grid-queue.md") as drive:
        await drive.indexed()
        screen, disk, shown = drive.article, Event(), list[str]()

        def change() -> str:
            assert disk.wait(60)
            return "kept"

        def kept(result: str) -> None:
            shown.append(result)
            screen.view.refresh()

        keeper = screen._keeper
        screen.when_kept(lambda: keeper.keep(change, kept))
        await drive.app.pop_screen()
        assert not screen.stands
        disk.set()
        await drive.settle()
        assert not shown
