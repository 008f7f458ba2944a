"""The article view: selecting, copying and pointing at text."""

from __future__ import annotations

import pytest
from textual.geometry import Offset

from reader.widgets.article_view import ArticleView
from reader.widgets.marks import Mark
from tests.reader.widgets.builder import (
    article,
    harbour,
    long_article,
    paragraph,
    span_of,
)
from tests.reader.widgets.reading import reading

FAMILY = "👩‍👩‍👧"


class TestSelecting:
    async def test_from_the_keyboard(self) -> None:
        shown = article(paragraph("One two three. Four five six."), paragraph("Seven eight. Nine."))

        def selected() -> str:
            span = read.view.selection_span()
            return "" if span is None else shown.text[span.start : span.end]

        async with reading(shown) as read:
            read.view.start_selection()
            assert read.view.is_selecting
            assert selected() == "One two three."
            read.view.select_left(2)
            assert selected() == "One two"
            read.view.select_right()
            assert selected() == "One two three"
            read.view.select_down()
            assert selected() == "One two three."
            read.view.select_next_paragraph(2)
            assert selected() == shown.text
            read.view.select_previous_paragraph()
            assert selected() == "One two three. Four five six."
            read.view.select_up()
            assert selected() == "One two three."
            read.view.swap_ends()
            read.view.select_right(2)
            assert selected() == "three."
            read.view.cancel_selection()
            assert selected() == ""
            assert not read.view.is_selecting

    async def test_it_says_what_is_selected(self) -> None:
        shown = article(paragraph("One two three. Four."))
        async with reading(shown) as read:
            read.view.start_selection()
            await read.pilot.pause()
            await read.pilot.press("escape")
            await read.pilot.pause()
            spans = [m.span for m in read.app.heard(ArticleView.SelectionChanged)]
            assert spans == [span_of(shown, "One two three."), None]
            assert not read.view.is_selecting

    async def test_another_article_begins_without_a_selection(self) -> None:
        async with reading(harbour()) as read:
            read.view.start_selection()
            await read.pilot.pause()
            read.view.show(long_article())
            await read.pilot.pause()
            heard = read.app.heard(ArticleView.SelectionChanged)
            assert heard[-1].span is None
            assert read.view.selection_span() is None

    async def test_copied_text_is_not_wrapped(self) -> None:
        shown = harbour()
        async with reading(shown, (40, 40)) as read:
            read.view.start_selection()
            await read.pilot.press("ctrl+c")
            assert read.app.clipboard == (
                "Sixteen days without a laden tanker have taught the insurers of Karlholm what a "
                "narrow strait is worth."
            )

    async def test_dragging_selects_what_lies_between(self) -> None:
        shown = article(paragraph("word " * 30 + "start here and " + "word " * 30 + "end there"))
        async with reading(shown, (50, 30)) as read:
            end = read.cell_of("end there")
            await read.drag(read.cell_of("start here"), Offset(end.x + 2, end.y))
            text = read.app.screen.get_selected_text()
            assert text == "start here and " + "word " * 30 + "end"
            span = read.view.selection_span()
            assert span is not None
            assert shown.text[span.start : span.end] == text

    async def test_dragging_beside_the_text_selects_whole_rows(self) -> None:
        shown = article(paragraph("one two"), paragraph("three four"), paragraph("five six"))
        async with reading(shown, (50, 20)) as read:
            first, second = read.cell_of("one two"), read.cell_of("three four")
            await read.drag(Offset(0, first.y), Offset(47, second.y))
            assert read.app.screen.get_selected_text() == "one two\n\nthree four"
            await read.drag(first, Offset(3, first.y + 1))
            assert read.app.screen.get_selected_text() == "one two"
            await read.drag(Offset(3, 1), Offset(first.x + 2, first.y))
            assert read.app.screen.get_selected_text() == "one"

    async def test_a_selection_stays_where_it_is_when_the_width_changes(self) -> None:
        async with reading(harbour(), (100, 30)) as read:
            start, end = read.cell_of("laden"), read.cell_of("has not")
            await read.drag(start, end)
            before = read.app.screen.get_selected_text()
            assert before
            await read.pilot.resize_terminal(50, 30)
            await read.pilot.pause()
            assert read.app.screen.get_selected_text() == before

    @pytest.mark.parametrize(
        ("clicks", "selected"),
        [(2, "four"), (3, "Three four."), (4, "One two. Three four."), (5, "One two. Three four.")],
    )
    async def test_clicks_select_the_word_the_sentence_the_paragraph(
        self, clicks: int, selected: str
    ) -> None:
        shown = article(paragraph("One two. Three four."), paragraph("Five."))
        async with reading(shown) as read:
            await read.pilot.click(offset=read.cell_of("four"), times=clicks)
            await read.pilot.pause()
            assert read.app.screen.get_selected_text() == selected

    @pytest.mark.parametrize(
        ("text", "at", "word"),
        [
            ("A café-owner’s bill.", "fé-owner", "café-owner’s"),
            ("银行担心。", "行", "行"),
            (f"a {FAMILY} b", FAMILY, None),
            ("z̃̀eb is accented", "z̃̀eb", "z̃̀eb"),
        ],
    )
    async def test_the_word_is_whole_with_its_accents(
        self, text: str, at: str, word: str | None
    ) -> None:
        shown = article(paragraph(text))
        async with reading(shown) as read:
            await read.pilot.double_click(offset=read.cell_of(at))
            await read.pilot.pause()
            assert read.app.screen.get_selected_text() == word

    async def test_a_double_click_beside_the_text_selects_nothing(self) -> None:
        async with reading(article(paragraph("One two."))) as read:
            await read.pilot.double_click(offset=read.cell_of("A title"))
            await read.pilot.pause()
            assert read.app.screen.get_selected_text() is None

    async def test_the_keyboard_takes_over_what_the_mouse_selected(self) -> None:
        shown = article(paragraph("One two. Three four. Five six."))
        async with reading(shown) as read:
            await read.pilot.triple_click(offset=read.cell_of("four"))
            read.view.start_selection()
            read.view.select_down()
            await read.pilot.pause()
            assert read.app.screen.get_selected_text() == "Three four. Five six."

    async def test_joined_characters_are_selected_whole(self) -> None:
        shown = article(paragraph(f"a {FAMILY}{FAMILY} b cafe\u0301 c"))
        async with reading(shown) as read:
            cell = read.cell_of(FAMILY)
            await read.drag(cell, cell)
            await read.drag(cell, Offset(cell.x + 2, cell.y))
            text = read.app.screen.get_selected_text()
            assert text == FAMILY * 2

    async def test_all_can_be_selected(self) -> None:
        shown = harbour()
        async with reading(shown) as read:
            read.view.text_select_all()
            assert read.app.screen.get_selected_text() == shown.text


class TestClicking:
    async def test_a_click_moves_the_cursor(self) -> None:
        async with reading(harbour(), (120, 40)) as read:
            await read.pilot.click(offset=read.cell_of("Nothing in the"))
            await read.pilot.pause()
            assert read.view.cursor == read.article.text.index("Nothing in the")
            assert read.app.heard(ArticleView.Clicked) == []

    async def test_marks_and_links_answer(self) -> None:
        shown = harbour()
        span = span_of(shown, "Nothing in the models")
        async with reading(shown, (120, 40), marks=(Mark(span.start, span.end, "risk"),)) as read:
            for quote in ("in the models", "three brokers"):
                await read.pilot.click(offset=read.cell_of(quote))
            await read.pilot.pause()
            heard = read.app.heard(ArticleView.Clicked)
            assert [(m.offset, m.link and m.link.address) for m in heard] == [
                (shown.text.index("in the models"), None),
                (shown.text.index("three brokers"), "https://straitreview.example/brokers"),
            ]

    async def test_beside_the_text_nothing_happens(self) -> None:
        async with reading(harbour(), (120, 40)) as read:
            read.view.next_sentence()
            cursor = read.view.cursor
            await read.pilot.click(offset=Offset(2, read.cell_of("War-risk").y))
            await read.pilot.pause()
            assert read.view.cursor == cursor

    async def test_the_end_of_a_drag_is_no_click(self) -> None:
        async with reading(harbour(), (120, 40)) as read:
            cursor = read.view.cursor
            await read.drag(read.cell_of("War-risk"), read.cell_of("closure of more"))
            assert read.view.cursor == cursor
            assert read.view.selection_span() is not None
