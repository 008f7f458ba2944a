"""Tables drawn with characters become rows; justified text does not."""

from __future__ import annotations

import pytest

from index.formats.lines import paragraphs_of
from index.formats.tables import table_at


@pytest.mark.parametrize(
    "drawn",
    [
        "+---+----+\n| a | b  |\n+---+----+\n| 1 | 22 |\n+---+----+",
        "┌───┬────┐\n│ a │ b  │\n├───┼────┤\n│ 1 │ 22 │\n└───┴────┘",
        "a | b\n--|--\n1 | 22",
        "| a | b |\n|---|---|\n| 1 | 22 |",
    ],
)
def test_bars(drawn: str) -> None:
    lines = drawn.split("\n")
    assert table_at(lines, 0) == (len(lines), [(True, ["a", "b"]), (False, ["1", "22"])])


def test_columns() -> None:
    lines = ["Month   Late", "-----   ----", "July      88", "April      6", "the end"]
    rows = [(True, ["Month", "Late"]), (False, ["July", "88"]), (False, ["April", "6"])]
    assert table_at(lines, 0) == (4, rows)


@pytest.mark.parametrize(
    "text",
    [
        "It  was a dark  night and\nthe  wind blew  over the\nbay as it  always did  then.",
        "Share | Print",
        "one | two\nthree",
        "----\n----\n----",
    ],
)
def test_what_is_no_table(text: str) -> None:
    assert table_at(text.split("\n"), 0) == (0, [])


def test_a_table_between_lines_and_quotes_by_marks() -> None:
    found = paragraphs_of("Above:\n| a | b |\n| 1 | 2 |\nBelow.\n\n> said\n>\n>> twice\nunsaid")
    assert [(p.text, p.row, p.quote) for p in found] == [
        ("Above:", 0, 0), ("a\tb", 2, 0), ("1\t2", 2, 0), ("Below.", 0, 0), ("said", 0, 1),
        ("twice", 0, 2), ("unsaid", 0, 0),
    ]  # fmt: skip
