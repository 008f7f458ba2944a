"""Which section answers a question: a second, closer look at the sections of promising articles.

A search engine ranks by words over the whole collection, and the words that name the subject
("Ardvik") stand in every section of the article. They tell the article: how many of them it has,
and how well the search found it, count for all its sections. Here the sections of a few articles
are compared with each other: by words, of which those count most that tell a section apart within
its article, and related ones a part (`index.search.thesaurus`); by what they mean
(`index.search.closeness`), together and word by word (`index.search.wordwise`); and by whether a
heading asks the same way ("When ...?"). Every score is a sum of named parts, with weights that were
fitted (`tests/fitting/answers.py`), through the logistic function.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from math import exp, log
from pathlib import Path

from index.article import Asks, Span
from index.search.analysis import CHUNK, STOP, names_in, reader_in
from index.search.asked import Asked
from index.search.closeness import Meant, Nearness, compare
from index.search.meaning import sum_of
from index.search.thesaurus import related
from index.search.wordwise import Met, meet


@dataclass(frozen=True, slots=True)
class Candidate:
    """A section that may answer: `sentences` are those that follow the heading."""

    article: str
    number: int
    title: str
    heading: str
    asks: Asks | None
    sentences: tuple[str, ...]
    is_question: bool = False
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its score (0 to 1) and the parts of which that was made.

    `words` are the stems of the question that stand in it, each with the stem by which it was found
    there, `asks` whether the heading asks in the same way. `held` says of each sentence how much of
    the question stands in it.
    """

    candidate: Candidate
    score: float
    parts: Mapping[str, float]
    words: Mapping[str, str]
    asks: bool
    held: tuple[float, ...]

    def best_sentences(self, question: Asked, limit: int) -> list[int]:
        """The numbers of the sentences that carry the answer to the question, best first.

        Those in which much of it stands or which come close to it. The earlier a sentence the more
        it counts: writers answer a heading at once, often without repeating its words. Sentences
        too short to say anything, or very long, count half.
        """
        worth = [
            self._worth(question, place, text)
            for place, text in enumerate(self.candidate.sentences)
        ]
        return sorted(range(len(worth)), key=lambda place: (-worth[place], place))[:limit]

    def _worth(self, question: Asked, place: int, text: str) -> float:
        near = 0.0
        if _is_understood(self.candidate):
            near = sum_of(names_in(text, self.candidate.language)).closeness(question.meaning)
        is_met = question.evidence is not None and question.evidence.search(text) is not None
        worth = (
            self.held[place] + _NEAR * max(0.0, near) + _EVIDENCE * is_met + _FIRST / (1 + place)
        )
        return worth if _FEW_WORDS <= len(text.split()) <= _MANY_WORDS else worth / 2


_FIRST = 0.3
_FEW_WORDS, _MANY_WORDS = 5, 60
_HEADING, _TITLE = 0.9, 1.0
"""What a word in the heading, in the article's title counts, beside one in the text."""
_SATURATION, _LENGTH = 1.8, 0.75
_RELATED = 0.7
"""What a related word counts, beside the word itself."""
_OF_ARTICLE, _OF_SECTION, _OF_SENTENCE = 1.1, 1.8, 0.6
"""What it counts how much of the question stands in the article, the section, one sentence."""
_NEAR, _EVIDENCE = 0.5, 0.2
"""What a sentence gains that comes close in meaning, that has a date or a number if one is asked
for; beside what of the question stands in it."""
_CLOSE = 0.4
"""How close a section comes that may answer without a word of the question."""
_WEIGHTS = Path(__file__).with_name("answers.json")


def rank(question: Asked, candidates: Sequence[Candidate]) -> list[Ranked]:
    """The candidates that hold something of the question, or come close to it, best first."""
    return best(question, examined(question, candidates))


def examined(
    question: Asked, candidates: Sequence[Candidate], found: Mapping[str, float] | None = None
) -> list[Ranked]:
    """Every candidate with its score.

    `found` says how well the search found each article, 1 for the best, 0 for those it lacks.
    """
    by_article: dict[str, list[_Section]] = {}
    for each in candidates:
        by_article.setdefault(each.article, []).append(_Section(each))
    return [
        each
        for article, some in by_article.items()
        for each in _rank_article(question, some, (found or {}).get(article, 0.0))
    ]


def best(question: Asked, found: Iterable[Ranked]) -> list[Ranked]:
    """See `rank`."""
    some = [
        each for each in found if each.words or (question.weights and each.parts["whole"] >= _CLOSE)
    ]
    return sorted(some, key=lambda each: (-each.score, each.candidate.number))


@cache
def _weights() -> Mapping[str, float]:
    weights: dict[str, float] = json.loads(_WEIGHTS.read_text())["weights"]
    return weights


class _Section:
    """A candidate with what stands in it."""

    def __init__(self, candidate: Candidate) -> None:
        self.candidate = candidate
        texts = (candidate.title, candidate.heading, *candidate.sentences)
        self._title, self._heading, *sentences = (
            names_in(text, candidate.language) for text in texts
        )
        self._text = list(chain.from_iterable(sentences))
        self.title, self.heading = _stems(self._title), _stems(self._heading)
        self.sentences = list(map(frozenset, sentences))
        self.text = Counter(_stems(self._text))
        self.length = self.text.total() + 1

    def said(self) -> Meant:
        """What it says, for comparing."""
        return Meant(sum_of(self._title), sum_of(self._heading), sum_of(self._text))

    def has(self, stem: str) -> bool:
        """Whether a stem stands anywhere in it, or in the title."""
        return stem in self.text or stem in self.heading or stem in self.title

    def holds(self, stem: str, norm: float) -> float:
        """How much of a stem there is: up to 1 in the text, more where the heading has it."""
        times = self.text.get(stem, 0)
        return times / (times + _SATURATION * norm) + _HEADING * (stem in self.heading)


@dataclass(slots=True)
class _Tally:
    """What a section collects, word after word."""

    section: _Section
    score: float = 0.0
    words: dict[str, str] = field(default_factory=dict)
    by_sentence: list[float] = field(default_factory=list)

    def take(self, stem: str, form: str, there: float, weight: float, closeness: float) -> None:
        """Count a stem of the question that is there as `form`."""
        self.score += weight * there
        self.words[stem] = form
        for place, sentence in enumerate(self.section.sentences):
            if form in sentence:
                self.by_sentence[place] += weight * closeness


def _rank_article(question: Asked, sections: list[_Section], found: float) -> list[Ranked]:
    """The sections of one article: how much of the question the article holds, and each section.

    A word counts for a section by how few sections of its article have it.
    """
    average = sum(section.length for section in sections) / len(sections)
    tallies = [_Tally(each, by_sentence=[0.0] * len(each.sentences)) for each in sections]
    norms = [1 - _LENGTH + _LENGTH * section.length / average for section in sections]
    everything = 0.0
    for asked, weight in question.weights.items():
        forms = {asked: 1.0, **{o: _RELATED * w for o, w in related(asked).items()}}
        held = [_best_form(s, forms, norm) for s, norm in zip(sections, norms, strict=True)]
        standing = sum(there > 0 for there, _ in held)
        in_title = _TITLE if asked in sections[0].title else 0.0
        everything += weight * max(in_title, min(1.0, max(there for there, _ in held)))
        telling = weight * log(1 + len(sections) / (standing + 0.5)) / log(1 + len(sections) / 1.5)
        for tally, (there, form) in zip(tallies, held, strict=True):
            if there:
                tally.take(asked, form, there, telling, forms[form])
    whole = sum(question.weights.values()) or 1.0
    standing_in_article = (everything / whole) ** _OF_ARTICLE
    words = [standing_in_article * (1.0 + _share(tally) / whole) for tally in tallies]
    of_article = {
        "article words": max(words),
        "article names": _names_held(question, sections),
        "article found": found,
    }
    met = meet(question.weights, [(section.heading, section.text) for section in sections])
    return [
        _ranked(question, tally, near, {"words": own, **of_article, **_parts_of(each)})
        for tally, near, own, each in zip(
            tallies, _nearness(question, sections), words, met, strict=True
        )
    ]


def _parts_of(met: Met) -> dict[str, float]:
    return {"near heading": met.heading, "heading apart": met.apart, "near words": met.telling}


def _names_held(question: Asked, sections: Sequence[_Section]) -> float:
    """How much of what a question names an article has anywhere, from 0 to 1."""
    named = {stem: question.weights[stem] for stem in question.names}
    held = sum(weight for stem, weight in named.items() if any(s.has(stem) for s in sections))
    return held / sum(named.values()) if named else 0.0


def _share(tally: _Tally) -> float:
    return _OF_SECTION * tally.score + _OF_SENTENCE * max(tally.by_sentence, default=0.0)


def _nearness(question: Asked, sections: Sequence[_Section]) -> list[Nearness]:
    """How close each comes in meaning."""
    if not _is_understood(sections[0].candidate):
        return [Nearness() for _ in sections]
    return compare(question.meaning, [section.said() for section in sections])


def _is_understood(candidate: Candidate) -> bool:
    """Whether it is known what its words mean: of English only."""
    return candidate.language in (None, "en")


def _best_form(section: _Section, forms: Mapping[str, float], norm: float) -> tuple[float, str]:
    """The most there is of a word in any of its forms, and which."""
    return max((closeness * section.holds(form, norm), form) for form, closeness in forms.items())


def _ranked(question: Asked, tally: _Tally, near: Nearness, words: Mapping[str, float]) -> Ranked:
    candidate = tally.section.candidate
    asks = candidate.asks in question.asks
    parts = {
        **words,
        "whole": near.whole,
        "partial": near.partial,
        "article": near.article,
        "title": near.title,
        "asks": float(asks),
        "question": float(candidate.is_question),
    }
    weights = _weights()
    total = weights["bias"] + sum(weights[name] * value for name, value in parts.items())
    most = sum(question.weights.values()) or 1.0
    return Ranked(
        candidate=candidate,
        score=1 / (1 + exp(-total)),
        parts=parts,
        words=tally.words,
        asks=asks,
        held=tuple(held / most for held in tally.by_sentence),
    )


def places_of(text: str, stems: Collection[str], language: str | None) -> list[Span]:
    """Where words with these stems stand in a text."""
    read = reader_in(language)
    found: list[Span] = []
    for match in CHUNK.finditer(text):
        chunk = read(match[0])
        if chunk.joined_stem in stems or any(part.stem in stems for part in chunk.parts):
            found.append(Span(match.start(), match.end()))
    return found


def _stems(names: Iterable[str]) -> list[str]:
    return [name for name in names if not name.startswith(STOP)]
