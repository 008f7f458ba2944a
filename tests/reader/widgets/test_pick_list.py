"""A list of entries: what is in view when it gets other entries, its height, its bar."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
from rich.text import Text
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widget import Widget

from reader.widgets.article_view import ArticleView
from reader.widgets.entry import Entry, Look
from reader.widgets.pick_list import PickList
from tests.reader.driving import reader


class Host(App[None]):
    """A list that fills what is left, and one as high as its entries."""

    CSS = "#short { height: auto; max-height: 8; }"

    def compose(self) -> ComposeResult:
        yield PickList(id="long", empty="Nothing yet.")
        yield PickList(id="short")


def entries(number: int) -> list[Entry]:
    return [Entry(key, partial(_draw, key)) for key in range(number)]


def _draw(key: int, _: int, __: Look) -> list[Text]:
    return [Text(f"entry {key}")]


@asynccontextmanager
async def lists() -> AsyncIterator[tuple[Pilot[None], PickList, PickList]]:
    async with Host().run_test(size=(40, 30)) as pilot:
        yield pilot, pilot.app.query_one("#long", PickList), pilot.app.query_one("#short", PickList)


def shown(pick_list: PickList) -> list[str]:
    """The lines of a list that say something."""
    lines = (pick_list.render_line(y).text.strip() for y in range(pick_list.size.height))
    return [line for line in lines if line]


@pytest.mark.parametrize("key", [None, 80, 7])
async def test_a_list_that_was_scrolled_down_and_is_emptied_says_so(key: int | None) -> None:
    async with lists() as (pilot, long, _):
        long.fill(entries(100), key=80)
        await pilot.pause()
        assert long.scroll_y > 0
        long.fill([], key=key)
        await pilot.pause()
        assert shown(long) == ["Nothing yet."]


@pytest.mark.parametrize("key", [None, 80, 7])
async def test_of_fewer_entries_none_is_out_of_view(key: int | None) -> None:
    async with lists() as (pilot, long, _):
        long.fill(entries(100), key=80)
        await pilot.pause()
        long.fill(entries(9), key=key)
        await pilot.pause()
        assert shown(long) == [f"entry {number}" for number in range(9)]


async def test_a_list_as_high_as_its_entries_stays_so() -> None:
    async with lists() as (pilot, _, short):
        for number in (3, 6, 20, 1):
            short.fill(entries(number))
            await pilot.pause()
            assert short.size.height == min(number, 8)


async def test_other_entries_do_not_lay_the_screen_out_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It would cost more than all else that a list does: 25 ms beside a long article."""
    async with lists() as (pilot, long, _):
        long.fill(entries(3))
        await pilot.pause()
        layouts: list[Widget] = []
        refresh = Widget.refresh

        def counted(widget: Widget, *regions: object, **what: object) -> Widget:
            if what.get("layout"):
                layouts.append(widget)
            return refresh(widget, *regions, **what)  # type: ignore[arg-type]

        monkeypatch.setattr(Widget, "refresh", counted)
        for number in (100, 2, 50, 0):
            long.fill(entries(number))
            await pilot.pause()
        assert not layouts


async def test_a_bar_stands_on_the_ground_of_what_it_belongs_to(samples: Path) -> None:
    async with reader(samples) as drive:
        await drive.indexed()
        for keys in (
            (),
            ("enter",),
            ("L", "s", "w", "h", "y"),
            ("question_mark",),
            ("escape", "S"),
        ):
            await drive.press(*keys)
            for each in (*drive.app.screen.query(PickList), *drive.app.screen.query(ArticleView)):
                styles = each.styles
                assert styles.scrollbar_background == styles.background, each
