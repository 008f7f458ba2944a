"""Help, legend, manual and tour: what works is said, in groups, and can be looked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.article import Article
from reader.actions import ACTIONS, PLACES, Where, shared_by
from reader.helping import not_seen_yet
from reader.keymap import Keymap, keymap
from reader.screens.help import HelpScreen
from reader.screens.legend import LegendScreen
from reader.screens.manual import ManualScreen, PageScreen
from reader.screens.tour import TourScreen
from reader.settings import Settings
from reader.widgets.article_view import ArticleView
from reader.widgets.pick_list import PickList
from tests.reader.driving import Driver, reader

SIZES = [(80, 24), (120, 40)]


def help_of(read: Driver) -> str:
    assert isinstance(read.app.screen, HelpScreen)
    return read.app.screen.content().plain


class TestKeys:
    @pytest.mark.parametrize("where", PLACES)
    async def test_every_action_has_a_line_in_the_help_and_in_the_palette(
        self, samples: Path, where: Where
    ) -> None:
        expected = [a for a in ACTIONS if a.where in (where, *shared_by(where))]
        async with reader(samples) as read:
            screen = HelpScreen(where, read.app.keymap.at(where))
            read.app.push_screen(screen)
            await read.settle()
            lines = help_of(read)
            assert [a.id for a in expected if f" {a.help}\n" not in lines] == []

    async def test_the_palette_holds_what_works_here(self, samples: Path) -> None:
        async with reader(samples) as read:
            await read.indexed()
            await read.press("enter")
            named = {command.title for command in read.app.get_system_commands(read.app.screen)}
            here = {a.help for a in ACTIONS if a.where in ("article", "everywhere")}
            assert here <= named

    @pytest.mark.parametrize("size", SIZES)
    async def test_all_of_it_can_be_reached(self, samples: Path, size: tuple[int, int]) -> None:
        async with reader(samples, size=size) as read:
            await read.indexed()
            await read.press("enter", "question_mark")
            seen = ""
            for _ in range(20):
                seen += read.text()
                await read.press("space")
            assert all(line[17:40] in seen for line in help_of(read).splitlines())
            await read.press("question_mark")
            assert not isinstance(read.app.screen, HelpScreen)

    async def test_it_is_in_groups_the_places_own_first(self, samples: Path) -> None:
        async with reader(samples) as read:
            read.app.push_screen(HelpScreen("article", Keymap().at("article")))
            await read.settle()
            heads = [line for line in help_of(read).splitlines() if line.startswith("Article: ")]
            assert heads[:4] == [
                "Article: moving", "Article: what is shown", "Article: finding",
                "Article: marking and copying",
            ]  # fmt: skip
            assert help_of(read).index("Article: ") < help_of(read).index("Everywhere")

    async def test_it_can_be_filtered_by_words_and_by_keys(self, samples: Path) -> None:
        async with reader(samples) as read:
            await read.press("question_mark", "slash")
            await read.type("export")
            assert "Export highlights" in help_of(read)
            assert "Next entry" not in help_of(read)
            await read.press("escape")
            assert "Next entry" in help_of(read)
            await read.press("slash")
            await read.type("^q")
            assert help_of(read) == f"Everywhere\n{'^q':<16}Quit; your place is kept\n"
            await read.press("escape")
            await read.press("slash")
            await read.type("qqq")
            assert help_of(read) == "No key here does that."
            await read.press("escape", "escape")
            assert not isinstance(read.app.screen, HelpScreen)

    async def test_it_says_the_keys_that_are_set(self, samples: Path) -> None:
        async with reader(samples, settings=Settings(keys={"export": "F9"})) as read:
            await read.press("question_mark")
            assert f"{'F9':<16}Export highlights" in help_of(read)


class TestLegend:
    @pytest.mark.parametrize("size", SIZES)
    async def test_one_key_says_what_colours_mean(
        self, samples: Path, size: tuple[int, int]
    ) -> None:
        settings = Settings(colours={"pink": "to check"})
        async with reader(samples, size=size, settings=settings) as read:
            await read.press("f3")
            assert isinstance(read.app.screen, LegendScreen)
            assert "a claim: what the text asserts" in read.text()
            await read.press("end")
            assert "begun" in read.text()
            assert "to check" in read.text() or size[1] < 40
            await read.press("escape")
            assert not isinstance(read.app.screen, LegendScreen)


class TestTour:
    @pytest.mark.parametrize("size", SIZES)
    async def test_it_fits_and_any_key_leads_on_and_it_comes_once(
        self, samples: Path, size: tuple[int, int]
    ) -> None:
        async with reader(samples, size=size) as read:
            assert not isinstance(read.app.screen, TourScreen)
            assert not_seen_yet(read.app.store)
            await read.press("f5")
            assert isinstance(read.app.screen, TourScreen)
            assert "Quaere: ask your articles" in read.text()
            assert "any key to begin" in read.text()
            await read.press("q")
            assert not isinstance(read.app.screen, TourScreen)
            assert read.app.is_running
            assert not not_seen_yet(read.app.store)

    async def test_it_names_the_keys_as_they_are_set(self, samples: Path) -> None:
        async with reader(samples) as read:
            read.app.push_screen(TourScreen(keymap({"highlight": "M", "find": ""})))
            await read.settle()
            assert "  M      keeps the sentence" in read.text()


class TestManual:
    @pytest.mark.parametrize("size", SIZES)
    async def test_the_pages_are_read_in_the_reader(
        self, samples: Path, size: tuple[int, int]
    ) -> None:
        async with reader(samples, size=size) as read:
            await read.press("f4")
            assert isinstance(read.app.screen, ManualScreen)
            picks = read.app.screen.query_one(PickList)
            assert [entry.key.path.name for entry in picks.entries] == [
                "reading.md", "search.md", "findings.md", "notes.md", "collections.md",
                "settings.md", "keys.md", "commands.md",
            ]  # fmt: skip
            for entry in list(picks.entries):
                picks.go_to(entry.key)
                await read.press("enter")
                assert isinstance(read.app.screen, PageScreen)
                view = read.app.screen.query_one(ArticleView)
                assert isinstance(view.article, Article), entry.key
                await read.press("right_square_bracket")
                assert view.current_section() == view.article.sections[1]
                await read.press("G", "g", "escape")
            await read.press("escape")
            assert not isinstance(read.app.screen, ManualScreen)
