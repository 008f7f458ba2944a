"""The fitted weights: what each cue and word is worth for a claim, a risk, a sentence to mark.

Data only (`weights.tsv.gz`, written by tests/fitting/fit_weights.py, with a record of what it was
fitted on and how it scored). Nothing here looks at a text.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from index.article import RiskKind

WEIGHTS = Path(__file__).with_name("weights.tsv.gz")
COLUMNS = ("claim", "risk", "key")
RISK_KINDS: tuple[RiskKind, ...] = (
    "hazard", "adverse", "uncertainty", "condition", "caveat", "hurdle",
)  # fmt: skip
HUNDREDTHS = 100
WORD = "“"
"""Before the name of a word, where words and named cues stand in one table."""

Row = tuple[float, ...]
Table = Mapping[str, tuple[int, ...]]
"""Names with their numbers, in hundredths: there are many, and small whole numbers cost nothing."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of named cues and of words, one number per column (`COLUMNS`).

    `neighbours` is the share that a sentence takes of the sums of the sentences before and behind
    it; `shift` is added then. `clause` is the share that its best clause has in a sentence.
    `kinds` and `kind_words` have one weight per kind of risk, `merit` one per feature of
    `index.findings.merit`, `rules` one per rule of the figures' grammar, under "" for rules too
    rare to measure.
    """

    record: dict[str, Any]
    bias: Row
    neighbours: Row
    shift: Row
    clause: Row
    cues: Table
    words: Table
    kinds_bias: Row
    kinds: Table
    kind_words: Table
    merit: dict[str, float]
    rules: dict[str, float]


@cache
def weights() -> Weights:
    """The weights that come with this version."""
    return parse(gzip.decompress(WEIGHTS.read_bytes()).decode())


def parse(table: str) -> Weights:
    """Weights from the text of a weights file; raises ValueError if it is none.

    The first line is "# " and a record as JSON. Then come tables: a line with a sort and names,
    separated by tabs, and a line of hundredths for each of the sort's columns, separated by blanks.
    """
    first, _, rest = table.partition("\n")
    if not first.startswith("# {"):
        raise ValueError("a weights file starts with its record")
    sorts: dict[str, tuple[list[str], list[list[int]]]] = {}
    for line in rest.splitlines():
        if "\t" in line:
            sort, *names = line.split("\t")
            columns: list[list[int]] = []
            sorts[sort] = names, columns
        else:
            columns.append(list(map(int, line.split())))
    tables: dict[str, Table] = {
        sort: dict(zip(names, zip(*columns, strict=True), strict=True))
        for sort, (names, columns) in sorts.items()
    }
    lines = {name: _scaled(row) for name, row in tables["lines"].items()}
    kinds = tables["kinds"]
    kind_words = {n.removeprefix(WORD): row for n, row in kinds.items() if n.startswith(WORD)}
    # A word that only tells the kind of a risk weighs nothing else, but is a known word.
    words = {**dict.fromkeys(kind_words, (0,) * len(COLUMNS)), **tables["words"]}
    return Weights(
        json.loads(first[2:]),
        lines["bias"],
        lines["neighbours"],
        lines["shift"],
        lines["clause"],
        tables["cues"],
        words,
        _scaled(tables["kinds bias"][""]),
        {name: row for name, row in kinds.items() if not name.startswith(WORD)},
        kind_words,
        {name: _scaled(row)[0] for name, row in tables["merit"].items()},
        {name: _scaled(row)[0] for name, row in tables["rules"].items()},
    )


def written(record: Mapping[str, Any], sorts: Mapping[str, Mapping[str, Sequence[float]]]) -> str:
    """The text that `parse` reads, from every sort's names with their numbers."""
    lines = ["# " + json.dumps(record)]
    for sort, rows in sorts.items():
        lines.append("\t".join([sort, *rows]))
        for column in zip(*rows.values(), strict=True):
            lines.append(" ".join(str(round(number * HUNDREDTHS)) for number in column))
    return "\n".join(lines) + "\n"


def _scaled(row: Sequence[int]) -> Row:
    return tuple(number / HUNDREDTHS for number in row)
