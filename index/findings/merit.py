"""How much a sentence deserves marking, beside the others of its article.

What a sentence says (its cues and words) tells half of it. The other half is how it stands: whether
it is the strongest of its article or only of its section, whether it uses the words the article
keeps coming back to, whether it carries figures. Knows totals, words and places, no cues.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from index.article import BlockKind
from index.findings.weights import weights

_WORD = re.compile(r"[^\W\d_]{4,}")
_DIGIT = re.compile(r"\d")
_STEM = 7
"""Letters by which words are taken for the same: "company" and "companies" are."""
_LONG = 8
_BOUND = 4.0


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence with its totals (logits) and its place: what its merit is judged from."""

    text: str
    claim: float
    risk: float
    key: float
    figures: int
    block: BlockKind
    section: int


def merits(statements: Sequence[Statement]) -> list[float]:
    """What every sentence of an article, in order, deserves to be marked, as logits."""
    worth = weights().merit
    return [
        sum(worth.get(name, 0.0) * value for name, value in standing.items())
        for standing in standings(statements)
    ]


def standings(statements: Sequence[Statement]) -> list[dict[str, float]]:
    """For every sentence of an article, in order, its named features, each around -4 to 4."""
    if not statements:
        return []
    words = [_words(statement.text) for statement in statements]
    common = Counter(word for those in words for word in those)
    familiar = [
        sum(log(common[word]) for word in those if common[word] > 1) / (len(those) + 3)
        for those in words
    ]
    lengths = [len(statement.text.split()) for statement in statements]
    keys = [statement.key for statement in statements]
    ranks = {
        "key beside the others": _ranks(keys),
        "claim beside the others": _ranks([statement.claim for statement in statements]),
        "length beside the others": _ranks(lengths),
        "familiar words beside the others": _ranks(familiar),
    }
    mean = sum(keys) / len(keys)
    strongest = _strongest_others(statements)
    found: list[dict[str, float]] = []
    seen: Counter[int] = Counter()
    for at, statement in enumerate(statements):
        own = _own(statement, words[at], lengths[at])
        own.update((name, ranked[at]) for name, ranked in ranks.items())
        own["key of the article"] = mean
        own["familiar words"] = familiar[at]
        own["opens its section"] = float(not seen[statement.section])
        own["place in the article"] = at / len(statements)
        own["strongest other of the section"] = _bounded(strongest[at] - statement.key)
        seen[statement.section] += 1
        found.append(own)
    return found


def _own(statement: Statement, words: frozenset[str], length: int) -> dict[str, float]:
    claim, risk, key = map(_bounded, (statement.claim, statement.risk, statement.key))
    text = statement.text
    return {
        "risk": risk,
        "key": key,
        "key and claim": key * claim,
        "claim or risk": max(claim, risk),
        "figures": min(statement.figures, 3),
        "digits": 10 * len(_DIGIT.findall(text)) / max(1, len(text)),
        "long words": sum(len(word) >= _LONG for word in text.split()) / max(1, length),
        "words that say something": len(words) / max(1, length),
        "in a list": float(statement.block == "item"),
    }


def _words(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(text.lower()))


def _bounded(total: float) -> float:
    return max(-_BOUND, min(_BOUND, total))


def _ranks(values: Sequence[float]) -> list[float]:
    """The share of the others that each is above, from 0 to 1."""
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks = [0.0] * len(values)
    for rank, at in enumerate(order):
        ranks[at] = rank / max(1, len(values) - 1)
    return ranks


def _strongest_others(statements: Sequence[Statement]) -> list[float]:
    """For every sentence the highest key of the others of its section (its own, if it is alone)."""
    best: dict[int, list[float]] = {}
    for statement in statements:
        two = best.setdefault(statement.section, [])
        two.append(statement.key)
        two.sort(reverse=True)
        del two[2:]
    return [
        two[1] if len(two) > 1 and statement.key == two[0] else two[0]
        for statement in statements
        for two in (best[statement.section],)
    ]
