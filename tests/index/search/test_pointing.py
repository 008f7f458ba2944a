"""Snippets of what is asked of findings show the finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.collection import Collection

ARTICLE = """# The harbour

## What did it cost?

Work on the quay began in spring and went on for two years, longer than anyone in the town council
had expected when they voted on it one evening in the old customs house. The crews came from three
counties, brought their own cranes and slept in a disused ferry that lay beside the fish market.

Freight through the harbour rose by 42% in the first year. Ships waited less and left with more.

The council paid $3.5 million for the dredging alone. If the new wall fails in a storm, the whole
town could be flooded within an hour. Nobody has tested the pumps.
"""


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "harbour.md").write_text(ARTICLE)
    collection = Collection(folder, tmp_path / "cache")
    collection.sync(jobs=1)
    return collection


def marked(collection: Collection, query: str) -> list[str]:
    """What the snippets of the first hit mark."""
    hits = collection.search(query).hits
    return [s.text[m.start : m.end] for s in hits[0].snippets for m in s.matches]


def test_a_figure_that_was_asked_for_is_shown_and_no_other(collection: Collection) -> None:
    assert marked(collection, "figure:>30%") == ["42%"]
    assert marked(collection, "figure:$1m..$5m") == ["$3.5 million"]


def test_a_risk_that_was_asked_for_is_shown(collection: Collection) -> None:
    assert any("flooded" in mark for mark in marked(collection, "has:risk"))


def test_a_word_asked_of_risks_is_marked_in_risks_only(collection: Collection) -> None:
    assert marked(collection, "risk:town") == ["town"]
    (hit,) = collection.search("risk:town").hits
    assert any("flooded" in snippet.text for snippet in hit.snippets)
    assert len(marked(collection, "text:town")) == 2


def test_what_is_excluded_is_not_shown(collection: Collection) -> None:
    assert marked(collection, "dredging -figure:70%") == ["dredging"]


def test_a_phrase_asked_of_risks_is_marked_where_a_risk_holds_all_of_it(
    collection: Collection,
) -> None:
    assert marked(collection, 'risk:"whole town"') == ["whole town"]
    assert marked(collection, 'claim:"whole town"' + " dredging") == ["dredging"]
