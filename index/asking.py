"""Search and ask over an open catalog and engine: hits with snippets, answers with quotes.

The engine says which sections match; the catalog has their text. Nothing here opens a file.
"""

from __future__ import annotations

import time

from index.article import Answer, Hit, SearchResult
from index.catalog import Catalog
from index.search.answers import best_sentences
from index.search.language import describe, parse, plain
from index.search.protocol import Engine
from index.search.snippets import snippets

FROM_THE_BEST = 2
"""Sentences quoted from the section that answers best; the others give one each."""


def nothing_found(query: str, *, typing: bool) -> SearchResult:
    """The result of a search where nothing is indexed yet. Raises `QueryError`."""
    return SearchResult(query, describe(parse(query, unfinished=typing)), 0, 0.0, None, ())


def search(
    catalog: Catalog, engine: Engine, query: str, *, limit: int, typing: bool
) -> SearchResult:
    """See `Collection.search`."""
    began = time.perf_counter()
    understood = parse(query, unfinished=typing)
    total, found = engine.search(understood, limit)
    hits: list[Hit] = []
    for each in found:
        try:
            path, about, text = catalog.head(each.article)
            section = catalog.section(each.article, each.section)
        except KeyError:
            # Gone from the catalog a moment before it goes from the engine.
            continue
        body = text[section.body_start : section.end]
        hits.append(
            Hit(
                article=each.article,
                path=path,
                title=about.title,
                section=section.number,
                heading=section.heading,
                score=each.score,
                snippets=snippets(
                    body, understood, start=section.body_start, language=about.language
                ),
            )
        )
    return SearchResult(
        query=query,
        understood=describe(understood),
        total=total,
        milliseconds=round((time.perf_counter() - began) * 1000, 2),
        suggestion=engine.suggest(query, understood),
        hits=_together(hits),
    )


def _together(hits: list[Hit]) -> tuple[Hit, ...]:
    """Hits of one article beside each other, at the place of its best."""
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(hit.article, []).append(hit)
    return tuple(hit for group in groups.values() for hit in group)


def ask(catalog: Catalog, engine: Engine, question: str, limit: int) -> list[Answer]:
    """See `Collection.ask`. The score of an answer is that of its section."""
    understood = plain(question)
    answers: list[Answer] = []
    for place, each in enumerate(engine.search(understood, limit)[1]):
        try:
            article = catalog.article(each.article)
        except KeyError:
            continue
        section = article.sections[each.section]
        inside = [s for s in article.sentences if section.body_start <= s.start < section.end]
        quoted, language = 1 if place else FROM_THE_BEST, article.metadata.language
        best = best_sentences(article.text, inside, understood, quoted, language)
        answers += [
            Answer(
                article=each.article,
                path=article.path,
                title=article.title,
                section=section.number,
                heading=section.heading,
                score=each.score,
                quote=article.text[span.start : span.end],
                start=span.start,
                end=span.end,
            )
            for span, _ in best
        ]
    return answers[:limit]
