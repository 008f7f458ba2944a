"""The sample articles with their index: made once, copied for every test that only reads."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from index.collection import Collection
from reader.places import places
from tests.reader.driving import SAMPLES


@pytest.fixture(scope="session")
def sample_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder that holds the index of the sample articles."""
    cache = tmp_path_factory.mktemp("index")
    Collection.of(SAMPLES, cache).sync(jobs=1)
    return cache


@pytest.fixture
def samples(sample_index: Path) -> Path:
    """The sample articles, indexed for the test's own user. They must not be changed."""
    shutil.copytree(sample_index, places().cache, dirs_exist_ok=True)
    return SAMPLES
