"""Queries asked of findings and notes: their own words, and the fields of where they stand."""

from __future__ import annotations

import pytest

from index.article import Article, Metadata, Section
from index.search.language import parse
from index.search.matching import Fields, matches

FIELDS = Fields(
    title="Harbour tariffs",
    question="Why do prices rise?",
    authors=("Ottoline Marsh",),
    tags=("trade",),
    published="2026-03-14",
)
TEXT = "The price of bread may rise by 3.5%."


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("prices", True),
        ('"price of bread"', True),
        ("bread -rise", False),
        ("harbour", False),  # stands in the title only
        ("title:harbour", True),
        ("title:harbour AND bread", True),
        ("title:bread", False),
        ('question:"prices rise"', True),
        ("question:why author:marsh tag:trade date:2026-03", True),
        ("bread date:2025", False),
        ("bread AND NOT tag:trade", False),
        ("-tag:food bread", True),
        ("br* ~brad 3.5", True),
    ],
)
def test_matches(query: str, expected: bool) -> None:
    assert matches(parse(query), TEXT, FIELDS) is expected


def test_without_fields_nothing_is_known_of_them() -> None:
    assert matches(parse("bread"), TEXT)
    assert not matches(parse("bread tag:trade"), TEXT)
    assert matches(parse("bread -tag:trade"), TEXT)


def test_fields_of_a_section() -> None:
    section = Section(0, "Why?", "question", "why", 2, 0, 0, 4, 4)
    about = Metadata("Title", ("A. Author",), "2026", None, "https://x.example", "en", ("t",))
    article = Article("id", "a.md", "markdown", about, "text", (), (section,), (), (), "")
    assert Fields.of(article, section) == Fields(
        "Title", "Why?", ("A. Author",), "https://x.example", ("t",), "markdown", "en", "2026",
        "question", "why",
    )  # fmt: skip
