"""Unused objects are swept up while nobody waits for a key, and only then."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.sweeping import ENOUGH, MIDDLE, REST, YOUNG, Sweeper
from tests.reader.driving import reader


class Knot:
    """Refers to itself: only a sweep removes it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def sweeper() -> Iterator[Sweeper]:
    sweeper = Sweeper()
    gc.collect()
    sweeper.begin()
    yield sweeper
    sweeper.end()


def _knots() -> int:
    return sum(isinstance(each, Knot) for each in gc.get_objects())


def make_enough() -> None:
    """Unused objects that have outlived the looks at what is new."""
    kept = [Knot() for _ in range(YOUNG * MIDDLE * (ENOUGH + 1))]
    assert _knots() == len(kept)


def test_it_sweeps_when_nobody_waits(sweeper: Sweeper) -> None:
    make_enough()
    assert not sweeper.rests(REST / 2)
    assert _knots()
    assert sweeper.rests(REST)
    assert not _knots()


def test_it_does_not_sweep_where_nothing_was_made(sweeper: Sweeper) -> None:
    gc.collect()
    assert not sweeper.rests(REST)


def test_what_stays_to_the_end_is_not_looked_at(sweeper: Sweeper) -> None:
    assert len(gc.get_objects()) < gc.get_freeze_count()


async def test_all_is_as_it_was_when_the_reader_is_closed(samples: Path) -> None:
    before = gc.get_threshold(), gc.get_freeze_count()
    async with reader(samples) as drive:
        await drive.indexed()
        assert gc.get_freeze_count() > before[1]
    assert (gc.get_threshold(), gc.get_freeze_count()) == before
