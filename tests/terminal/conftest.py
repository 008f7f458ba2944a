"""What the tests in terminals share: it takes long to make."""

from __future__ import annotations

import pytest

from tests.terminal.worlds import World, make_world


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """All hostile articles and items in one collection, indexed, with notes and searches."""
    return make_world(tmp_path_factory.mktemp("world"))
