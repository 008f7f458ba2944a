"""Scores from cues: a logistic model, and the reasons that add up to its score.

Knows cues and weights, no text. A reason is a cue with its weight; the many small ones are summed
as "other", which never makes up more than a fifth of the whole.
"""

from __future__ import annotations

from math import exp

from index.article import Reason, RiskKind
from index.findings.cues import Cue, Cues
from index.findings.weights import COLUMNS, RISK_KINDS, weights

OTHER = "other"
OTHER_SHARE = 0.2
_WORD = "“{}”"


Totals = tuple[float, float, float]
"""Sums of weights, as a claim, as a risk, as a sentence to mark."""


def logistic(total: float) -> float:
    """The logistic function, safe for any sum."""
    return 1 / (1 + exp(-total)) if total >= 0 else 1 - 1 / (1 + exp(total))


def own_totals(cues: Cues) -> Totals:
    """The sums of the weights of a sentence's own cues."""
    table = weights()
    claim, risk, key = table.bias
    for name in cues.named:
        row = table.cues.get(name)
        if row:
            claim += row[0]
            risk += row[1]
            key += row[2]
    scale = cues.scale
    for name in cues.words:
        row = table.words.get(name)
        if row:
            claim += row[0] * scale
            risk += row[1] * scale
            key += row[2] * scale
    return claim, risk, key


def lent(before: Totals | None, behind: Totals | None) -> Totals:
    """What the sentences before and behind add: claims and risks come in rows."""
    claim, risk, key = (
        weight * sum(totals[at] for totals in (before, behind) if totals)
        for at, weight in enumerate(weights().neighbours)
    )
    return claim, risk, key


def whole_totals(own: Totals, neighbours: Totals) -> Totals:
    """The logits of a sentence: its own sums, what its neighbours lend, and the shift."""
    shift = weights().shift
    claim, risk, key = (own[at] + neighbours[at] + shift[at] for at in range(len(COLUMNS)))
    return claim, risk, key


def explained(cues: Cues, neighbours: Totals, column: str) -> tuple[float, tuple[Reason, ...]]:
    """The score in a column, and its reasons, strongest first, "other" last.

    The score is the logistic function of the sum of the reasons' weights, as they are rounded.
    """
    table = weights()
    at = COLUMNS.index(column)
    found: list[tuple[float, Cue]] = [
        (table.bias[at] + table.shift[at], Cue("bias")),
        (neighbours[at], Cue("neighbouring sentences")),
    ]
    known = table.cues
    found += [(known[name][at], cue) for name, cue in cues.named.items() if name in known]
    known, scale = table.words, cues.scale
    found += [(known[name][at] * scale, cue) for name, cue in cues.words.items() if name in known]
    reasons = _with_other(found, words=cues.words)
    return logistic(sum(reason.weight for reason in reasons)), reasons


def risk_kind(cues: Cues) -> RiskKind:
    """The likeliest kind of a risk, from its named cues."""
    table = weights()
    sums = list(table.kinds_bias)
    for name in cues.named:
        for at, weight in enumerate(table.kinds.get(name, ())):
            sums[at] += weight
    for name in cues.words:
        if " " not in name:
            for at, weight in enumerate(table.kinds.get(word_reason(name), ())):
                sums[at] += weight
    return RISK_KINDS[max(range(len(sums)), key=sums.__getitem__)]


def word_reason(word: str) -> str:
    """How a word or word pair is called as a reason."""
    return _WORD.format(word.removeprefix("^ "))


def _with_other(found: list[tuple[float, Cue]], words: dict[str, Cue]) -> tuple[Reason, ...]:
    """The strongest cues as reasons; the rest as one, as soon as its sum is small enough."""
    found.sort(key=lambda pair: -abs(pair[0]))
    rest = sum(weight for weight, _ in found)
    kept: list[Reason] = []
    shown = 0.0
    for weight, cue in found:
        if kept and abs(rest) <= OTHER_SHARE * shown and abs(weight) < OTHER_SHARE * shown:
            break
        name = word_reason(cue.name) if words.get(cue.name) is cue else cue.name
        kept.append(Reason(name, round(weight, 4), cue.start, cue.end))
        shown += abs(weight)
        rest -= weight
    rest = round(rest, 4)
    return (*kept, Reason(OTHER, rest)) if rest else tuple(kept)
