"""Every format, byte for byte. To accept a change: QUAERE_ACCEPT=1 pytest tests/reader/export"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from reader.export import FORMATS, Document, document_of
from tests.reader.export.awkward import awkward
from tests.reader.export.documents import Mark, noted, one_article, two_articles
from tests.reader.notes.articles import make_article

GOLDEN = Path(__file__).with_name("golden")


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    ("case", "document"),
    [("one", one_article()), ("two", two_articles()), ("awkward", awkward())],
    ids=["one", "two", "awkward"],
)
def test_is_as_it_was(name: str, case: str, document: Document) -> None:
    made = FORMATS[name].render(document)
    golden = GOLDEN / f"{case}.{name}{FORMATS[name].extension}"
    if os.environ.get("QUAERE_ACCEPT"):
        golden.write_bytes(made.encode())
    assert made.encode() == golden.read_bytes()


def test_only_articles_with_highlights_are_exported() -> None:
    assert document_of([noted(make_article("Nothing marked here."), [])]).articles == ()


def test_an_orphan_stays_under_its_question() -> None:
    (article,) = one_article().articles
    question = article.groups[-1]
    assert question.heading == "What could go wrong?"
    assert [each.state for each in question.notes] == ["ok", "orphan"]


@pytest.mark.parametrize("stamp", ["99-05-04T23:37:18Z", "0001-01-01T00:00:00Z", "long ago", ""])
@pytest.mark.parametrize("name", FORMATS)
def test_no_export_fails_for_an_odd_time(name: str, stamp: str) -> None:
    kept = noted(make_article("Rates rose."), [Mark("Rates rose.")])
    (each,) = kept.notes
    odd = replace(each, highlight=replace(each.highlight, created=stamp, changed=stamp))
    assert "Rates rose." in FORMATS[name].render(document_of([replace(kept, notes=(odd,))]))
