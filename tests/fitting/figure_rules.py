"""How often each rule of the figures' grammar is right, as a weight (the log odds of being right).

usage: python -m tests.fitting.figure_rules     prints recall, precision and the rules' records
"""

from __future__ import annotations

from collections import defaultdict
from math import log

from index.findings.figures import figures
from tests.fitting.gold import GOLD, documents

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
    for _, text, units in documents(GOLD / "training"):
        for unit in units:
            start, end = unit["start"], unit["end"]
            gold = list(_labelled_spans(text, start, end, unit["labels"][0]["figures"]))
            for found in figures(text, start, end):
                counts[found.rule][1] += 1
                counts[found.rule][0] += any(a < found.end and found.start < b for a, b in gold)
    return {rule: (right, total) for rule, (right, total) in counts.items()}


def _labelled_spans(
    text: str, start: int, end: int, labels: list[dict[str, str]]
) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for label in labels:
        at = text.find(label["text"], spans[-1][1] if spans else start, end)
        at = at if at >= 0 else text.find(label["text"], start, end)
        if at >= 0:
            spans.append((at, at + len(label["text"])))
    return spans


def _log_odds(right: int, total: int) -> float:
    return log((right + 0.5) / (total - right + 0.5))


if __name__ == "__main__":
    for name, (hits, all_) in sorted(rule_counts().items(), key=lambda item: -item[1][1]):
        print(f"{name:28} {hits:5} of {all_:5}")
