"""Everything a search index holds, section for section, to compare two of them."""

from __future__ import annotations

from collections import defaultdict

from index.cache import MARKED, SEARCH
from index.collection import Collection
from index.search.engine import WhooshEngine
from index.search.query import FACETS, FINDING_ZONES
from index.search.segment import lexicon
from index.search.snapshot import Snapshot

COUNTED = ("stems", "title", "question", "published", *FINDING_ZONES)
PLACED = ("words", "amount", *FACETS)

Dump = dict[str, dict[tuple[str, str], tuple[float, tuple[int, ...]]]]


def dump(engine: WhooshEngine) -> Dump:
    """By key of a section: field and term with how often and where it stands."""

    def look(snapshot: Snapshot) -> Dump:
        found: Dump = defaultdict(dict)
        keys, _ = snapshot.keys()
        living = set(snapshot.documents())
        for field in (*COUNTED, *PLACED):
            terms = {term for leaf, _ in snapshot._leaves for term, _ in lexicon(leaf, field)}
            for term in terms:
                documents, times = snapshot.postings(field, term)
                standing = snapshot.standing(field, term, documents)
                places = standing.by_document() if field in PLACED else {}
                for document, number in zip(documents, times, strict=True):
                    if document in living:
                        where = tuple(places.get(document, ()))
                        found[keys[document]][field, term] = (number, where)
        return dict(found)

    return engine._ask(look)


def held(collection: Collection) -> list[Dump]:
    """What both engines of the current generation of a collection hold."""
    current = collection._cache.current()
    assert current is not None
    found = []
    for name in (SEARCH, MARKED):
        engine = WhooshEngine.open(current / name)
        found.append(dump(engine))
        engine.close()
    return found
