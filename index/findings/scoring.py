"""Scores from cues: a logistic model, and the reasons that add up to its score.

Knows cues and weights, no text. A sentence is judged as a whole and by its best clause: beside an
open clause an asserted one still makes a claim. A reason is a cue with its weight, which is larger
in that clause; the many small ones are summed as "other", never more than a fifth of the whole.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp
from sys import maxsize

from index.article import Reason, RiskKind
from index.findings.classes import CLASS, NEAR
from index.findings.cues import Clause, Cues
from index.findings.weights import COLUMNS, HUNDREDTHS, RISK_KINDS, WORD, weights

OTHER = "other"
OTHER_SHARE = 0.2


Totals = tuple[float, float, float]
"""Sums of weights, as a claim, as a risk, as a sentence to mark."""


_Found = tuple[float, str, int | None, int | None, bool]
"""A cue's weight, its name, its place, and whether it is a word."""
_Known = tuple[Sequence[int], str, int | None, int | None]
"""A cue's weights in all columns, its name, and its place."""


def logistic(total: float) -> float:
    """The logistic function, safe for any sum."""
    return 1 / (1 + exp(-total)) if total >= 0 else 1 - 1 / (1 + exp(total))


@dataclass(frozen=True, slots=True)
class Own:
    """What a sentence's own cues total, and the clause that says most, for every column; and
    those of its named cues and of its words that weigh anything."""

    totals: Totals
    best: tuple[Clause, ...]
    named: Sequence[_Known]
    words: Sequence[_Known]


def own_totals(cues: Cues) -> Own:
    """The sums of the weights of a sentence's own cues: what the whole and its best clause say."""
    table = weights()
    weight_of = table.cues.get
    named = [
        (row, name, *(place or (None, None)))
        for name, place in cues.named.items()
        if (row := weight_of(name))
    ]
    weight_of = table.words.get
    words = [
        (row, name, start, end)
        for name, (start, end) in cues.words.items()
        if (row := weight_of(name))
    ]
    totals, clauses = _sums(cues, named, words)
    best = [Clause(0, maxsize, cues.scale)] * len(COLUMNS)
    for at, share in enumerate(table.clause if clauses else ()):
        sums = [clause[at] for clause in clauses]
        best[at] = cues.clauses[sums.index(max(sums))]
        totals[at] += share * (max(sums) - totals[at])
    claim, risk, key = (total + table.bias[at] for at, total in enumerate(totals))
    return Own((claim, risk, key), tuple(best), named, words)


def _sums(
    cues: Cues, known: Iterable[_Known], known_words: Iterable[_Known]
) -> tuple[list[float], list[list[float]]]:
    """What the cues of a sentence weigh together; and what those of each of its clauses would, if
    it were the sentence. Cues without a place are of all clauses."""
    starts = [clause.start for clause in cues.clauses]
    named = _parts(starts, known)
    words = _parts(starts, known_words)
    clauses = [
        [
            (everywhere + here + clause.scale * said) / HUNDREDTHS
            for everywhere, here, said in zip(named[0], named[n], words[n], strict=True)
        ]
        for n, clause in enumerate(cues.clauses, 1)
    ]
    whole = [
        (sum(of_named) + cues.scale * sum(of_words)) / HUNDREDTHS
        for of_named, of_words in zip(
            zip(*named, strict=True), zip(*words, strict=True), strict=True
        )
    ]
    return whole, clauses


def _parts(starts: Sequence[int], known: Iterable[_Known]) -> list[list[int]]:
    """The sums of weights in every column: first of cues without a place, then of each clause."""
    if not starts:
        return [
            [sum(column) for column in zip(*[row for row, *_ in known], strict=True)] or [0, 0, 0]
        ]
    parts = [[0, 0, 0] for _ in range(len(starts) + 1)]
    for (claim, risk, key), _, start, _ in known:
        sums = parts[bisect_right(starts, start) if start is not None else 0]
        sums[0] += claim
        sums[1] += risk
        sums[2] += key
    return parts


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


def explained(
    cues: Cues, own: Own, neighbours: Totals, column: str
) -> tuple[float, tuple[Reason, ...]]:
    """The score in a column, and its reasons, strongest first, "other" last.

    The score is the logistic function of the sum of the reasons' weights, as they are rounded.
    """
    table = weights()
    at = COLUMNS.index(column)
    share, best = table.clause[at], own.best[at]
    found: list[_Found] = [
        (table.bias[at] + table.shift[at], "bias", None, None, False),
        (neighbours[at], "neighbouring sentences", None, None, False),
    ]
    first, behind = best.start, best.end
    for known, scale, clause_scale in ((own.named, 1, 1), (own.words, cues.scale, best.scale)):
        outside = (1 - share) / HUNDREDTHS * scale
        inside = outside + share / HUNDREDTHS * clause_scale
        is_word = known is own.words
        if not cues.clauses:
            found += [
                (row[at] * inside, name, start, end, is_word)
                for row, name, start, end in known
                if row[at]
            ]
            continue
        found += [
            (weight * (inside if start is None or first <= start < behind else outside),
             name, start, end, is_word)
            for row, name, start, end in known
            if (weight := row[at])
        ]  # fmt: skip
    reasons = _with_other(found)
    return logistic(sum(reason.weight for reason in reasons)), reasons


def risk_kind(own: Own) -> RiskKind:
    """The likeliest kind of a risk, from its named cues and its words."""
    table = weights()
    rows = [
        row
        for known, kinds in ((own.named, table.kinds), (own.words, table.kind_words))
        for _, name, _, _ in known
        if (row := kinds.get(name))
    ]
    sums = [
        bias + sum(column) / HUNDREDTHS
        for bias, *column in zip(table.kinds_bias, *rows, strict=True)
    ]
    return RISK_KINDS[sums.index(max(sums))]


def word_reason(word: str) -> str:
    """How a word, a pair or a class is called as a reason: classes go by the words they stand on,
    which the reason's place tells."""
    if NEAR in word:
        return "words like these"
    return "words like this" if word.startswith(CLASS) else f"{WORD}{word.removeprefix('^ ')}”"


def _with_other(found: Sequence[_Found]) -> tuple[Reason, ...]:
    """The strongest cues as reasons; the rest as one, as soon as its sum is small enough."""
    strengths = [abs(each[0]) for each in found]
    rest = sum(each[0] for each in found)
    kept: list[Reason] = []
    shown = 0.0
    for at in sorted(range(len(found)), key=strengths.__getitem__, reverse=True):
        if kept and abs(rest) <= OTHER_SHARE * shown and strengths[at] < OTHER_SHARE * shown:
            break
        weight, name, start, end, is_word = found[at]
        kept.append(Reason(word_reason(name) if is_word else name, round(weight, 4), start, end))
        shown += strengths[at]
        rest -= weight
    rest = round(rest, 4)
    return (*kept, Reason(OTHER, rest)) if rest else tuple(kept)
