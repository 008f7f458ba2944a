"""The fitted weights: what each cue and word is worth for a claim, a risk, a sentence to mark.

Data only (`weights.tsv`, written by tests/fitting/fit_weights.py, with a record of what it was
fitted on and how it scored). Nothing here looks at a text.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from index.article import RiskKind

WEIGHTS = Path(__file__).with_name("weights.tsv")
COLUMNS = ("claim", "risk", "key")
RISK_KINDS: tuple[RiskKind, ...] = (
    "hazard", "adverse", "uncertainty", "condition", "caveat", "hurdle",
)  # fmt: skip

Row = tuple[float, ...]

_SORTS = ("bias", "neighbours", "shift", "cue", "word", "kinds bias", "kind", "merit", "rule")


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of named cues and of words, one number per column (`COLUMNS`).

    `neighbours` is the share that a sentence takes of the sums of the sentences before and behind
    it; `shift` is added then. `kinds` has one weight per kind of risk, `merit` one per feature of
    `index.findings.merit`, `rules` one per rule of the figures' grammar, under "" for rules too
    rare to measure.
    """

    record: dict[str, Any]
    bias: Row
    neighbours: Row
    shift: Row
    cues: dict[str, Row]
    words: dict[str, Row]
    kinds_bias: Row
    kinds: dict[str, Row]
    merit: dict[str, float]
    rules: dict[str, float]


@cache
def weights() -> Weights:
    """The weights that come with this version."""
    return parse(WEIGHTS.read_text(encoding="utf-8"))


def parse(table: str) -> Weights:
    """Weights from the text of a weights file; raises ValueError if it is none.

    The first line is "# " and a record as JSON; then come lines of a sort, a name (often none) and
    hundredths, all separated by tabs.
    """
    first, _, rest = table.partition("\n")
    if not first.startswith("# {"):
        raise ValueError("a weights file starts with its record")
    sorts: dict[str, dict[str, Row]] = {sort: {} for sort in _SORTS}
    for line in rest.splitlines():
        sort, name, *numbers = line.split("\t")
        sorts[sort][name] = tuple(int(number) / 100 for number in numbers)
    return Weights(
        json.loads(first[2:]),
        sorts["bias"][""],
        sorts["neighbours"][""],
        sorts["shift"][""],
        sorts["cue"],
        sorts["word"],
        sorts["kinds bias"][""],
        sorts["kind"],
        {name: row[0] for name, row in sorts["merit"].items()},
        {name: row[0] for name, row in sorts["rule"].items()},
    )
