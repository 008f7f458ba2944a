"""Used for long, the program does not grow, keeps no files and no children, and does not fail.

Half an hour, with a table: python -m pytest -m long -s tests/endurance/test_soak.py
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.store import Store, highlights
from tests.endurance.soak import Soak, furnish
from tests.terminal.pty_app import PtyApp

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of processes")
MINUTES, WARMING = 30, 6
"""At first memory fills with what is kept of articles that were read and searches that were made,
up to its bounds: then it must not grow any more."""
MOST_GROWTH_MB = 20
MOST_HANDLES = 20
"""By which their number may differ: an index has up to a dozen segments, each an open file."""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def soak(tmp_path: Path, data: Path) -> Iterator[Soak]:
    root = furnish(tmp_path)
    env = {
        "QUAERE_DATA_DIR": str(data),
        "QUAERE_CACHE_DIR": str(tmp_path / "cache"),
        "QUAERE_CONFIG_DIR": str(tmp_path / "config"),
        "BROWSER": "true",
        "EDITOR": "true",
    }
    with PtyApp(root, env=env, cwd=tmp_path) as app:
        app.wait_for("articles, ")
        yield Soak(app, root, seed=20261123)


def assert_sound(soak: Soak, data: Path) -> None:
    """Nothing that is kept is lost or leaks, and the program still ends when it is told to."""
    last, first = soak.looks[-1], soak.looks[0]
    assert last.children == 0
    assert abs(last.handles - first.handles) <= MOST_HANDLES
    assert b"Traceback" not in soak.app.raw
    soak.app.send("\x11")
    with Store(data) as store, store.reading() as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert highlights.every(store)


def test_a_few_seconds_of_use_leave_nothing_behind(soak: Soak, data: Path) -> None:
    soak.use(4)
    soak.look()
    soak.note()
    soak.use(12)
    soak.look()
    assert_sound(soak, data)


@pytest.mark.long
def test_half_an_hour_of_use_does_not_make_it_grow(soak: Soak, data: Path) -> None:
    soak.use(60 * WARMING)
    soak.look()
    for _ in range(MINUTES - WARMING):
        soak.use(60)
        print(soak.look(), flush=True)
    print(f"\n{soak.table()}\ngrowth: {soak.growth():.1f} MB")
    assert_sound(soak, data)
    assert soak.growth() < MOST_GROWTH_MB
