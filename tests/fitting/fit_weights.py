"""Fit index/findings/weights.tsv on labelled articles, and say how well it did.

usage: python -m tests.fitting.fit_weights [--encoder FOLDER] [--sentences N] [--dry-run]

Chooses nothing by the articles it will be judged on: everything is fitted on gold/training and
judged by cross-validation over its documents. With --encoder, a teacher that also sees sentence
embeddings labels gold/unlabelled.tsv.gz, and the linear model learns from both (distillation).
Needs numpy and scikit-learn; the encoder needs onnxruntime and tokenizers.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np  # type: ignore[import-not-found,unused-ignore]
from scipy.sparse import csr_matrix, vstack  # type: ignore[import-not-found,import-untyped,unused-ignore]
from sklearn.feature_extraction import (  # type: ignore[import-not-found,import-untyped,unused-ignore]
    DictVectorizer,
)
from sklearn.kernel_approximation import (  # type: ignore[import-not-found,import-untyped,unused-ignore]
    Nystroem,
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
from index.findings.cues import Cues, Setting, sentence_cues
from index.findings.figures import figures
from index.findings.scoring import word_reason
from index.findings.weights import RISK_KINDS, WEIGHTS
from tests.fitting.figure_rules import rule_weights
from tests.fitting.gold import GOLD, LABELS, Labelled, labelled

Array = Any
CUE = "cue\t"
WORD = "word\t"
DOMAIN = "unlabelled"
"""Marks unlabelled sentences, which have no setting. It takes up what sets them apart, so that
"opens its paragraph" is not blamed for it, and is not among the weights."""
CUE_SCALE = 0.3
FOLDS = 5
LEAST = 4
"""Sentences a word must occur in."""
WORDS_KEPT = 24_000
HARD = 2.5
LABEL_WEIGHT = 3.0
SOFTENED = 0.6
PENALTY = 3.0


@dataclass(frozen=True, slots=True)
class Data:
    """Feature matrices, labels, groups and (with a teacher) embeddings."""

    features: Array
    labels: dict[str, Array]
    groups: Array
    unlabelled: Array | None
    vectors: Array | None
    unlabelled_vectors: Array | None


@dataclass(frozen=True, slots=True)
class Line:
    """A fitted linear model, its scale such that 0 is where F1 is best."""

    weights: Array
    bias: float
    neighbours: float = 0.0
    shift: float = 0.0


def row(cues: Cues) -> dict[str, float]:
    """The features of a sentence, named by their sort."""
    values = {CUE + name: CUE_SCALE for name in cues.named}
    values.update({WORD + name: cues.scale for name in cues.words})
    return values


def unlabelled_rows(count: int) -> list[tuple[str, Cues]]:
    """Some of the unlabelled sentences with their cues, as if each stood alone."""
    with gzip.open(GOLD / "unlabelled.tsv.gz", "rt", encoding="utf-8") as lines:
        sentences = [line.rstrip("\n").split("\t")[-1] for line in lines]
    sentences = [sentence for sentence in sentences if 20 < len(sentence) < 400]
    random.Random(0).shuffle(sentences)
    return [(sentence, _cues(sentence)) for sentence in sentences[:count]]


def _cues(sentence: str) -> Cues:
    kinds = [found.figure.kind for found in figures(sentence, 0, len(sentence))]
    return sentence_cues(sentence, Span(0, len(sentence)), Setting(), kinds)


def _narrow(matrix: Array) -> Array:
    matrix = csr_matrix(matrix)
    matrix.indices = matrix.indices.astype(np.int32)
    matrix.indptr = matrix.indptr.astype(np.int32)
    return matrix


def _logit(probability: Array) -> Array:
    clipped = np.clip(probability, 0.01, 0.99)
    return np.log(clipped / (1 - clipped))


class Teacher:
    """Logistic regressions on embeddings (through a kernel map) and on the words and cues."""

    def __init__(self, data: Data, rows: Array, label: Array) -> None:
        assert data.vectors is not None
        self._map = Nystroem(gamma=1.0, n_components=1200, random_state=0).fit(data.vectors[rows])
        self._meaning = LogisticRegression(C=10, max_iter=600).fit(
            self._map.transform(data.vectors[rows]), label[rows]
        )
        self._words = LogisticRegression(C=3, solver="liblinear", max_iter=300).fit(
            data.features[rows], label[rows]
        )

    def logits(self, features: Array, vectors: Array) -> Array:
        """The teacher's belief, in logits."""
        meaning = self._meaning.predict_proba(self._map.transform(vectors))[:, 1]
        words = self._words.predict_proba(features)[:, 1]
        return _logit(meaning) + 0.8 * _logit(words)


def fit(data: Data, rows: Array, label: Array) -> Line:
    """The linear model on some labelled rows, taught by a teacher where there is one."""
    if data.unlabelled is None:
        model = LogisticRegression(C=3, solver="liblinear", max_iter=300)
        model.fit(data.features[rows], label[rows])
        return Line(model.coef_[0], float(model.intercept_[0]))
    teacher = Teacher(data, rows, label)
    soft = SOFTENED * teacher.logits(data.unlabelled, data.unlabelled_vectors)
    target = np.concatenate([np.where(label[rows] == 1, HARD, -HARD), np.clip(soft, -4, 4)])
    weight = np.concatenate([np.full(len(rows), LABEL_WEIGHT), np.ones(len(soft))])
    model = Ridge(alpha=PENALTY, solver="sparse_cg", max_iter=200)
    model.fit(_narrow(vstack([data.features[rows], data.unlabelled])), target, sample_weight=weight)
    return Line(model.coef_, float(model.intercept_))


def cross_validated(data: Data, label: Array) -> Array:
    """Scores of every labelled row by a model that saw nothing of its document."""
    scores = np.zeros(len(label))
    for train, test in GroupKFold(FOLDS).split(label, groups=data.groups):
        line = fit(data, train, label)
        scores[test] = data.features[test] @ line.weights + line.bias
    return scores


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


def fit_kinds(rows: Sequence[Labelled]) -> tuple[Array, Array, list[str], float]:
    """One logistic regression over the kinds of risk; weights, biases, names and accuracy."""
    risks = [row_ for row_ in rows if row_.labels["risk"] and row_.labels["risk_kind"]]
    vectorizer = DictVectorizer()
    values = [
        dict.fromkeys(r.cues.named, 1.0)
        | {word_reason(w): 1.0 for w in r.cues.words if " " not in w}
        for r in risks
    ]
    common = Counter(name for value in values for name in value)
    values = [{n: v for n, v in value.items() if common[n] >= 12} for value in values]
    features = _narrow(vectorizer.fit_transform(values))
    label = np.array([RISK_KINDS.index(r.labels["risk_kind"]) for r in risks])
    groups = np.array([r.document for r in risks])
    right = 0
    for train, test in GroupKFold(FOLDS).split(label, groups=groups):
        model = LogisticRegression(C=0.1, max_iter=2000).fit(features[train], label[train])
        right += int((model.predict(features[test]) == label[test]).sum())
    model = LogisticRegression(C=0.1, max_iter=2000).fit(features, label)
    return model.coef_, model.intercept_, list(vectorizer.feature_names_), right / len(label)


def read_data(rows: Sequence[Labelled], encoder: Path | None, count: int) -> tuple[Data, list[str]]:
    """Everything the fitting needs, and the names of the features."""
    extra = unlabelled_rows(count) if encoder else []
    values = [row(r.cues) for r in rows] + [row(cues) | {DOMAIN: 3.0} for _, cues in extra]
    seen = Counter(name for value in values for name in value)
    values = [{n: v for n, v in value.items() if seen[n] >= LEAST} for value in values]
    vectorizer = DictVectorizer()
    matrix = _narrow(vectorizer.fit_transform(values))
    vectors = unlabelled_vectors = None
    if encoder:
        from tests.fitting.teacher import Encoder

        model = Encoder(encoder)
        vectors = model.encode([r.text for r in rows])
        unlabelled_vectors = model.encode([sentence for sentence, _ in extra])
    data = Data(
        matrix[: len(rows)],
        {name: np.array([r.labels[name] or 0 for r in rows]) for name in LABELS},
        np.array([r.document for r in rows]),
        matrix[len(rows) :] if encoder else None,
        vectors,
        unlabelled_vectors,
    )
    return data, list(vectorizer.feature_names_)


def pruned(names: Sequence[str], lines: dict[str, Line]) -> list[int]:
    """The features to keep: all cues, and the words that weigh most for any label."""
    strength = np.max([np.abs(line.weights) for line in lines.values()], axis=0)
    words = [at for at, name in enumerate(names) if name.startswith(WORD)]
    kept = set(sorted(words, key=lambda at: -strength[at])[:WORDS_KEPT])
    return [at for at, name in enumerate(names) if name.startswith(CUE) or at in kept]


def table(record: dict[str, Any], names: Sequence[str], lines: dict[str, Line], kinds: Any) -> str:
    """The text of the weights file."""
    out = ["# " + json.dumps(record)]
    fitted = [lines[label] for label in LABELS]
    out.append(_entry("bias\t", [line.bias for line in fitted]))
    out.append(_entry("neighbours\t", [line.neighbours for line in fitted]))
    out.append(_entry("shift\t", [line.shift for line in fitted]))
    for at in pruned(names, lines):
        scale = CUE_SCALE if names[at].startswith(CUE) else 1.0
        out.append(_entry(names[at], [line.weights[at] * scale for line in fitted]))
    kind_weights, kind_biases, kind_names, _ = kinds
    out.append(_entry("kinds bias\t", kind_biases))
    out += [_entry("kind\t" + n, kind_weights[:, at]) for at, n in enumerate(kind_names)]
    out += [_entry("rule\t" + rule, [weight]) for rule, weight in rule_weights().items()]
    return "\n".join(out) + "\n"


def _entry(name: str, numbers: Sequence[float]) -> str:
    return "\t".join([name, *(str(round(number * 100)) for number in numbers)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--encoder", type=Path)
    parser.add_argument("--sentences", type=int, default=90_000)
    parser.add_argument("--dry-run", action="store_true")
    arguments = parser.parse_args()
    rows = labelled(GOLD / "training")
    data, names = read_data(rows, arguments.encoder, arguments.sentences)
    print(f"{len(rows)} sentences, {len(names)} features", flush=True)
    lines: dict[str, Line] = {}
    scored: dict[str, Any] = {}
    for label in LABELS:
        truth = data.labels[label]
        scores = cross_validated(data, truth)
        line = fit(data, np.arange(len(rows)), truth)
        lines[label], scores = calibrated(line, scores, truth, data.groups)
        scored[label] = {
            "average precision": round(float(average_precision_score(truth, scores)), 3),
            "best F1": round(best_f1(scores, truth), 3),
        }
        print(label, scored[label], flush=True)
    kinds = fit_kinds(rows)
    scored["risk kind"] = {"accuracy": round(kinds[3], 3)}
    print("risk kind", scored["risk kind"], flush=True)
    record = {
        "version": 1,
        "fitted": date.today().isoformat(),
        "labelled sentences": len(rows),
        "documents": len(set(data.groups)),
        "unlabelled sentences": 0 if data.unlabelled is None else int(data.unlabelled.shape[0]),
        "teacher": "all-MiniLM-L6-v2" if arguments.encoder else None,
        "cross-validated over documents": scored,
    }
    if not arguments.dry_run:
        WEIGHTS.write_text(table(record, names, lines, kinds), encoding="utf-8")


if __name__ == "__main__":
    main()
