"""Sections in the outline: as high as they are counted to be; where one is, what was read."""

from __future__ import annotations

import pytest
from rich.style import Style

from reader.widgets.entry import Look
from reader.widgets.outline_entries import OutlineState, outline_entry
from tests.reader.widgets.builder import article, heading, paragraph

LOOK = Look(*[Style()] * 7)


@pytest.mark.parametrize("width", [1, 6, 12, 26, 60])
@pytest.mark.parametrize("level", [1, 2, 3, 6])
def test_the_counted_height_is_the_drawn_one(width: int, level: int) -> None:
    shown = article(
        paragraph("Lead."),
        heading("Why  does 银行担心储蓄存款 matter to a depositor in Ardvik?", level),
        paragraph("So."),
    )
    for section in shown.sections:
        entry = outline_entry(section, shown.title, OutlineState())
        assert entry.lines(width, LOOK) == len(entry.draw(width, LOOK))


def test_signs_follow_the_state() -> None:
    shown = article(paragraph("Lead."), heading("Why so?"), paragraph("So."))
    state = OutlineState()
    entry = outline_entry(shown.sections[1], shown.title, state)
    assert entry.draw(20, LOOK)[0].plain == " Why so?"
    state.read = {1}
    assert entry.draw(20, LOOK)[0].plain == "✓Why so?"
    assert [line.plain for line in entry.draw(6, LOOK)] == ["✓Why", " so?"]
    state.here = 1
    assert entry.draw(20, LOOK)[0].plain == "▎Why so?"
