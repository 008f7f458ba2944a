"""What a number counts: the noun phrase behind it, found without a parser.

A count is followed by a plural. So the phrase runs, over adjectives and attributive nouns, to the
first word that looks plural; a function word or a verb before that means there is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.findings.wordlists import listed

_WORD = re.compile(
    r"((?:[ \u00a0]\([A-Z][A-Z&0-9]{1,7}\))?[ \u00a0][“\"‘']?)"
    r"((?:[A-Z]\.){2,4}|[^\W\d_][\w’'₂-]*(?:/(?:(?:[A-Z]\.){2,4}|[^\W\d_]+))?)([”\"]?)"
)
_OR_MORE = re.compile(r" or (?:more|fewer|less)\b| plus\b")
_ATTRIBUTIVE = frozenset(
    ("data", "media", "sales", "sports", "arms", "species", "systems", "states")
)
_REACH = 6
_PLURALS = listed("plural")
_NOT_PLURAL = listed("not plural")
_STOP = listed("ends a noun")
_SINGULARS = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "mice": "mouse",
    "teeth": "tooth", "feet": "foot", "criteria": "criterion", "phenomena": "phenomenon",
    "lives": "life", "wives": "wife", "halves": "half", "analyses": "analysis", "crises": "crisis",
    "bases": "basis", "theses": "thesis", "hypotheses": "hypothesis", "diagnoses": "diagnosis",
    "bacteria": "bacterium", "indices": "index", "matrices": "matrix", "fungi": "fungus",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Noun:
    """A counted noun: where its phrase starts and ends, and the singular of its last word."""

    start: int
    end: int
    name: str


def is_plural(word: str) -> bool:
    """Whether a word looks like a plural noun."""
    low = word.lower()
    if low in _PLURALS or (len(word) > 3 and word[-1] == "s" and word[:-1].isupper()):
        return True
    if len(low) < 4 or low in _NOT_PLURAL:
        return low in ("gps", "tvs", "mps", "ads", "eps")
    return low.endswith("s") and not low.endswith(("ss", "us", "is", "'s", "’s"))


def singular(word: str) -> str:
    """The singular of a plural noun, in lower case unless it is a name."""
    low = word.lower()
    if low in _SINGULARS:
        return _SINGULARS[low]
    word = word if word[1:] != low[1:] else low
    if low.endswith("ies") and len(low) > 4:
        return word[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes", "zes")) or low[:-2] in _NOT_PLURAL:
        return word[:-2]
    return word[:-1] if low.endswith("s") and not low.endswith("ss") else word


def counted_noun(text: str, pos: int, end: int, *, one: bool = False) -> Noun | None:
    """The noun phrase that the number before `pos` counts; of "one" the noun is a singular."""
    more = _OR_MORE.match(text, pos, end)
    pos = more.end() if more else pos
    start: int | None = None
    last: tuple[int, str] | None = None
    joined = False
    for _ in range(_REACH):
        match = _WORD.match(text, pos, end)
        if match is None:
            break
        word = match[2].rstrip("'’-")
        low = word.lower()
        if low in ("and", "or") and start is not None and not joined and not one:
            joined, pos = True, match.end()
            continue
        if low in _STOP and not (word.isupper() and len(word) > 1):
            break
        start = match.start(2) if start is None else start
        pos = match.start(2) + len(word)
        if one and last is not None and low.endswith(("ed", "ing")):
            break
        if one:
            last = (pos, word)
        elif is_plural(word):
            return _extended(text, Noun(start, pos + len(match[3]), singular(word)), low, end)
        if pos != match.end():
            break
    if one and start is not None and last is not None:
        return Noun(start, *last)
    return None


def _extended(text: str, noun: Noun, low: str, end: int) -> Noun:
    """A plural that is an attribute of the next one: "three public data sources"."""
    after = _WORD.match(text, noun.end, end) if low in _ATTRIBUTIVE else None
    if after is None or not is_plural(after[2]):
        return noun
    return Noun(noun.start, after.end(2), singular(after[2]))
