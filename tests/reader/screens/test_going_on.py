"""Going on where one was: the article read last, the last session, the time that counts."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from threading import Event

import pytest

from index.cache import CATALOG
from reader.places import places
from reader.reading_clock import ReadingClock
from reader.resuming import Resuming
from reader.screens.article import ArticleScreen
from reader.screens.library import ORDER, LibraryScreen
from reader.screens.search import SearchScreen
from reader.screens.statistics import StatisticsScreen
from reader.settings import Settings
from reader.store import Store, StoreError, preferences, reading, reading_time, sessions
from reader.widgets.library_head import GoingOn
from tests.reader.driving import Driver, copied, reader


def offer(drive: Driver) -> str:
    bar = drive.app.screen.query_one(GoingOn)
    return bar.line(bar.size.width).plain if bar.display else ""


def rooms(drive: Driver) -> list[type]:
    return [type(each) for each in drive.app.screen_stack]


async def test_what_was_read_last_is_offered_and_one_key_goes_on_with_it(samples: Path) -> None:
    async with reader(samples) as drive:
        await drive.indexed()
        assert offer(drive) == ""
        await drive.press("c")
        assert "No article is begun" in drive.text()
        await drive.press("j", "j", "enter", "right_square_bracket", "right_square_bracket")
        begun, place = drive.article.article, drive.article.view.top_offset()
        assert begun is not None
        await drive.press("q", "g", "enter", "q", "u")
        # What was finished since is not offered.
        assert begun.title[:30] in offer(drive)
    async with reader(samples, size=(80, 24)) as drive:
        await drive.indexed()
        assert offer(drive).startswith("c go on with") and "min left" in offer(drive)
        await drive.press("c")
        assert drive.article.article == begun
        section = begun.section_at(place)
        assert begun.section_at(drive.article.view.top_offset()) == section


async def test_the_last_session_is_offered_and_opened_again(samples: Path) -> None:
    async with reader(samples) as drive:
        await drive.indexed()
        await drive.press("s")
        await drive.type("water")
        await drive.press("enter")
        opened = drive.article.article
        assert opened is not None
        await drive.app.action_quit()
    async with reader(samples) as drive:
        await drive.indexed()
        assert "R last session: search “wat" in drive.text()
        assert drive.app.last_session.startswith("search “water” › ")
        await drive.press("R")
        await drive.until(lambda: len(drive.app.screen_stack) == 3, "the rooms")
        await drive.settle()
        assert rooms(drive) == [LibraryScreen, SearchScreen, ArticleScreen]
        assert drive.article.article == opened
        await drive.press("q")
        assert drive.field("query").value == "water"
        await drive.until(lambda: drive.lines(), "the hits")
        await drive.press("escape", "escape")
        assert "last session" not in drive.text()


async def test_a_session_is_opened_by_itself_where_the_settings_say_so(samples: Path) -> None:
    async with reader(samples) as drive:
        await drive.indexed()
        await drive.press("slash")
        await drive.type("wind")
        await drive.press("tab", "enter")
        opened = drive.article.article
        # By the way of the keys: the article closes, and then the library.
        await drive.press("q", "q")
    async with reader(samples, settings=Settings(restore=True)) as drive:
        await drive.until(lambda: isinstance(drive.app.screen, ArticleScreen), "the article")
        await drive.until(lambda: drive.article.article == opened, "its text")
        await drive.press("q")
        assert drive.field("filter").value == "wind"


async def test_a_moved_article_of_the_session_is_found_and_a_lost_one_named(
    tmp_path: Path,
) -> None:
    root = copied(tmp_path, "energy-grid-queue.md", "farming-salt-tolerant-barley.md")
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("enter")
        opened = drive.article
        assert opened.article is not None and opened.file is not None
        title, file = opened.article.title, opened.file
        await drive.app.action_quit()
    file.rename(root / "moved.md")
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("R")
        assert drive.article.article is not None and drive.article.article.title == title
        await drive.app.action_quit()
    (root / "moved.md").unlink()
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("R")
        assert rooms(drive) == [LibraryScreen]
        assert "is not in the collection any more" in " ".join(drive.text().split())


@pytest.mark.parametrize(
    "kept", ["", "no json", "[1, 2]", '{"a": 1}', '[{"where": "cellar", "x": "y"}]']
)
async def test_a_session_that_cannot_be_understood_opens_nothing(tmp_path: Path, kept: str) -> None:
    async with reader(copied(tmp_path, "energy-grid-queue.md")) as drive:
        await drive.indexed()
        sessions.put(drive.app.store, drive.app.collection.root, kept)
        drive.app.begin_session(restore=False)
        await drive.press("R")
        assert rooms(drive) == [LibraryScreen]


async def test_the_session_is_kept_while_it_goes_on(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, "energy-grid-queue.md")) as drive:
        await drive.indexed()
        await drive.press("s")
        await drive.type("wire")
        app: Resuming = drive.app
        app._keep_soon()
        await drive.settle()
        kept = sessions.get(drive.app.store, drive.app.collection.root)
        assert [each["where"] for each in json.loads(kept or "")] == ["library", "search"]


async def test_what_was_read_is_counted_and_shown(samples: Path) -> None:
    now = [1000.0]
    async with reader(samples) as drive:
        await drive.indexed()
        await drive.press("S")
        assert isinstance(drive.app.screen, StatisticsScreen)
        assert "Nothing was read yet" in drive.text()
        drive.app.clock = ReadingClock(lambda: now[0], lambda: date(2026, 11, 23))
        await drive.press("q", "enter")
        article = drive.article.article
        assert article is not None
        for _ in range(40):
            now[0] += 60
            await drive.press("space")
        await drive.press("q", "S")
        assert "40 min read" in drive.text()
        assert "23 – 29 Nov 2026" in drive.text()
        assert f"{len(article.questions)} answers" in drive.text()
        assert article.title[:20] in drive.text()
        await drive.press("enter")
        assert drive.article.article == article


async def test_places_hold_when_the_window_and_the_text_change(tmp_path: Path) -> None:
    root = copied(tmp_path, "energy-grid-queue.md")
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("enter", *["right_square_bracket"] * 4)
        heading = drive.article.view.current_section()
        assert heading is not None
        await drive.press("q")
    (path,) = root.iterdir()
    path.write_text(path.read_text() + "\n\nOne more line at the end.\n")
    async with reader(root, size=(60, 20)) as drive:
        await drive.indexed()
        await drive.press("c")
        there = drive.article.view.current_section()
        assert there is not None and there.heading == heading.heading
        assert reading.every(drive.app.store)[-1].section == heading.number


async def test_a_damaged_index_does_not_keep_a_session_from_opening(tmp_path: Path) -> None:
    root = copied(tmp_path, "energy-grid-queue.md")
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("enter")
        await drive.app.action_quit()
    (index,) = places().cache.rglob(CATALOG)
    index.write_bytes(b"no index" * 2000)
    async with reader(root, settings=Settings(restore=True)) as drive:
        await drive.until(lambda: isinstance(drive.app.screen, ArticleScreen), "the article")
        await drive.settle()
        assert rooms(drive) == [LibraryScreen, ArticleScreen]
        await drive.indexed()
        await drive.until(
            lambda: drive.article.article is not None, "the article from the new index"
        )
        assert not drive.app.status
        await drive.press("q")
        assert "1 article" in drive.text()


async def test_what_the_disk_refused_is_kept_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr("reader.resuming.KEEP_EVERY", 10_000.0)  # only when this test says so
    async with reader(copied(tmp_path, "energy-grid-queue.md")) as drive:
        await drive.indexed()
        app: Resuming = drive.app
        app.clock = ReadingClock(lambda: now[0], lambda: date(2026, 11, 23))
        await drive.press("enter")
        for _ in range(3):
            now[0] += 60
            await drive.press("space")

        def refuse(*_: object) -> None:
            raise StoreError("the disk is full")

        with monkeypatch.context() as refusing:
            refusing.setattr(Store, "writing", refuse)
            app._keep_soon()
            await drive.settle()
            app._keep_soon()
            await drive.settle()
        told = [each.message for each in drive.app._notifications]
        assert sum("The session was not kept" in each for each in told) == 1
        assert sessions.get(drive.app.store, drive.app.collection.root) is None
        app._keep_soon()
        await drive.settle()
        assert sessions.get(drive.app.store, drive.app.collection.root)
        kept = reading_time.read_under(drive.app.store, [tmp_path])
        assert sum(each.seconds for each in kept) == 180


async def test_the_last_of_several_choices_stays_however_slow_the_disk_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reader(copied(tmp_path, "energy-grid-queue.md")) as drive:
        await drive.indexed()
        writes, first, go_on = preferences.put, Event(), Event()

        def slow(store: Store, name: str, value: str) -> None:
            if not first.is_set():
                first.set()
                assert go_on.wait(60)
            writes(store, name, value)

        monkeypatch.setattr(preferences, "put", slow)
        screen = drive.app.screen
        assert isinstance(screen, LibraryScreen)
        screen.action_library_by_title()
        await drive.until(first.is_set, "the first write")
        screen.action_library_by_source()
        screen.action_library_by_date()
        await drive.pilot.pause(0.2)
        go_on.set()
        await drive.settle()
        assert preferences.get(drive.app.store, ORDER) == screen._order.written()
