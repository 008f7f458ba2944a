"""A few documents in memory that queries are evaluated on as on an index: a finding, the notes.

(One difference: for a very common prefix the engine takes its most frequent words only.)
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain

from index.search.analysis import STOP_WORDS
from index.search.dates import within
from index.search.evaluation import Postings, evaluate
from index.search.phrases import Standing
from index.search.protocol import Document, Found
from index.search.query import Amounts, Dates, Query
from index.search.spelling import similar
from index.search.terms import Places, terms_of

_NO_PLACES: Places = {}


class Texts:
    """A `Source` of some documents, numbered in their order."""

    def __init__(self, documents: Iterable[Document]) -> None:
        several = list(documents)
        self._terms = [terms_of(document) for document in several]
        self._articles = [document.article for document in several]
        self._keys = [f"{document.article}:{document.number}" for document in several]

    def find(self, query: Query) -> Found:
        """All documents that match."""
        return Found(evaluate(query, self), self._keys, self._articles)

    def documents(self) -> Collection[int]:
        """See `Source`."""
        return range(len(self._terms))

    def postings(self, field: str, term: str) -> Postings:
        """See `Source`."""
        standing = [(n, times) for n in self.documents() if (times := self._times(n, field, term))]
        return [n for n, _ in standing], [times for _, times in standing]

    def _times(self, document: int, field: str, term: str) -> float:
        terms = self._terms[document]
        if field == "published":
            return float(terms.published == term)
        if field in terms.counts:
            return float(terms.counts[field].get(term, 0))
        return float(len(terms.places.get(field, _NO_PLACES).get(term, ())))

    def standing(self, field: str, term: str, documents: Sequence[int]) -> Standing:
        """See `Source`."""
        found = {n: self._terms[n].places.get(field, _NO_PLACES).get(term) for n in documents}
        places = {n: each for n, each in found.items() if each}
        return Standing(
            list(places),
            list(map(len, places.values())),
            list(chain.from_iterable(places.values())),
        )

    def norms(self) -> Sequence[float]:
        """See `Source`; one text is as long as another."""
        return [1.0] * len(self._terms)

    def begun(self, field: str, prefix: str) -> Iterable[str]:
        """See `Source`."""
        return {
            word
            for word in self._words(field)
            if word.startswith(prefix) and word not in STOP_WORDS and " " not in word
        }

    def similar(self, word: str) -> Iterable[tuple[str, int]]:
        """See `Source`."""
        return similar(word, {like for like in self._words("words") if " " not in like})

    def published(self, wanted: Dates) -> Iterable[int]:
        """See `Source`."""
        return [n for n, terms in enumerate(self._terms) if within(terms.published, wanted)]

    def amounts(self, wanted: Amounts) -> Iterable[int]:
        """See `Source`."""
        return [
            n
            for n, terms in enumerate(self._terms)
            if any(wanted.holds((u, value)) for u, some in terms.amounts.items() for value in some)
        ]

    def located(self, scores: Mapping[str, float]) -> dict[int, float]:
        """See `Source`."""
        return {n: scores[key] for n, key in enumerate(self._keys) if key in scores}

    def languages(self) -> Iterable[str]:
        """See `Source`."""
        return self._words("lang")

    def _words(self, field: str) -> Iterable[str]:
        if len(self._terms) == 1:
            return self._terms[0].places.get(field, _NO_PLACES)
        return dict.fromkeys(w for terms in self._terms for w in terms.places.get(field, ()))
