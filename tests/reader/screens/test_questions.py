"""The questions of the collection: filtered, grouped, the same question read in a row."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Static

from reader.screens.article import ArticleScreen
from reader.screens.library import LibraryScreen
from reader.screens.questions import QuestionsScreen
from reader.widgets.top_bar import TopBar
from tests.reader.asked_often import ASKED, asked_often
from tests.reader.driving import Driver, reader


def understood(drive: Driver) -> str:
    return str(drive.app.screen.query_one("#understood", Static).render())


def heading(drive: Driver) -> str:
    section = drive.article.view.current_section()
    return section.heading or "" if section else ""


async def test_fourteen_answers_to_one_question_are_read_in_a_row(tmp_path: Path) -> None:
    async with reader(asked_often(tmp_path)) as drive:
        await drive.indexed()
        await drive.press("Q")
        await drive.type("investors")
        (entry,) = [entry for entry in drive.picks.entries if entry.pickable]
        assert any("14 articles" in line for line in drive.lines())
        await drive.press("enter")
        read = []
        for number in range(14):
            assert heading(drive).startswith(ASKED.rstrip("?"))
            assert f"{number + 1} of 14" in drive.app.screen.query_one(TopBar).place
            assert drive.article.article is not None
            read.append(drive.article.article.path)
            await drive.press("greater_than_sign")
        assert len(set(read)) == 14
        assert "That was the last one" in drive.text()
        await drive.press("less_than_sign")
        assert drive.article.article is not None and drive.article.article.path == read[12]
        await drive.press("escape")
        assert isinstance(drive.app.screen, QuestionsScreen)
        assert drive.picks.key == entry.key
        assert len(drive.app.screen_stack) == 2


async def test_questions_stand_under_what_they_ask_and_those_asked_often_first(
    samples: Path,
) -> None:
    async with reader(samples) as drive:
        await drive.indexed()
        await drive.press("Q")
        heads = [
            entry.draw(100, drive.picks.look)[-1].plain.split("·")[0].strip()
            for entry in drive.picks.entries
            if not entry.pickable
        ]
        assert heads[:3] == ["Asked more than once", "Why …", "How …"]
        await drive.press("ctrl+o")
        assert "by article" in understood(drive)
        heads = [
            entry.draw(100, drive.picks.look)[-1].plain.strip()
            for entry in drive.picks.entries
            if not entry.pickable
        ]
        assert len(heads) == 18 and len(set(heads)) == 18


async def test_a_misspelt_word_finds_its_questions(samples: Path) -> None:
    async with reader(samples) as drive:
        await drive.indexed()
        await drive.press("Q")
        await drive.type("depositers")
        assert any("Why did depositors leave?" in line for line in drive.lines())
        await drive.type("xyzzy")
        assert "No question holds these words" in drive.text()


async def test_library_and_questions_count_the_same_and_say_what_is_left_out(
    tmp_path: Path,
) -> None:
    async with reader(asked_often(tmp_path, 3)) as drive:
        await drive.indexed()
        assert isinstance(drive.app.screen, LibraryScreen)
        assert "3 articles, 6 questions" in drive.app.screen.query_one(TopBar).place
        await drive.press("Q")
        assert "6 questions in 3 articles" in understood(drive)
        assert "3 with hardly an answer left out" in understood(drive)
        await drive.press("ctrl+t")
        assert sum("Who pays?" in line for line in drive.lines()) == 3


async def test_an_article_that_is_not_one_of_a_row_says_so(samples: Path) -> None:
    async with reader(samples) as drive:
        await drive.indexed()
        await drive.press("enter", "greater_than_sign")
        assert isinstance(drive.app.screen, ArticleScreen)
        assert "read in a row" in drive.text()
