"""Answers to a question, and sections like a section: what is found without a query language."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Sequence

from index.article import Answer, QuestionEntry, SearchResult
from index.asking import hits_of
from index.found import QuestionGroup
from index.search.analysis import CHUNK, read_chunk
from index.search.answers import best_sentences
from index.search.language import plain
from index.search.query import Group, Word
from index.shelves import Shelves

FROM_THE_BEST = 2
"""Sentences quoted from the section that answers best; the others give one each."""
_TELLING = 12
"""Words of a section by which sections like it are looked for."""
_TWICE = 2


def ask(shelves: Shelves, question: str, limit: int) -> list[Answer]:
    """See `Collection.ask`. The score of an answer is that of its section."""
    understood = plain(question)
    answers: list[Answer] = []
    for place, each in enumerate(shelves.sections.search(understood, limit)[1]):
        try:
            article = shelves.catalog.article(each.article)
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


def like(shelves: Shelves, article: str, section: int, limit: int) -> SearchResult:
    """See `Collection.like`. The most telling words (tf * idf) are searched for, any of them."""
    began = time.perf_counter()
    _, about, text = shelves.catalog.head(article)
    place = shelves.catalog.section(article, section)
    words = _telling(shelves, f"{place.heading or about.title}\n{text[place.start : place.end]}")
    understood = Group(tuple(map(Word, words)))
    total, found = (
        shelves.sections.search(understood, limit + len(shelves.facts())) if words else (0, [])
    )
    others = [hit for hit in found if hit.article != article]
    return SearchResult(
        query="",
        understood=", ".join(words) or "nothing",
        total=total - (len(found) - len(others)),
        milliseconds=round((time.perf_counter() - began) * 1000, 2),
        suggestion=None,
        hits=tuple(hits_of(shelves, others[:limit], understood)),
        articles=len({hit.article for hit in others}),
    )


def _telling(shelves: Shelves, text: str) -> list[str]:
    """Words of a text that stand in few sections but often in it, most telling first."""
    times: Counter[str] = Counter()
    written: dict[str, str] = {}
    for raw in CHUNK.findall(text):
        chunk = read_chunk(raw)
        stem = chunk.joined_stem or chunk.parts[0].stem if chunk.parts else ""
        if stem and not stem.isdigit():
            times[stem] += 1
            written.setdefault(stem, raw)
    worth = {stem: number * shelves.sections.rarity(stem) for stem, number in times.items()}
    best = sorted(worth, key=lambda stem: (-worth[stem], stem))[:_TELLING]
    return [written[stem] for stem in best if worth[stem]]


def grouped(questions: Iterable[QuestionEntry]) -> list[QuestionGroup]:
    """See `Collection.question_groups`: those whose telling words are the same, in any order."""
    groups: dict[frozenset[str], list[QuestionEntry]] = {}
    for each in questions:
        groups.setdefault(_meaning(each.heading), []).append(each)
    return [QuestionGroup(_usual(entries), tuple(entries)) for entries in groups.values()]


def _meaning(heading: str) -> frozenset[str]:
    chunks = [read_chunk(raw) for raw in CHUNK.findall(heading)]
    stems = {part.stem for chunk in chunks for part in chunk.parts if part.stem}
    asking = {part.word for chunk in chunks[:1] for part in chunk.parts}
    return frozenset(stems | asking)


def _usual(entries: Sequence[QuestionEntry]) -> str:
    return Counter(each.heading for each in entries).most_common(1)[0][0]
