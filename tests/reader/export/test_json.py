"""The JSON export leaves nothing out."""

from __future__ import annotations

import json

from reader.export.json import render
from reader.notes.anchors import anchor
from reader.notes.model import Selector
from tests.reader.export.documents import rates, two_articles

PROMISED = [
    "id", "article", "path", "title", "section", "heading", "quote", "prefix", "suffix", "start",
    "end", "state", "colour", "note", "tags", "created", "changed",
]  # fmt: skip


def test_notes_have_the_promised_keys_in_their_order_and_more() -> None:
    exported = json.loads(render(two_articles()))
    assert list(exported) == ["schema", "articles", "notes"]
    assert exported["schema"] == "quaere/notes/1"
    for note in exported["notes"]:
        assert list(note) == [*PROMISED, "current_text", "selector"]


def test_a_selector_can_be_anchored_again() -> None:
    noted = rates()
    assert noted.article is not None
    notes = json.loads(render(two_articles()))["notes"]
    for note in [note for note in notes if note["article"] == noted.id]:
        place = anchor(Selector(**note["selector"]), noted.article)
        assert (place.state, place.start, place.end) == (note["state"], note["start"], note["end"])
        assert place.current_text == note["current_text"]


def test_an_article_that_is_gone_is_said_to_be() -> None:
    articles = json.loads(render(two_articles()))["articles"]
    assert [(article["path"], article["gone"]) for article in articles] == [
        ("old/drug.md", True),
        ("rates.md", False),
    ]


def test_nobody_learns_where_the_reader_lives() -> None:
    assert '"/articles' not in render(two_articles())
