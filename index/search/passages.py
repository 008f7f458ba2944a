"""Which section answers a question: a second, closer look at the sections of promising articles.

A search engine ranks by words over the whole collection, and the words that name the subject
("Ardvik") stand in every section of the article. Here the sections of a few articles are compared
with each other: what tells a section apart within its article counts most, related words count a
part (`index.search.thesaurus`), and a heading that asks the same way ("When ...?") counts too.
Every score is a sum of named parts, so each answer can say why it was taken.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from math import log

from index.article import Asks, Span
from index.search.analysis import CHUNK, reader_in
from index.search.stemmer import stem
from index.search.thesaurus import related


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
    """A candidate with its score; `words` are the stems of the question that stand in it, each
    with the stem by which it was found there, `asks` whether the heading asks in the same way.

    `sentences` says of each sentence of the candidate how much of the question stands in it.
    """

    candidate: Candidate
    score: float
    words: Mapping[str, str]
    asks: bool
    sentences: tuple[float, ...]

    def best_sentences(self, limit: int) -> list[int]:
        """The numbers of the sentences that carry the answer, best first.

        The earlier a sentence the more it counts: writers answer a heading at once, often without
        repeating its words. Sentences too short to say anything, or very long, count half.
        """
        most = max(self.sentences, default=0.0) or 1.0

        def worth(place: int) -> float:
            words = len(self.candidate.sentences[place].split())
            score = self.sentences[place] / most + _FIRST / (1 + place)
            return score if _FEW_WORDS <= words <= _MANY_WORDS else score / 2

        places = range(len(self.sentences))
        return sorted(places, key=lambda place: (-worth(place), place))[:limit]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: its stems, how much each tells, how it was written, and what is asked for."""

    weights: Mapping[str, float]
    written: Mapping[str, str]
    asks: frozenset[Asks]
    evidence: re.Pattern[str] | None = None

    def is_met(self, candidate: Candidate) -> bool:
        """Whether what is asked for (a date, a number) stands in a section."""
        return self.evidence is not None and any(map(self.evidence.search, candidate.sentences))


_FIRST = 0.3
_FEW_WORDS, _MANY_WORDS = 5, 60
_HEADING, _TITLE = 0.9, 1.0
"""What a word in the heading, in the article's title counts, beside one in the text."""
_SATURATION, _LENGTH = 1.8, 0.75
_RELATED = 0.7
"""What a related word counts, beside the word itself."""
_OF_ARTICLE, _OF_SECTION, _OF_SENTENCE = 1.1, 1.8, 0.6
"""What it counts how much of the question stands in the article, the section, one sentence."""
_ASKS, _IS_QUESTION, _EVIDENCE = 0.28, 0.3, 0.14
"""What a heading adds that asks the same way, that asks at all; a text with what is asked for."""


def rank(question: Asked, candidates: Sequence[Candidate]) -> list[Ranked]:
    """The candidates that hold something of the question, best first."""
    by_article: dict[str, list[_Section]] = {}
    for each in candidates:
        by_article.setdefault(each.article, []).append(_Section(each))
    found: list[Ranked] = []
    for sections in by_article.values():
        found += _rank_article(question, sections)
    return sorted(found, key=lambda each: (-each.score, each.candidate.number))


class _Section:
    """A candidate with what stands in it."""

    def __init__(self, candidate: Candidate) -> None:
        language = candidate.language
        self.candidate = candidate
        self.heading = _stems(candidate.heading, language)
        self.title = _stems(candidate.title, language)
        self.sentences = [_stems(sentence, language) for sentence in candidate.sentences]
        self.text: Counter[str] = Counter()
        for sentence in self.sentences:
            self.text.update(sentence)
        self.length = self.text.total() + 1

    def holds(self, stem: str, norm: float) -> float:
        """How much of a stem there is: up to 1 in the text, more where the heading has it."""
        times = self.text[stem]
        return times / (times + _SATURATION * norm) + _HEADING * bool(self.heading[stem])


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
            if sentence[form]:
                self.by_sentence[place] += weight * closeness


def _rank_article(question: Asked, sections: list[_Section]) -> list[Ranked]:
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
        in_title = _TITLE if sections[0].title[asked] else 0.0
        everything += weight * max(in_title, min(1.0, max(there for there, _ in held)))
        telling = weight * log(1 + len(sections) / (standing + 0.5)) / log(1 + len(sections) / 1.5)
        for tally, (there, form) in zip(tallies, held, strict=True):
            if there:
                tally.take(asked, form, there, telling, forms[form])
    return [_ranked(question, tally, everything) for tally in tallies if tally.words]


def _best_form(section: _Section, forms: Mapping[str, float], norm: float) -> tuple[float, str]:
    """The most there is of a word in any of its forms, and which."""
    return max((closeness * section.holds(form, norm), form) for form, closeness in forms.items())


def _ranked(question: Asked, tally: _Tally, everything: float) -> Ranked:
    whole = sum(question.weights.values())
    candidate = tally.section.candidate
    asks = candidate.asks in question.asks
    score = (_OF_SECTION * tally.score + _OF_SENTENCE * max(tally.by_sentence, default=0.0)) / whole
    score += _ASKS * asks + _IS_QUESTION * candidate.is_question
    score += _EVIDENCE * question.is_met(candidate)
    score = (everything / whole) ** _OF_ARTICLE * (1.0 + score)
    return Ranked(candidate, score, tally.words, asks, tuple(tally.by_sentence))


def places_of(text: str, stems: Collection[str], language: str | None) -> list[Span]:
    """Where words with these stems stand in a text."""
    read = reader_in(language)
    found: list[Span] = []
    for match in CHUNK.finditer(text):
        chunk = read(match[0])
        if chunk.joined_stem in stems or any(part.stem in stems for part in chunk.parts):
            found.append(Span(match.start(), match.end()))
    return found


def _stems(text: str, language: str | None) -> Counter[str]:
    read = reader_in(language)
    counts: Counter[str] = Counter()
    for raw in CHUNK.findall(text):
        chunk = read(raw)
        if chunk.joined_stem:
            counts[chunk.joined_stem] += 1
        for part in chunk.parts:
            if part.stem:
                counts[part.stem] += 1
    return counts


def read_question(text: str, rarity: Callable[[str], float], language: str | None = None) -> Asked:
    """A question as typed; `rarity` says how few sections of the collection have a stem."""
    written: dict[str, str] = {}
    for raw in CHUNK.findall(text):
        for found in _stems(raw, language):
            written.setdefault(found, raw)
    weights = {
        found: max(1.0, rarity(found) or _UNKNOWN) * (_SCAFFOLD if found in _SCAFFOLDING else 1.0)
        for found in written
    }
    return Asked(weights, written, asked_for(text), _evidence(text))


_UNKNOWN = 3.0
_SCAFFOLD = 0.4
_SCAFFOLDING = frozenset(
    map(
        stem,
        "reason way method date day time year number amount volume kind type sort thing people "
        "person place point name example question answer happen mean make made take give use "
        "become cause exactly really actually possible likely able need want look like else "
        "much many far long often soon today now next last new old main".split(),
    )
)
"""Words that say in which way it is asked, not about what: they tell little."""
_WAYS: Mapping[Asks, str] = {
        "when": "when|(?:what|which) (?:date|day|month|year)|timetable|how soon|deadline|timeline",
        "who": "who|whom|whose|which (?:people|persons?|groups?|compan\\w+|authorit\\w+|agenc\\w+|"
               "countr\\w+|nations?|customers?|operators?|institutions?|growers?)|responsible",
        "why": "why|what (?:made|makes|caused|causes|drove|drives|lifted|motivates|keeps)|reasons?|"
               "what is (?:the reason|delaying)|held up|purpose",
        "where": "where|which (?:route|location|areas?|regions?|places?)|whence|from what source",
        "how": "how|by what|in what way|what (?:is|was) the (?:way|method|mechanism|procedure)",
        "can": "can|could|might|is it possible|feasible|able|may",
        "will": "will|going to|would|likely",
        "which": "which",
        "what": "what",
}  # fmt: skip


def asked_for(text: str) -> frozenset[Asks]:
    """In which ways a heading may ask that answers this question."""
    return frozenset(
        asks for asks, words in _WAYS.items() if re.search(rf"\b(?:{words})\b", text, re.IGNORECASE)
    )


_DATE = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|"
    r"december|(?:19|20)\d\d|monday|tuesday|wednesday|thursday|friday|week|month|year|spring|"
    r"summer|autumn|winter)s?\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d")
_HOW_MUCH = re.compile(
    r"\bhow (?:much|many|far|long|often|old|high|large|big)\b|\bwhat (?:volume|number|share|"
    r"amount|price|cost|proportion|size)\b|\bpercentage\b",
    re.IGNORECASE,
)


def _evidence(text: str) -> re.Pattern[str] | None:
    """What an answer has to hold, if that can be told."""
    if _HOW_MUCH.search(text):
        return _NUMBER
    return _DATE if "when" in asked_for(text) else None
