"""The catalog gives back what was put in, and knows what the search engine still lacks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from index.article import Article, Figure, Finding, Reason
from index.catalog import Catalog, KnownFile
from index.database import CatalogDamaged
from index.folder import FileState, article_id
from index.formats import read_article
from index.packing import pack_article, pack_finding

MARKDOWN = b"""---
title: A bank and its depositors
author: Ann Example
date: 2026-05-01
tags: [banks]
fictional: true
---

The lead paragraph stands before the first heading.

## Why did they leave?

Because another bank paid **2%** more, and a [table](https://bank.example/) showed it to all
of them on the same day, in the same hour, at the same counter.

| bank | rate |
|------|------|
| one  | 1%   |

- first
- second

## Will they return?

Nobody knows.
"""


@pytest.fixture
def article() -> Article:
    return read_article(MARKDOWN, "bank.md", id=article_id("bank.md"))


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    return Catalog(tmp_path / "catalog.sqlite", create=True)


def known(article: Article, name: bytes = b"bank.md") -> KnownFile:
    return KnownFile(name, article.id, FileState(1, 2, 3, 4), False, "hash", None)


def risk(article: Article) -> Finding:
    start = article.text.index("Nobody")
    return Finding(
        kind="risk",
        section=2,
        start=start,
        end=start + len("Nobody knows."),
        text="Nobody knows.",
        score=0.7,
        shown=True,
        reasons=(Reason("nobody knows", 1.5, start, start + 12), Reason("bias", -0.65)),
        risk_kind="uncertainty",
    )


def figure(article: Article) -> Finding:
    start = article.text.index("2%")
    what = Figure("percent", 2.0, "%", "bank", start - 16, start - 12)
    return Finding("figure", 1, start, start + 2, "2%", 0.9, True, (Reason("percent", 2.2),),
                   figure=what)  # fmt: skip


def test_an_article_comes_back_as_it_was(catalog: Catalog, article: Article) -> None:
    catalog.put([(known(article), pack_article(article))], [])
    assert catalog.article(article.id) == article
    second = article.sections[1]
    assert catalog.passage(article.id, 1) == (
        article.path, article.metadata, second.heading, second.body_start,
        article.text[second.body_start : second.end],
    )  # fmt: skip
    assert catalog.section_at(article.id, second.start) == 1
    (summary,) = catalog.summaries()
    # Of its two questions one has hardly an answer.
    assert (summary.title, summary.questions) == ("A bank and its depositors", 1)


def test_findings_come_back_as_they_were_and_are_counted(
    catalog: Catalog, article: Article
) -> None:
    catalog.put([(known(article), pack_article(article))], [])
    assert catalog.findings(article.id, 1) is None
    assert catalog.without_findings(1) == [article.id]
    rows = [pack_finding(figure(article)), pack_finding(risk(article))]
    catalog.put_findings([(article.id, article.text_hash, rows, None)], 1)
    assert catalog.findings(article.id, 1) == (figure(article), risk(article))
    (summary,) = catalog.summaries()
    assert (summary.claims, summary.figures, summary.risks) == (0, 1, 1)
    assert catalog.findings(article.id, 2) is None


def test_what_the_engine_lacks_is_known_until_both_agree(
    catalog: Catalog, article: Article
) -> None:
    catalog.put([(known(article), pack_article(article))], [])
    assert catalog.waiting() == ([article.id], [])
    catalog.agree([article.id], [])
    assert catalog.waiting() == ([], [])
    assert catalog.counts() == (1, 3)
    catalog.put([], [b"bank.md"])
    assert catalog.waiting() == ([], [article.id])
    catalog.agree([], [article.id])
    assert catalog.waiting() == ([], [])
    assert catalog.summaries() == []


def test_a_moved_article_keeps_its_findings(catalog: Catalog, article: Article) -> None:
    catalog.put([(known(article), pack_article(article))], [])
    catalog.put_findings([(article.id, article.text_hash, [pack_finding(risk(article))], None)], 1)
    moved = replace(article, id=article_id("new/bank.md"), path="new/bank.md")
    catalog.put([(known(moved, b"new/bank.md"), pack_article(moved))], [b"bank.md"])
    assert catalog.findings(moved.id, 1) == (risk(article),)
    assert catalog.without_findings(1) == []


def test_late_findings_of_a_changed_article_are_dropped(catalog: Catalog, article: Article) -> None:
    catalog.put([(known(article), pack_article(article))], [])
    catalog.put_findings([(article.id, "another text", [pack_finding(risk(article))], None)], 1)
    assert catalog.findings(article.id, 1) is None


def test_a_file_that_cannot_be_read_is_remembered_with_the_reason(
    catalog: Catalog, article: Article
) -> None:
    catalog.put([(known(article), pack_article(article))], [])
    catalog.put([(replace(known(article), skipped="is binary"), None)], [])
    assert catalog.skipped() == [(b"bank.md", "is binary")]
    assert catalog.summaries() == []
    with pytest.raises(KeyError):
        catalog.article(article.id)


def test_questions_are_listed_with_what_they_ask(catalog: Catalog, article: Article) -> None:
    catalog.put([(known(article), pack_article(article))], [])
    found = [(q.heading, q.kind, q.asks, q.answered) for q in catalog.questions()]
    assert found == [
        ("Why did they leave?", "question", "why", True),
        ("Will they return?", "question", "will", False),
    ]


def test_a_damaged_or_foreign_file_is_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "noise").write_bytes(b"not a database" * 100)
    with pytest.raises(CatalogDamaged):
        Catalog(tmp_path / "noise")
    with pytest.raises(match="gone"):
        Catalog(tmp_path / "nothing")
    Catalog(tmp_path / "other", create=True).close()
    import sqlite3

    with sqlite3.connect(tmp_path / "other") as db:
        db.execute("PRAGMA user_version=99")
    with pytest.raises(match="version 99"):
        Catalog(tmp_path / "other")
