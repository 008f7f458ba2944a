"""Lists of words that the grammar of figures knows, kept as data (`wordlists.tsv`)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("wordlists.tsv")


@cache
def _lists() -> dict[str, frozenset[str]]:
    lists: dict[str, set[str]] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, listed = line.partition("\t")
            lists.setdefault(name, set()).update(listed.split())
    return {name: frozenset(listed) for name, listed in lists.items()}


def listed(name: str) -> frozenset[str]:
    """The words of a list, in lower case; raises KeyError for a list that is not there."""
    return _lists()[name]
