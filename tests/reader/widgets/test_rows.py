"""Rows: every word of an article once, in order, within the measure."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from index.article import Article, Span
from index.formats import read_article
from index.formats.draft import RawBlock
from index.text import count_words
from reader.widgets.article_header import byline, day, minutes, reading_minutes
from reader.widgets.article_wrap import _UNEVEN, cells_of, chop, is_even, snap, wrap
from reader.widgets.rows import Row, RowTable, blank_rows
from tests.reader.driving import SAMPLES
from tests.reader.widgets.builder import (
    article,
    block,
    code,
    harbour,
    heading,
    item,
    long_article,
    paragraph,
    row,
    span_of,
)

FAMILY = "👩‍👩‍👧"
CHARACTERS = [*"abcdefgh  -—./?“”é", "\u0301", *"漢字、한🙂", FAMILY, "☎️", "\u200d", "\ufe0f"]
TEXT = st.lists(
    st.sampled_from(CHARACTERS) | st.characters(exclude_categories=["Cs", "Cc"]), max_size=120
).map("".join)
WIDTHS = st.integers(2, 90)


def rows_of_text(shown: Article, width: int) -> list[Row]:
    table = RowTable(shown, width)
    return [table[number] for number in range(len(table))]


def drawn_width(shown: Article, row: Row) -> int:
    ends = [
        cell_len(row.lead) + piece.column + cell_len(shown.text[piece.start : piece.end])
        for piece in row.pieces
    ]
    return max([cell_len(row.drawn), cell_len(row.lead), *(bar + 1 for bar in row.bars), *ends])


def screen(shown: Article, width: int) -> list[str]:
    """What a person sees, without the head; bars and rules as they are drawn."""
    lines = []
    table = RowTable(shown, width)
    for number in range(len(table.head), len(table)):
        row = table[number]
        cells = [" "] * width
        for bar in row.bars:
            cells[bar] = "│"
        for piece in row.pieces:
            text = shown.text[piece.start : piece.end]
            at = cell_len(row.lead) + piece.column
            cells[at : at + len(text)] = text
        cells[: len(row.lead)] = row.lead
        lines.append("─" * width if row.kind == "rule" else "".join(cells).rstrip())
    return lines


class TestWrapping:
    @given(TEXT, WIDTHS)
    @settings(deadline=None, max_examples=300)
    def test_keeps_every_character_but_the_white_space_at_breaks(
        self, text: str, width: int
    ) -> None:
        at = 0
        for start, end in wrap(text, 0, len(text), width):
            assert start >= at
            assert text[at:start].strip(" \u3000\n") == ""
            at = end
        assert text[at:].strip(" \u3000\n") == ""

    @given(TEXT, WIDTHS)
    @settings(deadline=None, max_examples=300)
    def test_no_row_is_wider_than_there_is_room(self, text: str, width: int) -> None:
        for start, end in [*wrap(text, 0, len(text), width), *chop(text, 0, len(text), width)]:
            assert cell_len(text[start:end]) <= width

    @given(TEXT, WIDTHS)
    @settings(deadline=None)
    def test_code_keeps_its_spaces(self, text: str, width: int) -> None:
        rows = chop(text, 0, len(text), width)
        assert "".join(text[start:end] for start, end in rows) == text.replace("\n", "")

    @given(TEXT)
    @settings(deadline=None, max_examples=300)
    def test_cells_add_up_to_what_rich_measures(self, text: str) -> None:
        assert sum(cells_of(text)) == cell_len(text)

    def test_counted_characters_take_one_cell(self) -> None:
        counted = [chr(code) for code in range(0x20, 0x3000) if not _UNEVEN.match(chr(code))]
        assert len(counted) > 1000
        assert {cell_len(character) for character in counted} == {1}
        assert is_even("“Naïve” — a café’s £5…")
        assert not is_even("漢字")

    @pytest.mark.parametrize(
        ("text", "width", "rows"),
        [
            ("one two three", 8, ["one two", "three"]),
            ("one two", 7, ["one two"]),
            ("a well-known bank", 8, ["a well-", "known", "bank"]),
            ("the SB-17 trial", 8, ["the", "SB-17", "trial"]),
            ("it fell—slowly", 10, ["it fell—", "slowly"]),
            ("they did — and paid", 9, ["they", "did — and", "paid"]),
            ("漢字 – 漢字", 5, ["漢", "字 –", "漢字"]),
            ("see https://ledger.example/a/b", 20, ["see", "https://ledger.", "example/a/b"]),
            ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
            ("one\n\ntwo", 8, ["one", "", "two"]),
            ("", 8, [""]),
            ("保険料は、上昇した。", 8, ["保険料", "は、上昇", "した。"]),
            ("한국어 문장입니다", 8, ["한국어", "문장입니", "다"]),
            (f"{FAMILY}{FAMILY}{FAMILY}", 4, [FAMILY * 2, FAMILY]),
            ("cafe\u0301s open", 5, ["cafe\u0301s", "open"]),
        ],
    )
    def test_breaks_where_a_reader_expects_it(self, text: str, width: int, rows: list[str]) -> None:
        assert [text[start:end] for start, end in wrap(text, 0, len(text), width)] == rows

    def test_a_hostile_run_of_joiners_takes_no_longer_than_its_length(self) -> None:
        text = "a" + "\ufe0f\u200d" * 200_000
        assert sum(cells_of(text)) == cell_len(text)
        assert len(wrap(text, 0, len(text), 40)) == 1

    def test_offsets_never_cut_a_character_from_its_accents(self) -> None:
        text = f"e\u0301 {FAMILY}!"
        assert snap(text, 1, forwards=False) == 0
        assert snap(text, 1, forwards=True) == 2
        assert snap(text, 5, forwards=True) == len(text) - 1
        assert snap(text, 5, forwards=False) == 3


BLOCKS = st.lists(
    st.one_of(
        st.builds(heading, TEXT, st.integers(1, 6)),
        st.builds(paragraph, TEXT),
        st.builds(item, TEXT, st.sampled_from(["•", "3.", "12.", ""]), st.integers(0, 9)),
        st.builds(block, st.just("quote"), TEXT, st.integers(0, 9)),
        st.builds(code, TEXT),
        st.lists(TEXT, min_size=1, max_size=5).map(lambda cells: row(*cells)),
        st.lists(TEXT, min_size=1, max_size=5).map(lambda cells: row(*cells, head=True)),
        st.builds(block, st.just("footnote"), TEXT, st.just(0), st.just("1")),
    ),
    max_size=8,
)


class TestTheTable:
    @given(BLOCKS, st.integers(8, 90))
    @settings(deadline=None, max_examples=200)
    def test_shows_every_block_once_and_in_order(self, blocks: list[RawBlock], width: int) -> None:
        shown = article(*blocks)
        pieces: dict[int, list[Span]] = {}
        for drawn in rows_of_text(shown, width):
            if drawn.block is not None:
                assert drawn.kind == "text"
                seen = pieces.setdefault(drawn.block, [])
                seen += (Span(piece.start, piece.end) for piece in drawn.pieces)
        assert list(pieces) == list(range(len(shown.blocks)))
        for number, seen in pieces.items():
            block = shown.blocks[number]
            spans = block.cells or (Span(block.start, block.end),)
            covered = {at for piece in seen for at in range(piece.start, piece.end)}
            assert len(covered) == sum(piece.end - piece.start for piece in seen)
            assert covered <= {at for span in spans for at in range(span.start, span.end)}
            missed = [
                shown.text[at]
                for span in spans
                for at in range(span.start, span.end)
                if at not in covered
            ]
            assert "".join(missed).strip(" \u3000\n") == ""

    @given(BLOCKS, st.integers(8, 90))
    @settings(deadline=None, max_examples=200)
    def test_no_row_is_wider_than_the_column(self, blocks: list[RawBlock], width: int) -> None:
        shown = article(*blocks, title="A title with 漢字 in it")
        assert all(drawn_width(shown, row) <= width for row in rows_of_text(shown, width))

    @given(BLOCKS, st.integers(8, 90))
    @settings(deadline=None)
    def test_finds_the_row_of_every_offset(self, blocks: list[RawBlock], width: int) -> None:
        shown = article(*blocks)
        table = RowTable(shown, width)
        for number in range(len(table)):
            for piece in table[number].pieces:
                for offset in range(piece.start, piece.end):
                    assert table.row_at(offset) == number

    @pytest.mark.parametrize("width", [20, 37, 56, 80])
    def test_text_between_two_rows_belongs_to_the_row_above(self, width: int) -> None:
        shown = harbour()
        table = RowTable(shown, width)
        found = [table.row_at(offset) for offset in range(len(shown.text) + 1)]
        assert all(0 <= number < len(table) for number in found)

    def test_an_article_without_text_is_its_head(self) -> None:
        table = RowTable(article(title="Nothing to see"), 40)
        assert [row.drawn for row in table.head] == ["", "Nothing to see", "1 min", "", ""]
        assert len(table) == len(table.head)
        assert table.row_at(0) == 0
        assert table.first_text(3) == 0

    def test_the_head_wraps_like_text(self) -> None:
        head = RowTable(harbour(), 30).head
        assert [row.drawn for row in head if row.kind == "title"] == [
            "What the closure of a strait",
            "does to the price of a promise",
        ]

    def test_a_heading_of_the_top_level_opens_with_a_rule(self) -> None:
        shown = long_article(3, 3)
        table = RowTable(shown, 60)
        first, second = (shown.questions[n].start for n in (0, 1))
        assert table[table.row_at(first) - 1].kind == "rule"
        assert table.opening(table.row_at(second)) == table.row_at(second) - 1

    def test_the_first_text_opens_with_the_head_of_the_article(self) -> None:
        table = RowTable(long_article(3, 3), 60)
        assert table.opening(table.row_at(0)) == 0

    def test_rows_of_a_piece_of_text(self) -> None:
        shown = article(paragraph("one two three four"))
        table = RowTable(shown, 8)
        head = len(table.head)
        assert table.rows_of(span_of(shown, "two")) == range(head, head + 1)
        assert table.rows_of(span_of(shown, "two three")) == range(head, head + 2)


class TestKindsOfBlocks:
    def test_lists_hang(self) -> None:
        shown = article(
            item("one two three"), item("four", "◦", 1), item("five", "9."), item("six", "10.")
        )
        assert screen(shown, 9)[:5] == ["• one two", "  three", "  ◦ four", " 9. five", "10. six"]

    def test_quotes_have_a_bar_that_runs_on_between_them(self) -> None:
        shown = article(block("quote", "one two"), block("quote", "deeper", 1), paragraph("out"))
        assert screen(shown, 12) == ["▌ one two", "▌", "▌ ▌ deeper", "", "out", ""]

    def test_code_keeps_its_shape(self) -> None:
        shown = article(code("if a:\n    b = 1\n\nc = 2"))
        assert screen(shown, 20)[:4] == [" if a:", "     b = 1", "", " c = 2"]

    def test_a_table_stands_in_columns_numbers_flush_right(self) -> None:
        shown = article(row("Route", "nm", head=True), row("Hesk", "2,100"), row("Northern", "900"))
        assert screen(shown, 20)[:4] == [
            "Route    │    nm",
            "─" * 20,
            "Hesk     │ 2,100",
            "Northern │   900",
        ]

    def test_wide_cells_wrap_in_their_column(self) -> None:
        shown = article(row("A", "closed to laden tankers"), row("B", "open"))
        assert screen(shown, 20)[:3] == ["A │ closed to laden", "  │ tankers", "B │ open"]

    def test_cells_follow_one_another_where_columns_do_not_fit(self) -> None:
        shown = article(row("Strait of Hesk", "2,100 nm", "closed to all tankers", "now"))
        assert screen(shown, 26)[:3] == [
            "Strait of Hesk │ 2,100 nm",
            "  closed to all tankers",
            "  now",
        ]

    def test_what_belongs_together_stands_together(self) -> None:
        shown = article(
            paragraph("p"), item("i"), item("i2"), row("r"), block("caption", "c"), paragraph("q")
        )
        spaces = [blank_rows(above, block) for above, block in pairwise(shown.blocks)]
        assert spaces == [1, 0, 1, 0, 1]


class TestTheHead:
    def test_says_who_when_where_and_how_long(self) -> None:
        assert byline(harbour(), 80) == (
            "Ines Falk and Tomas Berg · 14 June 2026 · straitreview.example · 1 min"
        )

    def test_many_authors_are_counted(self) -> None:
        shown = article(paragraph("p"), authors=["A", "B", "C", "D"])
        assert byline(shown, 80) == "A and 3 others · 1 min"

    @pytest.mark.parametrize(
        ("published", "said"),
        [("2026-05-04", "4 May 2026"), ("2026-05", "May 2026"), ("2026", "2026"), ("?", "?")],
    )
    def test_dates_are_as_exact_as_they_are_known(self, published: str, said: str) -> None:
        assert day(published) == said

    def test_reading_time_counts_words_and_ideographs(self) -> None:
        assert reading_minutes("word " * 2380) == 10
        assert reading_minutes("漢" * 2600) == 10

    def test_reading_time_is_the_same_in_the_library(self) -> None:
        for file in sorted(SAMPLES.glob("*.md")):
            text = read_article(file.read_bytes(), file.name, id="id").text
            assert reading_minutes(text) == minutes(count_words(text)), file.name


def test_flags_are_never_cut_and_told_apart_where_they_touch() -> None:
    flags = "\U0001f1e8\U0001f1ed\U0001f1eb\U0001f1f7"
    text = f"a{flags}b"
    assert [snap(text, at, forwards=True) for at in range(7)] == [0, 1, 3, 3, 5, 5, 6]
    assert [snap(text, at, forwards=False) for at in range(7)] == [0, 1, 1, 3, 3, 5, 6]
