"""Makes index/findings/classes.tsv: words that a tuned teacher takes for much the same.

usage: python -m tests.fitting.word_classes STATE.pt

STATE.pt is what tests.fitting.teacher wrote with --state. Every word of the shared texts that
occurs twice is read by the teacher alone; words are of a class when what it then holds of them is
near, and when it believes the same of them. Needs torch, transformers and scikit-learn.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np  # type: ignore[import-not-found,unused-ignore]
import torch  # type: ignore[import-not-found,unused-ignore]
from sklearn.cluster import (  # type: ignore[import-not-found,import-untyped,unused-ignore]
    MiniBatchKMeans,
)

from index.findings.classes import CLASSES
from index.findings.cues import words_of
from tests.fitting.gold import LABELS
from tests.fitting.own_labels import all_labelled, loose_sentences
from tests.fitting.teacher import teacher_of

Array = Any
COUNT = 200
OWN = 60
"""So many of the most usual words stand for themselves: "not" is like no other."""
LEAST = 2
_BELIEF = 0.1
_PASSED_OVER = frozenset(
    (
        "the", "a", "an", "of", "to", "in", "and", "or", "for", "on", "at", "by", "as", "is",
        "are", "was", "were", "be", "it", "its", "that", "this", "with", "from",
    )
)  # fmt: skip


def classes(words: Sequence[str], held: Array, believed: Array) -> dict[int, list[str]]:
    """The words of every class; `held` and `believed` are the teacher's vectors and logits."""
    length = np.linalg.norm(held, axis=1, keepdims=True)
    vectors = np.c_[held / length, _BELIEF * believed[:, : len(LABELS)]]
    clusters = MiniBatchKMeans(COUNT, random_state=0, n_init=1, batch_size=4096, max_iter=30)
    found: dict[int, list[str]] = {number: [] for number in range(COUNT)}
    for word, number in zip(words, clusters.fit_predict(vectors).tolist(), strict=True):
        found[number].append(word)
    return found


def table(counts: Counter[str], found: Mapping[int, Sequence[str]]) -> str:
    """The text of the file."""
    usual = [word for word, _ in counts.most_common(OWN) if word not in _PASSED_OVER]
    lines = ["-\t" + " ".join(sorted(_PASSED_OVER)), "=\t" + " ".join(sorted(usual))]
    for number, words in found.items():
        kept = sorted(set(words) - set(usual) - _PASSED_OVER)
        lines.append(f"{number}\t" + " ".join(kept))
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("state", type=Path)
    lower, upper = teacher_of(torch.load(parser.parse_args().state))
    counts: Counter[str] = Counter()
    for sentence in (*(row.text for row in all_labelled()), *loose_sentences()):
        counts.update(words_of(sentence))
    words = [
        word for word, times in counts.items() if times >= LEAST and any(map(str.isalpha, word))
    ]
    vectors = lower.read(words)
    found = classes(words, upper.pooled(vectors), upper.logits(vectors))
    CLASSES.write_text(table(counts, found), encoding="utf-8")


if __name__ == "__main__":
    main()
