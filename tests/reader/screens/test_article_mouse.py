"""The mouse does in an article what keys do."""

from __future__ import annotations

from pathlib import Path

from textual.events import MouseScrollDown
from textual.geometry import Offset

from reader.widgets.findings_panel import key_of
from reader.widgets.pick_list import PickList
from tests.reader.driving import Driver, copied, reader

ONE = "shipping-strait-of-hesk.md"


def corner_of(picks: PickList) -> Offset:
    return picks.content_region.offset


async def click(drive: Driver, cell: Offset) -> None:
    await drive.pilot.click(offset=cell)
    await drive.settle()


async def test_one_click_in_outline_or_panel_goes_there(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE), size=(140, 40)) as drive:
        await drive.indexed()
        await drive.press("enter")
        outline = drive.article.query_one("#outline", PickList)
        line, section = outline.in_view()[3]
        await click(drive, corner_of(outline) + Offset(2, line))
        here = drive.article.view.current_section()
        assert here is not None
        assert here.number == section
        assert drive.article.focused is drive.article.view
        picks = drive.article.panel.picks
        line, key = picks.in_view()[1]
        await click(drive, corner_of(picks) + Offset(2, line))
        current = drive.article.current
        assert current is not None
        assert key_of(current) == key
        assert drive.article.view.span_in_view().covers(current.start)


async def test_a_click_on_a_mark_shows_it_in_the_panel(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE), size=(140, 40)) as drive:
        await drive.indexed()
        await drive.press("enter", "r")
        shown = drive.article
        await drive.until(lambda: shown._findings, "the findings")
        inside = shown.view.span_in_view()
        risks = [f for f in shown._findings if f.kind == "risk" and f.shown]
        risk = next(f for f in risks if inside.covers(f.start))
        cell = shown.view.cell_of(risk.end - 2)
        assert cell is not None
        await click(drive, shown.view.content_region.offset + cell)
        await drive.until(lambda: shown.current == risk, "the risk")
        assert shown.panel.picks.key == key_of(risk)


async def test_the_wheel_scrolls_text_and_lists(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE), size=(140, 20)) as drive:
        await drive.indexed()
        await drive.press("enter", "w")
        for widget in (drive.article.view, drive.article.panel.picks):
            x, y = widget.content_region.offset + Offset(4, 4)
            for _ in range(3):
                await drive.pilot._post_mouse_events(
                    [MouseScrollDown], widget=None, offset=(x, y), button=0
                )
            await drive.until(lambda widget=widget: widget.scroll_y > 0)  # type: ignore[misc]


async def test_in_one_question_at_a_time_clicks_meet_the_text(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE), size=(100, 50)) as drive:
        await drive.indexed()
        await drive.press("enter", "right_square_bracket", "Z")
        view = drive.article.view
        assert drive.article.article is not None
        last = drive.article.article.sentences
        place = next(each for each in reversed(last) if view.extent.covers(each.start))
        cell = view.cell_of(place.start)
        assert cell is not None
        assert cell.y > 0
        await click(drive, view.content_region.offset + cell)
        assert view.cursor == place.start
