"""Which panels stand beside the text, how wide, and the width of the text."""

from __future__ import annotations

import pytest

from reader.panels import (
    LEAST_BESIDE,
    LEAST_TEXT,
    PANELS,
    Panels,
    measure_read,
    measure_written,
    next_measure,
)


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (160, {"outline", "side"}),
        (120, {"outline", "side"}),
        (119, {"outline"}),
        (90, {"outline"}),
        (89, set()),
        (10, set()),
    ],
)
def test_as_many_panels_as_there_is_room_for(width: int, shown: set[str]) -> None:
    assert Panels().shown(width) == shown


def test_where_the_text_would_be_too_narrow_the_outline_goes_first() -> None:
    wide = Panels().resized("side", 60).resized("outline", 40)
    assert wide.shown(120) == {"side"}
    assert wide.shown(60 + 40 + 2 + LEAST_TEXT) == {"outline", "side"}


@pytest.mark.parametrize("width", [41, 60, 89, 90, 100, 120, 300])
def test_the_text_always_keeps_some_room(width: int) -> None:
    greedy = Panels().resized("side", 999).resized("outline", 999)
    for panel in greedy.shown(width):
        assert width - greedy.width_of(panel, width) - 1 >= LEAST_BESIDE


def test_hiding_holds_for_its_layout_only() -> None:
    panels = Panels().turned("side", "wide", on=False)
    assert panels.shown(130) == {"outline"}
    assert panels.shown(100) == {"outline"}
    panels = panels.turned("side", "middle", on=True)
    assert panels.shown(100) == {"side"}
    assert panels.shown(130) == {"outline"}
    assert panels.turned("side", "middle", on=False).shown(100) == set()
    assert panels.turned("outline", "narrow", on=False) == panels


@pytest.mark.parametrize(
    "panels",
    [
        Panels(),
        Panels(40, 50, 30, frozenset(PANELS), None),
        Panels(hidden=frozenset({"outline"}), beside="side"),
    ],
)
def test_what_was_chosen_is_read_as_it_was_written(panels: Panels) -> None:
    assert Panels.read(panels.written()) == panels


@pytest.mark.parametrize("kept", [None, "", "nonsense", "outline: side:x share:² beside:what : :"])
def test_what_is_not_understood_changes_nothing(kept: str | None) -> None:
    assert Panels.read(kept) == Panels()


def test_absurd_widths_are_brought_within_reason() -> None:
    panels = Panels.read("outline:9999 side:0 share:100")
    assert (panels.outline, panels.side, panels.share) == (60, 20, 80)


@pytest.mark.parametrize(
    ("measure", "by", "then"),
    [
        (80, 1, 85),
        (80, -1, 75),
        (80, 3, 90),
        (90, 1, 90),
        (60, -1, 60),
        (62, 1, 65),
        (62, -1, 60),
        (120, -1, 90),
        (120, 1, 120),
        (40, 1, 60),
        (40, -1, 40),
        (80, -99, 60),
    ],
)
def test_keys_choose_from_sixty_to_ninety(measure: int, by: int, then: int) -> None:
    assert next_measure(measure, by) == then


def test_a_chosen_measure_holds_until_the_setting_is_changed() -> None:
    kept = measure_written(70, 80)
    assert measure_read(kept, 80) == 70
    assert measure_read(kept, 100) == 100
    assert measure_read(None, 80) == measure_read("x of 80", 80) == measure_read("7 of 80", 80)
