"""Where in a text the words of a query stand: every mark a snippet or an article shows.

Texts are read again when they are shown; nothing is kept in the index for it. What a chunk of text
means to a query is worked out once a query, so a section costs one pass of a regular expression.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

from index.article import Span
from index.search.analysis import CHUNK, STOP_WORDS, Chunk, Part, reader_in
from index.search.inflection import LANGUAGES
from index.search.phrases import Standing, runs, windows
from index.search.query import FINDING_ZONES, Fuzzy, Near, Phrase, Prefix, Query, Word, wanted
from index.search.spelling import alike, similar

_SCANNED = 50_000
"""Code points of a text that are read, unless nothing is found in them."""


_LONGEST_KEPT = 60
"""Code points of runs whose meaning is kept: scripts without spaces have runs of any length."""
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
    """What a chunk or a run of chunks means to the query; places are relative to its start."""

    marks: tuple[Mark, ...]
    steps: tuple[_Step, ...]


class _Finder:
    """A query made ready for looking at texts."""

    def __init__(self, query: Query, language: str | None) -> None:
        self._read = reader_in(language)
        self._positions: dict[str, int] = {}
        self._telling: dict[str, _Seen] = {}
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
        self._wanted = {*self._stems, *self._words, *self._keys}
        self._begun = (*self._open, *self._prefixes)
        self._terms_in = _terms_in(language)

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
        found = self._marks_within(text, _SCANNED)
        return found if found or len(text) <= _SCANNED else self._marks_within(text, len(text))

    def _marks_within(self, text: str, limit: int) -> list[Mark]:
        """The marks of words, phrases and words near each other in the beginning of a text."""
        runs = text[:limit].split()
        telling, positions = self._read_runs(set(runs))
        if not telling:
            return []
        # The few runs that mean something are looked up in the text: that is several times
        # faster than going from run to run.
        starts = {run: _starts(text, run, limit) for run in telling}
        found = [
            Mark(start + m.start, start + m.end, m.leaf)
            for run, what in telling.items()
            if what.marks
            for start in starts[run]
            for m in what.marks
        ]
        if any(what.steps for what in telling.values()):
            found += self._together(_steps(runs, telling, positions, starts))
        found.sort()
        return found

    def _read_runs(self, runs: set[str]) -> tuple[dict[str, _Seen], Mapping[str, int]]:
        """Those of some runs without spaces that mean something; of each, how many positions."""
        fresh = {run: self._terms_in(run) for run in runs.difference(self._positions)}
        wanted = self._wanted
        if self._fuzzy:
            wanted = wanted | self._alike({t for _, terms in fresh.values() for t in terms})
        long: dict[str, int] = {}
        long_telling: dict[str, _Seen] = {}
        for run, (count, terms) in fresh.items():
            kept = len(run) <= _LONGEST_KEPT
            (self._positions if kept else long)[run] = count
            if self._may_mean(terms, wanted) and (what := self._look_at(run)):
                (self._telling if kept else long_telling)[run] = what
        telling = {run: self._telling[run] for run in runs.intersection(self._telling)}
        return telling | long_telling, (self._positions | long if long else self._positions)

    def _alike(self, terms: Collection[str]) -> set[str]:
        """Those of some terms that a `~word` finds, and perhaps more."""
        return {like for word in self._fuzzy for like, _ in similar(word, terms)}

    def _may_mean(self, terms: frozenset[str], wanted: Collection[str]) -> bool:
        """Whether one of these words and stems may be looked for."""
        if not terms.isdisjoint(wanted):
            return True
        return bool(self._begun) and any(term.startswith(self._begun) for term in terms)

    def _look_at(self, run: str) -> _Seen | None:
        """What a run means: what its chunks mean, one after the other; None if nothing."""
        position = 0
        found: list[Mark] = []
        steps: list[_Step] = []
        for match in CHUNK.finditer(run):
            chunk, start = self._read(match[0]), match.start()
            what = self._look(chunk)
            found += [Mark(start + m.start, start + m.end, m.leaf) for m in what.marks]
            steps += [
                _Step(position + s.position, s.key, start + s.start, start + s.end)
                for s in what.steps
            ]
            position += len(chunk.parts)
        return _Seen(tuple(found), tuple(steps)) if found or steps else None

    def _look(self, chunk: Chunk) -> _Seen:
        """What a chunk means."""
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
        return _Seen(tuple(found), tuple(steps))

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
            for _, first in runs({n: [_standing(each)] for n, each in enumerate(places)}):
                last = places[-1][first + len(keys) - 1]
                yield Mark(places[0][first].start, last.end, leaf)
        for leaf, near in self._near:
            words = list(dict.fromkeys(near.words))
            places = [steps.get(word, nowhere) for word in words]
            spans = {position: span for each in places for position, span in each.items()}
            for window in windows([list(each) for each in places], near.distance):
                for position in window:
                    yield Mark(spans[position].start, spans[position].end, leaf)


def _starts(text: str, run: str, limit: int) -> list[int]:
    """Where a run begins in the beginning of a text, each time."""
    starts: list[int] = []
    start, length = text.find(run, 0, limit), len(run)
    while start >= 0:
        end = start + length
        if not (text[start - 1 : start].strip() or text[end : end + 1].strip()):
            starts.append(start)
        start = text.find(run, end, limit)
    return starts


def _steps(
    runs: Sequence[str],
    telling: Mapping[str, _Seen],
    positions: Mapping[str, int],
    starts: Mapping[str, Sequence[int]],
) -> dict[str, dict[int, Span]]:
    """By key the positions in a text where it stands, each with its place there.

    `runs` are those of the text in order, `starts` says where each telling one begins.
    """
    found: dict[str, dict[int, Span]] = {}
    next_start = {run: iter(each) for run, each in starts.items()}
    before = accumulate(map(positions.__getitem__, runs), initial=0)
    for run, position in zip(runs, before, strict=False):
        if run in telling and (start := next(next_start[run], None)) is not None:
            for step in telling[run].steps:
                place = Span(start + step.start, start + step.end)
                found.setdefault(step.key, {})[position + step.position] = place
    return found


def _standing(steps: Mapping[int, Span]) -> Standing:
    return Standing((0,), (len(steps),), list(steps))


@cache
def _terms_in(language: str | None) -> Callable[[str], tuple[int, frozenset[str]]]:
    """Gives the number of positions of a run and all words and stems in it; kept over queries."""
    read = reader_in(language)

    @lru_cache(maxsize=8_000)
    def terms(run: str) -> tuple[int, frozenset[str]]:
        chunks = [read(raw) for raw in CHUNK.findall(run)]
        words = {term for c in chunks for part in c.parts for term in (part.word, part.stem)}
        words.update(joined for c in chunks for joined in (c.joined, c.joined_stem))
        return sum(len(chunk.parts) for chunk in chunks), frozenset(words - {""})

    return terms


@lru_cache(maxsize=8)
def _finder(query: Query, language: str | None) -> _Finder:
    return _Finder(query, language)
