"""Fit index/findings/weights.tsv.gz on labelled articles, and say how well it did.

usage: python -m tests.fitting.fit_weights [--taught FILE.npz] [--dry-run]

Chooses nothing by the articles it will be judged on: everything is fitted on gold/training and on
labels of our own (own_labels.tsv) and judged by cross-validation over the documents of
gold/training. With --taught, what a teacher believes of 90,000 unlabelled sentences is learned, too
(distillation; see tests.fitting.teacher). Needs numpy and scikit-learn.
"""

from __future__ import annotations

import argparse
import gzip
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np  # type: ignore[import-not-found,unused-ignore]
from sklearn.feature_extraction import (  # type: ignore[import-not-found,import-untyped,unused-ignore]
    DictVectorizer,
)
from sklearn.linear_model import (  # type: ignore[import-not-found,import-untyped,unused-ignore]
    LogisticRegression,
)
from sklearn.metrics import (  # type: ignore[import-not-found,import-untyped,unused-ignore]
    average_precision_score,
)

from index.findings import weights
from index.findings.classes import NEAR
from index.findings.cues import Cues
from index.findings.merit import Statement, standings
from index.findings.weights import RISK_KINDS, WEIGHTS, written
from tests.fitting.figure_rules import rule_weights
from tests.fitting.gold import GOLD, LABELS, Labelled
from tests.fitting.own_labels import all_labelled
from tests.fitting.student import (
    CUE,
    CUE_SCALE,
    WORD,
    Data,
    Line,
    best_f1,
    calibrated,
    class_share,
    clause_share,
    cross_validated,
    fit,
    folds_of,
    narrow,
    neighbours_of,
    pruned,
    read_data,
)

Array = Any
WORDS_KEPT = 100_000
LEAST_WEIGHT = 0.15
"""A word that weighs less for every label says next to nothing, and costs time in each sentence."""
_KIND_LEAST = 12


def fit_lines(
    data: Data,
    begun: Mapping[str, Line],
    scores: dict[str, Array],
    best: dict[str, Array],
    judged: Array,
) -> tuple[dict[str, Line], Array, dict[str, Any]]:
    """The line of every label, the totals of all rows in context, and how good they are.

    `scores` and `best` (those of the best clauses) are out of the folds, and so are the totals.
    `judged` are the rows of gold/training, by which thresholds are set and quality is told.
    """
    placed = np.array([at for at, row in enumerate(data.rows) if row.section is not None])
    lines: dict[str, Line] = {}
    totals = np.zeros((len(data.rows), len(LABELS)))
    quality: dict[str, Any] = {}
    for column, label in enumerate(LABELS):
        truth = data.labels[label]
        share = clause_share(scores[label][judged], best[label][judged], truth[judged])
        own = scores[label] + share * (best[label] - scores[label])
        line = fit(data, np.arange(len(data.rows)), label, begun[label])
        line = replace(line, clause=share)
        lines[label], whole = calibrated(line, own[judged], truth[judged], data.groups[judged])
        totals[placed, column] = _rescaled(lines[label], line, own[placed], data.groups[placed])
        quality[label] = _quality(whole, truth[judged]) | {"share of the best clause": share}
        if data.held is not None:
            told = np.isin(judged, data.held)
            quality[label] |= {"unseen by the teacher": _quality(whole[told], truth[judged][told])}
        print(label, quality[label], flush=True)
    return lines, totals, quality


def _rescaled(line: Line, raw: Line, scores: Array, groups: Array) -> Array:
    """Raw scores as the calibrated line makes them."""
    at = int(np.argmax(np.abs(raw.weights)))
    slope = line.weights[at] / raw.weights[at]
    own = (scores - raw.bias) * slope + line.bias
    return own + line.neighbours * neighbours_of(own, groups) + line.shift


def _quality(scores: Array, truth: Array) -> dict[str, float]:
    return {
        "average precision": round(float(average_precision_score(truth, scores)), 3),
        "best F1": round(best_f1(scores, truth), 3),
    }


def fit_merit(data: Data, totals: Array, judged: Array) -> tuple[dict[str, float], dict[str, Any]]:
    """What the standing of a sentence in its article is worth for marking it."""
    placed = np.array([at for at, row in enumerate(data.rows) if row.section is not None])
    truth = data.labels["key"]
    found = _standings(data, totals, placed)
    names = list(found[placed[0]])
    values = np.zeros((len(data.rows), len(names)))
    for at, standing in found.items():
        values[at] = list(standing.values())
    middle, spread = values[placed].mean(0), values[placed].std(0) + 1e-9
    values = (values - middle) / spread
    scores = np.zeros(len(data.rows))
    for test in folds_of(data.groups, placed):
        rest = np.setdiff1d(placed, test)
        model = LogisticRegression(C=0.3, max_iter=800).fit(values[rest], truth[rest])
        scores[test] = model.decision_function(values[test])
    model = LogisticRegression(C=0.3, max_iter=800).fit(values[placed], truth[placed])
    weights = model.coef_[0] / spread
    quality = _quality(scores[judged], truth[judged])
    quality["F1 of the best 16 % of each article"] = round(
        _budgeted(data, totals, scores, judged, 0.16), 3
    )
    return dict(zip(names, weights.tolist(), strict=True)), quality


def _standings(data: Data, totals: Array, placed: Array) -> dict[int, dict[str, float]]:
    documents: dict[str, list[int]] = {}
    for at in placed:
        documents.setdefault(data.rows[at].document, []).append(int(at))
    found: dict[int, dict[str, float]] = {}
    for rows in documents.values():
        statements = [_statement(data.rows[at], totals[at]) for at in rows]
        found.update(zip(rows, standings(statements), strict=True))
    return found


def _statement(row: Labelled, totals: Array) -> Statement:
    claim, risk, key = (float(total) for total in totals)
    section = row.section or 0
    return Statement(row.text, claim, risk, key, row.figures, row.block, section)


def _budgeted(data: Data, totals: Array, scores: Array, judged: Array, share: float) -> float:
    documents: dict[str, list[int]] = {}
    for at in judged:
        documents.setdefault(data.rows[at].document, []).append(int(at))
    truth = data.labels["key"]
    right = marked = 0
    for rows in documents.values():
        able = sorted((at for at in rows if totals[at, :2].max() >= 0), key=lambda at: -scores[at])
        chosen = able[: round(share * len(rows))]
        marked += len(chosen)
        right += int(truth[chosen].sum())
    return 2 * right / (marked + int(truth[judged].sum()))


def _kind_cues(cues: Cues) -> Iterator[str]:
    """What the kind of a risk is told by: named cues, and words and classes, but no pairs."""
    yield from cues.named
    for name in cues.words:
        if " " not in name and NEAR not in name:
            yield weights.WORD + name


def fit_kinds(rows: Sequence[Labelled]) -> tuple[Array, Array, list[str], float]:
    """One logistic regression over the kinds of risk; weights, biases, names and accuracy."""
    risks = [row for row in rows if row.labels["risk"] and row.labels["risk_kind"]]
    vectorizer = DictVectorizer()
    values = [dict.fromkeys(_kind_cues(r.cues), 1.0) for r in risks]
    common = Counter(name for value in values for name in value)
    values = [{n: v for n, v in value.items() if common[n] >= _KIND_LEAST} for value in values]
    features = narrow(vectorizer.fit_transform(values))
    label = np.array([RISK_KINDS.index(r.labels["risk_kind"]) for r in risks])
    groups = np.array([r.document for r in risks])
    right = 0
    for test in folds_of(groups, np.arange(len(label))):
        rest = np.setdiff1d(np.arange(len(label)), test)
        model = LogisticRegression(C=0.1, max_iter=2000).fit(features[rest], label[rest])
        right += int((model.predict(features[test]) == label[test]).sum())
    model = LogisticRegression(C=0.1, max_iter=2000).fit(features, label)
    return model.coef_, model.intercept_, list(vectorizer.feature_names_), right / len(label)


def table(
    record: dict[str, Any],
    names: Sequence[str],
    lines: Mapping[str, Line],
    kinds: Any,
    merit: Mapping[str, float],
) -> str:
    """The text of the weights file."""
    fitted = [lines[label] for label in LABELS]
    kind_weights, kind_biases, kind_names, _ = kinds
    return written(
        record,
        {
            "lines": {
                "bias": [line.bias for line in fitted],
                "neighbours": [line.neighbours for line in fitted],
                "shift": [line.shift for line in fitted],
                "clause": [line.clause for line in fitted],
            },
            "cues": _weights_of(CUE, names, fitted, CUE_SCALE),
            "words": _weights_of(WORD, names, fitted, 1.0),
            "kinds bias": {"": kind_biases},
            "kinds": {name: kind_weights[:, at] for at, name in enumerate(kind_names)},
            "merit": {name: [weight] for name, weight in merit.items()},
            "rules": {rule: [weight] for rule, weight in rule_weights().items()},
        },
    )


def _weights_of(
    sort: str, names: Sequence[str], fitted: Sequence[Line], scale: float
) -> dict[str, list[float]]:
    table = {
        name.removeprefix(sort): [line.weights[at] * scale * class_share(name) for line in fitted]
        for at, name in enumerate(names)
        if name.startswith(sort)
    }
    if sort == CUE:
        return table
    return {name: row for name, row in table.items() if max(map(abs, row)) >= LEAST_WEIGHT}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--taught", type=Path)
    parser.add_argument("--dry-run", action="store_true")
    arguments = parser.parse_args()
    rows = all_labelled()
    data = read_data(rows, arguments.taught)
    print(f"{len(rows)} sentences, {len(data.names)} features", flush=True)
    gold = {path.name.removesuffix(".gold.jsonl") for path in (GOLD / "training").glob("*.jsonl")}
    judged = np.array([at for at, row in enumerate(rows) if row.document in gold])
    placed = np.array([at for at, row in enumerate(rows) if row.section is not None])
    scores, best = cross_validated(data, placed, WORDS_KEPT)
    data, begun = pruned(data, np.arange(len(rows)), WORDS_KEPT)
    lines, totals, quality = fit_lines(data, begun, scores, best, judged)
    merit, quality["marked"] = fit_merit(data, totals, judged)
    print("marked", quality["marked"], flush=True)
    kinds = fit_kinds(rows)
    quality["risk kind"] = {"accuracy": round(kinds[3], 3)}
    print("risk kind", quality["risk kind"], flush=True)
    record = {
        "version": 4,
        "fitted": date.today().isoformat(),
        "labelled sentences": len(rows),
        "of these from gold/training": len(judged),
        "unlabelled sentences": 0 if data.loose is None else int(data.loose.shape[0]),
        "teacher": "all-MiniLM-L6-v2, tuned" if arguments.taught else None,
        "cross-validated over the documents of gold/training": quality,
    }
    if not arguments.dry_run:
        text = table(record, data.names, lines, kinds, merit)
        WEIGHTS.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
