"""The sentences of `traps.txt`: figures are found, what only looks like one is not."""

from __future__ import annotations

from tests.index.findings.traps import compared, traps


def test_there_are_enough_traps_and_some_hold_no_figure() -> None:
    sentences = list(traps())
    assert len(sentences) >= 150
    assert sum(not labels for _, labels in sentences) >= 50


def test_figures_are_told_from_what_looks_like_them() -> None:
    scores = compared().scores()
    assert scores["F1"] >= 0.97
    assert scores["exact F1"] >= 0.95
    assert scores["value"] >= 0.97
    assert scores["kind"] >= 0.97
    assert scores["unit"] >= 0.93
