"""Indexes that the tests of search share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.search.engine import WhooshEngine
from tests.index.search.sample import SECTIONS


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[WhooshEngine]:
    """An empty index."""
    engine = WhooshEngine.create(tmp_path / "search")
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WhooshEngine]:
    """The sample collection, in two commits; only read it."""
    engine = WhooshEngine.create(tmp_path_factory.mktemp("library") / "search")
    engine.replace(SECTIONS[:2], ())
    engine.replace(SECTIONS[2:], ())
    yield engine
    engine.close()
