"""The article view: where the reader is, and how they get elsewhere."""

from __future__ import annotations

import pytest

from reader.widgets.article_paint import CURSOR_BAR
from reader.widgets.article_view import ArticleView
from tests.reader.widgets.builder import (
    article,
    harbour,
    long_article,
    paragraph,
)
from tests.reader.widgets.reading import reading


class TestTheCursor:
    async def test_its_rows_have_a_bar(self) -> None:
        async with reading(harbour(), (60, 30)) as read:
            barred = [line for line in read.lines() if CURSOR_BAR in line]
            assert "Sixteen" in barred[0]
            read.view.next_sentence()
            barred = [line for line in read.lines() if CURSOR_BAR in line]
            assert "What follows" in barred[0]

    async def test_it_says_where_it_goes(self) -> None:
        shown = harbour()
        async with reading(shown) as read:
            assert read.app.entered == [0]
            read.app.heard(ArticleView.CursorMoved)
            read.view.next_sentence()
            read.view.next_question()
            await read.pilot.pause()
            moved = [m.offset for m in read.app.heard(ArticleView.CursorMoved)]
            assert moved == [shown.text.index("What follows"), shown.text.index("War-risk")]
            assert read.app.entered == [0, 1]
            section = read.view.current_section()
            assert section is not None
            assert section.heading == "Why did the premiums rise so fast?"

    async def test_it_stays_while_in_view_and_then_follows(self) -> None:
        shown = long_article()
        async with reading(shown) as read:
            read.view.next_sentence(3)
            cursor = read.view.cursor
            read.view.scroll_rows(2)
            assert read.view.cursor == cursor
            read.view.scroll_rows(60)
            assert read.view.cursor >= read.view.top_offset() > cursor
            read.view.scroll_rows(-62)
            assert read.view.cursor == 0

    async def test_steps_keep_it_in_view(self) -> None:
        async with reading(long_article(), (60, 20)) as read:
            for step in (
                *[read.view.next_sentence] * 40,
                *[read.view.previous_paragraph] * 12,
                *[read.view.next_paragraph] * 20,
            ):
                step()
                assert any(CURSOR_BAR in line for line in read.lines())

    async def test_questions_come_to_the_top(self) -> None:
        async with reading(long_article()) as read:
            assert read.view.next_question()
            assert "question 1 matter" in read.lines()[1]
            assert read.view.cursor == read.article.text.index("Sentence 1.1 ")
            assert read.view.next_question(2)
            assert "question 3 matter" in read.lines()[1]
            read.view.next_sentence(4)
            assert read.view.previous_question()
            assert read.view.cursor == read.article.text.index("Sentence 3.1 ")
            assert read.view.previous_question()
            assert read.view.cursor == read.article.text.index("Sentence 2.1 ")
            assert read.view.previous_question(9)
            assert not read.view.previous_question()
            assert read.view.next_question(99)
            assert not read.view.next_question()
            assert read.view.current_section() == read.article.sections[-1]


class TestScrolling:
    async def test_places(self) -> None:
        async with reading(long_article()) as read:
            offset = read.article.text.index("Sentence 6.10 ")
            read.view.go_to(offset, place="top")
            assert "Sentence 6.10 " in read.lines()[0]
            read.view.go_to(offset, place="third")
            assert "Sentence 6.10 " in read.lines()[read.view.size.height // 3]
            before = read.view.scroll_offset
            read.view.go_to(offset, place="visible")
            assert read.view.scroll_offset == before
            read.view.go_to(read.article.text.index("Sentence 1.1 "))
            assert "Sentence 1.1 " in read.text()

    async def test_pages_overlap(self) -> None:
        async with reading(long_article()) as read:
            last = read.lines()[-2:]
            read.view.scroll_pages(1)
            first = [line.replace(CURSOR_BAR, " ") for line in read.lines()[:2]]
            assert first == last
            read.view.scroll_pages(-1)
            assert read.view.top_offset() == 0
            read.view.scroll_pages(0.5)
            assert read.view.scroll_offset.y == (24 - 2) / 2

    async def test_ends_and_progress(self) -> None:
        async with reading(long_article()) as read:
            assert read.view.progress() == 0
            read.view.go_bottom()
            assert read.view.progress() == 1
            assert read.view.cursor == read.article.sentences[-1].start
            assert "Sentence 12.30" in read.text()
            read.view.scroll_pages(-1)
            assert 0.9 < read.view.progress() < 1
            read.view.go_top()
            assert (read.view.progress(), read.view.cursor) == (0, 0)
            read.view.scroll_pages(-1)
            assert read.view.cursor == 0

    async def test_a_short_article_is_all_in_view(self) -> None:
        async with reading(article(paragraph("Short. Very short."))) as read:
            assert read.view.progress() == 1
            read.view.scroll_pages(1)
            assert read.view.cursor == read.article.text.index("Very")

    @pytest.mark.parametrize("quote", ["Sentence 1.1 ", "Sentence 5.14 ", "Why does question 9"])
    async def test_the_place_is_kept_when_the_width_changes(self, quote: str) -> None:
        async with reading(long_article(), (120, 40)) as read:
            read.view.go_to(read.article.text.index(quote), place="top")
            await read.pilot.pause()
            top, rows = read.view.top_offset(), read.view.scroll_offset.y
            for size in ((60, 20), (80, 24), (120, 40)):
                await read.pilot.resize_terminal(*size)
                await read.pilot.pause()
                first = read.view.top_offset()
                assert first <= top < first + 200
            assert (read.view.top_offset(), read.view.scroll_offset.y) == (top, rows)

    async def test_it_opens_where_it_was_left(self) -> None:
        shown = long_article()
        async with reading(shown, (100, 30)) as read:
            read.view.next_question(4)
            await read.pilot.pause()
            left = read.view.top_offset()
        async with reading(shown, (60, 30), at=left) as read:
            assert read.view.top_offset() == left
            assert read.view.cursor == shown.text.index("Sentence 4.1 ")

    async def test_the_head_scrolls_away_and_comes_back(self) -> None:
        async with reading(long_article()) as read:
            assert "An article in many questions" in read.text()
            read.view.next_question(3)
            assert "An article in many questions" not in read.text()
            read.view.go_to(0, place="top")
            assert "An article in many questions" in read.text()
