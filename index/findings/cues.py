"""Cues: what in a sentence, and around it, speaks for or against a claim or a risk.

Three sorts, all named so that a reader can be told: words of the lexicon and pairs of them within
one clause ("possible harm"); the shape of the sentence and its setting; plain words and word pairs.
What each is worth is fitted elsewhere (`weights`). The fitting uses this very code.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import sqrt

from index.article import Asks, BlockKind, Span
from index.findings.classes import NEAR, REACH, word_classes
from index.findings.lexicon import phrase_openings, phrase_table, word_cues
from index.sentences import clause_spans
from index.text import fold_punctuation

_TOKEN = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:['-][^\W_]+)*|[?!:;]")
_DIGITS = re.compile(r"\d+")
_HARMS = frozenset(
    ("harm", "death", "violence", "crime", "failure", "decline", "loss", "bad", "risk")
)
_LESSENED = _HARMS - {"decline", "failure"}
_BESIDE_HARM = {
    "possibility": "possible harm", "reduction": "harm reduced", "limits": "harm and a negation",
    "obstacle": "harm and an obstacle", "benefit": "harm and a benefit",
    "contrast": "harm after a contrast", "condition": "harm on a condition",
    "attribution": "harm as reported", "cause": "cause of harm", "change": "harm and a change",
    "uncertainty": "uncertain harm", "comparison": "harm compared", "advice": "advice on harm",
    "will": "harm to come", "reader": "harm to the reader", "evidence": "evidence of harm",
}  # fmt: skip
_BESIDE_BENEFIT = {
    "limits": "benefit limited or denied", "condition": "benefit on a condition",
    "possibility": "possible benefit",
}  # fmt: skip
_TOGETHER = {
    ("condition", "will"): "condition and what would follow",
    ("condition", "benefit"): "benefit and a condition",
    ("condition", "possibility"): "condition and what could follow",
    ("played down", "harm"): "harm played down",
    ("played down", "risk"): "harm played down",
    ("reduction", "harm"): "harm and less of it",
    ("reduction", "risk"): "harm and less of it",
}
"""What two cues mean that stand anywhere in a sentence: "if" and "will" are of two clauses."""
_OPEN = frozenset(("possibility", "condition", "advice", "uncertainty"))
_SHORT = 15
"""Words below which a sentence may be a heading or a bare item, unless a stop closes it."""
_STEM = 5
"""Letters that stand for all words that begin so: "harmful", "harmfully"."""
_ENDS = ".!?:;,)\"'”’…"


Place = tuple[int, int]
"""Start and end, excluded, in the text; bare, because there are a hundred to a sentence."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds a sentence: its block, its heading, the lead-in of its list."""

    block: BlockKind = "paragraph"
    opens: bool = False
    alone: bool = False
    lead: str = ""
    heading: str = ""
    asks: Asks | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a sentence, and what a word counts in it."""

    start: int
    end: int
    scale: float


@dataclass(slots=True)
class Cues:
    """The cues of one sentence: named ones, and words, their beginnings and classes and pairs of
    them, each with its first place (named ones of the whole sentence have none); and how many words
    it has.

    A word counts `scale`, the inverse root of the sentence's length: a long sentence has more words
    but does not say more with each. A sentence of one clause has no `clauses`.
    """

    length: int
    scale: float
    named: dict[str, Place | None] = field(default_factory=dict)
    words: dict[str, Place] = field(default_factory=dict)
    clauses: tuple[Clause, ...] = ()

    def add(self, name: str, place: Place | None = None) -> None:
        """Note a named cue, at its first place."""
        self.named.setdefault(name, place)


@dataclass(frozen=True, slots=True)
class _Tokens:
    """The words of a sentence as cues know them, and where each stands."""

    words: list[str]
    places: list[Place]


class _Everything(Container[str]):
    def __contains__(self, name: object) -> bool:
        return True


EVERYTHING: Container[str] = _Everything()


def sentence_cues(
    text: str,
    sentence: Span,
    setting: Setting,
    figure_kinds: Sequence[str],
    known: Container[str] = EVERYTHING,
) -> Cues:
    """All cues of a sentence; `figure_kinds` are the kinds of the figures in it.

    Of words, their beginnings, classes and pairs only the `known` ones are gathered.
    """
    tokens = _tokens(text, sentence)
    cues = Cues(len(tokens.words), _scale(len(tokens.words)))
    _add_words(cues, tokens, known)
    _add_classes(cues, tokens, known)
    found = _add_lexicon(cues, tokens)
    _add_clauses(cues, text, sentence, tokens, found)
    _add_shape(cues, text[sentence.start : sentence.end])
    _add_figures(cues, figure_kinds)
    _add_setting(cues, setting)
    return cues


def _scale(words: int) -> float:
    return 1 / sqrt(max(4, words))


def _tokens(text: str, sentence: Span) -> _Tokens:
    start = sentence.start
    matches = [*_TOKEN.finditer(fold_punctuation(text[start : sentence.end]))]
    words = [match[0] for match in matches]
    return _Tokens(
        [word.lower() if word.isalpha() else _normal(word) for word in words],
        [(start + match.start(), start + match.end()) for match in matches],
    )


def words_of(sentence: str) -> list[str]:
    """The words of a sentence as cues know them."""
    return _tokens(sentence, Span(0, len(sentence))).words


def _normal(word: str) -> str:
    return _DIGITS.sub("0", word.lower().replace(",", "").replace(".", ""))


def _add_words(cues: Cues, tokens: _Tokens, known: Container[str]) -> None:
    words = cues.words
    before, start = "^", tokens.places[0][0] if tokens.places else 0
    for word, place in zip(tokens.words, tokens.places, strict=True):
        if word in known:
            words.setdefault(word, place)
        if len(word) > _STEM and word.isalpha() and (stem := f"{word[:_STEM]}…") in known:
            words.setdefault(stem, place)
        if (pair := f"{before} {word}") in known:
            words.setdefault(pair, (start, place[1]))
        before, start = word, place[0]


def _add_classes(cues: Cues, tokens: _Tokens, known: Container[str]) -> None:
    """Add the classes of words, and pairs of them that stand near each other, in order."""
    class_of, words = word_classes().get, cues.words
    classed = [
        (name, place)
        for word, place in zip(tokens.words, tokens.places, strict=True)
        if (name := class_of(word))
    ]
    for at, (name, place) in enumerate(classed):
        if name in known:
            words.setdefault(name, place)
        first = name + NEAR
        for following, other in classed[at + 1 : at + 1 + REACH]:
            if (pair := first + following) in known:
                words.setdefault(pair, (place[0], other[1]))


def _add_lexicon(cues: Cues, tokens: _Tokens) -> list[tuple[int, str]]:
    """Add the cues of the lexicon; returns each with the offset where it starts."""
    words, places = tokens.words, tokens.places
    found = [
        (place, name) for word, place in zip(words, places, strict=True) for name in word_cues(word)
    ]
    phrases, opening = phrase_table(), phrase_openings()
    openings = [at for at, word in enumerate(words) if word in opening]
    for size in (2, 3):
        for at in openings:
            names = phrases.get(" ".join(words[at : at + size])) if at + size <= len(words) else ()
            for name in names or ():
                found.append(((places[at][0], places[at + size - 1][1]), name))
    seen: set[str] = set()
    for place, name in found:
        if name in seen:
            cues.add(f"{name}, again", place)
        seen.add(name)
        cues.add(name, place)
    for (one, other), label in _TOGETHER.items():
        if one in seen and other in seen:
            cues.add(label)
    return [(start, name) for (start, _), name in found]


def _add_clauses(
    cues: Cues, text: str, sentence: Span, tokens: _Tokens, found: list[tuple[int, str]]
) -> None:
    """Add the clauses, and what the lexicon's cues mean together in each."""
    waiting = sorted(found, reverse=True)
    clauses = clause_spans(text, sentence)
    if len(clauses) > 1:
        starts = [start for start, _ in tokens.places]
        cues.clauses = tuple(
            Clause(
                c.start, c.end, _scale(bisect_left(starts, c.end) - bisect_left(starts, c.start))
            )
            for c in clauses
        )
    for clause in clauses:
        names: set[str] = set()
        while waiting and waiting[-1][0] < clause.end:
            names.add(waiting.pop()[1])
        for name in _clause_cues(names):
            cues.add(name, (clause.start, clause.end))
        if not names & _OPEN and clause.end - clause.start > 20:
            cues.add("asserted clause", (clause.start, clause.end))


def _clause_cues(names: set[str]) -> Iterable[str]:
    if names & _HARMS:
        yield from (label for name, label in _BESIDE_HARM.items() if name in names)
        if not names & {"possibility", "reduction", "limits"}:
            yield "harm stated as fact"
        if "decline" in names and names & _LESSENED:
            yield "harm in decline"
    if "benefit" in names:
        yield from (label for name, label in _BESIDE_BENEFIT.items() if name in names)


def _add_shape(cues: Cues, sentence: str) -> None:
    words = sentence.split()
    for limit in (4, 8, 15):
        if cues.length < limit:
            cues.add(f"under {limit} words")
    for limit in (25, 40):
        if cues.length > limit:
            cues.add(f"over {limit} words")
    closed = sentence.rstrip("\"'”’)")
    if closed.endswith("?"):
        cues.add("question")
    if closed.endswith("!"):
        cues.add("exclamation")
    if closed.endswith(":"):
        cues.add("announces a list")
    if sentence[-1] not in _ENDS:
        cues.add("no full stop")
    elif cues.length < _SHORT:
        cues.add("short but closed")
    if sentence[0].islower():
        cues.add("opens in lower case")
    if '"' in sentence or "“" in sentence:
        cues.add("quotation")
    if "(" in sentence:
        cues.add("brackets")
    capitals = sum(word[0].isupper() for word in words)
    if len(words) > 2 and capitals >= 0.6 * len(words):
        cues.add("title case")
    if capitals > words[0][0].isupper():
        cues.add("name")


def _add_figures(cues: Cues, kinds: Sequence[str]) -> None:
    if kinds:
        cues.add("figure")
    if len(kinds) > 1:
        cues.add("several figures")
    for kind in kinds:
        cues.add(f"figure: {kind}")


def _add_setting(cues: Cues, setting: Setting) -> None:
    if setting.block != "paragraph":
        cues.add(f"in a {setting.block}")
    if setting.opens:
        cues.add("opens its paragraph")
    if setting.alone:
        cues.add("stands alone")
    if setting.asks:
        cues.add(f"heading asks {setting.asks}")
    if setting.heading and _names_harm(setting.heading):
        cues.add("heading names a harm")
    if setting.lead:
        cues.add("lead-in names a harm" if _names_harm(setting.lead) else "has a lead-in")


@lru_cache(maxsize=64)
def _names_harm(text: str) -> bool:
    """Remembers what it said: all sentences of a section ask about its heading."""
    words = (word for word in _TOKEN.findall(fold_punctuation(text).lower()))
    return any(
        name in _HARMS or name in ("limits", "obstacle")
        for word in words
        for name in word_cues(word)
    )
