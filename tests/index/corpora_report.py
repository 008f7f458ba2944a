"""How many of the questions in real articles are found, and which are missed.

Run it as `python -m tests.index.corpora_report [-v] [articles|pages]`. The articles themselves are
not part of the project: they lie beside it, in `shared/corpora`.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from index.article import Article
from index.formats import read_article
from index.text import clean, fold

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"
_WORD = re.compile(r"\w+")


def comparable(text: str) -> str:
    """A heading without what writing it differently changes: entities, case, punctuation."""
    return " ".join(_WORD.findall(fold(clean(unescape(text)))))


@dataclass
class Score:
    """Found against wanted headings of one file or of many."""

    wanted: int = 0
    found: int = 0
    right: int = 0
    missed: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        self.wanted += other.wanted
        self.found += other.found
        self.right += other.right
        self.missed += other.missed
        self.extra += other.extra

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0


def articles(name: str) -> Iterator[tuple[dict[str, object], Article]]:
    """Every article of a corpus, read, with its entry in the manifest."""
    folder = CORPORA / name
    for entry in json.loads((folder / "manifest.json").read_text("utf-8")):
        data = (folder / entry["file"]).read_bytes()
        if entry["file"].endswith(".gz"):
            data = gzip.decompress(data)
        path = entry["file"].removesuffix(".gz")
        yield entry, read_article(data, path, id=path)


def score(wanted: list[str], article: Article) -> Score:
    """The article's literal questions against those it has; its title counts for those it was."""
    headings = [s.heading or "" for s in article.sections if s.kind == "question"]
    left = Counter(comparable(question) for question in wanted)
    result = Score(wanted=len(wanted), found=len(headings))
    for heading in headings:
        key = comparable(heading)
        if left[key] > 0:
            left[key] -= 1
            result.right += 1
        else:
            result.extra.append(f"{article.path}: {heading}")
    result.missed = [f"{article.path}: {key}" for key in left.elements()]
    return result


def report(name: str) -> Score:
    """The score over a whole corpus."""
    total = Score()
    for entry, article in articles(name):
        questions = entry["questions"]
        assert isinstance(questions, list)
        total.add(score(questions, article))
    return total


def main(arguments: list[str]) -> None:
    names = [a for a in arguments if not a.startswith("-")] or ["articles", "pages"]
    for name in names:
        total = report(name)
        print(f"{name}: recall {total.recall:.3f} ({total.right} of {total.wanted}), ", end="")
        print(f"precision {total.precision:.3f} ({len(total.extra)} extra)")
        for line in total.missed:
            print("  missed ", line)
        for line in total.extra:
            print("  extra  ", line)


if __name__ == "__main__":
    main(sys.argv[1:])
