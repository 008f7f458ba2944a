"""The linear model that the program runs: fitted to labels, and to what a teacher believes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np  # type: ignore[import-not-found,unused-ignore]
from scipy.sparse import csr_matrix, vstack  # type: ignore[import-not-found,import-untyped,unused-ignore]
from sklearn.feature_extraction import (  # type: ignore[import-not-found,import-untyped,unused-ignore]
    DictVectorizer,
)
from sklearn.linear_model import (  # type: ignore[import-not-found,import-untyped,unused-ignore]
    LogisticRegression,
    Ridge,
)
from sklearn.metrics import (  # type: ignore[import-not-found,import-untyped,unused-ignore]
    precision_recall_curve,
)
from sklearn.model_selection import (  # type: ignore[import-not-found,import-untyped,unused-ignore]
    GroupKFold,
)

from index.article import Span
from index.findings.cues import Cues, Setting
from tests.fitting.gold import LABELS, Labelled, cues_of
from tests.fitting.own_labels import loose_sentences

Array = Any
CUE = "cue\t"
WORD = "word\t"
DOMAIN = "loose"
"""Marks sentences without their article, which have no setting. It takes up what sets them apart,
so that "opens its paragraph" is not blamed for it, and is not among the weights."""
CUE_SCALE = 0.3
FOLDS = 5
LEAST = 4
"""Sentences a feature must occur in."""
HARD = 2.5
"""The logit that a label is taken for."""
LABEL_WEIGHT = 3.0
PENALTY = 1.0
_BOUND = 5.0


@dataclass(frozen=True, slots=True)
class Data:
    """Features, labels and documents of the labelled sentences; what the teacher believes.

    `known[label]` are the rows where the label was judged. `believed` and `loose_believed` have a
    column per label; without a teacher there are no loose sentences.
    """

    rows: Sequence[Labelled]
    names: Sequence[str]
    features: Array
    labels: Mapping[str, Array]
    known: Mapping[str, Array]
    groups: Array
    held: Array | None = None
    believed: Array | None = None
    loose: Array | None = None
    loose_believed: Array | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A fitted linear model, its scale such that 0 is where F1 is best."""

    weights: Array
    bias: float
    neighbours: float = 0.0
    shift: float = 0.0


def read_data(rows: Sequence[Labelled], taught: Path | None) -> Data:
    """Everything the fitting needs; `taught` is what tests.fitting.teacher wrote."""
    loose = [_loose_cues(sentence) for sentence in loose_sentences()] if taught else []
    values = [_features(row.cues, row.section is None) for row in rows]
    values += [_features(cues, True) for cues in loose]
    seen = Counter(name for value in values for name in value)
    values = [{n: v for n, v in value.items() if seen[n] >= LEAST} for value in values]
    vectorizer = DictVectorizer(dtype=np.float32)
    matrix = narrow(vectorizer.fit_transform(values))
    judged = {label: [row.labels[label] for row in rows] for label in LABELS}
    data = Data(
        rows,
        list(vectorizer.feature_names_),
        matrix[: len(rows)],
        {label: np.array([given or 0 for given in judged[label]]) for label in LABELS},
        {
            label: np.array([at for at, given in enumerate(judged[label]) if given is not None])
            for label in LABELS
        },
        np.array([row.document for row in rows]),
    )
    if taught is None:
        return data
    beliefs = np.load(taught)
    if len(beliefs["labelled"]) != len(rows):
        raise SystemExit(f"{taught} was written for other labels: run the teacher again")
    return replace(
        data,
        held=beliefs["held"],
        believed=beliefs["labelled"][:, : len(LABELS)],
        loose=matrix[len(rows) :],
        loose_believed=beliefs["loose"][:, : len(LABELS)],
    )


def _loose_cues(sentence: str) -> Cues:
    return cues_of(sentence, Span(0, len(sentence)), Setting())[0]


def _features(cues: Cues, loose: bool) -> dict[str, float]:
    """The features of a sentence, named by their sort."""
    values = {CUE + name: CUE_SCALE for name in cues.named}
    values.update({WORD + name: cues.scale for name in cues.words})
    if loose:
        values[DOMAIN] = 1.0
    return values


def narrow(matrix: Array) -> Array:
    """The matrix with the small indices that scikit-learn's solvers ask for."""
    matrix = csr_matrix(matrix)
    matrix.indices = matrix.indices.astype(np.int32)
    matrix.indptr = matrix.indptr.astype(np.int32)
    return matrix


def pruned(data: Data, rows: Array, count: int) -> Data:
    """The data with all cues and the `count` words that weigh most for any label of some rows.

    What a word weighs is its weight in lines fitted to all words, and how often it has a say.
    """
    lines = [fit(data, rows, label) for label in LABELS]
    strength = np.max([np.abs(line.weights) for line in lines], axis=0)
    said = np.asarray((data.features[rows] != 0).sum(0)).ravel().astype(float)
    if data.loose is not None:
        said += np.asarray((data.loose != 0).sum(0)).ravel()
    strength *= np.sqrt(said)
    words = [at for at, name in enumerate(data.names) if name.startswith(WORD)]
    dropped = set(sorted(words, key=lambda at: -strength[at])[count:])
    kept = [at for at in range(len(data.names)) if at not in dropped]
    return replace(
        data,
        names=[data.names[at] for at in kept],
        features=narrow(data.features[:, kept]),
        loose=None if data.loose is None else narrow(data.loose[:, kept]),
    )


def fit(data: Data, rows: Array, label: str) -> Line:
    """The linear model on some rows; where there is a teacher, it says how sure a label is."""
    truth = data.labels[label]
    if data.believed is None:
        known = np.intersect1d(rows, data.known[label])
        model = LogisticRegression(C=2, solver="liblinear", max_iter=300)
        model.fit(data.features[known], truth[known])
        return Line(model.coef_[0], float(model.intercept_[0]))
    column = LABELS.index(label)
    soft = np.clip(data.believed[rows, column], -_BOUND, _BOUND)
    hard = np.where(truth[rows] == 1, HARD, -HARD)
    known = np.isin(rows, data.known[label])
    target = np.where(known, (soft + hard) / 2, soft)
    assert data.loose is not None and data.loose_believed is not None
    loose = np.clip(data.loose_believed[:, column], -_BOUND, _BOUND)
    weight = np.concatenate([np.where(known, LABEL_WEIGHT, 1.0), np.ones(len(loose))])
    ridge = Ridge(alpha=PENALTY, solver="sparse_cg", max_iter=200)
    both = narrow(vstack([data.features[rows], data.loose]))
    ridge.fit(both, np.concatenate([target, loose]), sample_weight=weight)
    return Line(ridge.coef_, float(ridge.intercept_))


def cross_validated(data: Data, rows: Array, count: int) -> dict[str, Array]:
    """Scores of some rows (others: 0), each by a model that saw no label of its document.

    The teacher saw them all but those of the fold it held out; they reach these models only by what
    it believes of other sentences.
    """
    scores = {label: np.zeros(len(data.rows)) for label in LABELS}
    for test in folds_of(data.groups, rows):
        rest = np.setdiff1d(np.arange(len(data.rows)), test)
        fold = pruned(data, rest, count)
        for label in LABELS:
            line = fit(fold, rest, label)
            scores[label][test] = fold.features[test] @ line.weights + line.bias
    return scores


def folds_of(groups: Array, rows: Array) -> list[Array]:
    """The rows in folds that keep documents whole."""
    folds = GroupKFold(FOLDS).split(rows, groups=groups[rows])
    return [rows[test] for _, test in folds]


def calibrated(line: Line, scores: Array, label: Array, groups: Array) -> tuple[Line, Array]:
    """The line scaled to probabilities (Platt), its neighbours heard, one half where F1 is best.

    `scores` are out of the folds; they are returned as the finished line makes them.
    """
    slope = float(LogisticRegression(C=1e6).fit(scores[:, None], label).coef_[0][0])
    threshold = best_threshold(scores, label)
    straight = (scores - threshold) * slope
    around = neighbours_of(straight, groups)
    model = LogisticRegression(C=1e6).fit(np.c_[straight, around], label)
    own, lent = (float(coefficient) for coefficient in model.coef_[0])
    whole = own * straight + lent * around
    shift = -best_threshold(whole, label)
    bias = (line.bias - threshold) * slope * own
    return Line(line.weights * slope * own, bias, lent / own, shift), whole + shift


def neighbours_of(scores: Array, groups: Array) -> Array:
    """For every sentence, the scores before and behind it in its document, summed."""
    same = groups[1:] == groups[:-1]
    around = np.zeros_like(scores)
    around[1:] += np.where(same, scores[:-1], 0)
    around[:-1] += np.where(same, scores[1:], 0)
    return around


def best_threshold(scores: Array, label: Array) -> float:
    """The score from which on, taken as positive, F1 is best."""
    precision, recall, thresholds = precision_recall_curve(label, scores)
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    return float(thresholds[int(np.argmax(f1[:-1]))])


def best_f1(scores: Array, label: Array) -> float:
    """F1 at the best threshold."""
    precision, recall, _ = precision_recall_curve(label, scores)
    return float(np.max(2 * precision * recall / np.maximum(precision + recall, 1e-9)))
