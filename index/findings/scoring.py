"""Scores from cues: a logistic model, and the reasons that add up to its score.

Knows cues and weights, no text. A sentence is judged as a whole and by its best clause: beside an
open clause an asserted one still makes a claim. A reason is a cue with its weight, which is larger
in that clause; the many small ones are summed as "other", never more than a fifth of the whole.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import exp
from sys import maxsize

from index.article import Reason, RiskKind
from index.findings.classes import CLASS, NEAR
from index.findings.cues import Clause, Cues
from index.findings.weights import COLUMNS, HUNDREDTHS, RISK_KINDS, weights

OTHER = "other"
OTHER_SHARE = 0.2
_WORD = "“"
"""Before the name of a cue that is a word."""


Totals = tuple[float, float, float]
"""Sums of weights, as a claim, as a risk, as a sentence to mark."""


_Found = tuple[float, str, int | None, int | None]
"""A cue's weight, its name, and its place."""
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
    named: tuple[_Known, ...]
    words: tuple[_Known, ...]


def own_totals(cues: Cues) -> Own:
    """The sums of the weights of a sentence's own cues: what the whole and its best clause say."""
    table = weights()
    weight_of = table.cues.get
    named = tuple(
        (row, name, cue.start, cue.end)
        for name, cue in cues.named.items()
        if (row := weight_of(name))
    )
    weight_of = table.words.get
    words = tuple(
        (row, name, start, end)
        for name, (start, end) in cues.words.items()
        if (row := weight_of(name))
    )
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
    named = [[0, 0, 0] for _ in range(len(starts) + 1)]
    words = [[0, 0, 0] for _ in range(len(starts) + 1)]
    for parts, weighing in ((named, known), (words, known_words)):
        for row, _, start, _ in weighing:
            sums = parts[bisect_right(starts, start) if start is not None else 0]
            sums[0] += row[0]
            sums[1] += row[1]
            sums[2] += row[2]
    columns = range(len(COLUMNS))
    whole = [
        (sum(s[at] for s in named) + cues.scale * sum(s[at] for s in words)) / HUNDREDTHS
        for at in columns
    ]
    clauses = [
        [(named[0][at] + named[n][at] + clause.scale * words[n][at]) / HUNDREDTHS for at in columns]
        for n, clause in enumerate(cues.clauses, 1)
    ]
    return whole, clauses


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
        (table.bias[at] + table.shift[at], "bias", None, None),
        (neighbours[at], "neighbouring sentences", None, None),
    ]
    outside = (1 - share) / HUNDREDTHS
    inside = outside + share / HUNDREDTHS
    for row, name, start, end in own.named:
        here = start is None or best.start <= start < best.end
        found.append((row[at] * (inside if here else outside), name, start, end))
    outside *= cues.scale
    inside = outside + share * best.scale / HUNDREDTHS
    for row, name, start, end in own.words:
        here = start is None or best.start <= start < best.end
        found.append((row[at] * (inside if here else outside), _WORD + name, start, end))
    reasons = _with_other(found)
    return logistic(sum(reason.weight for reason in reasons)), reasons


def risk_kind(cues: Cues) -> RiskKind:
    """The likeliest kind of a risk, from its named cues and its words."""
    table = weights()
    sums = list(table.kinds_bias)
    for name in kind_cues(cues):
        for at, weight in enumerate(table.kinds.get(name, ())):
            sums[at] += weight / HUNDREDTHS
    return RISK_KINDS[max(range(len(sums)), key=sums.__getitem__)]


def kind_cues(cues: Cues) -> Iterator[str]:
    """What the kind of a risk is told by: named cues, and words and classes, but no pairs."""
    yield from cues.named
    for name in cues.words:
        if " " not in name and NEAR not in name:
            yield _WORD + name


def word_reason(word: str) -> str:
    """How a word, a pair or a class is called as a reason: classes go by the words they stand on,
    which the reason's place tells."""
    if NEAR in word:
        return "words like these"
    return "words like this" if word.startswith(CLASS) else f"{_WORD}{word.removeprefix('^ ')}”"


def _with_other(found: list[_Found]) -> tuple[Reason, ...]:
    """The strongest cues as reasons; the rest as one, as soon as its sum is small enough."""
    found.sort(key=_strength, reverse=True)
    rest = sum(each[0] for each in found)
    kept: list[Reason] = []
    shown = 0.0
    for weight, name, start, end in found:
        if kept and abs(rest) <= OTHER_SHARE * shown and abs(weight) < OTHER_SHARE * shown:
            break
        cue = word_reason(name.removeprefix(_WORD)) if name.startswith(_WORD) else name
        kept.append(Reason(cue, round(weight, 4), start, end))
        shown += abs(weight)
        rest -= weight
    rest = round(rest, 4)
    return (*kept, Reason(OTHER, rest)) if rest else tuple(kept)


def _strength(found: _Found) -> float:
    return abs(found[0])
