"""What indexing costs, part by part, in CPU time of one process: reading, findings, Whoosh.

The Whoosh part stands beside stock Whoosh on the same sections, in one commit each: once with our
schema (stems without places, exact words with places, the article's data) and once with the plain
one that most people would take (each text in one stemmed field with places), which cannot find an
exact phrase.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from whoosh.analysis.analyzers import StandardAnalyzer, StemmingAnalyzer
from whoosh.fields import ID, STORED, TEXT, Schema
from whoosh.index import create_in

from index.article import Article
from index.findings.extraction import extract
from index.folder import article_id
from index.formats import read_article
from index.search.engine import WhooshEngine
from index.search.protocol import SectionDocument
from tests.benchmarks import generator
from tests.benchmarks.measuring import Cell, median, options, table

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Part:
    """CPU seconds of one part of the work."""

    name: str
    seconds: float


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
    """CPU seconds of our engine for a first index."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    engine = WhooshEngine.create(folder / "search")
    seconds, _ = timed(lambda: engine.replace(sections, ()))
    engine.close()
    return seconds


def stock(folder: Path, sections: Sequence[SectionDocument], *, plain: bool) -> float:
    """CPU seconds of stock Whoosh with its own analysers; `plain` leaves the exact words out."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    stemmed = TEXT(StemmingAnalyzer(), phrase=plain)
    exact = TEXT(StandardAnalyzer(stoplist=None, minsize=1))
    schema = Schema(
        key=STORED, article=ID, published=ID, title=stemmed, question=stemmed, text=stemmed,
        author=exact, source=exact, tag=exact, format=ID, lang=ID, asks=ID, kind=ID,
    )  # fmt: skip
    if not plain:
        schema.add("words", exact)
    index = create_in(str(folder), schema)

    def fill() -> None:
        writer = index.writer()
        for section in sections:
            given: dict[str, Any] = {
                "key": section.number, "article": section.article, "published": section.published,
                "title": section.title, "question": section.heading, "text": section.text,
                "author": " ".join(section.authors), "source": section.source,
                "tag": " ".join(section.tags), "format": section.format, "lang": section.language,
                "asks": section.asks, "kind": section.kind,
            }  # fmt: skip
            if not plain:
                given["words"] = f"{section.title}\n{section.heading}\n{section.text}"
            writer.add_document(**{name: value for name, value in given.items() if value})
        writer.commit()

    return timed(fill)[0]


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    chosen, workshop = options(
        __doc__.splitlines()[0] if __doc__ else "",
        arguments,
        ("articles", 300, "articles to index"),
        ("rounds", 3, "rounds of the Whoosh part"),
    )
    if chosen.quick:
        chosen.articles, chosen.rounds = 8, 1
    files = [(name, text.encode()) for name, text in generator.articles(chosen.articles)]
    megabytes = sum(len(data) for _, data in files) / 1e6
    reading, articles = timed(lambda: read_all(files))
    finding, found = timed(lambda: [extract(article) for article in articles])
    sections = documents(articles)
    sentences = sum(len(article.sentences) for article in articles)

    work = workshop.folder / "indexing"
    spent: dict[str, list[float]] = {"ours": [], "same": [], "plain": []}
    for _ in range(chosen.rounds):
        spent["ours"].append(ours(work / "ours", sections))
        spent["same"].append(stock(work / "stock", sections, plain=False))
        spent["plain"].append(stock(work / "stock", sections, plain=True))
    middle = {name: median(seconds) for name, seconds in spent.items()}
    parts = [
        Part("reading", reading),
        Part("findings", finding),
        Part("Whoosh part", middle["ours"]),
        Part("stock Whoosh, our schema", middle["same"]),
        Part("stock Whoosh, plain schema", middle["plain"]),
    ]
    rows: list[list[Cell]] = [
        [part.name, part.seconds, len(articles) / part.seconds, megabytes / part.seconds]
        for part in parts
    ]
    print(f"{len(articles)} articles, {len(sections)} sections, {sentences} sentences, "
          f"{sum(map(len, found))} findings, {megabytes:.1f} MB\n")  # fmt: skip
    print(table(("part", "CPU s", "articles / CPU s", "MB / CPU s"), rows))
    print(
        f"\nfindings: {sentences / finding:,.0f} sentences per CPU second\n"
        f"Whoosh part: {middle['same'] / middle['ours']:.2f} x stock with our schema, "
        f"{middle['plain'] / middle['ours']:.2f} x stock with the plain one"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
