"""An article cut into questions with their answers, and what lies between."""

from __future__ import annotations

from itertools import pairwise

import pytest

from index.article import Article
from reader.widgets.article_units import unit_at, units_of
from tests.reader.widgets.builder import article, harbour, heading, long_article, paragraph


def said(shown: Article) -> list[tuple[int | None, str]]:
    """(number of the question, first words) of each unit."""
    return [
        (unit.question, shown.text[unit.span.start : unit.span.end].split("\n")[0])
        for unit in units_of(shown)
    ]


@pytest.mark.parametrize(
    "shown", [harbour(), long_article(), article(), article(paragraph("Only a lead."))]
)
def test_units_are_the_whole_text_without_overlap(shown: Article) -> None:
    units = units_of(shown)
    assert units[0].span.start == 0
    assert units[-1].span.end == len(shown.text)
    assert all(a.span.end == b.span.start for a, b in pairwise(units))
    for offset in range(0, len(shown.text), 7):
        assert unit_at(units, offset).span.covers(offset)
    assert unit_at(units, len(shown.text) + 5) == units[-1]


def test_headings_below_a_question_belong_to_its_answer() -> None:
    shown = article(
        paragraph("The lead."),
        heading("Background", 2),
        paragraph("Some."),
        heading("Why did it fail?", 2),
        paragraph("Because."),
        heading("The first reason", 3),
        paragraph("This."),
        heading("Who paid?", 3),
        paragraph("They."),
        heading("Closing words", 2),
        paragraph("The end."),
    )
    assert said(shown) == [
        (None, "The lead."),
        (1, "Why did it fail?"),
        (2, "Who paid?"),
        (None, "Closing words"),
    ]
    first = units_of(shown)[1].span
    assert "This." in shown.text[first.start : first.end]
