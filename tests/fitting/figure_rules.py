"""How often each rule of the figures' grammar is right, as a weight (the log odds of being right).

usage: python -m tests.fitting.figure_rules     prints recall, precision and the rules' records
"""

from __future__ import annotations

from collections import defaultdict
from math import log

from tests.fitting.figure_misses import sentences

RARE = ""
"""The rule that stands for all rules seen too seldom."""
_ENOUGH = 8


def rule_weights() -> dict[str, float]:
    """The weight of every rule seen often enough on gold/training, and one for the others."""
    counts = rule_counts()
    weights = {
        rule: _log_odds(right, total) for rule, (right, total) in counts.items() if total >= _ENOUGH
    }
    rare = [pair for pair in counts.values() if pair[1] < _ENOUGH]
    weights[RARE] = _log_odds(sum(pair[0] for pair in rare), sum(pair[1] for pair in rare))
    return dict(sorted(weights.items()))


def rule_counts() -> dict[str, tuple[int, int]]:
    """For every rule, how many of its figures overlap a labelled one, and how many it found."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for _, _, labels, found in sentences():
        for figure in found:
            counts[figure.rule][1] += 1
            counts[figure.rule][0] += any(
                label.start < figure.end and figure.start < label.end for label in labels
            )
    return {rule: (right, total) for rule, (right, total) in counts.items()}


def _log_odds(right: int, total: int) -> float:
    return log((right + 0.5) / (total - right + 0.5))


if __name__ == "__main__":
    for name, (hits, all_) in sorted(rule_counts().items(), key=lambda item: -item[1][1]):
        print(f"{name:28} {hits:5} of {all_:5}")
