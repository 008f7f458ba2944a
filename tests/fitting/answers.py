"""Fits what the parts of an answer's score weigh (index/search/answers.json).

usage: python -m tests.fitting.answers [--write]

Over the paraphrases of tests/index/search/data but the new and unseen ones: the weights under which
the section that answers is the likeliest of those looked at (softmax over the sections of a
question, with a penalty on large weights). Prints how often it is in the first three: of questions
about articles that were left out of the fit, of all, and of the new and unseen ones.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np  # type: ignore[import-not-found,unused-ignore]

from index.answering import looked_at
from index.collection import Collection
from index.search import passages
from tests.index.search.known_item import CORPUS, FIRST, GOLD, SAMPLES, asked

Array = Any
STEPS, RATE, PENALTY = 250, 0.15, 0.03
FOLDS = 4
NOT_FITTED = ("new", "unseen")


@dataclass(frozen=True, slots=True)
class Question:
    """The parts of the score of each section looked at, and which sections answer."""

    file: str
    new: bool
    parts: Array
    right: Array


def questions() -> tuple[tuple[str, ...], list[Question]]:
    """The names of the parts, and every question with them."""
    found: list[Question] = []
    names: tuple[str, ...] = ()
    for folder in (SAMPLES, CORPUS, GOLD):
        with tempfile.TemporaryDirectory() as cache:
            collection = Collection(folder, Path(cache))
            collection.sync(jobs=1)
            paths = {each.id: each.path for each in collection.articles()}
            for each in asked():
                if each.folder != folder:
                    continue
                ranked = sections_of(collection, each.question)
                names = tuple(ranked[0].parts)
                right = [
                    paths[r.candidate.article].startswith(each.file)
                    and r.candidate.heading.startswith(each.heading)
                    for r in ranked
                ]
                parts = np.array([list(r.parts.values()) for r in ranked])
                found.append(Question(each.file, each.part in NOT_FITTED, parts, np.array(right)))
            collection.close()
    return names, found


def sections_of(collection: Collection, question: str) -> list[passages.Ranked]:
    """Every section that is looked at for a question."""
    nothing: list[passages.Ranked] = []
    return collection._search(lambda shelves: looked_at(shelves, question)[2], nothing)


def fitted(several: Sequence[Question], scale: Array) -> Array:
    """A weight for each part in units of its scale (Adam)."""
    usable = [(each.parts / scale, each.right) for each in several if each.right.any()]
    weights, mean, square = (np.zeros(len(scale)) for _ in range(3))
    for step in range(1, STEPS + 1):
        slope = PENALTY * weights * len(usable)
        for parts, right in usable:
            likely = np.exp(parts @ weights - (parts @ weights).max())
            likely /= likely.sum()
            slope -= parts.T @ (likely * right / (likely * right).sum() - likely)
        slope /= len(usable)
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        moved = (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
        weights -= RATE * moved * (1 - 0.9 * step / STEPS)
    return weights / scale


def is_found(question: Question, weights: Array) -> bool:
    """Whether the section that answers is among the first."""
    if not question.right.any():
        return False
    totals = question.parts @ weights
    return bool((totals > totals[question.right].max()).sum() < FIRST)


def left_out(several: Sequence[Question], scale: Array) -> float:
    """How often it is among the first, by weights from questions about other articles."""
    files = sorted({each.file for each in several})
    found = []
    for fold in range(FOLDS):
        held = set(files[fold::FOLDS])
        weights = fitted([each for each in several if each.file not in held], scale)
        found += [is_found(each, weights) for each in several if each.file in held]
    return statistics.mean(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--write", action="store_true")
    names, found = questions()
    known, new = [q for q in found if not q.new], [q for q in found if q.new]
    scale = np.concatenate([each.parts for each in known]).std(0) + 1e-6
    weights = fitted(known, scale)
    shares = {
        "articles left out": left_out(known, scale),
        "fitted on": statistics.mean(is_found(each, weights) for each in known),
        "new": statistics.mean(is_found(each, weights) for each in new),
    }
    print(*(f"{name}: {share:.1%}" for name, share in shares.items()), sep=", ")
    # A score of a half is what an answer has in the middle.
    right = [max((q.parts @ weights)[q.right]) for q in known if q.right.any()]
    values = {"bias": -statistics.median(right), **dict(zip(names, weights, strict=True))}
    record = {
        "version": 1,
        "made by": "tests.fitting.answers",
        "questions": len(known),
        "weights": {name: round(float(value), 3) for name, value in values.items()},
    }
    print(json.dumps(record, indent=1))
    if parser.parse_args().write:
        out = Path(passages.__file__).with_name("answers.json")
        out.write_text(json.dumps(record, indent=1) + "\n")


if __name__ == "__main__":
    main()
