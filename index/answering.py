"""Answers to a question, and sections like a section: what is found without a query language."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from index.article import Answer, Article, Asks, QuestionEntry, SearchResult, Section, Span
from index.asking import hits_of
from index.found import QuestionGroup
from index.search.analysis import CHUNK, STOP, names_in, read_chunk
from index.search.asked import Asked, read_question
from index.search.closeness import nearest
from index.search.language import plain
from index.search.passages import Candidate, Ranked, best, examined, places_of
from index.search.protocol import Found
from index.search.query import Group, Word
from index.shelves import Shelves

_FROM_THE_BEST = 2
"""Sentences quoted from the section that answers best, if they stand side by side; else one."""
_LOOKED_AT, _ARTICLES = 200, 8
"""Sections by which articles are chosen, and articles that are looked at closely."""
_TELLING = 12
"""Words of a section by which sections like it are looked for."""
_AKIN = 0.45
"""How close two words come that one may stand for the other (a cosine)."""
_ASKING = frozenset(get_args(Asks)) - {"other"} | {"could", "would", "are", "does", "do", "should"}


def ask(shelves: Shelves, question: str, limit: int) -> list[Answer]:
    """See `Collection.ask`. The score of an answer is that of its section."""
    asked, articles, examined = looked_at(shelves, question)
    answers: list[Answer] = []
    for each in best(asked, examined):
        if len(answers) < limit and each.candidate.sentences:
            most = 1 if answers else _FROM_THE_BEST
            answers.append(_answer(asked, each, articles[each.candidate.article], most))
    return answers


def looked_at(shelves: Shelves, question: str) -> tuple[Asked, dict[str, Article], list[Ranked]]:
    """A question as it was read, the promising articles, and all their sections with scores."""
    understood = plain(question)
    asked = read_question(question, shelves.sections.rarity)
    promising = _promising(shelves.sections.find(understood))
    articles = {article: shelves.catalog.article(article) for article in promising}
    candidates = [c for article in articles.values() for c in _candidates(article)]
    return asked, articles, examined(asked, candidates, promising)


def _answer(asked: Asked, ranked: Ranked, article: Article, most: int) -> Answer:
    """The sentence of a section that carries the answer, or `most` that stand side by side."""
    section = article.sections[ranked.candidate.number]
    language = article.metadata.language
    span = _quoted(article, _sentences(article, section), ranked.best_sentences(asked, most))
    quote = article.text[span.start : span.end]
    akin = _akin(asked, ranked, f"{section.heading or ''}\n{quote}", language)
    standing = {**ranked.words, **akin}
    return Answer(
        article=article.id,
        path=article.path,
        title=article.title,
        section=section.number,
        heading=section.heading,
        score=ranked.score,
        quote=quote,
        start=span.start,
        end=span.end,
        words=tuple(asked.written[stem] for stem in asked.weights if stem in standing),
        matches=tuple(places_of(quote, {*ranked.words.values(), *akin.values()}, language)),
        because=_because(asked, section, ranked, akin),
    )


def _quoted(article: Article, sentences: Sequence[Span], best: Sequence[int]) -> Span:
    """The best sentences as one passage; the best alone if they do not make one."""
    first, last = min(best), max(best)
    passage = Span(sentences[first].start, sentences[last].end)
    is_one = last - first < len(best) and "\n" not in article.text[passage.start : passage.end]
    return passage if is_one else sentences[best[0]]


def _akin(asked: Asked, ranked: Ranked, text: str, language: str | None) -> dict[str, str]:
    """Words of a question that a section lacks, each with the nearest of a text, if one is near."""
    there = sorted({name for name in names_in(text, language) if not name.startswith(STOP)})
    found = {stem: nearest(stem, there) for stem in asked.weights if stem not in ranked.words}
    return {stem: other for stem, (other, near) in found.items() if near >= _AKIN}


def _because(asked: Asked, section: Section, ranked: Ranked, akin: Mapping[str, str]) -> str:
    """Why a section was taken, in a sentence."""
    reasons = []
    if ranked.asks and section.heading:
        reasons.append(f"its heading asks {section.asks}, as you do")
    exact = [stem for stem, by in ranked.words.items() if stem == by]
    close = [stem for stem in (*ranked.words, *akin) if stem not in exact]
    if exact:
        reasons.append(f"it has {', '.join(asked.written[stem] for stem in exact)}")
    if close:
        reasons.append(f"it has words close to {', '.join(asked.written[stem] for stem in close)}")
    if not exact and not close:
        reasons.append("what it says comes close to the question")
    return "; ".join(reasons)


def _sentences(article: Article, section: Section) -> list[Span]:
    return [s for s in article.sentences if section.body_start <= s.start < section.end]


def _promising(found: Found) -> dict[str, float]:
    """The articles whose best sections match best: how well they do, 1 for the best."""
    scores: dict[str, list[float]] = {}
    for hit in found.best(_LOOKED_AT):
        scores.setdefault(hit.article, []).append(hit.score)
    totals = {article: sum(each[:3]) for article, each in scores.items()}
    most = max(totals.values(), default=0.0) or 1.0
    best = sorted(totals, key=lambda article: (-totals[article], article))[:_ARTICLES]
    return {article: totals[article] / most for article in best}


def _candidates(article: Article) -> list[Candidate]:
    return [
        Candidate(
            article=article.id,
            number=section.number,
            title=article.title,
            heading=section.heading or "",
            asks=section.asks,
            sentences=tuple(article.text[s.start : s.end] for s in _sentences(article, section)),
            is_question=section.is_question,
            language=article.metadata.language,
        )
        for section in article.sections
    ]


def like(shelves: Shelves, article: str, section: int, limit: int) -> SearchResult:
    """See `Collection.like`. The most telling words (tf * idf) are searched for, any of them."""
    began = time.perf_counter()
    _, about, heading, _, text = shelves.catalog.passage(article, section)
    words = _telling(shelves, f"{heading or about.title}\n{text}")
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


_LITTLE = frozenset(("next", "now", "today", "really", "exactly", "actually"))


def _meaning(heading: str) -> frozenset[str]:
    """What tells a question from others: its stems, and the word it asks with."""
    chunks = [read_chunk(raw) for raw in CHUNK.findall(heading)]
    parts = [part for chunk in chunks for part in chunk.parts]
    asking = next((part.word for part in parts if part.word in _ASKING), "")
    told = {part.stem for part in parts if part.stem}
    stems = told - {part.stem for part in parts if part.word in _LITTLE}
    # Where little is said every word tells: "What happened?" is not "What happens next?".
    stems = stems if len(stems) > 1 else told
    return frozenset((*stems, asking))


def _usual(entries: Sequence[QuestionEntry]) -> str:
    return Counter(each.heading for each in entries).most_common(1)[0][0]
