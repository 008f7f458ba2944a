"""More like this: from an article, from a hit, and on from there."""

from __future__ import annotations

from pathlib import Path

from reader.screens.article import ArticleScreen
from reader.screens.like import LikeScreen
from reader.screens.search import SearchScreen
from reader.series import Place
from tests.reader.driving import copied, reader


async def test_a_question_leads_to_sections_of_other_articles(samples: Path) -> None:
    async with reader(samples) as drive:
        await drive.indexed()
        await drive.press("s")
        await drive.type("liver")
        await drive.press("enter")
        here = drive.article.article
        assert here is not None
        await drive.press("m")
        assert isinstance(drive.app.screen, LikeScreen)
        keys = [entry.key for entry in drive.picks.entries if entry.pickable]
        assert keys and all(isinstance(key, Place) and key.article != here.id for key in keys)
        assert any("melvantinib" in line.lower() or "liver" in line.lower()
                   for line in drive.lines())  # fmt: skip
        await drive.press("slash")
        await drive.type("xyzzy")
        assert "None of them holds these words" in drive.text()
        await drive.press("escape")
        assert [entry.key for entry in drive.picks.entries if entry.pickable] == keys
        await drive.press("g", "enter")
        assert isinstance(drive.app.screen, ArticleScreen)
        shown = drive.article.article
        assert shown is not None and shown.id == keys[0].article
        await drive.press("escape", "escape", "escape")
        assert isinstance(drive.app.screen, SearchScreen)


async def test_a_hit_leads_to_its_like_while_typing(samples: Path) -> None:
    async with reader(samples) as drive:
        await drive.indexed()
        await drive.press("s")
        await drive.type("liver")
        await drive.press("alt+m")
        assert isinstance(drive.app.screen, LikeScreen)
        await drive.press("m")
        assert len([s for s in drive.app.screen_stack if isinstance(s, LikeScreen)]) == 2


async def test_nothing_alike_says_so(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, "energy-grid-queue.md")) as drive:
        await drive.indexed()
        await drive.press("enter", "m")
        assert "No other article says anything like it" in drive.text()
