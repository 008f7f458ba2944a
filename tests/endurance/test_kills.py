"""Killed at any moment of any of its lives, nothing that was acknowledged is lost, and all works.

The full run prints a table: python -m pytest -m long -s tests/endurance/test_kills.py
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.endurance.kills import Wreck, table
from tests.endurance.lives import LIVES

FEW = ("note", "migrate", "sync", "index", "export", "note", "migrate", "sync")
MANY = 500


@pytest.fixture
def wreck(tmp_path: Path) -> Wreck:
    return Wreck(tmp_path, seed=20261123)


def test_a_few_kills_lose_nothing(wreck: Wreck) -> None:
    for kind in FEW:
        wreck.kill(kind)
    wreck.compare("sync")
    assert [wrong for record in wreck.records.values() for wrong in record.wrong] == []


@pytest.mark.long
def test_many_kills_lose_nothing(wreck: Wreck) -> None:
    begun = time.monotonic()
    kinds = [*LIVES] * (MANY // len(LIVES))
    wreck.chance.shuffle(kinds)
    for number, kind in enumerate(kinds):
        wreck.kill(kind)
        if number % 50 == 49:
            print(f"{number + 1} kills in {time.monotonic() - begun:.0f} s", flush=True)
    wreck.compare("sync")
    print(table(wreck.records))
    assert [wrong for record in wreck.records.values() for wrong in record.wrong] == []
