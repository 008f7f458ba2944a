"""Which collection was opened last."""

from __future__ import annotations

from pathlib import Path

from reader.store import Store, collections
from tests.reader.store.conftest import Clock


def test_the_last_opened_comes_back(store: Store, clock: Clock) -> None:
    assert collections.last(store) is None
    for name in ("/articles/a", "/articles/b", "/articles/a"):
        clock.advance(1)
        collections.remember(store, Path(name))
    assert collections.last(store) == Path("/articles/a")
