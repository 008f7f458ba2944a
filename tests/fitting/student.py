"""The linear model that the program runs: fitted to labels, and to what a teacher believes."""

from __future__ import annotations

from bisect import bisect_right
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
    average_precision_score,
    precision_recall_curve,
)
from sklearn.model_selection import (  # type: ignore[import-not-found,import-untyped,unused-ignore]
    GroupKFold,
)

from index.article import Span
from index.findings.classes import CLASS, NEAR
from index.findings.cues import Cues, Setting
from tests.fitting.gold import LABELS, Labelled, cues_of
from tests.fitting.own_labels import loose_sentences
from tests.fitting.soft import refined

Array = Any
CUE = "cue\t"
WORD = "word\t"
DOMAIN = "loose"
"""Marks sentences without their article, which have no setting. It takes up what sets them apart,
so that "opens its paragraph" is not blamed for it, and is not among the weights."""
CUE_SCALE = 0.3
CLASS_SHARE = 0.5
"""What a class counts beside a word. Counting as much, classes gain less on articles from sources
that no other article is from."""
CLASSED = ("risk", "key")
"""The labels that classes have a say in. They add nothing to claims from such sources."""
FOLDS = 5
LEAST = 4
"""Sentences a feature must occur in."""
HARD = 2.5
"""The logit that a label is taken for."""
LABEL_WEIGHT = 3.0
LABEL_SHARE = {"claim": 0.5, "risk": 0.5, "key": 0.2}
"""How much of what a labelled sentence teaches is its label, beside what the teacher believes. What
deserves marking is judged beside the whole article: the label of one sentence says less."""
PENALTY = 1.0
SHARES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
_BOUND = 5.0


@dataclass(frozen=True, slots=True)
class Data:
    """Features, labels and documents of the labelled sentences; what the teacher believes.

    `known[label]` are the rows where the label was judged. `clauses` are features like those of
    sentences, for the clauses of the rows in `owners`. `believed` and `loose_believed` have a
    column per label; without a teacher there are no loose sentences.
    """

    rows: Sequence[Labelled]
    names: Sequence[str]
    features: Array
    labels: Mapping[str, Array]
    known: Mapping[str, Array]
    groups: Array
    clauses: Array
    owners: Array
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
    clause: float = 0.0


def read_data(rows: Sequence[Labelled], taught: Path | None) -> Data:
    """Everything the fitting needs; `taught` is what tests.fitting.teacher wrote."""
    values = [_features(row.cues, row.section is None) for row in rows]
    if taught is not None:
        values += [_features(_loose_cues(sentence), True) for sentence in loose_sentences()]
    seen = Counter(name for value in values for name in value)
    values = [{n: v for n, v in value.items() if seen[n] >= LEAST} for value in values]
    vectorizer = DictVectorizer(dtype=np.float32)
    matrix = narrow(vectorizer.fit_transform(values))
    clauses = [_clause_features(row.cues, row.section is None) for row in rows]
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
        narrow(vectorizer.transform([values for several in clauses for values in several])),
        np.array([at for at, several in enumerate(clauses) for _ in several]),
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
    values.update({WORD + name: cues.scale * class_share(name) for name in cues.words})
    if loose:
        values[DOMAIN] = 1.0
    return values


def class_share(name: str) -> float:
    """What a name among the words counts beside a word; the weights file has it in the weight."""
    word = name.removeprefix(WORD)
    return CLASS_SHARE if word.startswith(CLASS) or NEAR in word else 1.0


def _clause_features(cues: Cues, loose: bool) -> list[dict[str, float]]:
    """The features of every clause of a sentence that has several: cues without a place are of all
    of them, as when the program runs."""
    starts = [clause.start for clause in cues.clauses[1:]]
    found = [{DOMAIN: 1.0} if loose else {} for _ in cues.clauses]
    if not found:
        return []
    for name, place in cues.named.items():
        for values in found if place is None else [found[bisect_right(starts, place[0])]]:
            values[CUE + name] = CUE_SCALE
    for name, (start, _) in cues.words.items():
        at = bisect_right(starts, start)
        found[at][WORD + name] = cues.clauses[at].scale * class_share(name)
    return found


def narrow(matrix: Array) -> Array:
    """The matrix with the small indices that scikit-learn's solvers ask for."""
    matrix = csr_matrix(matrix)
    matrix.indices = matrix.indices.astype(np.int32)
    matrix.indptr = matrix.indptr.astype(np.int32)
    return matrix


def pruned(data: Data, rows: Array, count: int) -> tuple[Data, dict[str, Line]]:
    """The data with all cues and the `count` words that weigh most for any label of some rows, and
    a line for every label to begin the fitting with.

    What a word weighs is its weight in lines fitted to all words, and how often it has a say.
    """
    lines = {label: _straight(data, rows, label) for label in LABELS}
    strength = np.max([np.abs(line.weights) for line in lines.values()], axis=0)
    said = np.asarray((data.features[rows] != 0).sum(0)).ravel().astype(float)
    if data.loose is not None:
        said += np.asarray((data.loose != 0).sum(0)).ravel()
    strength *= np.sqrt(said)
    words = [at for at, name in enumerate(data.names) if name.startswith(WORD)]
    dropped = set(sorted(words, key=lambda at: -strength[at])[count:])
    kept = [at for at in range(len(data.names)) if at not in dropped]
    fewer = replace(
        data,
        names=[data.names[at] for at in kept],
        features=narrow(data.features[:, kept]),
        clauses=narrow(data.clauses[:, kept]),
        loose=None if data.loose is None else narrow(data.loose[:, kept]),
    )
    begun = {label: replace(line, weights=line.weights[kept]) for label, line in lines.items()}
    return fewer, begun


def fit(data: Data, rows: Array, label: str, begun: Line) -> Line:
    """The linear model on some rows; where there is a teacher, it says how sure a label is.

    `begun` is the line from which the fitting goes on.
    """
    if data.believed is None:
        return _plain(data, rows, label)
    features, logits, share, heard = _taught(data, rows, label)
    weights = np.zeros(len(data.names))
    weights[heard], bias = refined(features, logits, share, begun.weights[heard], begun.bias)
    return Line(weights, bias)


def _plain(data: Data, rows: Array, label: str) -> Line:
    known = np.intersect1d(rows, data.known[label])
    model = LogisticRegression(C=2, solver="liblinear", max_iter=300)
    model.fit(data.features[known], data.labels[label][known])
    return Line(model.coef_[0], float(model.intercept_[0]))


def _straight(data: Data, rows: Array, label: str) -> Line:
    """A line through what is believed: quickly found, and near the one that is looked for."""
    if data.believed is None:
        return _plain(data, rows, label)
    features, logits, share, heard = _taught(data, rows, label)
    ridge = Ridge(alpha=PENALTY, solver="sparse_cg", max_iter=50, tol=1e-3)
    ridge.fit(features, logits, sample_weight=share)
    weights = np.zeros(len(data.names))
    weights[heard] = ridge.coef_
    return Line(weights, float(ridge.intercept_))


def _taught(data: Data, rows: Array, label: str) -> tuple[Array, Array, Array, list[int]]:
    """What a line is fitted to: features of the rows and of the loose sentences, what is believed
    of each, what it counts, and which features have a say."""
    assert data.believed is not None and data.loose is not None
    assert data.loose_believed is not None
    column = LABELS.index(label)
    soft = np.clip(data.believed[rows, column], -_BOUND, _BOUND)
    hard = np.where(data.labels[label][rows] == 1, HARD, -HARD)
    known = np.isin(rows, data.known[label])
    judged = LABEL_SHARE[label]
    target = np.where(known, (1 - judged) * soft + judged * hard, soft)
    loose = np.clip(data.loose_believed[:, column], -_BOUND, _BOUND)
    share = np.concatenate([np.where(known, LABEL_WEIGHT, 1.0), np.ones(len(loose))])
    heard = [at for at, name in enumerate(data.names) if label in CLASSED or class_share(name) == 1]
    both = narrow(vstack([data.features[rows], data.loose])[:, heard])
    return both, np.concatenate([target, loose]), share, heard


def cross_validated(data: Data, rows: Array, count: int) -> tuple[dict[str, Array], ...]:
    """Scores of some rows (others: 0), each by a model that saw no label of its document: those of
    the sentences, and those of their best clauses.

    The teacher saw them all but those of the fold it held out; they reach these models only by what
    it believes of other sentences.
    """
    scores = {label: np.zeros(len(data.rows)) for label in LABELS}
    best = {label: np.zeros(len(data.rows)) for label in LABELS}
    for test in folds_of(data.groups, rows):
        rest = np.setdiff1d(np.arange(len(data.rows)), test)
        fold, begun = pruned(data, rest, count)
        for label in LABELS:
            line = fit(fold, rest, label, begun[label])
            whole = fold.features @ line.weights + line.bias
            scores[label][test] = whole[test]
            best[label][test] = _best_clauses(fold, line, whole)[test]
    return scores, best


def _best_clauses(data: Data, line: Line, scores: Array) -> Array:
    """The score of every row's best clause; of a row with only one, its own."""
    best = np.full(len(scores), -np.inf)
    np.maximum.at(best, data.owners, data.clauses @ line.weights + line.bias)
    return np.where(np.isfinite(best), best, scores)


def clause_share(scores: Array, best: Array, label: Array) -> float:
    """How much of a sentence's score its best clause should be: what ranks the sentences best."""

    def quality(share: float) -> float:
        mixed = scores + share * (best - scores)
        return float(average_precision_score(label, mixed)) + best_f1(mixed, label)

    return max(SHARES, key=quality)


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
    weights = line.weights * slope * own
    return replace(
        line, weights=weights, bias=bias, neighbours=lent / own, shift=shift
    ), whole + shift


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
