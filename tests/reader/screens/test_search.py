"""Search while typing: the last query counts, unfinished ones are no errors."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Static

from reader.screens.article import ArticleScreen
from reader.screens.search import SearchScreen
from tests.reader.driving import Driver, reader


def understood(drive: Driver) -> str:
    return str(drive.app.screen.query_one("#understood", Static).render())


async def test_hits_stand_under_their_article_with_the_words_marked(samples: Path) -> None:
    async with reader(samples) as drive:
        await drive.indexed()
        await drive.press("s")
        await drive.type("hazard ratio")
        titles = [
            entry.draw(80, drive.picks.look)[-1].plain.strip()
            for entry in drive.picks.entries
            if not entry.pickable
        ]
        assert len(titles) == len(set(titles)) >= 3
        marked = [
            line.plain[span.start : span.end].lower()
            for entry in drive.picks.entries
            if entry.pickable
            for line in entry.draw(80, drive.picks.look)
            for span in line.spans
        ]
        assert any("hazard" in text for text in marked)


async def test_typing_fast_shows_the_hits_of_the_last_query_only(samples: Path) -> None:
    async with reader(samples) as drive:
        await drive.indexed()
        await drive.press("s")
        for letter in "barley spectrum":
            await drive.pilot.press("space" if letter == " " else letter)
        for _ in range(len("barley spectrum")):
            await drive.pilot.press("backspace")
        for letter in "cryptosporidium":
            await drive.pilot.press(letter)
        await drive.settle()
        assert "cryptosporidium" in understood(drive)
        wanted = drive.app.collection.search("cryptosporidium", typing=True).hits
        shown = [entry.key for entry in drive.picks.entries if entry.pickable]
        assert [(key.article, key.section) for key in shown] == [
            (hit.article, hit.section) for hit in wanted
        ]


async def test_an_open_quote_is_unfinished_not_wrong(samples: Path) -> None:
    async with reader(samples) as drive:
        await drive.indexed()
        await drive.press("s")
        await drive.type('"hazard rat')
        assert len(drive.picks.entries) > 0


async def test_a_misspelt_word_is_mended_with_one_key(samples: Path) -> None:
    async with reader(samples) as drive:
        await drive.indexed()
        await drive.press("s")
        await drive.type("melvantanib")
        assert "did you mean melvantinib" in understood(drive)
        await drive.press("ctrl+y")
        assert drive.field("query").value == "melvantinib"
        assert len(drive.picks.entries) > 0


async def test_another_query_puts_the_cursor_on_its_best_hit(samples: Path) -> None:
    async with reader(samples) as drive:
        await drive.indexed()
        await drive.press("s")
        for letters in ("wat", "er sup", "ply"):
            await drive.type(letters)
            assert drive.picks.is_at_first
            await drive.press("down")


async def test_nothing_found_says_what_to_try(samples: Path) -> None:
    async with reader(samples) as drive:
        await drive.indexed()
        await drive.press("s")
        await drive.type("xyzzyplugh")
        assert "try fewer" in drive.text()


async def test_an_opened_hit_leads_back_to_the_hits(samples: Path) -> None:
    async with reader(samples) as drive:
        await drive.indexed()
        await drive.press("s")
        await drive.type("mines")
        await drive.press("down", "down")
        key = drive.picks.key
        await drive.press("enter")
        assert isinstance(drive.app.screen, ArticleScreen)
        shown = drive.article
        assert shown.article is not None
        assert shown.article.section_at(shown.view.cursor).number == key.section
        await drive.press("escape")
        assert isinstance(drive.app.screen, SearchScreen)
        assert drive.field("query").value == "mines"
        assert drive.picks.key == key


async def test_every_question_of_the_collection_can_be_found_and_read(samples: Path) -> None:
    async with reader(samples) as drive:
        await drive.indexed()
        await drive.press("Q")
        await drive.type("water come")
        assert [entry.key for entry in drive.picks.entries if entry.pickable]
        await drive.press("enter")
        section = drive.article.view.current_section()
        assert section is not None and "water" in (section.heading or "").lower()


async def test_enter_waits_for_the_hits_of_what_was_typed(samples: Path) -> None:
    async with reader(samples) as drive:
        await drive.indexed()
        await drive.press("s")
        await drive.type("hazard")
        # No pause in between: the answer is not there yet.
        drive.field("query").value = "strait"
        await drive.field("query").action_submit()
        await drive.until(lambda: isinstance(drive.app.screen, ArticleScreen), "an article")
        await drive.settle()
        assert drive.article.article is not None
        assert "strait" in drive.article.article.text.lower()
