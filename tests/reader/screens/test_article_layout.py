"""How an article is laid out: panels, widths, the text alone, one question at a time."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from reader.reading_clock import ReadingClock
from reader.screens.article import ArticleScreen
from reader.settings import Settings
from reader.store import preferences
from reader.widgets.key_bar import KeyBar
from reader.widgets.question_bar import QuestionBar
from reader.widgets.splitter import Splitter
from reader.widgets.top_bar import TopBar
from tests.reader.driving import Driver, reader

ONE = "shipping-strait-of-hesk.md"


def shown_panels(drive: Driver) -> set[str]:
    return {name for name in ("outline", "side") if drive.article.query_one(f"#{name}").display}


async def test_panels_are_hidden_by_the_key_that_shows_them_and_stay_so(samples: Path) -> None:
    async with reader(samples, size=(140, 30)) as drive:
        await drive.indexed()
        await drive.press("enter", "o")
        assert drive.article.focused_list is drive.article.query_one("#outline")
        await drive.press("o")
        assert shown_panels(drive) == {"side"}
        assert drive.article.focused is drive.article.view
        await drive.press("r", "r", "r")
        assert shown_panels(drive) == set()
        await drive.press("q", "enter")
        assert shown_panels(drive) == set()
        await drive.press("o")
        assert shown_panels(drive) == {"outline"}
    async with reader(samples, size=(140, 30)) as drive:
        await drive.indexed()
        await drive.press("enter")
        assert shown_panels(drive) == {"outline"}


@pytest.mark.parametrize("size", [(140, 30), (80, 24)])
async def test_another_letter_turns_the_panel_to_another_kind(
    samples: Path, size: tuple[int, int]
) -> None:
    async with reader(samples, size=size) as drive:
        await drive.indexed()
        await drive.press("enter", "c")
        drive.article.panel.picks.focus()
        for key, facet in (("f", "figure"), ("r", "risk"), ("p", "all"), ("c", "claim")):
            await drive.press(key)
            assert "side" in shown_panels(drive) and drive.article.panel.facet == facet
        await drive.press("c")
        assert "side" not in shown_panels(drive)


async def test_panels_are_resized_by_keys_and_it_is_kept(samples: Path) -> None:
    async with reader(samples, size=(140, 30)) as drive:
        await drive.indexed()
        await drive.press("enter", "o")
        outline, side = drive.article.query_one("#outline"), drive.article.panel
        before = outline.size.width, side.size.width, drive.article.view.size.width
        await drive.press("3", "vertical_line")
        assert outline.size.width == before[0] + 6
        assert drive.article.view.size.width == before[2] - 6
        await drive.press("escape", "enter", "ctrl+left")
        assert side.size.width == before[1] - 2
        await drive.press("escape", "q", "enter")
        assert drive.article.query_one("#outline").size.width == before[0] + 6
        assert drive.article.panel.size.width == before[1] - 2


@pytest.mark.parametrize(("splitter", "by"), [("split-outline", 7), ("split-side", -9)])
async def test_panels_are_resized_by_dragging(samples: Path, splitter: str, by: int) -> None:
    async with reader(samples, size=(150, 30)) as drive:
        await drive.indexed()
        await drive.press("enter")
        border = drive.article.query_one(f"#{splitter}", Splitter)
        panel = drive.article.query_one("#" + splitter.removeprefix("split-"))
        before, x = panel.size.width, border.region.x
        await drive.pilot.mouse_down(offset=(x, 10))
        await drive.pilot.hover(offset=(x + by // 2, 10))
        await drive.pilot.hover(offset=(x + by, 12))
        await drive.pilot.mouse_up(offset=(x + by, 12))
        await drive.settle()
        assert panel.size.width == before + abs(by)
        assert border.region.x == x + by
        assert str(panel.size.width) in (preferences.get(drive.app.store, "panels") or "")


async def test_on_a_narrow_screen_the_panel_below_is_dragged_by_its_border(samples: Path) -> None:
    async with reader(samples, size=(70, 40)) as drive:
        await drive.indexed()
        await drive.press("enter", "c")
        before, y = drive.article.panel.size.height, drive.article.query_one("#split-side").region.y
        await drive.pilot.mouse_down(offset=(20, y))
        await drive.pilot.hover(offset=(20, y + 6))
        await drive.pilot.mouse_up(offset=(20, y + 6))
        await drive.settle()
        assert abs(drive.article.panel.size.height - (before - 6)) <= 1
        await drive.press("5", "ctrl+right")
        assert drive.article.panel.size.height > before - 6


async def test_the_measure_is_changed_by_keys_within_bounds_and_kept(samples: Path) -> None:
    async with reader(samples, size=(200, 30)) as drive:
        await drive.indexed()
        await drive.press("enter", "vertical_line")
        assert drive.article.view.measure == 85
        await drive.press("9", "underscore")
        assert drive.article.view.measure == 60
        await drive.press("underscore", "q", "enter")
        assert drive.article.view.measure == 60
    async with reader(samples, size=(200, 30), settings=Settings(measure=100)) as drive:
        await drive.indexed()
        await drive.press("enter")
        assert drive.article.view.measure == 100


async def test_the_text_stands_in_the_middle(samples: Path) -> None:
    async with reader(samples, size=(200, 30)) as drive:
        await drive.indexed()
        await drive.press("enter", "z")
        cell = drive.article.view.cell_of(drive.article.view.cursor)
        assert cell is not None
        right = drive.article.view.scrollable_content_region.width - cell.x - 80
        assert abs(cell.x - right) <= 1


async def test_the_text_alone_has_no_panels_and_no_bars(samples: Path) -> None:
    async with reader(samples, size=(140, 30)) as drive:
        await drive.indexed()
        await drive.press("enter", "3", "right_square_bracket", "z")
        screen = drive.article
        assert shown_panels(drive) == set()
        assert not screen.query_one(TopBar).display
        assert not screen.query_one(KeyBar).display
        assert screen.view.size.height == 30
        here = screen.view.cursor
        await drive.press("escape")
        assert shown_panels(drive) == {"outline", "side"}
        assert screen.query_one(TopBar).display
        assert screen.view.cursor == here
        await drive.press("z", "f")
        assert "side" in shown_panels(drive)
        assert isinstance(drive.app.screen, ArticleScreen)


async def test_one_question_at_a_time(samples: Path) -> None:
    async with reader(samples, size=(100, 24)) as drive:
        await drive.indexed()
        await drive.press("enter", "right_square_bracket", "Z")
        screen, view = drive.article, drive.article.view
        assert screen.article is not None
        asked = screen.article.questions
        text = drive.text()
        assert str(asked[0].heading) in text
        assert str(asked[1].heading) not in text
        assert f"1 of {len(asked)}" in screen.query_one(QuestionBar).render().__str__()
        await drive.press("right_square_bracket")
        assert str(asked[1].heading) in drive.text()
        assert str(asked[0].heading) not in drive.text()
        await drive.press("left_square_bracket", "left_square_bracket")
        unit = view.unit
        assert unit is not None
        assert unit.question == 1
        assert view.extent == unit.span
        await drive.press("escape")
        assert view.extent.end == len(screen.article.text)
        assert screen.article.section_at(view.cursor) == asked[0]


async def test_turning_pages_leads_from_question_to_question(samples: Path) -> None:
    async with reader(samples, size=(100, 24)) as drive:
        await drive.indexed()
        await drive.press("enter", "Z")
        view = drive.article.view
        met = []
        for _ in range(80):
            unit = view.unit
            assert unit is not None
            if unit not in met:
                met.append(unit)
            await drive.pilot.press("space")
        assert tuple(met) == view.units


async def test_a_question_is_read_when_its_end_was_read(samples: Path) -> None:
    now = 0.0
    async with reader(samples, size=(100, 14)) as drive:
        await drive.indexed()
        drive.app.clock = ReadingClock(lambda: now)
        await drive.press("enter", "right_square_bracket", "Z")
        screen, view = drive.article, drive.article.view
        unit = view.unit
        assert unit is not None
        assert view.max_scroll_y > 0
        assert "0 read" in str(screen.query_one(QuestionBar).render())
        await drive.press("G", "right_square_bracket", "left_square_bracket", "G")
        assert "0 read" in str(screen.query_one(QuestionBar).render())  # paged past
        now += 90
        await drive.press("k")
        assert "1 read" in str(screen.query_one(QuestionBar).render())
        await drive.press("D")
        assert "0 read" in str(screen.query_one(QuestionBar).render())
        await drive.press("D", "escape", "q", "enter", "Z")
        assert "1 read" in str(drive.article.query_one(QuestionBar).render())


async def test_a_click_on_the_progress_line_goes_to_the_question(samples: Path) -> None:
    async with reader(samples, size=(100, 24)) as drive:
        await drive.indexed()
        await drive.press("enter", "right_square_bracket", "Z")
        line = str(drive.article.query_one(QuestionBar).render())
        third = line.index("●") + 4
        await drive.pilot.click(QuestionBar, offset=(third + 1, 0))
        await drive.settle()
        unit = drive.article.view.unit
        assert unit is not None
        assert unit.question == 3


async def test_finding_words_leads_to_other_questions(samples: Path) -> None:
    async with reader(samples, size=(100, 24)) as drive:
        await drive.indexed()
        await drive.press("enter", "right_square_bracket", "Z", "slash")
        await drive.type("pipeline")
        await drive.press("enter")
        assert "pipeline" in drive.text()
        unit = drive.article.view.unit
        assert unit is not None
        assert unit.span == drive.article.view.extent


async def test_an_article_that_asks_nothing_is_read_whole(tmp_path: Path) -> None:
    root = tmp_path / "articles"
    root.mkdir()
    (root / "a.md").write_text("# A title\n\nOnly words, and none of them asks.\n")
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("enter", "Z")
        assert not drive.article.view.is_singly
        await drive.press("D")


@pytest.mark.parametrize(("seed", "keys"), [(1, ""), (2, "Z"), (3, "z"), (4, "c"), (5, "o")])
async def test_a_storm_of_sizes_raises_nothing(samples: Path, seed: int, keys: str) -> None:
    sizes = random.Random(seed)
    async with reader(samples, size=(120, 40)) as drive:
        await drive.indexed()
        await drive.press("enter", "2", "right_square_bracket", *keys)
        for number in range(25):
            await drive.pilot.resize_terminal(sizes.randint(10, 300), sizes.randint(3, 100))
            if number % 5 == 0:
                await drive.press(sizes.choice(["j", "space", "right_square_bracket", "semicolon"]))
                await drive.press("escape")
        if not isinstance(drive.app.screen, ArticleScreen):
            await drive.press("enter")
        await drive.pilot.resize_terminal(120, 40)
        await drive.settle()
        assert drive.article.view.cell_of(drive.article.view.cursor) is not None
