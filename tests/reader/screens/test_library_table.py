"""The library as a table: columns by width, orders by key and by click, groups, what is empty."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.style import Style
from textual.widgets import Input

from reader.library.order import ORDERS, By, Order
from reader.screens.library import LibraryScreen
from reader.widgets.entry import Look
from reader.widgets.library_head import LibraryHead
from reader.widgets.library_table import columns_for, head, row
from reader.widgets.top_bar import TopBar
from tests.reader.driving import Driver, copied, reader
from tests.reader.library.shelf_made import held

WIDE = held(
    "wide",
    title="広い文字の題名はとても長いので切らなければなりません、そうですよね、本当に長い題名です",
    source="https://日本.example/1",
    published="2026-05-02",
    own_tags=("é́́", "家族"),
    state="reading",
    progress=0.42,
    updated="2026-06-01T10:00:00Z",
)


@pytest.mark.parametrize("width", [20, 40, 57, 60, 79, 80, 99, 119, 120, 200])
@pytest.mark.parametrize("by", ORDERS)
def test_every_row_is_as_wide_as_its_head_in_cells(width: int, by: By) -> None:
    look = Look(*[Style()] * 7)
    line = row(WIDE, width, Order(by), look, marked=True)
    assert cell_len(line.plain) == cell_len(head(width, Order(by), look).plain)
    assert cell_len(line.plain) <= width


@pytest.mark.parametrize(
    ("width", "heads"),
    [
        (120, ["Source", "Date", "Length", "Asks", "Risks", "Notes", "Read"]),
        (80, ["Date", "Read"]),
        (60, ["Date", "Read"]),
        (44, ["Read"]),
    ],
)
def test_columns_by_width(width: int, heads: list[str]) -> None:
    assert [each.head for each in columns_for(width, Order())] == heads


def test_what_orders_the_library_is_shown_on_the_narrowest_screen() -> None:
    assert [each.head for each in columns_for(60, Order("risks"))] == ["Risks", "Read"]
    assert [each.head for each in columns_for(60, Order("share read"))] == ["Date", "Read"]
    assert "Opened" in [each.head for each in columns_for(120, Order("last read"))]


def titles(drive: Driver) -> list[str]:
    screen = drive.app.screen
    assert isinstance(screen, LibraryScreen) and screen.shelf is not None
    return [screen.shelf.by_id[id].summary.title for id in screen.listed]


async def test_orders_by_key_and_by_click_and_back_again(samples: Path) -> None:
    async with reader(samples) as drive:
        await drive.indexed()
        await drive.press("1")
        by_title = titles(drive)
        assert by_title == sorted(by_title, key=str.casefold)
        await drive.press("1")
        assert titles(drive) == by_title[::-1]
        bar = drive.app.screen.query_one(LibraryHead)
        strip = bar.render_line(0).text
        assert "Title ▼" in strip
        await drive.pilot.click(LibraryHead, offset=(strip.index("Asks"), 0))
        await drive.settle()
        assert "by questions" in drive.app.screen.query_one(TopBar).place
        assert "▼Asks" in bar.render_line(0).text
    async with reader(samples) as drive:
        await drive.indexed()
        assert "by questions" in drive.app.screen.query_one(TopBar).place


async def test_groups_have_heads_with_counts_and_the_cursor_passes_them(samples: Path) -> None:
    async with reader(samples) as drive:
        await drive.indexed()
        await drive.press("ctrl+o")
        heads = [line.strip() for line in drive.lines() if " · " in line]
        assert "ledger.example · 5" in heads
        assert sum(int(each.rpartition(" ")[2]) for each in heads) == 18
        await drive.press("g")
        seen = []
        for _ in range(17):
            seen.append(drive.picks.key)
            await drive.pilot.press("j")
        assert len(set(seen)) == 17
        for _ in range(5):
            await drive.press("ctrl+o")
        assert "grouped" not in drive.app.screen.query_one(TopBar).place


async def test_the_filter_takes_fields_and_completes_them(samples: Path) -> None:
    async with reader(samples) as drive:
        await drive.indexed()
        await drive.press("slash")
        await drive.type("source:led")
        field = drive.app.screen.query_one("#filter", Input)
        await drive.until(lambda: field._suggestion == "source:ledger.example", "the completion")
        assert len(titles(drive)) == 5
        assert "5 shown" in drive.app.screen.query_one(TopBar).place
        # From the field to the list, whose keys work on what is left.
        await drive.press("tab", "V", "f", "escape", "escape")
        assert len(titles(drive)) == 18
        await drive.press("slash")
        await drive.type("is:fav -wind")
        assert 0 < len(titles(drive)) <= 5


def said(drive: Driver) -> str:
    return " ".join(drive.text().split())


async def test_an_empty_list_says_why_and_what_to_do(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, "energy-grid-queue.md"), size=(60, 20)) as drive:
        await drive.indexed()
        await drive.press("slash")
        await drive.type("zebra")
        assert "Nothing matches this filter: esc shows everything again." in said(drive)
        await drive.press("escape", "slash")
        await drive.type("is:nothing")
        assert "There is no is:nothing" in drive.text()
        await drive.press("escape", "a")
        assert "The one article is in the archive: z shows it." in said(drive)
        await drive.press("slash")
        await drive.type("wire")
        assert "1 article in the archive does: z shows" in said(drive)


async def test_a_folder_in_which_nothing_can_be_read_says_so(tmp_path: Path) -> None:
    root = tmp_path / "articles"
    root.mkdir()
    for name in ("a.md", "b.md"):
        (root / name).write_bytes(b"")
    async with reader(root) as drive:
        await drive.until(lambda: "None of the 2 files" in drive.text(), "why")
        assert "x says why" in drive.text()
