"""What indexing costs, part by part, in CPU time of one process: reading, findings, Whoosh.

The Whoosh part stands beside stock Whoosh on the same sections (`stock`): once with our
schema (stems without places, exact words with places, the article's data) and once with the plain
one that most people would take (each text in one stemmed field with places), which cannot find an
exact phrase.
"""

from __future__ import annotations

import pickle
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby, islice
from operator import attrgetter
from pathlib import Path
from typing import TypeVar

from index.article import Article
from index.findings.extraction import extract
from index.folder import article_id
from index.formats import read_article
from index.search.engine import WhooshEngine
from index.search.protocol import SectionDocument
from tests.benchmarks import generator
from tests.benchmarks.measuring import Cell, median, options, run, table

Result = TypeVar("Result")
COMMITTED = 512
"""Articles committed together."""


@dataclass(frozen=True, slots=True)
class Part:
    """CPU seconds of one part of the work on so many articles."""

    name: str
    seconds: float
    articles: int

    @property
    def each(self) -> float:
        """CPU seconds of an article."""
        return self.seconds / self.articles


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    """CPU seconds of this process, and what came of them."""
    began = time.process_time()
    result = work()
    return time.process_time() - began, result


def read_all(files: Sequence[tuple[str, bytes]]) -> list[Article]:
    """Every file as an article."""
    return [read_article(data, name, id=article_id(name)) for name, data in files]


def documents(articles: Sequence[Article]) -> list[SectionDocument]:
    """The sections of all articles, as a sync hands them to the engine."""
    return [
        SectionDocument(
            article=article.id,
            number=section.number,
            title=article.title,
            heading=section.heading,
            text=article.text[section.body_start : section.end],
            authors=article.metadata.authors,
            source=article.metadata.source,
            tags=article.metadata.tags,
            format=article.format,
            language=article.metadata.language,
            published=article.metadata.published,
            kind=section.kind,
            asks=section.asks,
        )
        for article in articles
        for section in article.sections
    ]


def ours(folder: Path, sections: Sequence[SectionDocument]) -> float:
    """CPU seconds of our engine for a first index, committed in parts as a sync does."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    engine = WhooshEngine.create(folder / "search")
    spent = 0.0
    rest = groupby(sections, key=attrgetter("article"))
    while part := [each for _, some in islice(rest, COMMITTED) for each in some]:
        seconds, _ = timed(partial(engine.replace, part, ()))
        spent += seconds
    engine.close()
    return spent


def stock(folder: Path, documents: Path, *, plain: bool) -> float:
    """CPU seconds of stock Whoosh, which only a process without our engine has."""
    command = [sys.executable, "-m", "tests.benchmarks.stock", str(documents), str(folder)]
    return float(run([*command, "plain"] if plain else command, {}))


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    chosen, workshop = options(
        __doc__.splitlines()[0] if __doc__ else "",
        arguments,
        ("articles", 300, "articles to index"),
        ("findings", 150, "articles of which findings are made"),
        ("rounds", 3, "rounds of the Whoosh part"),
    )
    if chosen.quick:
        chosen.articles, chosen.rounds = 8, 1
    files = [(name, text.encode()) for name, text in generator.articles(chosen.articles)]
    megabytes = sum(len(data) for _, data in files) / 1e6
    reading, articles = timed(lambda: read_all(files))
    some = articles[: chosen.findings]
    finding, found = timed(lambda: [extract(article) for article in some])
    sections = documents(articles)
    sentences = sum(len(article.sentences) for article in some)

    work = workshop.folder / "indexing"
    work.mkdir(exist_ok=True)
    kept = work / "documents"
    kept.write_bytes(pickle.dumps(sections))
    spent: dict[str, list[float]] = {"ours": [], "same": [], "plain": []}
    for _ in range(chosen.rounds):
        spent["ours"].append(ours(work / "ours", sections))
        spent["same"].append(stock(work / "stock", kept, plain=False))
        spent["plain"].append(stock(work / "stock", kept, plain=True))
    middle = {name: median(seconds) for name, seconds in spent.items()}
    parts = [
        Part("reading", reading, len(articles)),
        Part("findings", finding, len(some)),
        Part("Whoosh part", middle["ours"], len(articles)),
        Part("stock Whoosh, our schema", middle["same"], len(articles)),
        Part("stock Whoosh, plain schema", middle["plain"], len(articles)),
    ]
    whole = sum(part.each for part in parts[:3])
    rows: list[list[Cell]] = [
        [part.name, part.seconds, 1 / part.each, f"{part.each / whole:.0%}" if n < 3 else ""]
        for n, part in enumerate(parts)
    ]
    print(f"{len(articles)} articles, {len(sections)} sections, {megabytes:.1f} MB; of {len(some)} "
          f"articles {sentences} sentences and {sum(map(len, found))} findings\n")  # fmt: skip
    print(table(("part", "CPU s", "articles / CPU s", "share"), rows))
    print(
        f"\nwhole first index: {1 / whole:.1f} articles per CPU second\n"
        f"findings: {sentences / finding:,.0f} sentences per CPU second\n"
        f"Whoosh part: {middle['same'] / middle['ours']:.2f} x stock with our schema, "
        f"{middle['plain'] / middle['ours']:.2f} x stock with the plain one"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
