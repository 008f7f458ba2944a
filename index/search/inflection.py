"""Words of other languages than English reduced to their stems.

Languages in Latin letters share words that mean different things ("die", "gift"), so their stems
carry the language ("de:zins") and are made only for articles in it; a query is stemmed in every
language a collection has. Other scripts tell the language: their stems are the same everywhere.

The Snowball stemmers are those that come with Whoosh. Arabic, Greek and Hindi have light ones of
our own, which take off endings (and the Arabic article) and touch nothing else, after Larkey,
Ballesteros and Connell, "Light Stemming for Arabic Information Retrieval" (2007), and Ramanathan
and Rao, "A Lightweight Stemmer for Hindi" (2003).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

from index.text import fold

_SNOWBALL = {
    "da": ("danish", "DanishStemmer"), "de": ("german", "GermanStemmer"),
    "es": ("spanish", "SpanishStemmer"), "fi": ("finnish", "FinnishStemmer"),
    "fr": ("french", "FrenchStemmer"), "hu": ("hungarian", "HungarianStemmer"),
    "it": ("italian", "ItalianStemmer"), "nl": ("dutch", "DutchStemmer"),
    "no": ("norwegian", "NorwegianStemmer"), "pt": ("portugese", "PortugueseStemmer"),
    "ro": ("romanian", "RomanianStemmer"), "ru": ("russian", "RussianStemmer"),
    "sv": ("swedish", "SwedishStemmer"),
}  # fmt: skip
LANGUAGES = frozenset(_SNOWBALL) - {"ru"}
"""Those in Latin letters that have stems of their own."""
_ROUNDS = 3
_SHORTEST = 3
_LONGEST = 40
_ELISION = re.compile(r"(?:[cdjlmnst]|qu|all|dall|dell|nell|sull|un|gl|quest)'(?=\w{2})")
# The plural of "-ão" is irregular to a stemmer, and often written without its accents.
_PORTUGUESE = re.compile(r"(?:õe|oe|ãe)s$")
_DUTCH = {"v": "f", "z": "s"}
_ARTICLES = {"ال": 5, "وال": 6, "بال": 6, "كال": 6, "فال": 6, "لل": 5}
_ARABIC_ENDINGS = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_GREEK_ENDINGS = """
    ουσαμε ουσατε ιουνται ομαστε οντας ουνται εσαι ονται ουμε ουσα ετε εις ους ουν ιων ιου ων ης ας
    ες ος οι ου ον ια ιο ει ω α ε η ι ο υ
""".split()
_HINDI_ENDINGS = (
    "ाएंगी ाएंगे ाऊंगी ाऊंगा ियाँ ियों ियां ताएँ ताओं ाओं ाएँ ाएं ुओं ुएँ ुएं ने ना ती ते ता ाँ ां ों ें ीं ो े ू ु ी ि ा"
).split()


def stem_in(language: str | None, written: str, folded: str) -> str | None:
    """The stem of one word, None if it is stemmed as English is.

    `written` is the word in lower case with its accents, `folded` as `index.text.fold` has it.
    """
    if not folded.isalpha() and not _is_marked(folded):
        return None
    if folded.isascii() or "a" <= folded[0] <= "\u024f":
        if language not in LANGUAGES:
            return None
        return f"{language}:{fold(_snowball(language, written))}"
    return _by_script(written, folded)


def _by_script(written: str, folded: str) -> str | None:
    letter = folded[0]
    if "\u0400" <= letter <= "\u052f":
        return fold(_snowball("ru", written.replace("ё", "е")))
    if "\u0370" <= letter <= "\u03ff":
        return _without(folded, _folded_endings(*_GREEK_ENDINGS), 3)
    if "\u0620" <= letter <= "\u06ff":
        return _arabic(folded)
    if "\u0900" <= letter <= "\u097f":
        return _without(folded, _folded_endings(*_HINDI_ENDINGS), 2)
    return None


def _is_marked(folded: str) -> bool:
    """Whether a word is of letters and vowel signs, which are no letters to Python."""
    return folded[:1] >= "\u0900" and not any(c.isdigit() for c in folded)


def _snowball(language: str, word: str) -> str:
    if not _SHORTEST <= len(word) <= _LONGEST:
        return word
    if language in ("fr", "it", "ro"):
        word = _ELISION.sub("", word)
    if language == "pt":
        word = _PORTUGUESE.sub("ão", word)
        word = re.sub("ao$", "ão", word)
    stemmer = _stemmer(language)
    # What is left may be a word of its own ("zinsen", "zins"): both have to end up the same.
    for _ in range(_ROUNDS):
        shorter = stemmer(word)
        if shorter == word or len(shorter) < _SHORTEST:
            break
        word = shorter
    # Dutch writes "huis, huizen", "tarief, tarieven".
    return word[:-1] + _DUTCH.get(word[-1], word[-1]) if language == "nl" else word


@cache
def _stemmer(language: str) -> Callable[[str], str]:
    module, name = _SNOWBALL[language]
    made: Any = getattr(import_module(f"whoosh.lang.snowball.{module}"), name)()
    stem: Callable[[str], str] = made.stem
    return stem


def _without(word: str, endings: list[str] | tuple[str, ...], shortest: int) -> str:
    """A word without the longest of the endings it has, if enough of it is left."""
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            return word[: -len(ending)]
    return word


def _arabic(word: str) -> str:
    if word.startswith("و") and len(word) > 4:
        word = word[1:] if not word.startswith("وال") else word
    for article, shortest in sorted(_ARTICLES.items(), key=lambda each: -len(each[0])):
        if word.startswith(article) and len(word) >= shortest:
            word = word[len(article) :]
            break
    return _without(word, _ARABIC_ENDINGS, 3)


@cache
def _folded_endings(*endings: str) -> tuple[str, ...]:
    """Endings as they stand in folded words, the longest first."""
    return tuple(sorted({fold(ending) for ending in endings}, key=len, reverse=True))
