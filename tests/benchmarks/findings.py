"""How fast findings are made: sentences per CPU-second, beside quantulum3 on the same text.

usage: python -m tests.benchmarks.findings FOLDER [--times N]

FOLDER holds articles that `read_article` reads. Everything together (claims, risks, figures,
ranking) is what `extract` does; the figures alone are what quantulum3 is comparable with. It is
timed where it is installed (`pip install quantulum3`, in an environment of its own), with its
classifier off, on the first sentences only, because it is slow.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time

from index.article import Article
from index.findings.extraction import extract
from index.findings.figures import figures
from index.findings.settings import placed_sentences
from index.formats import read_article
from tests.benchmarks.measuring import Cell, median, table

_PEER = "quantulum3"
_ENOUGH_FOR_PEER = 300


def articles(folder: Path) -> list[Article]:
    """The text and Markdown articles of a folder."""
    return [
        read_article(path.read_bytes(), path.name, id="0" * 16)
        for path in sorted(folder.iterdir())
        if path.suffix in (".txt", ".md")
    ]


def rate(work: Callable[[], object], sentences: int, times: int) -> float:
    """Sentences per CPU-second: the median of so many runs, after one that is not counted."""
    work()
    spent: list[float] = []
    for _ in range(times):
        began = process_time()
        work()
        spent.append(process_time() - began)
    return sentences / median(spent)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the rates; ends with 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=3)
    asked = parser.parse_args(arguments)
    found = articles(asked.folder)
    sentences = [
        article.text[placed.span.start : placed.span.end]
        for article in found
        for placed in placed_sentences(article)
    ]

    def everything() -> None:
        for article in found:
            extract(article)

    def figures_only() -> None:
        for sentence in sentences:
            figures(sentence, 0, len(sentence))

    count = len(sentences)
    rows: list[tuple[Cell, ...]] = [
        ("claims, risks, figures and ranking", round(rate(everything, count, asked.times))),
        ("figures alone", round(rate(figures_only, count, asked.times))),
    ]
    if importlib.util.find_spec(_PEER):
        rows.append((f"{_PEER}, figures", round(_peer_rate(sentences[:_ENOUGH_FOR_PEER]))))
    print(f"{count} sentences of {len(found)} articles")
    print(table(("what", "sentences per CPU-second"), rows))
    return 0


def _peer_rate(sentences: list[str]) -> float:
    parser = importlib.import_module(f"{_PEER}.parser")

    def peer() -> None:
        for sentence in sentences:
            parser.parse(sentence, classifier_path=None)

    return rate(peer, len(sentences), 1)


if __name__ == "__main__":
    raise SystemExit(main())
