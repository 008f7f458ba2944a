"""Ask: passages word for word; opened, copied with their source, kept as highlights."""

from __future__ import annotations

from pathlib import Path

from index.article import Answer
from reader.screens.article import ArticleScreen
from reader.screens.ask import AskScreen
from reader.screens.like import LikeScreen
from reader.screens.search import SearchScreen
from tests.reader.driving import Driver, reader

QUESTION = "why did depositors leave the bank?"


def passages(drive: Driver) -> list[Answer]:
    return [entry.key for entry in drive.picks.entries if isinstance(entry.key, Answer)]


async def asked(drive: Driver) -> list[Answer]:
    await drive.indexed()
    await drive.press("A")
    await drive.type(QUESTION)
    await drive.press("enter")
    return passages(drive)


async def test_passages_are_verbatim_and_stand_together_by_article(samples: Path) -> None:
    async with reader(samples) as drive:
        found = await asked(drive)
        assert found
        for each in found:
            text = drive.app.collection.read(each.article).text
            assert text[each.start : each.end] == each.quote
        articles = [each.article for each in found]
        runs = [a for at, a in enumerate(articles) if at == 0 or articles[at - 1] != a]
        assert len(runs) == len(set(articles))
        assert "depositors" in drive.text()


async def test_enter_opens_the_article_at_the_sentence_and_back_returns(samples: Path) -> None:
    async with reader(samples) as drive:
        found = await asked(drive)
        await drive.press("j", "enter")
        assert isinstance(drive.app.screen, ArticleScreen)
        assert found[1].start <= drive.article.view.cursor < found[1].end
        await drive.press("escape")
        assert isinstance(drive.app.screen, AskScreen)
        assert drive.picks.key == found[1]
        await drive.press("escape")
        assert drive.app.focused is drive.field("query")


async def test_a_passage_is_copied_with_its_source(samples: Path) -> None:
    async with reader(samples) as drive:
        first = (await asked(drive))[0]
        await drive.press("y")
        about = drive.app.collection.read(first.article).metadata
        copied = drive.app.clipboard
        assert copied.startswith(f"“{first.quote}”\n")
        assert first.title in copied and (about.source or first.path) in copied
        assert all(author in copied for author in about.authors)


async def test_a_passage_is_kept_as_a_highlight_and_that_is_undone(samples: Path) -> None:
    async with reader(samples) as drive:
        first = (await asked(drive))[0]
        await drive.press("h", "H")
        assert first.quote[:40] in "\n".join(drive.lines())
        await drive.press("escape", "U", "H")
        assert "No highlights yet" in drive.text()


async def test_no_answer_says_what_to_try(samples: Path) -> None:
    async with reader(samples) as drive:
        await drive.indexed()
        await drive.press("A")
        await drive.type("xyzzyplugh")
        assert "ask in other words" in drive.text()


async def test_a_search_is_asked_as_a_question_and_a_passage_leads_to_its_like(
    samples: Path,
) -> None:
    async with reader(samples) as drive:
        await drive.indexed()
        await drive.press("s")
        await drive.type("depositors leave")
        await drive.press("ctrl+g", "enter")
        assert isinstance(drive.app.screen, AskScreen)
        assert passages(drive)
        await drive.press("m")
        assert isinstance(drive.app.screen, LikeScreen)
        await drive.press("escape", "escape", "escape")
        assert isinstance(drive.app.screen, SearchScreen)
