"""Where in a text the words of a query stand: every mark a snippet or an article shows.

Texts are read again when they are shown; nothing is kept in the index for it. What a chunk of text
means to a query is worked out once a query, so a section costs one pass of a regular expression.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from index.article import Span
from index.search.analysis import CHUNK, STOP_WORDS, Chunk, Part, reader_in
from index.search.inflection import LANGUAGES
from index.search.phrases import runs, windows
from index.search.query import FINDING_ZONES, Fuzzy, Near, Phrase, Prefix, Query, Word, wanted
from index.search.spelling import alike

_SCANNED = 50_000
"""Code points of a text that are read, unless nothing is found in them."""


_IN_TEXT = (None, "text", *FINDING_ZONES)
"""Zones whose words are marked wherever they stand in the text."""


class Mark(NamedTuple):
    """A place that matches; `leaf` numbers the part of the query (`query.wanted`) it belongs to."""

    start: int
    end: int
    leaf: int


def marks(text: str, query: Query, language: str | None = None) -> list[Mark]:
    """Every match, in the order of the text; they may overlap. `language` is the text's.

    Of a text of hundreds of pages only the beginning is read, if there is a match in it. What a
    query asks of titles, headings and facets is not looked for.
    """
    return _finder(query, language if language in LANGUAGES else None).marks(text)


def disjoint(found: Iterable[Mark]) -> list[Span]:
    """Marks in order, as spans that do not overlap."""
    spans: list[Span] = []
    for mark in found:
        if spans and mark.start < spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(spans[-1].end, mark.end))
        else:
            spans.append(Span(mark.start, mark.end))
    return spans


class _Step(NamedTuple):
    """A word of a chunk that phrases ask for: at which position of the chunk, and its place."""

    position: int
    key: str
    start: int
    end: int


class _Seen(NamedTuple):
    """What a chunk means to the query; places are relative to its start."""

    positions: int
    marks: tuple[Mark, ...]
    steps: tuple[_Step, ...]


class _Finder:
    """A query made ready for looking at texts."""

    def __init__(self, query: Query, language: str | None) -> None:
        self._read = reader_in(language)
        self._seen: dict[str, _Seen | int] = {}
        self._stems: dict[str, int] = {}
        self._words: dict[str, int] = {}
        self._prefixes: dict[str, int] = {}
        self._fuzzy: dict[str, int] = {}
        self._phrases: list[tuple[int, tuple[str, ...]]] = []
        self._near: list[tuple[int, Near]] = []
        for number, leaf in enumerate(wanted(query)):
            if leaf.zone in _IN_TEXT:
                self._learn(number, leaf)
        self._keys = {key for _, keys in self._phrases for key in keys}
        self._keys.update(word for _, near in self._near for word in near.words)
        self._open = tuple(key[:-1] for key in self._keys if key.endswith("*"))

    def _learn(self, number: int, leaf: Word | Phrase | Near | Prefix | Fuzzy) -> None:
        match leaf:
            case Word(text):
                self._learn_word(number, [self._read(raw) for raw in CHUNK.findall(text)])
            case Phrase(words, _, open_end):
                keys = (*words[:-1], words[-1] + "*") if open_end else words
                self._phrases.append((number, keys))
            case Near():
                self._near.append((number, leaf))
            case Prefix(prefix):
                self._prefixes[prefix] = number
            case Fuzzy(word):
                self._fuzzy[word] = number

    def _learn_word(self, number: int, chunks: list[Chunk]) -> None:
        parts = [part for chunk in chunks for part in chunk.parts]
        if len(parts) > 1:
            self._phrases.append((number, tuple(part.word for part in parts)))
            if len(chunks) == 1 and chunks[0].joined:
                self._stems[chunks[0].joined_stem] = number
        elif parts[0].stem:
            self._stems[parts[0].stem] = number
        else:
            self._words[parts[0].word] = number

    def marks(self, text: str) -> list[Mark]:
        """See `marks`."""
        found: list[Mark] = []
        steps: dict[str, dict[int, Span]] = {}
        seen, position = self._seen, 0
        for match in CHUNK.finditer(text):
            raw = match[0]
            what = seen.get(raw)
            if what is None:
                what = seen[raw] = self._look(self._read(raw))
            if isinstance(what, int):
                position += what
                continue
            start = match.start()
            if start > _SCANNED and (found or steps):
                break
            found.extend(Mark(start + m.start, start + m.end, m.leaf) for m in what.marks)
            for step in what.steps:
                place = Span(start + step.start, start + step.end)
                steps.setdefault(step.key, {})[position + step.position] = place
            position += what.positions
        if steps:
            found.extend(self._together(steps))
        found.sort()
        return found

    def _look(self, chunk: Chunk) -> _Seen | int:
        """What a chunk means; only its number of positions if it means nothing."""
        found: list[Mark] = []
        steps: list[_Step] = []
        forms = list(enumerate(chunk.parts))
        if chunk.joined:
            first, last = chunk.parts[0], chunk.parts[-1]
            forms.append((0, Part(chunk.joined, chunk.joined_stem, first.start, last.end)))
        for position, (word, stem, start, end) in forms:
            leaf = self._leaf_of(word, stem)
            if leaf is not None:
                found.append(Mark(start, end, leaf))
            steps.extend(_Step(position, key, start, end) for key in self._keys_of(word))
        positions = len(chunk.parts)
        return _Seen(positions, tuple(found), tuple(steps)) if found or steps else positions

    def _leaf_of(self, word: str, stem: str) -> int | None:
        for known, key in ((self._stems, stem), (self._words, word)):
            if key in known:
                return known[key]
        if word not in STOP_WORDS:
            for prefix, leaf in self._prefixes.items():
                if word.startswith(prefix):
                    return leaf
        for like, leaf in self._fuzzy.items():
            if alike(like, word):
                return leaf
        return None

    def _keys_of(self, word: str) -> Iterable[str]:
        if word in self._keys:
            yield word
        for prefix in self._open:
            if word.startswith(prefix) and word not in STOP_WORDS:
                yield prefix + "*"

    def _together(self, steps: Mapping[str, Mapping[int, Span]]) -> Iterable[Mark]:
        nowhere: Mapping[int, Span] = {}
        for leaf, keys in self._phrases:
            places = [steps.get(key, nowhere) for key in keys]
            for first in runs([list(each) for each in places]):
                last = places[-1][first + len(keys) - 1]
                yield Mark(places[0][first].start, last.end, leaf)
        for leaf, near in self._near:
            words = list(dict.fromkeys(near.words))
            places = [steps.get(word, nowhere) for word in words]
            spans = {position: span for each in places for position, span in each.items()}
            for window in windows([list(each) for each in places], near.distance):
                for position in window:
                    yield Mark(spans[position].start, spans[position].end, leaf)


@lru_cache(maxsize=8)
def _finder(query: Query, language: str | None) -> _Finder:
    return _Finder(query, language)
