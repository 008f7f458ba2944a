"""Question words of languages other than English, and where in a heading they ask."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import get_args

from index.article import Asks
from index.languages import guess
from index.questions.shape import Clause

_ARABIC_VOWELS = re.compile("[\u064b-\u0652\u0640]")
# "Que faire", "Quand consulter": French asks with an infinitive where a statement has a verb.
_INFINITIVE = {
    "fr": re.compile(r"(?:quand|que|où)\s+(?:faut-il|\w{2,}(?:er|ir|re|oir))\b"),
    "es": re.compile(r"(?:como|cuando|donde)\s+\w{2,}(?:ar|er|ir)(?:se|lo|la|los|las|te)?\b"),
    "pt": re.compile(r"(?:quando|que)\s+\w{2,}(?:ar|er|ir)\b"),
    "it": re.compile(r"(?:quando)\s+\w{2,}(?:are|ere|ire|rsi)\b"),
    "sv": re.compile(r"när\s+(?:ska|bör|kan)\b"),
}
_INVERTED = re.compile(r"\w+-t?-?(?:il|elle|on|ils|elles|nous|vous|je|ce)\b")
_LAST_SIGNS = re.compile(r"[\W_]+$")
_SPACED_WORD = re.compile(r"[^\s!-&(-,./:-@\[-`{-~،؛؟۔।॥«»“”„‘…–—¿¡]+")


@dataclass(slots=True)
class _Words:
    """The question words of one language, by use; in `first` and `never` whole phrases too."""

    first: dict[str, Asks] = field(default_factory=dict)
    anywhere: dict[str, Asks] = field(default_factory=dict)
    inside: dict[str, Asks] = field(default_factory=dict)
    last: dict[str, Asks] = field(default_factory=dict)
    marked: dict[str, Asks] = field(default_factory=dict)
    never: list[str] = field(default_factory=list)
    chrome: set[str] = field(default_factory=set)


def asked_first(clause: Clause, tongue: str | None, *, marked: bool = False) -> Asks | None:
    """What a clause asks by its first words; `marked` ones count where there is a question mark."""
    for words in _spoken(clause, tongue):
        phrase = _opening_in(clause, words.first)
        if phrase is not None:
            return words.first[phrase]
        if marked and (phrase := _opening_in(clause, words.marked)) is not None:
            return words.marked[phrase]
    return None


def asked_anywhere(clause: Clause, tongue: str | None) -> Asks | None:
    """What the first question word of a clause asks, wherever it stands."""
    for words in _spoken(clause, tongue):
        found = _standing(clause, words)
        if found is not None:
            return found
        for word in clause.words:
            if word in words.first and words.first[word] != "is":
                return words.first[word]
    return None


def clause_asks(clause: Clause, tongue: str | None) -> bool:
    """Whether a clause without a question mark asks, by its question words."""
    return any(_asks(clause, words, tongue) for words in _spoken(clause, tongue))


def _asks(clause: Clause, words: _Words, tongue: str | None) -> bool:
    plain = _LAST_SIGNS.sub("", _folded(clause.lowered))
    if plain in words.chrome or any(plain.startswith(never) for never in words.never):
        return False
    if _standing(clause, words) is not None:
        return len(plain) > 2
    if tongue in _INFINITIVE and _INFINITIVE[tongue].match(plain):
        return True
    if tongue == "fr" and _INVERTED.match(plain):
        return True
    phrase = _opening_in(clause, words.first)
    if phrase is None or len(plain) <= len(phrase) + 1:
        return False
    return not (words.first[phrase] in ("when", "where") and re.search("[,،]", clause.text))


def _standing(clause: Clause, words: _Words) -> Asks | None:
    """What is asked by a word that may stand anywhere, the first there is, or by the last."""
    if words.anywhere:
        spaced = [_folded(word) for word in _SPACED_WORD.findall(clause.lowered)]
        for place, word in enumerate(spaced):
            for phrase in (" ".join(spaced[place : place + n]) for n in (3, 2)):
                if phrase in words.anywhere:
                    return words.anywhere[phrase]
            if word in words.anywhere:
                return words.anywhere[word]
    if words.inside:
        places = (
            (clause.lowered.find(word), -len(word), asks) for word, asks in words.inside.items()
        )
        found = min((place for place in places if place[0] >= 0), default=None)
        if found is not None:
            return found[2]
    if words.last:
        plain = _LAST_SIGNS.sub("", clause.lowered)
        for ending in sorted(words.last, key=len, reverse=True):
            if plain.endswith(ending) and len(plain) > len(ending) + 1:
                return words.last[ending]
    return None


def _opening_in(clause: Clause, phrases: Mapping[str, Asks]) -> str | None:
    """The longest of the phrases that a clause begins with, None if with none of them."""
    plain = _folded(clause.lowered)
    for length in (3, 2, 1):
        words = plain.split(maxsplit=length)[:length]
        if len(words) == length and (phrase := " ".join(words).rstrip(",:،")) in phrases:
            return phrase
    apart = plain.split("'", 1)[0] + "'" if "'" in plain[:8] else ""
    if apart in phrases:
        return apart
    return next((p for p in phrases if _unspaced(p) and plain.startswith(p)), None)


def _unspaced(phrase: str) -> bool:
    return "\u3000" < phrase[0] < "\ufb00" and not "\uac00" <= phrase[0] <= "\ud7a3"


def _folded(lowered: str) -> str:
    return lowered if lowered.isascii() else _ARABIC_VOWELS.sub("", lowered)


def _spoken(clause: Clause, tongue: str | None) -> Iterator[_Words]:
    """The lists that may hold the words of a clause: its language's, else all sure ones."""
    lists = _lists()
    if tongue is not None and tongue in lists:
        yield lists[tongue]
    elif not clause.lowered.isascii():
        found = guess(clause.lowered)
        if found is not None and found.language in lists and found.share == 1:
            yield lists[found.language]
    if tongue in (None, "en"):
        yield _sure()


@cache
def _lists() -> Mapping[str, _Words]:
    return _read(sure_only=False)


@cache
def _sure() -> _Words:
    """Words that mean what they mean in whatever language one takes them for."""
    together = _Words()
    for words in _read(sure_only=True).values():
        for use in ("first", "anywhere", "inside", "marked"):
            known = getattr(together, use)
            for word, asks in getattr(words, use).items():
                known.setdefault(word, asks)
        together.never += words.never
        together.chrome |= words.chrome
    return together


def _read(*, sure_only: bool) -> Mapping[str, _Words]:
    names = {str(name): name for name in get_args(Asks)}
    found: dict[str, _Words] = {}
    text = files(__package__).joinpath("words.tsv").read_text("utf-8")
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        language, use, asks, listed = line.split("\t")
        words = found.setdefault(language, _Words())
        for word in listed.split(", "):
            if sure_only and word.endswith("*"):
                continue
            word = _folded(word.rstrip("*"))
            if use != "never":
                getattr(words, use).setdefault(word, names[asks])
            elif word.startswith("="):
                words.chrome.add(word[1:])
            else:
                words.never.append(word)
    return found
