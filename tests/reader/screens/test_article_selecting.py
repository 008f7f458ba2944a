"""Selecting in an open article with keys and mouse, and what is marked and copied from it.

Whatever is selected, in whatever shape of text: the highlight quotes the canonical text, and what
is copied has no line ends of the screen in it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.geometry import Offset

from index.article import Article
from reader.screens.article import ArticleScreen
from tests.reader.driving import Driver, reader

WIDE = "東京の市場は木曜日に大きく下落した。"
LONG = (
    "The committee, which had met three times since the spring without coming to any result, told "
    "the lenders on Thursday that the rule would be read as it had been written."
)
ITEM = (
    "Lenders with fewer than nine branches, a good half of all, have asked for another year in "
    "which to raise what they lack."
)
QUOTED = (
    "We were told in March that nothing would change, and in June that everything had, said the "
    "head of the guild."
)
ACCENTS = "The vaq\u0307 in M\u0302olm closed."
TEXT = f"""\
# The rule

{LONG} Nobody was glad.

## Why did the lenders object?

They had three reasons.

- {ITEM}
- Their auditors disagree.

> {QUOTED}

The guild has a lawyer.

## What do others say?

{WIDE}株価は三年ぶりの安値。 हिन्दी में समाचार आया। {ACCENTS} Twins 👩‍👩‍👧 and 👍🏽 met.
"""


@asynccontextmanager
async def opened(folder: Path, size: tuple[int, int] = (80, 40)) -> AsyncIterator[Driver]:
    root = folder / "articles"
    root.mkdir()
    (root / "rule.md").write_text(TEXT)
    async with reader(root, size=size) as drive:
        await drive.indexed()
        await drive.press("enter")
        await drive.until(
            lambda: isinstance(drive.app.screen, ArticleScreen) and drive.article.article
        )
        await drive.settle()
        yield drive


def text_of(drive: Driver) -> Article:
    assert drive.article.article is not None
    return drive.article.article


def selected(drive: Driver) -> str:
    span = drive.article.view.selection_span()
    return "" if span is None else text_of(drive).text[span.start : span.end]


async def stand_at(drive: Driver, words: str) -> None:
    drive.article.view.go_to(text_of(drive).text.index(words))
    await drive.settle()


async def quoted(drive: Driver) -> str:
    """Highlights what is selected; what the highlight quotes, which is what stands there."""
    article, file = text_of(drive), drive.article.file
    assert file is not None
    before = drive.app.notes.for_article(article, file)
    await drive.press("h")
    (one,) = [each for each in drive.app.notes.for_article(article, file) if each not in before]
    exact = one.highlight.selector.exact
    assert one.state == "ok" and one.start is not None
    assert article.text[one.start : one.end] == exact
    return exact


def cell_of(drive: Driver, words: str) -> Offset:
    """Where words begin on the screen, in cells of the view."""
    view = drive.article.view
    for y in range(view.size.height):
        line = view.render_line(y).text
        if (at := line.find(words)) >= 0:
            return Offset(cell_len(line[:at]), y)
    raise AssertionError(f"{words!r} is not on the screen")


def columns_shown_selected(drive: Driver, y: int) -> list[int]:
    """The columns of a row that are drawn as selected."""
    view = drive.article.view
    ground = view._book["selection"].bgcolor
    columns: list[int] = []
    at = 0
    for segment in view.render_line(y):
        if segment.style is not None and segment.style.bgcolor == ground:
            columns += range(at, at + segment.cell_length)
        at += segment.cell_length
    return columns


async def drag(drive: Driver, start: Offset, end: Offset) -> None:
    await drive.pilot.mouse_down("#view", offset=start)
    await drive.pilot.hover("#view", offset=end)
    await drive.pilot.mouse_up("#view", offset=end)
    await drive.settle()


@pytest.mark.parametrize("width", [50, 120])
async def test_wrapped_paragraphs_items_and_quotes_are_quoted_and_copied_unwrapped(
    tmp_path: Path, width: int
) -> None:
    async with opened(tmp_path, (width, 60)) as drive:
        for passage in (LONG, ITEM, QUOTED):
            await stand_at(drive, passage)
            await drive.press("v", "y")
            assert drive.app.clipboard == passage
            await drive.press("v")
            assert await quoted(drive) == passage


async def test_words_are_taken_over_the_end_of_a_row(tmp_path: Path) -> None:
    async with opened(tmp_path, (50, 40)) as drive:
        await stand_at(drive, ITEM)
        await drive.press("v", *["left"] * 3)
        assert selected(drive) == ITEM.removesuffix(" they lack.")
        await drive.press("right")
        assert await quoted(drive) == ITEM.removesuffix(" lack.")


async def test_a_selection_reaches_over_paragraphs_items_quotes_and_headings(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as drive:
        await stand_at(drive, "They had three")
        await drive.press("v", *["right_curly_bracket"] * 5)
        text = text_of(drive).text
        start, end = text.index("They had three"), text.index(WIDE)
        assert selected(drive) == text[start:end].rstrip()
        assert "What do others say?" in selected(drive)
        assert await quoted(drive) == text[start:end].rstrip()


async def test_sentences_and_paragraphs_are_taken_back_again(tmp_path: Path) -> None:
    async with opened(tmp_path) as drive:
        await stand_at(drive, LONG)
        await drive.press("v", "right_parenthesis")
        assert selected(drive) == f"{LONG} Nobody was glad."
        await drive.press("left_parenthesis")
        assert selected(drive) == LONG
        await drive.press("j", "j", "left_curly_bracket")
        assert selected(drive) == f"{LONG} Nobody was glad.\n\nWhy did the lenders object?"


async def test_the_other_end_moves_after_o(tmp_path: Path) -> None:
    async with opened(tmp_path) as drive:
        await stand_at(drive, "Their auditors")
        await drive.press("v", "o", "right")
        assert selected(drive) == "auditors disagree."
        await drive.press("o", "left", "left")
        assert selected(drive) == "auditors"
        await drive.press(*["full_stop"] * 2, *["comma"] * 4)
        assert await quoted(drive) == "auditor"


async def test_wide_characters_are_taken_one_by_one_and_drawn_two_cells_wide(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as drive:
        await stand_at(drive, WIDE)
        await drive.press("v", "o", "right", "right")
        assert selected(drive) == WIDE[2:]
        cell = cell_of(drive, WIDE)
        shown = columns_shown_selected(drive, cell.y)
        assert shown == list(range(cell.x + 4, cell.x + 2 * len(WIDE)))
        await drive.press("o", *["comma"] * 3)
        assert columns_shown_selected(drive, cell.y) == shown[:-6]
        assert await quoted(drive) == WIDE[2:-3]


async def test_the_mouse_selects_wide_characters_by_their_columns(tmp_path: Path) -> None:
    async with opened(tmp_path) as drive:
        await stand_at(drive, WIDE)
        cell = cell_of(drive, WIDE)
        for left, right in ((4, 12), (5, 12), (4, 13), (5, 13)):
            await drag(drive, Offset(cell.x + left, cell.y), Offset(cell.x + right, cell.y))
            assert selected(drive) == WIDE[2:7]
        assert columns_shown_selected(drive, cell.y) == list(range(cell.x + 4, cell.x + 14))
        assert await quoted(drive) == WIDE[2:7]


async def test_both_halves_of_a_wide_character_are_the_same_to_the_mouse(tmp_path: Path) -> None:
    async with opened(tmp_path) as drive:
        await stand_at(drive, WIDE)
        cell = cell_of(drive, WIDE)
        for first in (4, 5):
            for last in (12, 13):
                await drag(drive, Offset(cell.x + first, cell.y), Offset(cell.x + last, cell.y))
                assert selected(drive) == WIDE[2:7], (first, last)


async def test_accents_and_joined_characters_are_never_cut(tmp_path: Path) -> None:
    async with opened(tmp_path) as drive:
        for sentence, keys, words in (
            (ACCENTS, ["left"] * 4, "The vaq\u0307"),
            (ACCENTS, [*["left"] * 4, *["comma"] * 2], "The va"),
            (ACCENTS, [*["left"] * 3, "full_stop"], "The vaq\u0307 in M\u0302"),
            ("हिन्दी", ["left"] * 2, "हिन्दी में समाचार"),
            ("Twins", [*["left"] * 5, *["full_stop"] * 2], "Twins 👩‍👩‍👧"),
            ("Twins", [*["left"] * 3, *["full_stop"] * 2], "Twins 👩‍👩‍👧 and 👍🏽"),
        ):
            await stand_at(drive, sentence)
            await drive.press("v", *keys)
            assert selected(drive) == words
            assert await quoted(drive) == words


async def test_the_mouse_selects_over_rows_of_an_item_and_a_quote(tmp_path: Path) -> None:
    async with opened(tmp_path, (60, 60)) as drive:
        start, end = cell_of(drive, "fewer than nine"), cell_of(drive, "guild.")
        await drag(drive, start, Offset(end.x + len("guil"), end.y))
        text = text_of(drive).text
        words = text[text.index("fewer than nine") : text.index(".", text.index("head of"))]
        assert selected(drive) == words
        await drive.press("y")
        assert drive.app.clipboard == words
        await drag(drive, start, Offset(end.x + len("guil"), end.y))
        assert await quoted(drive) == words


async def test_what_is_copied_may_say_where_it_comes_from(tmp_path: Path) -> None:
    async with opened(tmp_path) as drive:
        await stand_at(drive, "Their auditors")
        await drive.press("v", "left", "Y")
        assert drive.app.clipboard == (
            "“Their auditors disagree”\n— “The rule”, under “Why did the lenders object?”, rule.md"
        )
        assert selected(drive) == ""
