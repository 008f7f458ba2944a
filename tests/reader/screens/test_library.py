"""The library: what is there, what was read, what could not be read."""

from __future__ import annotations

from pathlib import Path

from reader.screens.article import ArticleScreen
from reader.screens.help import HelpScreen
from reader.screens.library import LibraryScreen
from reader.screens.question import QuestionScreen
from reader.screens.text_screen import TextScreen
from reader.widgets.top_bar import TopBar
from tests.reader.driving import copied, reader


async def test_every_article_is_listed_with_source_date_length_and_questions(samples: Path) -> None:
    async with reader(samples) as drive:
        await drive.indexed()
        lines = drive.lines()
        assert len(lines) == 18
        (one,) = [line for line in lines if "Sixteen days at Hesk" in line]
        assert "straitreview.example" in one and "2026-04-14" in one and "min" in one
        assert "18 articles" in drive.app.screen.query_one(TopBar).place


async def test_an_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    root = tmp_path / "nothing"
    root.mkdir()
    async with reader(root) as drive:
        await drive.indexed()
        assert "No articles here yet" in drive.text()


async def test_filter_while_typing_and_escape_brings_everything_back(samples: Path) -> None:
    async with reader(samples) as drive:
        await drive.indexed()
        await drive.press("slash")
        await drive.type("tarn savings")
        assert [line for line in drive.lines() if "Tarn Savings" in line] == drive.lines()
        await drive.press("enter")
        assert isinstance(drive.app.screen, ArticleScreen)
        await drive.press("q", "escape")
        assert len(drive.lines()) == 18


async def test_orders(samples: Path) -> None:
    async with reader(samples) as drive:
        await drive.indexed()
        await drive.press("o")
        dates = [date for line in drive.lines() if (date := _date(line))]
        assert dates == sorted(dates, reverse=True)
        assert "by date" in drive.app.screen.query_one(TopBar).place


def _date(line: str) -> str:
    return next((word for word in line.split() if word.startswith("2026-")), "")


async def test_what_was_begun_is_marked_and_first_under_the_cursor(samples: Path) -> None:
    async with reader(samples) as drive:
        await drive.indexed()
        await drive.press("j", "j", "enter")
        opened = drive.article.article
        assert opened is not None
        await drive.press("right_square_bracket", "q")
        assert isinstance(drive.app.screen, LibraryScreen)
        (line,) = [line for line in drive.lines() if "◐" in line]
        assert opened.title[:20] in line
    async with reader(samples) as drive:
        await drive.indexed()
        assert drive.picks.key == opened.id


async def test_an_article_is_marked_as_read_and_unread_by_hand(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, "energy-grid-queue.md")) as drive:
        await drive.indexed()
        await drive.press("u")
        assert drive.lines()[0].startswith("✓")
        await drive.press("u")
        assert drive.lines()[0].startswith(" ")


async def test_files_that_cannot_be_read_are_counted_and_named(tmp_path: Path) -> None:
    root = copied(tmp_path, "energy-grid-queue.md")
    (root / "broken.md").write_bytes(b"")
    async with reader(root) as drive:
        await drive.indexed()
        assert "1 unreadable" in drive.app.screen.query_one(TopBar).place
        await drive.press("x")
        assert isinstance(drive.app.screen, TextScreen)
        assert "broken.md" in drive.text() and "is empty" in drive.text()
        await drive.press("escape")
        assert isinstance(drive.app.screen, LibraryScreen)


async def test_titles_are_never_markup(tmp_path: Path) -> None:
    root = tmp_path / "articles"
    root.mkdir()
    title = "[/x] [@click=app.quit]boo[/] [red"
    (root / "a.md").write_text(f"# {title}\n\nLead.\n\n## Why {title}?\n\n{'word ' * 30}\n")
    async with reader(root) as drive:
        await drive.indexed()
        assert title in drive.text()
        for key in ("enter", "h", "H", "Q", "e", "escape", "L", "s"):
            await drive.press(key)
            if key not in ("h", "s"):
                assert "boo" in drive.text() or key in ("e", "escape")
        await drive.type("boo")
        assert title in drive.text()


async def test_help_shows_the_keys_of_the_place(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, "energy-grid-queue.md")) as drive:
        await drive.indexed()
        await drive.press("question_mark")
        assert isinstance(drive.app.screen, HelpScreen)
        assert "Keys: Library" in drive.text()
        await drive.press("question_mark", "enter", "question_mark")
        assert "Keys: Article" in drive.text()


async def test_new_files_show_up_when_the_folder_is_opened_again(tmp_path: Path) -> None:
    root = copied(tmp_path, "energy-grid-queue.md")
    async with reader(root) as drive:
        await drive.indexed()
    (root / "new.md").write_text("# A new one\n\nWith a lead.\n")
    async with reader(root) as drive:
        await drive.until(lambda: any("A new one" in line for line in drive.lines()))


async def test_many_new_files_are_read_only_after_a_yes(tmp_path: Path) -> None:
    root = tmp_path / "many"
    root.mkdir()
    async with reader(root) as drive:
        await drive.indexed()
        for number in range(3):
            (root / f"{number}.md").write_text(f"# Article {number}\n\nWords and more words.\n")
        drive.app.most_new = 2
        drive.app.bring_up_to_date()
        await drive.until(lambda: isinstance(drive.app.screen, QuestionScreen), "the question")
        await drive.settle()
        assert "many holds 3 files that were not seen before" in drive.text()
        await drive.press("n")
        await drive.indexed()
        assert "The 3 files of this folder were not read." in drive.text()
        # It is not asked again whenever something changes.
        drive.app.bring_up_to_date()
        await drive.indexed()
        assert isinstance(drive.app.screen, LibraryScreen)


async def test_a_yes_reads_them_all(tmp_path: Path) -> None:
    root = tmp_path / "many"
    root.mkdir()
    for number in range(3):
        (root / f"{number}.md").write_text(f"# Article {number}\n\nWords and more words.\n")
    async with reader(root, most_new=2) as drive:
        await drive.until(lambda: isinstance(drive.app.screen, QuestionScreen), "the question")
        await drive.press("y")
        await drive.until(lambda: len(drive.lines()) == 3, "the articles")
