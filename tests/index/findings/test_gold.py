"""How well findings agree with two annotators of ten articles; floors, not targets.

The articles are read for nothing but this: no rule and no weight was chosen by them.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def scores(shared: Path) -> dict[str, float]:
    command = f"{sys.executable} -m tests.fitting.show {{file}}"
    score = [sys.executable, str(shared / "gold" / "score.py"), "--json", "--command", command]
    done = subprocess.run(score, cwd=PROJECT, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize(
    ("what", "floor"),
    [
        ("claim_AP", 0.93),
        ("claim_F1", 0.86),
        ("risk_AP", 0.69),
        ("risk_F1", 0.63),
        ("key_F1", 0.44),
        ("marked_that_is_claim_or_risk", 0.97),
        ("figure_F1", 0.93),
        ("figure_exact_F1", 0.89),
        ("figure_value_right", 0.97),
        ("figure_kind_right", 0.97),
    ],
)
def test_agreement_does_not_fall(scores: dict[str, float], what: str, floor: float) -> None:
    assert scores[what] >= floor


def test_offsets_are_exact_and_marks_are_few(scores: dict[str, float]) -> None:
    assert scores["offset_errors"] == 0
    assert 0.12 <= scores["marked"] <= 0.18
