"""How well real articles are read: their questions, and of saved pages text, title and date.

Run it as `python -m tests.index.corpora_report [-v] [articles|pages]`; -v lists what was missed,
what is too much, and what each page lost or kept too much of. The articles themselves are not part
of the project: they lie beside it, in `shared/corpora`.
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


@dataclass
class Known:
    """What the manifest knows of pages beside their questions, against what was read.

    `texts` holds the F1 of the words of every main text; a title is right or wrong; a date is
    right, unknown or wrong.
    """

    texts: dict[str, float] = field(default_factory=dict)
    titles: dict[str, bool] = field(default_factory=dict)
    dates: dict[str, bool | None] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def text(self) -> float:
        """Mean F1 of the words."""
        return _mean(list(self.texts.values()))

    @property
    def title(self) -> float:
        """Share of right titles."""
        return _mean([float(right) for right in self.titles.values()])

    @property
    def date(self) -> float:
        """Share of dates that are right or left open; a wrong one counts double."""
        return _mean([-1.0 if right is False else 1.0 for right in self.dates.values()])


@dataclass
class Report:
    """Everything that is known of one corpus."""

    questions: Score = field(default_factory=Score)
    known: Known = field(default_factory=Known)


def articles(name: str) -> Iterator[tuple[dict[str, object], Article]]:
    """Every article of a corpus, read, with its entry in the manifest before it."""
    folder = CORPORA / name
    for entry in json.loads((folder / "manifest.json").read_text("utf-8")):
        data = (folder / entry["file"]).read_bytes()
        if entry["file"].endswith(".gz"):
            data = gzip.decompress(data)
        path = entry["file"].removesuffix(".gz")
        yield entry, read_article(data, path, id=path)


def score(wanted: list[str], article: Article) -> Score:
    """The article's literal questions against those it has."""
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


def same_words(wanted: str, text: str) -> tuple[float, list[str], list[str]]:
    """F1 of the words of two texts as bags, and the words that one of them lacks."""
    expected, read = (Counter(comparable(each).split()) for each in (wanted, text))
    common = (expected & read).total()
    both = expected.total() + read.total()
    share = 2 * common / both if both else 1.0
    return share, _listed(expected - read), _listed(read - expected)


def learn(known: Known, entry: dict[str, object], article: Article) -> None:
    """Compare text, title and date of a page with what its entry says of them."""
    path = article.path
    if isinstance(text := entry.get("main_text"), str):
        known.texts[path], lacking, added = same_words(text, article.text)
        known.notes.append(
            f"text    {path}: {known.texts[path]:.3f}, lacks {sum(_times(lacking))} words "
            f"({', '.join(lacking[:8])}), has {sum(_times(added))} more ({', '.join(added[:8])})"
        )
    if isinstance(title := entry.get("title"), str):
        known.titles[path] = comparable(title) == comparable(article.title)
        if not known.titles[path]:
            known.notes.append(f"title   {path}: {article.title!r} is not {title!r}")
    if isinstance(day := entry.get("date"), str):
        published = article.metadata.published
        known.dates[path] = published == day if published else None
        if not known.dates[path]:
            known.notes.append(f"date    {path}: {published} is not {day}")


def report(name: str) -> Report:
    """What is right and wrong over a whole corpus."""
    total = Report()
    for entry, article in articles(name):
        questions = entry["questions"]
        assert isinstance(questions, list)
        total.questions.add(score(questions, article))
        learn(total.known, entry, article)
    return total


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 1.0


def _listed(words: Counter[str]) -> list[str]:
    return [f"{times} {word}" for word, times in words.most_common()]


def _times(listed: list[str]) -> list[int]:
    return [int(each.split()[0]) for each in listed]


def main(arguments: list[str]) -> None:
    names = [a for a in arguments if not a.startswith("-")] or ["articles", "pages"]
    for name in names:
        total = report(name)
        asked, known = total.questions, total.known
        print(
            f"{name}: questions: recall {asked.recall:.3f} ({asked.right} of {asked.wanted}), ",
            end="",
        )
        print(f"precision {asked.precision:.3f} ({len(asked.extra)} extra)")
        if known.texts:
            print(f"  words of the main text, mean F1 {known.text:.3f} ({len(known.texts)} pages)")
            print(f"  titles right {known.title:.3f} ({len(known.titles)} pages)")
            dates = Counter(known.dates.values())
            print(f"  dates right or open, wrong ones double {known.date:.3f} ", end="")
            print(f"({dates[True]} right, {dates[None]} open, {dates[False]} wrong)")
        if "-v" in arguments:
            for line in asked.missed:
                print("  missed ", line)
            for line in asked.extra:
                print("  extra  ", line)
            for line in sorted(known.notes):
                print(" ", line)


if __name__ == "__main__":
    main(sys.argv[1:])
