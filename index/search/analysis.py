"""What a word is: text as the words that are indexed and looked up.

Index, queries, snippets and the matching of single texts all come here, so a word means the same
everywhere. Nothing here knows queries or engines.

A run without spaces such as "F-35", "COVID-19", "O'Neill" or "R&D" is a *chunk*. A chunk has
*parts*, which take one position each and are cut at joiners and where letters meet digits (f, 35),
and a *joined* form (f35) at the place of its first part. So "F-35", "F35" and "F 35" have the same
parts side by side, and "email" finds "e-mail". Possessives go ("drug's" is drug), initials close up
("U.S." is us), grouped digits too ("12,500" is 12500); a decimal point stays ("3.5"). Every
ideograph, kana and Korean syllable is a word. Words are folded: no case, no accents.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache, partial
from itertools import chain
from typing import NamedTuple

from index.search.inflection import LANGUAGES, stem_in
from index.search.stemmer import stem
from index.text import fold, fold_punctuation

_STOP_WORDS = """
a about am an and any are as at be because been being but by can cannot cant could couldnt did
didnt do does doesnt doing dont down each for from had has hasnt have havent having he her hers
him his how i if im in into is isnt it its itself ive just me my no nor not of off on once or
our ours out over own s she should shouldnt so some such t than that thats the their theirs them
then there theres these they theyre this those through to too under until up very was wasnt we
were werent weve what whats when where which while who whom why will with wont would wouldnt you
your yours youre
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
"""Words that say nothing alone: looked for only in exact phrases, or when there is no other."""

_CJK = (
    "\u3005\u3006\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\uac00-\ud7a3\U00020000-\U0003ffff"
)
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0711-\u074a\u0900-\u0963\u0966-\u109f\u135d-\u135f\u1712-\u1734\u1780-\u17d3\u18a9"
    "\u1920-\u1cff\u1dc0-\u1dff\u20d0-\u20f0\ua802-\uabff\ufe20-\ufe2f"
)
_LETTER = rf"[^\W\d_{_CJK}]"
_INITIALS = rf"(?:{_LETTER}\.){{1,8}}{_LETTER}(?!\w)\.?"
# Every repetition is bounded, so that one line of sixteen megabytes is read in linear time and
# no word gets longer than a term may be. Marks are a group of their own: runs without any (almost
# all) then stay one character class, which is what makes this fast.
_RUN = rf"[^\W_{_CJK}]{{1,60}}(?:[{_MARKS}]{{1,8}}[^\W_{_CJK}]{{0,60}}){{0,8}}"
_JOINT = r"(?:[-‐‑'’ʼ&]|(?<=\d)[.,](?=\d))"
CHUNK = re.compile(rf"{_INITIALS}|{_RUN}(?:{_JOINT}{_RUN}){{0,7}}|[{_CJK}]")
"""Finds chunks; what `read_chunk` is asked about."""

_IS_INITIALS = re.compile(_INITIALS)
_PART = re.compile(
    r"(?<![\d,])\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?"  # grouped digits
    r"|\d+(?:\.\d+)*(?:(?:st|nd|rd|th|s)$)?"  # other numbers, "2nd", "1990s"
    r"|[^\d\-'&.,]+",  # letters
    re.IGNORECASE,
)
_LONGEST_JOINED = 60


class Part(NamedTuple):
    """A word at its place in a chunk; `stem` is empty for stop words."""

    word: str
    stem: str
    start: int
    end: int


class Chunk(NamedTuple):
    """A run without spaces: its parts, one position each, and its joined form, or ""."""

    parts: tuple[Part, ...]
    joined: str
    joined_stem: str


class Token(NamedTuple):
    """A word with its place in a text (code points, end excluded)."""

    word: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """Every word of a text, folded, with its place: one a position."""
    for match in CHUNK.finditer(text):
        start = match.start()
        for part in read_chunk(match[0]).parts:
            yield Token(part.word, start + part.start, start + part.end)


def is_ideograph(word: str) -> bool:
    """Whether a word is one ideograph or kana, which takes no spaces around it."""
    return len(word) == 1 and _ONE_CJK.fullmatch(word) is not None


_ONE_CJK = re.compile(f"[{_CJK}]")


@lru_cache(maxsize=16_000)
def read_chunk(raw: str) -> Chunk:
    """The words of one match of `CHUNK`; places are relative to its start.

    Words in Latin letters are taken for English.
    """
    return _read(None, raw)


@cache
def reader_in(language: str | None) -> Callable[[str], Chunk]:
    """`read_chunk` for texts in a language; for those without stems of their own the same."""
    if language not in LANGUAGES:
        return read_chunk
    return lru_cache(maxsize=8_000)(partial(_read, language))


def names_in(text: str, language: str | None = None) -> list[str]:
    """The words of a text for comparing texts: stems, joined ones too, in order.

    A stop word is itself behind `STOP`, so that it is no stem.
    """
    return list(chain.from_iterable(map(_names_in(language), CHUNK.findall(text))))


@cache
def _names_in(language: str | None) -> Callable[[str], tuple[str, ...]]:
    """Gives the names of a chunk; for languages without stems of their own the same."""
    if language not in LANGUAGES and language is not None:
        return _names_in(None)
    read = reader_in(language)

    @lru_cache(maxsize=8_000)
    def names(raw: str) -> tuple[str, ...]:
        chunk = read(raw)
        joined = (chunk.joined_stem,) if chunk.joined_stem else ()
        return (*joined, *(part.stem or STOP + part.word for part in chunk.parts))

    return names


STOP = "="


def stems_in(raw: str, languages: Iterable[str]) -> tuple[str, ...]:
    """Every stem that a chunk of a single word has in a collection with texts in `languages`.

    The first is that of `read_chunk`, also if it is empty.
    """
    readers: list[Callable[[str], Chunk]] = [
        read_chunk,
        *(reader_in(language) for language in languages),
    ]
    chunks = [read(raw) for read in readers]
    if len(chunks[0].parts) == 1:
        return tuple(dict.fromkeys(chunk.parts[0].stem for chunk in chunks))
    return tuple(dict.fromkeys(chunk.joined_stem for chunk in chunks))


def _read(language: str | None, raw: str) -> Chunk:
    flat = fold_punctuation(raw)
    if "." in flat and _IS_INITIALS.fullmatch(flat):
        return _chunk(language, [(fold(flat.replace(".", "")), 0, len(flat))], "", flat)
    end = len(flat) - 2 if len(flat) > 2 and flat[-2:] in ("'s", "'S") else len(flat)
    parts = [
        (word, match.start(), match.end())
        for match in _PART.finditer(flat, 0, end)
        if (word := fold(match[0].replace(",", "")))
    ]
    return _chunk(language, parts, _join(flat, parts), flat)


def _chunk(
    language: str | None, parts: list[tuple[str, int, int]], joined: str, flat: str
) -> Chunk:
    hollow = joined in STOP_WORDS  # "don't"
    joined = "" if hollow else joined
    return Chunk(
        tuple(
            Part(
                word,
                "" if hollow or word in STOP_WORDS else _stem(language, flat[start:end], word),
                start,
                end,
            )
            for word, start, end in parts
        ),
        joined,
        _stem(language, joined, joined) if joined else "",
    )


def _stem(language: str | None, written: str, word: str) -> str:
    if language is None and word.isascii():
        return stem(word)
    found = stem_in(language, written.lower(), word)
    return stem(word) if found is None else found


def _join(flat: str, parts: list[tuple[str, int, int]]) -> str:
    """The joined form; a hyphen stays between digits and an ampersand everywhere."""
    if len(parts) < 2:
        return ""
    joined, last = parts[0][0], parts[0][2]
    for word, start, end in parts[1:]:
        joint = flat[last:start]
        if joint in (",", "."):
            return ""
        keep = joint == "&" or (joint == "-" and joined[-1].isdigit() and word[0].isdigit())
        joined += joint * keep + word
        last = end
    return joined if len(joined) <= _LONGEST_JOINED else ""
