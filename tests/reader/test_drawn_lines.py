"""Drawn lines are small and remember no line twice: half of what a reader turns over is lines."""

from __future__ import annotations

import gc
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader import textual_repairs
from tests.reader.driving import reader

textual_repairs.repair()
WORDS = st.text(st.characters(categories=["L", "N", "Zs"]), max_size=8)
LOOKS = st.none() | st.booleans()
COLOURS = st.none() | st.sampled_from(["red", "default", "#1f2223", "color(200)"])
STYLES = st.builds(
    Style, color=COLOURS, bgcolor=COLOURS, bold=LOOKS, dim=LOOKS, italic=LOOKS, underline=LOOKS,
    reverse=LOOKS, strike=LOOKS,
)  # fmt: skip
CUTS = st.lists(st.integers(1, 40), min_size=1, unique=True).map(sorted)


def line(*words: str) -> Strip:
    """A line of a segment for each word."""
    return Strip([Segment(word, Style(bold=True)) for word in words])


def unused() -> int:
    """Lines that only a sweep finds."""
    before = _lines()
    gc.collect()
    return before - _lines()


def _lines() -> int:
    return sum(type(each) is Strip for each in gc.get_objects())


def test_a_line_that_has_its_width_already_is_the_same_line() -> None:
    text = line("Who ", "pays?")
    assert text.crop_extend(0, 9, None) is text
    assert list(text.divide([9])) == [text]


def test_a_line_makes_its_memories_when_they_are_used() -> None:
    text = line("Who ", "pays?")
    assert text.crop(0, 3).text == "Who"
    assert text.crop(0, 3) is text.crop(0, 3)
    assert text.apply_style(Style(italic=True)) is text.apply_style(Style(italic=True))
    assert not hasattr(text, "_of_no_such_name")


@given(st.lists(WORDS, max_size=5), CUTS)
def test_cutting_a_line_loses_nothing(words: list[str], cuts: list[int]) -> None:
    text = line(*words)
    inside = [0, *(cut for cut in cuts if cut <= text.cell_length)]
    pieces = list(text.divide(cuts))
    assert [piece.cell_length for piece in pieces] == [b - a for a, b in pairwise(inside)]
    if inside[-1] == text.cell_length and cell_len(text.text) == len(text.text):
        assert "".join(piece.text for piece in pieces) == text.text


@given(st.lists(WORDS, max_size=5), st.integers(0, 20), st.integers(0, 60))
def test_a_line_gets_the_width_it_is_cut_to(words: list[str], start: int, end: int) -> None:
    text = line(*words)
    cut = text.crop_extend(start, end, Style(dim=True))
    assert cut.cell_length == max(0, end - start)
    if start == 0 and cell_len(text.text) == len(text.text):
        assert cut.text == text.text[:end].ljust(end)


@given(STYLES, st.integers(0, 999))
def test_where_text_stands_does_not_change_how_it_looks(style: Style, place: int) -> None:
    console = Console(color_system="truecolor", force_terminal=True)
    placed = Strip([Segment("Why?", style + Style.from_meta({"offset": place}))])
    assert placed.render(console) == style.render("Why?", color_system=ColorSystem.TRUECOLOR)


async def test_turning_pages_leaves_no_lines_for_a_sweep(samples: Path) -> None:
    async with reader(samples) as drive:
        await drive.indexed()
        await drive.press("enter", *["space"] * 4)
        unused()
        gc.disable()
        try:
            await drive.press(*["space"] * 6, *["b"] * 6)
            assert unused() == 0
        finally:
            gc.enable()
