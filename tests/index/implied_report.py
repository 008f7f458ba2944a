"""How well implied questions are told from other headings, and which are missed.

Run it as `python -m tests.index.implied_report`. The labels are in `data/implied.tsv`, with what
they mean. The misses of an earlier set of rules were looked at in both halves, so the held-out half
is a check on the rules' breadth, not on wholly unseen headings.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from index.questions import heading_kind

DATA = Path(__file__).parent / "data" / "implied.tsv"


@dataclass(frozen=True)
class Labelled:
    """A heading with the label of each pass and the settled one."""

    half: str
    first: bool
    second: bool
    asks: bool
    heading: str


@dataclass(frozen=True)
class Score:
    """Headings wrongly taken for questions, questions missed, and how many there are."""

    extra: tuple[str, ...]
    missed: tuple[str, ...]
    wanted: int

    @property
    def f1(self) -> float:
        right = self.wanted - len(self.missed)
        return 2 * right / (2 * right + len(self.extra) + len(self.missed))


def labelled() -> list[Labelled]:
    """All headings of the list."""
    rows = (line.split("\t") for line in DATA.read_text("utf-8").splitlines() if line[0] != "#")
    return [Labelled(h, a == "y", b == "y", c == "y", text) for h, a, b, c, text in rows]


def kappa(rows: Iterable[Labelled]) -> float:
    """Cohen's kappa of the two passes."""
    pairs = [(row.first, row.second) for row in rows]
    agreed = sum(a == b for a, b in pairs) / len(pairs)
    first, second = (sum(pair[n] for pair in pairs) / len(pairs) for n in (0, 1))
    chance = first * second + (1 - first) * (1 - second)
    return (agreed - chance) / (1 - chance)


def score(half: str) -> Score:
    """The score on one half ("dev" or "held")."""
    rows = [row for row in labelled() if row.half == half]
    taken = {row.heading for row in rows if heading_kind(row.heading, "en") == "implied"}
    return Score(
        tuple(row.heading for row in rows if row.heading in taken and not row.asks),
        tuple(row.heading for row in rows if row.heading not in taken and row.asks),
        sum(row.asks for row in rows),
    )


def main() -> None:
    rows = labelled()
    print(f"{len(rows)} headings, kappa of the two passes {kappa(rows):.3f}")
    for half in ("dev", "held"):
        result = score(half)
        print(f"{half}: F1 {result.f1:.3f} of {result.wanted} implied questions")
        for heading in result.missed:
            print("  missed ", heading)
        for heading in result.extra:
            print("  extra  ", heading)


if __name__ == "__main__":
    main()
