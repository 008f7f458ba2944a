"""What was read of an article that changes, and what a whole page leaves as it was."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event

import pytest

from index.article import Article
from reader.screens.article import ArticleScreen
from tests.reader.driving import PATIENCE, Driver, reader
from tests.reader.screens.test_article_places import opened

ASKING = "# A\n\nThe lead.\n" + "".join(
    f"\n## {heading}?\n\n{heading}: the strait is narrow. Ships wait in it.\n"
    for heading in ("Why does it matter", "Who pays", "Why does it matter")
)
PAGE = """<html><head><title>A page</title></head><body>
<nav><h2>Where to?</h2><ul><li><a href="/1">A way out</a></li><li><a href="/2">Other</a></li></ul>
</nav><article><h1>A page</h1>{}</article><footer><p>All rights reserved.</p></footer></body></html>
""".format(
    "".join(
        f"<h2>Why does part {part} matter?</h2>"
        + f"<p>Part {part} says that the strait is narrow, and ships wait long in it.</p>" * 6
        for part in range(4)
    )
)


QuestionsRead = list[tuple[int, str | None]]


def read_ones(screen: ArticleScreen) -> QuestionsRead:
    assert screen.article is not None
    return [(s.number, s.heading) for s in screen.article.sections if s.number in screen._read]


async def test_what_was_read_stays_with_its_question_when_the_text_changes(tmp_path: Path) -> None:
    path = tmp_path / "articles" / "a.md"
    path.parent.mkdir()
    path.write_text(ASKING)
    async with opened(tmp_path) as drive:
        screen = drive.article
        screen._seen, screen._read = {0, 1, 3}, {1, 3}
        path.write_text(ASKING.replace("## Why", "## What is new?\n\nNew words.\n\n## Why", 1))
        drive.app.bring_up_to_date()
        await drive.until(lambda: screen.article and "New words" in screen.article.text)
        matter = "Why does it matter?"
        assert read_ones(screen) == [(2, matter), (4, matter)]
        assert {0, 2, 4} <= screen._seen
        path.write_text(ASKING.replace(matter, "Does it matter?", 1))
        drive.app.bring_up_to_date()
        await drive.until(lambda: screen.article and "Does it" in screen.article.text)
        assert read_ones(screen) == [(3, matter)]


@asynccontextmanager
async def whole_page(folder: Path) -> AsyncIterator[Driver]:
    root = folder / "articles"
    root.mkdir()
    (root / "a.html").write_text(PAGE)
    async with reader(root, size=(100, 14)) as drive:
        await drive.indexed()
        drive.app.open_article(drive.app.collection.articles()[0].id)
        await drive.settle()
        drive.article.action_article_whole()
        await drive.settle()
        assert drive.article.is_whole
        yield drive


async def test_in_the_whole_page_nothing_is_kept_of_the_article(tmp_path: Path) -> None:
    async with whole_page(tmp_path) as drive:
        screen = drive.article
        seen, read = set(screen._seen), set(screen._read)
        await drive.press("M")
        assert drive.app.screen is screen
        await drive.press(*["right_square_bracket"] * 3)
        screen.action_question_done()
        await drive.press("G")
        assert (screen._read, screen._seen) == (read, seen)
        await drive.press("g", "g", "escape")
        assert not screen.is_whole
        assert (screen._read, screen._seen) == (read, seen)


async def test_a_place_in_the_whole_page_is_not_the_article_s_until_it_is_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with whole_page(tmp_path) as drive:
        screen, read_on = drive.article, Event()
        read = drive.app.collection.read

        def slowly(article: str) -> Article:
            assert read_on.wait(PATIENCE)
            return read(article)

        monkeypatch.setattr(drive.app.collection, "read", slowly)
        await drive.press("G")
        await drive.pilot.press("escape")
        assert screen._place() is None
        read_on.set()
        await drive.settle()
        assert screen._place() is not None
