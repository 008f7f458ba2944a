"""How much of an article was read: what was on the screen for long enough, not what was paged."""

from __future__ import annotations

from pathlib import Path

from reader.reading_clock import ReadingClock
from reader.screens.library import LibraryScreen
from tests.reader.driving import Driver, copied, reader

ONE = "shipping-strait-of-hesk.md"


def share(drive: Driver) -> float:
    """What the library says was read of its first article."""
    screen = drive.app.screen
    assert isinstance(screen, LibraryScreen) and screen.shelf is not None
    return screen.shelf.articles[0].progress


async def test_an_article_is_read_when_its_sections_were_seen_not_when_its_end_was(
    tmp_path: Path,
) -> None:
    now = 0.0
    async with reader(copied(tmp_path, ONE)) as drive:
        await drive.indexed()
        drive.app.clock = ReadingClock(lambda: now)
        await drive.press("enter", "G", "q")
        assert drive.lines()[0].startswith("◐")
        assert share(drive) == 0
        await drive.press("enter", "g", *["space"] * 12, "q")
        assert share(drive) == 0  # paged through
        await drive.press("enter", "g")
        for _ in range(4):
            now += 60
            await drive.press("space")
        await drive.press("q")
        assert 0.1 < share(drive) < 0.9
        await drive.press("enter", "g")
        for _ in range(12):
            now += 60
            await drive.press("space")
        await drive.press("q")
        assert drive.lines()[0].startswith("✓")


async def test_an_article_without_headings_is_read_as_far_as_there_was_time(tmp_path: Path) -> None:
    now = 0.0
    root = tmp_path / "articles"
    root.mkdir()
    text = "\n\n".join(f"Quay {n} was closed for repairs. " * 12 for n in range(20))
    (root / "plain.md").write_text(text)
    async with reader(root, size=(80, 20)) as drive:
        await drive.indexed()
        drive.app.clock = ReadingClock(lambda: now)
        await drive.press("enter", *["space"] * 3, "q")
        assert share(drive) == 0
        await drive.press("enter")
        now += 100
        await drive.press("space", "q")
        half = share(drive)
        assert 0 < half < 1
        await drive.press("enter", "g", "q")
        assert share(drive) == half
