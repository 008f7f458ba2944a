"""How well highlights find their text again in edited articles, and how often they are misled.

    python -m tests.benchmarks.anchors [--half choose|report|both] [--quotes N] [--corpus FOLDER]

Fifty real articles (../shared/corpora/articles, no part of the project) are edited at random; a
quote of each is left alone, edited, deleted or replaced. Half of the articles, taken at random,
are there to choose gates by (`choose`), the other half to report (`report`, what one gets without
asking). Printed for each kind of change:

right      attached where the quote stands now (for one that is gone: to nothing)
warned     shown as a suspect: somewhere, but the reader is asked
orphan     attached to nothing, though it is still there
elsewhere  attached to something else, and nobody is warned
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from index.article import Article, Span
from index.collection import read_file
from reader.notes.anchors import anchor, describe
from reader.notes.model import Place
from tests.benchmarks.editing import (
    Edit,
    around,
    edited,
    fifth_edited,
    one_edit,
    place_after,
    typography,
    words_of,
)
from tests.benchmarks.measuring import Cell, median, table

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "articles"
SEED = 20261122
Outcome = Literal["right", "warned", "orphan", "elsewhere"]
OUTCOMES: tuple[Outcome, ...] = ("right", "warned", "orphan", "elsewhere")
Size = Literal["long", "short"]


@dataclass(frozen=True, slots=True)
class Ground:
    """An article, and what may be put into it: its own words, sentences of other articles."""

    article: Article
    words: Sequence[str]
    strange: Sequence[str]


Change = Callable[[Ground, Span, random.Random], tuple[Edit, ...]]


def _rewritten(how: Callable[[str, Sequence[str], random.Random], str]) -> Change:
    def change(ground: Ground, quote: Span, chance: random.Random) -> tuple[Edit, ...]:
        text = ground.article.text[quote.start : quote.end]
        return (Edit(quote, how(text, ground.words, chance)),)

    return change


def _replaced(ground: Ground, quote: Span, chance: random.Random) -> tuple[Edit, ...]:
    """Something else in its place, about as long; all around it stays."""
    count = len(words_of(ground.article.text[quote.start : quote.end]))
    other = chance.choice(ground.strange).split()[:count] if count <= 3 else None
    return (Edit(quote, " ".join(other) if other else chance.choice(ground.strange)),)


def _its_sentence(ground: Ground, quote: Span, chance: random.Random) -> tuple[Edit, ...]:
    sentence = ground.article.sentence_at(quote.start)
    gone = quote if sentence is None else sentence
    return (Edit(Span(min(gone.start, quote.start), max(gone.end, quote.end)), ""),)


def _left_alone(ground: Ground, quote: Span, chance: random.Random) -> tuple[Edit, ...]:
    return ()


def _deleted(ground: Ground, quote: Span, chance: random.Random) -> tuple[Edit, ...]:
    return (Edit(quote, ""),)


SURVIVES: dict[str, Change] = {
    "unchanged": _left_alone,
    "typography": _rewritten(typography),
    "one edit": _rewritten(one_edit),
    "a fifth edited": _rewritten(fifth_edited),
}
GONE: dict[str, Change] = {
    "deleted": _deleted,
    "its sentence deleted": _its_sentence,
    "replaced": _replaced,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--half", choices=("choose", "report", "both"), default="report")
    parser.add_argument("--quotes", type=int, default=12, help="long quotes an article")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="a folder of articles")
    chosen = parser.parse_args(arguments)
    if not chosen.corpus.is_dir():
        print(f"nothing measured: {chosen.corpus} is not there", file=sys.stderr)
        return 0
    counts, times = measure(grounds(chosen.corpus, chosen.half), chosen.quotes)
    print(report(counts))
    print(f"\nmedian {1000 * median(times):.2f} ms an anchor, {len(times)} anchors")
    return 0


def grounds(corpus: Path, half: str) -> list[Ground]:
    """The articles of a half of the corpus, the same ones every time."""
    files = sorted(path for path in corpus.iterdir() if path.suffix in (".md", ".txt"))
    random.Random(SEED).shuffle(files)
    middle = len(files) // 2
    taken = {"choose": files[:middle], "report": files[middle:], "both": files}[half]
    articles = [read_file(path) for path in taken]
    sentences = {
        article.id: [
            article.text[span.start : span.end]
            for span in article.sentences
            if 40 <= span.end - span.start <= 260
        ]
        for article in articles
    }
    return [
        Ground(
            article,
            words_of(article.text),
            [each for id, found in sentences.items() if id != article.id for each in found],
        )
        for article in articles
    ]


Counts = dict[tuple[Size, str], Counter[Outcome]]


def measure(grounds: Sequence[Ground], quotes: int) -> tuple[Counts, list[float]]:
    """What became of so many long and half as many short quotes of every article."""
    counts: Counts = defaultdict(Counter)
    times: list[float] = []
    for ground in grounds:
        chance = random.Random(f"{SEED} {ground.article.text_hash}")
        for size, quote in _quotes(ground.article, quotes, chance):
            selector = describe(ground.article, quote.start, quote.end)
            for name, change in {**SURVIVES, **GONE}.items():
                edits = change(ground, quote, chance)
                rest = around(ground.article, _touched(quote, edits), ground.strange, chance)
                now = edited(ground.article, [*edits, *rest])
                began = time.process_time()
                place = anchor(selector, now)
                times.append(time.process_time() - began)
                truth = _truth(quote, edits, rest) if name in SURVIVES else None
                counts[size, name][_judged(place, truth)] += 1
    return counts, times


def _touched(quote: Span, edits: Sequence[Edit]) -> Span:
    spans = [quote, *(edit.span for edit in edits)]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _truth(quote: Span, edits: Sequence[Edit], rest: Sequence[Edit]) -> Span:
    start = place_after(rest, quote.start)
    length = len(edits[0].text) if edits else quote.end - quote.start
    return Span(start, start + length)


def _judged(place: Place, truth: Span | None) -> Outcome:
    if place.state == "suspect":
        return "warned"
    if place.start is None or place.end is None:
        return "right" if truth is None else "orphan"
    if truth is None:
        return "elsewhere"
    shared = min(place.end, truth.end) - max(place.start, truth.start)
    whole = max(place.end, truth.end) - min(place.start, truth.start)
    return "right" if shared * 2 >= whole else "elsewhere"


def _quotes(article: Article, count: int, chance: random.Random) -> Iterator[tuple[Size, Span]]:
    """Long ones (a sentence or most of it, 40 to 260 code points), short ones (1 to 3 words)."""
    bodies = [
        span
        for span in article.sentences
        if span.end - span.start >= 40
        and span.start >= article.section_at(span.start).body_start
        and words_of(article.text[span.start : span.end])
    ]
    for sentence in chance.sample(bodies, min(count, len(bodies))):
        yield "long", Span(sentence.start, min(sentence.end, sentence.start + 260))
    for sentence in chance.sample(bodies, min(count // 2, len(bodies))):
        words = article.text[sentence.start : sentence.end].split(" ")
        first = chance.randrange(len(words))
        start = sentence.start + sum(len(word) + 1 for word in words[:first])
        quote = " ".join(words[first : first + chance.randint(1, 3)]).rstrip()
        if quote and words_of(quote):
            yield "short", Span(start, start + len(quote))


def report(counts: Counts) -> str:
    """A row for each kind of quote and change, shares of 1; then the sums that are promised."""
    rows: list[list[Cell]] = [
        [size, name, sum(found.values()), *(_share(found, each) for each in OUTCOMES)]
        for (size, name), found in sorted(
            counts.items(), key=lambda item: (item[0][0], [*SURVIVES, *GONE].index(item[0][1]))
        )
    ]
    for size in ("long", "short"):
        gone = sum((counts[size, name] for name in GONE), Counter[Outcome]())
        rows.append([size, "all that are gone", sum(gone.values()),
                     *(_share(gone, each) for each in OUTCOMES)])  # fmt: skip
    return table(["quotes", "change", "cases", *OUTCOMES], rows)


def _share(found: Counter[Outcome], outcome: Outcome) -> float:
    return round(found[outcome] / max(1, sum(found.values())), 4)


if __name__ == "__main__":
    sys.exit(main())
