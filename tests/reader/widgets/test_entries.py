"""Texts in lists: cut to the lines they have, and told so."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from index.article import Span
from reader.widgets.entries import marked_lines, wrapped
from reader.widgets.entry import Look

PLAIN = Style()
LOOK = Look(PLAIN, PLAIN, PLAIN, Style(bold=True), PLAIN, PLAIN, PLAIN)
TEXT = st.text("ab é漢 ", max_size=80)


@given(TEXT, st.integers(8, 30), st.integers(0, 4))
def test_a_text_that_is_cut_ends_in_an_ellipsis(text: str, width: int, most: int) -> None:
    whole = marked_lines(text, [Span(0, 3)], width, LOOK, " ")
    lines = marked_lines(text, [Span(0, 3)], width, LOOK, " ", most)
    is_cut = 0 < most < len(whole)
    assert len(lines) == (most if is_cut else len(whole))
    assert any(line.plain.endswith("…") for line in lines) == is_cut
    assert all(line.cell_len <= width for line in lines)


@given(TEXT, st.integers(8, 30), st.integers(1, 4))
def test_so_does_one_without_marks(text: str, width: int, most: int) -> None:
    lines = wrapped(text, width, Style(), " ", most)
    is_cut = len(wrapped(text, width, Style(), " ")) > most
    assert any(line.plain.endswith("…") for line in lines) == is_cut
    assert all(line.cell_len <= width for line in lines)
