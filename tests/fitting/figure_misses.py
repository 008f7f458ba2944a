"""Where the grammar of figures and the annotator of gold/training differ, to be read by eye.

usage: python -m tests.fitting.figure_misses [missed|false|span|value|kind ...] [--source PART]
Without words: the scores, in all and by source (the first part of the document's name).
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from index.findings.figures import FoundFigure, figures
from tests.fitting.figure_scores import Comparison, Label
from tests.fitting.gold import GOLD, documents


def sentences() -> Iterator[tuple[str, str, list[Label], list[FoundFigure]]]:
    """Document, sentence, labels and found figures; offsets are into the sentence."""
    for name, text, units in documents(GOLD / "training"):
        for unit in units:
            sentence = text[unit["start"] : unit["end"]]
            labels = list(placed(sentence, unit["labels"][0]["figures"]))
            yield name, sentence, labels, figures(sentence, 0, len(sentence))


def placed(sentence: str, figures_: list[dict[str, Any]]) -> Iterator[Label]:
    """Labels with their places; those that are not in the sentence as written are left out."""
    end = 0
    for label in figures_:
        at = sentence.find(label["text"], end)
        at = at if at >= 0 else sentence.find(label["text"])
        if at >= 0:
            end = at + len(label["text"])
            yield Label(at, end, label["kind"], label["value"], label["unit"])


def main() -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="*")
    parser.add_argument("--source", default="")
    asked = parser.parse_args()
    sources: dict[str, Comparison] = defaultdict(Comparison)
    count: dict[str, int] = defaultdict(int)
    for name, sentence, labels, found in sentences():
        if not name.startswith(asked.source):
            continue
        own = Comparison().add(labels, found)
        for key in ("all", name.split("_")[0]):
            sources[key].add(labels, found)
            count[key] += 1
        for line in own.differences(sentence):
            if line.split()[0] in asked.what:
                print(f"{name[:18]:18} {line}")
    for key, total in sources.items() if not asked.what else ():
        false = 100 * len(total.false) / count[key]
        told = "  ".join(f"{name} {score:.3f}" for name, score in total.scores().items())
        print(f"{key:14} {count[key]:5} sentences  {told}  false/100 {false:.2f}")


if __name__ == "__main__":
    main()
