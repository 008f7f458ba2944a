"""Implied questions among real headings; `tests.index.implied_report` prints the misses."""

from __future__ import annotations

import pytest

from index.questions import heading_kind
from tests.index.implied_report import DATA, kappa, labelled, score


def test_the_list_is_labelled_twice() -> None:
    rows = labelled()
    assert len(rows) == 300
    assert kappa(rows) > 0.9


@pytest.mark.parametrize("half", ["dev", "held"])
def test_implied_questions_are_told_from_topics(half: str) -> None:
    result = score(half)
    assert result.f1 >= 0.92, (result.missed, result.extra)


def test_hard_headings_of_our_own() -> None:
    rows = (DATA.parent / "implied_own.tsv").read_text("utf-8").splitlines()
    labels = [line.split("\t") for line in rows if not line.startswith("#")]
    wrong = [
        text for asks, text in labels if (heading_kind(text, "en") == "implied") != (asks == "y")
    ]
    assert len(wrong) <= len(labels) * 0.05, wrong
