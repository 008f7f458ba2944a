"""A query and anything that has postings -> the documents that match, with scores.

The engine's index and a single text in memory (`matching`) are both asked here, so a query means
the same for both. Documents are numbers. Whoever implements `Source` may include documents that
are deleted, and takes them out of the result himself.

Why not the library's own searching: whole posting lists are added up at once, term after term,
which is several times faster in Python than moving a tree of matchers from document to document;
and every document is looked at, so no better one can be dropped on the way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import reduce
from itertools import pairwise
from math import log
from typing import Protocol

from index.search.analysis import CHUNK, read_chunk, stems_in
from index.search.phrases import Standing, runs, windows
from index.search.query import (
    AllOf,
    Among,
    Amounts,
    AnyOf,
    Dates,
    Facet,
    Fuzzy,
    Group,
    Near,
    Not,
    Phrase,
    Prefix,
    Query,
    Word,
    Zone,
)
from index.search.terms import ZONE_POSITIONS, pair

K1, B = 2.0, 0.75
"""BM25: how soon more of the same word stops counting, and how much length is held against a text.
Measured on Cranfield and CISI by tests/benchmarks/ranking.py."""

Postings = tuple[Sequence[int], Sequence[float]]
"""Documents in rising order, and how often the term stands in each."""
Frequencies = Mapping[int, float]
Scores = dict[int, float]


class Source(Protocol):
    """What has postings: fields and terms as `index.search.terms` makes them."""

    def documents(self) -> Collection[int]:
        """All documents that are not deleted."""

    def postings(self, field: str, term: str) -> Postings:
        """Where a term stands; two empty sequences if nowhere."""

    def standing(self, field: str, term: str, documents: Sequence[int]) -> Standing:
        """Places of a term in these documents (in rising order), where it stands in them."""

    def norms(self) -> Sequence[float]:
        """By document: 1 - B + B * length / average length."""

    def begun(self, field: str, prefix: str) -> Iterable[str]:
        """Terms of a field that begin so; of very many only the most frequent."""

    def similar(self, word: str) -> Iterable[tuple[str, int]]:
        """Words that look like this one, with their edit distance."""

    def published(self, wanted: Dates) -> Iterable[int]:
        """Documents published within these days."""

    def amounts(self, wanted: Amounts) -> Iterable[int]:
        """Documents with a figure within these bounds."""

    def located(self, scores: Mapping[str, float]) -> dict[int, float]:
        """Scores by document for scores by key; of keys there are."""

    def languages(self) -> Iterable[str]:
        """Languages there are texts in."""


def evaluate(query: Query, source: Source) -> Scores:
    """The matching documents; a filter alone scores 1."""
    return _Evaluation(source).scores(query)


class _Evaluation:
    def __init__(self, source: Source) -> None:
        self._source = source
        self._total = len(source.documents())
        self._norms = source.norms()

    def scores(self, query: Query) -> Scores:
        match query:
            case Group():
                return self._group(query)
            case AllOf(parts):
                return self._all_of(parts)
            case AnyOf(parts):
                return _sum(self.scores(part) for part in parts)
            case Not(part):
                return self._all_but(self.scores(part))
            case Facet(name, words, open_end):
                return dict.fromkeys(self._phrase(name, words, None, open_end), 1.0)
            case Dates():
                return dict.fromkeys(self._source.published(query), 1.0)
            case Amounts():
                return dict.fromkeys(self._source.amounts(query), 1.0)
            case Among(scores):
                return self._source.located(scores)
            case _:
                return self._weigh(self._frequencies(query))

    # How parts go together

    def _group(self, group: Group) -> Scores:
        # Words that stand twice in a query count twice: long questions repeat what matters.
        found = _sum(
            {document: times * score for document, score in self.scores(part).items()}
            if times > 1
            else self.scores(part)
            for part, times in Counter(group.should).items()
        )
        if group.must:
            needed = self._all_of(group.must)
            found = {document: s + found.get(document, 0.0) for document, s in needed.items()}
        if group.filters:
            left = reduce(_both, map(self.scores, group.filters))
            searched = group.must or group.should
            found = {d: found[d] for d in left if d in found} if searched else left
        elif not (group.must or group.should):
            found = dict.fromkeys(self._source.documents(), 0.0)
        for part in group.without:
            for document in self.scores(part):
                found.pop(document, None)
        return found

    def _all_of(self, parts: Sequence[Query]) -> Scores:
        wanted = [self.scores(part) for part in parts if not isinstance(part, Not)]
        found = reduce(_both, sorted(wanted, key=len)) if wanted else self._all_but({})
        for part in parts:
            if isinstance(part, Not):
                for document in self.scores(part.part):
                    found.pop(document, None)
        return found

    def _all_but(self, scores: Scores) -> Scores:
        return {document: 0.0 for document in self._source.documents() if document not in scores}

    # What a leaf finds, and how often

    def _frequencies(self, leaf: Word | Phrase | Near | Prefix | Fuzzy) -> Frequencies | Postings:
        match leaf:
            case Word(text, zone):
                return self._word(text, zone)
            case Phrase(words, zone, open_end):
                return self._phrase("words", words, zone, open_end)
            case Near(words, distance, zone):
                return self._near(words, distance, zone)
            case Prefix(prefix, zone):
                return self._any_word(((w, 1.0) for w in self._source.begun("words", prefix)), zone)
            case Fuzzy(word, zone):
                nearest = self._source.similar(word)
                return self._any_word(((w, 1 / (1 + d)) for w, d in nearest), zone)

    def _word(self, text: str, zone: Zone | None) -> Frequencies | Postings:
        chunks = [read_chunk(raw) for raw in CHUNK.findall(text)]
        parts = [part for chunk in chunks for part in chunk.parts]
        if len(parts) == 1:
            word, stem, _, _ = parts[0]
            return self._inflected(text, zone) if stem else self._exact(word, zone)
        found = self._phrase("words", tuple(part.word for part in parts), zone, False)
        if len(chunks) == 1 and chunks[0].joined:
            for document, times in _pairs(self._inflected(text, zone)):
                found[document] = max(found.get(document, 0.0), times)
        return found

    def _inflected(self, text: str, zone: Zone | None) -> Frequencies | Postings:
        """A word in any inflection, as each language of the collection inflects it."""
        first, *others = stems_in(CHUNK.findall(text)[0], self._source.languages())
        found = self._stem(first, zone)
        if not others:
            return found
        together = dict(_pairs(found))
        for stem in others:
            for document, times in _pairs(self._stem(stem, zone)):
                together[document] = together.get(document, 0.0) + times
        return together

    def _stem(self, stem: str, zone: Zone | None) -> Frequencies | Postings:
        if zone != "text":
            return self._source.postings(zone or "stems", stem)
        found = dict(_pairs(self._source.postings("stems", stem)))
        for head in ("title", "question"):
            for document, times in _pairs(self._source.postings(head, stem)):
                found[document] = found.get(document, 0.0) - times
        return {document: times for document, times in found.items() if times > 0}

    def _exact(self, word: str, zone: Zone | None) -> Frequencies | Postings:
        postings = self._source.postings("words", word)
        if zone is None:
            return postings
        inside = ZONE_POSITIONS[zone]
        places = self._source.standing("words", word, postings[0]).by_document()
        counts = {d: float(sum(p in inside for p in found)) for d, found in places.items()}
        return {document: times for document, times in counts.items() if times}

    def _any_word(self, words: Iterable[tuple[str, float]], zone: Zone | None) -> Frequencies:
        found: Scores = {}
        for word, weight in words:
            for document, times in _pairs(self._exact(word, zone)):
                found[document] = found.get(document, 0.0) + weight * times
        return found

    def _phrase(
        self, field: str, words: tuple[str, ...], zone: Zone | None, open_end: bool
    ) -> Scores:
        terms = _terms_of(field, words[:-1] if open_end else words)
        if open_end:
            terms[len(words) - 1] = tuple(self._source.begun(field, words[-1]))
        if len(terms) == 1 and zone is None:
            return self._any_of(field, terms[0])
        found = self._standing(field, terms)
        if found is None:
            return {}
        inside, length = ZONE_POSITIONS[zone], len(words) - 1
        times = Counter(
            document
            for document, place in runs(found)
            if zone is None or (place in inside and place + length in inside)
        )
        return {document: float(number) for document, number in times.items()}

    def _near(self, words: tuple[str, ...], distance: int, zone: Zone | None) -> Scores:
        terms = {number: (word,) for number, word in enumerate(dict.fromkeys(words))}
        if len(terms) == 1 and zone is None:
            return self._any_of("words", terms[0])
        standing = self._standing("words", terms)
        if standing is None:
            return {}
        inside = ZONE_POSITIONS[zone]
        places = [part.by_document() for parts in standing.values() for part in parts]
        found: Scores = {}
        for document in places[0]:
            each = [of_word[document] for of_word in places]
            if zone is not None:
                each = [[place for place in some if place in inside] for some in each]
            if times := len(windows(each, distance)):
                found[document] = float(times)
        return found

    def _standing(
        self, field: str, words: Mapping[int, Sequence[str]]
    ) -> dict[int, list[Standing]] | None:
        """Where words stand, each in any of its spellings, in documents that have all of them."""
        where = [
            {d for term in terms for d in self._source.postings(field, term)[0]}
            for terms in words.values()
        ]
        candidates = sorted(set.intersection(*sorted(where, key=len)))
        if not candidates:
            return None
        return {
            place: [self._source.standing(field, term, candidates) for term in terms]
            for place, terms in words.items()
        }

    def _any_of(self, field: str, terms: Iterable[str]) -> Scores:
        found: Scores = {}
        for term in terms:
            for document, times in _pairs(self._source.postings(field, term)):
                found[document] = found.get(document, 0.0) + times
        return found

    def _weigh(self, found: Frequencies | Postings) -> Scores:
        """BM25 of one word, or of several taken as one, as Lucene has it.

        Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009).
        """
        documents: Collection[int]
        times: Iterable[float]
        if isinstance(found, Mapping):
            documents, times = found.keys(), found.values()
        else:
            documents, times = found
        standing, norms = len(documents), self._norms
        factor = (K1 + 1) * log(1 + (max(self._total - standing, 0) + 0.5) / (standing + 0.5))
        return {
            document: factor * tf / (tf + K1 * norms[document])
            for document, tf in zip(documents, times, strict=True)
        }


def _terms_of(field: str, words: Sequence[str]) -> dict[int, tuple[str, ...]]:
    """The terms that a phrase is looked up by, by their place in it.

    Two words that have a term as a pair are looked up by that: it stands in fewer places.
    """
    pairs: dict[int, tuple[str, ...]] = {
        place: (term,)
        for place, two in enumerate(pairwise(words))
        if (term := pair(field, *two)) is not None
    }
    return pairs | {
        place: (word,)
        for place, word in enumerate(words)
        if place not in pairs and place - 1 not in pairs
    }


def _pairs(found: Frequencies | Postings) -> Iterable[tuple[int, float]]:
    return found.items() if isinstance(found, Mapping) else zip(*found, strict=True)


def _both(first: Scores, second: Scores) -> Scores:
    return {d: score + second[d] for d, score in first.items() if d in second}


def _sum(parts: Iterable[Scores]) -> Scores:
    total: Scores = {}
    for scores in parts:
        if not total:
            total = scores
            continue
        known = total.get
        for document, score in scores.items():
            total[document] = known(document, 0.0) + score
    return total
