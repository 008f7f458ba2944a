"""What is put into an index is what is read from it, posting by posting."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from random import Random

import pytest

from index.search.engine import WhooshEngine
from index.search.protocol import SectionDocument
from index.search.snapshot import Snapshot
from index.search.terms import terms_of

WORDS = [f"word{n}" for n in range(40)]


def sections(article: str, count: int) -> list[SectionDocument]:
    """Sections in which some words stand everywhere and others nearly nowhere."""
    random = Random(article)
    return [
        SectionDocument(
            article, number, "A title", "What is asked?",
            " ".join(random.choices(WORDS, weights=range(40, 0, -1), k=random.randint(1, 30))),
            tags=("tagged",),
        )
        for number in range(count)
    ]  # fmt: skip


@pytest.mark.parametrize(
    "commits", [(1,), (127,), (128,), (129,), (300,), (100, 100, 100), (40,) * 9]
)
def test_postings_are_read_as_they_were_put_in(tmp_path: Path, commits: tuple[int, ...]) -> None:
    engine = WhooshEngine.create(tmp_path / "index")
    documents: dict[str, SectionDocument] = {}
    for number, count in enumerate(commits):
        put = sections(f"article{number}", count)
        engine.replace(put, ())
        documents |= {f"{each.article}:{each.number}": each for each in put}
    snapshot: Snapshot = engine._current()
    keys, _ = snapshot.keys()
    assert sorted(keys) == sorted(documents)

    counts: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    places: dict[tuple[str, str], dict[int, list[int]]] = defaultdict(dict)
    for document, key in enumerate(keys):
        terms = terms_of(documents[key])
        for field, counted in terms.counts.items():
            for term, times in counted.items():
                counts[field, term][document] = times
        for field, placed in terms.places.items():
            for term, positions in placed.items():
                places[field, term][document] = positions
                counts[field, term][document] = len(positions)
    for (field, term), expected in counts.items():
        assert dict(zip(*snapshot.postings(field, term), strict=True)) == expected
    for (field, term), positions_of in places.items():
        read = snapshot.standing(field, term, sorted(positions_of)).by_document()
        assert {document: list(each) for document, each in read.items()} == positions_of
    engine.close()
