"""English words that mean nearly the same: what a question may have called otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("thesaurus.tsv")


def related(stem: str) -> Mapping[str, float]:
    """Stems related to a stem, with how closely (above 0, below 1)."""
    line = _lines().get(stem)
    if not line:
        return {}
    pairs = (each.split(":") for each in line.split("\t"))
    return {other: int(tenths) / 10 for other, tenths in pairs}


@cache
def _lines() -> Mapping[str, str]:
    pairs = (line.partition("\t") for line in _TABLE.read_text().splitlines() if line[0] != "#")
    return {stem: others for stem, _, others in pairs}
