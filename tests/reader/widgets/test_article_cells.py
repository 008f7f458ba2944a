"""Selection, highlights, search marks and places stand on the right cells, whatever the script.

Columns are those of the terminal, counted from 0; the text begins in column 2 of an 80 cell wide
screen, behind note sign and cursor bar.
"""

from __future__ import annotations

import pytest
from rich.style import Style
from textual.geometry import Offset

from index.article import Span
from reader.widgets.article_selection import selection_of
from reader.widgets.article_view import ArticleView
from reader.widgets.marks import HighlightMark
from tests.reader.widgets.builder import article, block, item, paragraph, row, span_of
from tests.reader.widgets.reading import Reading, reading

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
FLAG = "\U0001f1e9\U0001f1ea"
HEART = "\u2764\ufe0f"
ACCENTED = "z\u0303\u0300"

CASES = [
    # text, what is marked, the columns it must take
    ("plain words here", "words", range(8, 13)),
    ("\u94f6\u884c\u62c5\u5fc3\u5b58\u6b3e", "\u62c5\u5fc3", range(6, 10)),
    ("a \u94f6 b", "b", range(7, 8)),
    (f"x {ACCENTED}y z", f"{ACCENTED}y", range(4, 6)),
    (f"a {FAMILY} b", FAMILY, range(4, 6)),
    (f"a {FAMILY} b", "b", range(7, 8)),
    (f"a {FLAG} b", FLAG, range(4, 6)),
    (f"a {HEART} b", "b", range(7, 8)),
    ("one \u0645\u0631\u062d\u0628\u0627 two", "\u0645\u0631\u062d\u0628\u0627", range(6, 11)),
    ("one \u05e9\u05b8\u05dc\u05d5\u05b9\u05dd two", "two", range(11, 14)),
    ("\u0915\u094d\u0937 end", "end", None),
    ("\uff21\uff22 wide", "\uff22", range(4, 6)),
    ("ａ\u3000b", "b", range(6, 7)),
]


def columns_like(read: Reading, y: int, ground: object) -> list[int]:
    """The columns of a row of the widget that are drawn on this ground."""
    found: list[int] = []
    at = 0
    for segment in read.view.render_line(y):
        style = segment.style or Style.null()
        if style.bgcolor == ground:
            found += range(at, at + segment.cell_length)
        at += segment.cell_length
    return found


def expected(read: Reading, span: Span, columns: range | None) -> tuple[list[int], int]:
    cell = read.view.cell_of(span.start)
    assert cell is not None
    return list(columns or range(cell.x, cell.x + span.end - span.start)), cell.y


@pytest.mark.parametrize(("text", "marked", "columns"), CASES)
async def test_marks_stand_on_their_cells(text: str, marked: str, columns: range | None) -> None:
    shown = article(paragraph(text))
    span = span_of(shown, marked)
    async with reading(shown) as read:
        cells, y = expected(read, span, columns)
        assert cells[0] == getattr(read.view.cell_of(span.start), "x", None)
        read.view.set_matches([span])
        assert columns_like(read, y, read.ground("match")) == cells
        read.view.set_matches([])
        read.view.set_highlights([HighlightMark(span.start, span.end, "green")])
        assert columns_like(read, y, read.ground("highlight-green")) == cells
        read.view.set_highlights([])
        read.app.screen.selections = {read.view: selection_of(span)}
        await read.pilot.pause()
        assert read.app.screen.get_selected_text() == marked
        assert columns_like(read, y, read.ground("selection")) == cells


@pytest.mark.parametrize(("text", "marked", "columns"), CASES)
async def test_a_click_meets_what_is_drawn(text: str, marked: str, columns: range | None) -> None:
    shown = article(paragraph(text))
    span = span_of(shown, marked)
    async with reading(shown) as read:
        cells, y = expected(read, span, columns)
        read.view.set_highlights([HighlightMark(span.start, span.end, "green")])
        for column in (cells[0], cells[-1]):
            await read.pilot.click(offset=Offset(column, y))
            await read.pilot.pause()
            assert [span.covers(m.offset) for m in read.app.heard(ArticleView.Clicked)] == [True]
        for column in (cells[0] - 1, cells[-1] + 1):
            await read.pilot.click(offset=Offset(column, y))
        await read.pilot.pause()
        assert read.app.heard(ArticleView.Clicked) == []


async def test_rows_after_a_break_begin_in_the_first_column() -> None:
    shown = article(paragraph("\u94f6\u884c" * 30 + "\u672b"))
    async with reading(shown, (44, 20)) as read:
        inner = 44 - 1 - 4
        per_row = inner // 2
        for place in (0, per_row, 2 * per_row, 3 * per_row):
            cell = read.view.cell_of(place)
            assert cell is not None
            assert cell.x == 2
        assert read.view.cell_of(per_row - 1) == Offset(2 + 2 * (per_row - 1), 5)


async def test_items_quotes_and_tables_set_their_text_in() -> None:
    shown = article(
        item("\u94f6 item", "10."),
        block("quote", "\u884c quote"),
        row("\u94f6\u884c", "b"),
        row("c", "\u5b58\u6b3e"),
    )
    async with reading(shown) as read:
        columns = {
            quote: getattr(read.view.cell_of(shown.text.index(quote)), "x", None)
            for quote in ("item", "quote", "b", "\u5b58")
        }
        assert columns == {"item": 2 + 4 + 3, "quote": 2 + 2 + 3, "b": 2 + 4 + 3, "\u5b58": 2 + 7}


async def test_what_is_out_of_view_has_no_cell() -> None:
    shown = article(*(paragraph(f"Paragraph {number}.") for number in range(60)))
    async with reading(shown) as read:
        assert read.view.cell_of(0) is not None
        assert read.view.cell_of(span_of(shown, "Paragraph 50").start) is None
        assert read.view.cell_of(len(shown.text)) is None
