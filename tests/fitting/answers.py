"""Fits what the parts of an answer's score weigh (index/search/answers.json).

usage: python -m tests.fitting.answers [--write]

Over two sets of questions in other words: the paraphrases of tests/index/search/data but the new
and unseen ones, which share few words with their sections, and the questions of asked.tsv, whose
writers had read the sections too. The second set, ten times as large, counts `SHARE` of the whole:
more of it costs the first as much as it gains. The weights are those under which the section that
answers is the likeliest of those looked at (softmax over the sections of a question, with a penalty
on large weights). Prints how often it is in the first three: of each set by weights from other
articles, of all, and of the new and unseen ones: about half of those ask of articles of which
asked.tsv asks too, in other words again.

asked.tsv holds no text of the articles: after "= FOLDER/FILE", of gold or the corpora, the number
of a section and a question a line.
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
from tests.index.search.known_item import CORPUS, FIRST, GOLD, asked

Array = Any
ASKED = Path(__file__).with_name("asked.tsv")
TRAINING = GOLD.parent / "training"
FOLDERS = {"training": TRAINING, "gold": GOLD, "corpus": CORPUS}
SHARE = 0.15
STEPS, RATE, PENALTY = 300, 0.15, 0.03
FOLDS = 4
NOT_FITTED = ("new", "unseen")
READ = "read"
"""The set of those who had read the section."""


@dataclass(frozen=True, slots=True)
class Question:
    """The parts of the score of each section looked at, and which sections answer."""

    file: str
    part: str
    parts: Array
    right: Array


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question; how the names of the file and of the heading begin, or the section's number."""

    file: str
    question: str
    part: str
    heading: str = ""
    number: int | None = None

    def is_answered_by(self, path: str, found: passages.Candidate) -> bool:
        """Whether a section is the one."""
        is_right = self.number in (None, found.number) and found.heading.startswith(self.heading)
        return is_right and path.startswith(self.file)


def wanted() -> dict[Path, list[Wanted]]:
    """All questions, by the folder in which they are asked."""
    found: dict[Path, list[Wanted]] = {}
    for each in asked():
        one = Wanted(each.file, each.question, each.part, heading=each.heading)
        found.setdefault(each.folder, []).append(one)
    for line in ASKED.read_text("utf-8").splitlines():
        if line.startswith("= "):
            folder, _, file = line.removeprefix("= ").partition("/")
            continue
        number, _, question = line.partition("\t")
        one = Wanted(file, question, READ, number=int(number))
        found.setdefault(FOLDERS[folder], []).append(one)
    return found


def questions() -> tuple[tuple[str, ...], list[Question]]:
    """The names of the parts, and every question with them."""
    found: list[Question] = []
    names: tuple[str, ...] = ()
    for folder, several in wanted().items():
        with tempfile.TemporaryDirectory() as cache:
            collection = Collection(folder, Path(cache))
            collection.sync(jobs=1)
            paths = {each.id: each.path for each in collection.articles()}
            for each in several:
                ranked = sections_of(collection, each.question)
                names = tuple(ranked[0].parts)
                right = [
                    each.is_answered_by(paths[r.candidate.article], r.candidate) for r in ranked
                ]
                parts = np.array([list(r.parts.values()) for r in ranked])
                found.append(Question(each.file, each.part, parts, np.array(right)))
            collection.close()
    return names, found


def sections_of(collection: Collection, question: str) -> list[passages.Ranked]:
    """Every section that is looked at for a question."""
    nothing: list[passages.Ranked] = []
    return collection._search(lambda shelves: looked_at(shelves, question)[2], nothing)


def fitted(several: Sequence[Question], scale: Array) -> Array:
    """A weight for each part in units of its scale (Adam)."""
    usable = [each for each in several if each.right.any()]
    read = sum(each.part == READ for each in usable)
    counts = {True: SHARE / max(1, read), False: (1 - SHARE) / max(1, len(usable) - read)}
    scaled = [(each.parts / scale, each.right, counts[each.part == READ]) for each in usable]
    weights, mean, square = (np.zeros(len(scale)) for _ in range(3))
    for step in range(1, STEPS + 1):
        slope = PENALTY * weights
        for parts, right, count in scaled:
            likely = np.exp(parts @ weights - (parts @ weights).max())
            likely /= likely.sum()
            slope -= count * parts.T @ (likely * right / (likely * right).sum() - likely)
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


def left_out(several: Sequence[Question], scale: Array) -> dict[str, float]:
    """How often it is among the first, of both sets, by weights from questions about others."""
    files = sorted({each.file for each in several})
    found: dict[str, list[bool]] = {}
    for fold in range(FOLDS):
        # A file may be named by its beginning.
        held = tuple(files[fold::FOLDS])
        kept = [each for each in several if not _is_of(each.file, held)]
        weights = fitted(kept, scale)
        for each in several:
            if each.file in held:
                name = "read" if each.part == READ else "in other words"
                found.setdefault(name, []).append(is_found(each, weights))
    return {f"articles left out, {name}": statistics.mean(of) for name, of in found.items()}


def _is_of(file: str, held: Sequence[str]) -> bool:
    return any(file.startswith(other) or other.startswith(file) for other in held)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--write", action="store_true")
    names, found = questions()
    known = [each for each in found if each.part not in NOT_FITTED]
    scale = np.concatenate([each.parts for each in known]).std(0) + 1e-6
    weights = fitted(known, scale)
    shares = left_out(known, scale)
    for part in sorted({each.part for each in found}):
        of = [is_found(each, weights) for each in found if each.part == part]
        shares[part] = statistics.mean(of)
    print(*(f"{name}: {share:.1%}" for name, share in shares.items()), sep="\n")
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
