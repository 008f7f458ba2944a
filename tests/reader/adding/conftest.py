"""A site to fetch from, and a web that reaches this machine and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from ipaddress import IPv4Address

import pytest

from reader.adding.errors import NotAdded
from reader.adding.fetching import Web
from reader.adding.reaching import Limits
from tests.reader.adding.saving import add, apart, folder
from tests.reader.adding.serving import Site, running

__all__ = ["add", "apart", "folder"]

QUICK = Limits(connect=5, idle=5, total=30, size=2_000_000)


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as site:
        yield site


@pytest.fixture
def redirects() -> list[tuple[str, str]]:
    """What was shown of redirects."""
    return []


@pytest.fixture
def web(redirects: list[tuple[str, str]]) -> Web:
    """Reaches 127.0.0.1 only; every other address counts as private."""
    return Web(
        limits=QUICK,
        may_reach=lambda ip: ip == IPv4Address("127.0.0.1"),
        redirected=lambda old, new: redirects.append((old, new)),
    )


PAGE = b"<!doctype html><title>Tides</title><p>Who owns the tide?</p>"


def refused(web: Web, url: str) -> str:
    with pytest.raises(NotAdded) as error:
        web.fetch(url)
    return str(error.value)


def within(web: Web, **limits: float) -> Web:
    return replace(web, limits=replace(QUICK, **limits))  # type: ignore[arg-type]
