"""Whatever is typed, and however the window changes: nothing is raised, and the reader answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reader.driving import copied, reader
from tests.reader.monkey import SETTINGS, assert_it_answers, press, resize, stay_inside

SEEDS = (1, 2, 3)


@pytest.fixture(autouse=True)
def nothing_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What the keys write or open stays in the test's own folder, and opens nothing."""
    stay_inside(monkeypatch)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BROWSER", "true")
    monkeypatch.setenv("EDITOR", "true")


async def test_a_few_random_keys_break_nothing(samples: Path) -> None:
    async with reader(samples, settings=SETTINGS) as read:
        await press(read, 1, 100)
        await assert_it_answers(read)


async def test_a_short_storm_of_sizes_breaks_nothing(samples: Path) -> None:
    async with reader(samples, settings=SETTINGS) as read:
        await read.press("enter")
        await resize(read, 1, 20)
        await assert_it_answers(read)


@pytest.mark.long
@pytest.mark.parametrize("seed", SEEDS)
async def test_two_thousand_random_keys_break_nothing(samples: Path, seed: int) -> None:
    async with reader(samples, settings=SETTINGS) as read:
        await press(read, seed, 2000)
        await assert_it_answers(read)


@pytest.mark.long
@pytest.mark.parametrize("seed", SEEDS)
async def test_nor_do_they_while_the_index_is_made(tmp_path: Path, seed: int) -> None:
    async with reader(copied(tmp_path), settings=SETTINGS, watch=True) as read:
        await press(read, 10 + seed, 400)
        await assert_it_answers(read)


@pytest.mark.long
@pytest.mark.parametrize("seed", SEEDS)
async def test_a_long_storm_of_sizes_breaks_nothing(samples: Path, seed: int) -> None:
    async with reader(samples, settings=SETTINGS) as read:
        await resize(read, seed, 300)
        await assert_it_answers(read)
