"""Where a file came from and when stays with it, and the index reads it there."""

from __future__ import annotations

import pytest

from index.article import Article
from index.formats import read_article
from reader.adding.stamps import (
    Stamp,
    front_matter,
    original_in,
    sources_in,
    stamped_markdown,
    stamped_page,
)

URL = "https://example.org/tides?year=2026"
STAMP = Stamp(URL, "http://t.example/1", "2026-11-22T20:15:00Z", ".originals/tides.html")
BODY = "Nobody owns a tide, said the harbour master, and nobody ever will.\n"


def read(data: str | bytes, name: str = "a.md") -> Article:
    return read_article(data.encode() if isinstance(data, str) else data, name, id="x")


def test_front_matter_says_what_is_known() -> None:
    said = """---
title: "A: \\"tide\\" # 1 – ärger"
author: ["Ida Moe", "Per Lund"]
date: 2026-05-04
lang: en
tags: [sea, law]
---
"""
    article = read(said + BODY)
    text = front_matter(article, article.title, STAMP)
    assert text == (
        '---\ntitle: "A: \\"tide\\" # 1 – ärger"\nauthor: ["Ida Moe", "Per Lund"]\n'
        'date: "2026-05-04"\nlanguage: "en"\ntags: ["sea", "law"]\n'
        f'source: "{URL}"\nasked: "http://t.example/1"\nsaved: "2026-11-22T20:15:00Z"\n'
        'original: ".originals/tides.html"\n---\n\n'
    )
    again = read(text + BODY)
    assert (again.title, again.metadata.authors) == (article.title, ("Ida Moe", "Per Lund"))
    assert (again.metadata.published, again.metadata.source) == ("2026-05-04", URL)
    assert sources_in(text.encode()) == [URL, "http://t.example/1"]
    assert original_in(text.encode()) == ".originals/tides.html"


def test_the_time_of_saving_is_not_the_date_of_the_article() -> None:
    article = read(BODY)
    assert read(front_matter(article, "Tides", STAMP) + BODY).metadata.published is None


@pytest.mark.parametrize(
    "own",
    [
        "",
        "---\ntitle: Tides\nsource: elsewhere\ntags:\n  - sea\n---\n",
        '+++\ntitle = "Tides"\n[extra]\nsea = true\n+++\n',
        "---\r\ntitle: Tides\r\n---\r\n",
    ],
    ids=["none", "yaml", "toml", "crlf"],
)
def test_markdown_keeps_its_own_front_matter(own: str) -> None:
    text = stamped_markdown(own + BODY, None, STAMP)
    article = read(text)
    assert article.text == BODY.strip()
    assert article.metadata.source == URL
    assert text.endswith(BODY)
    assert sources_in(text.encode()) == [URL, "http://t.example/1"]
    assert own == "" or article.title == "Tides"
    assert read(stamped_markdown(own + BODY, "Another", STAMP)).title == "Another"


PAGE = f"<html><head><title>Tides</title></head><body><p>{BODY * 4}</p></body></html>"


@pytest.mark.parametrize(
    "doctype", ["", "<!DOCTYPE html>\n", '<?xml version="1.0"?>\n<!DOCTYPE html>']
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_page_says_after_its_doctype_where_it_came_from(doctype: str, encoding: str) -> None:
    data = (doctype + PAGE).encode(encoding)
    stamped = stamped_page(data, STAMP)
    article = read(stamped, "a.html")
    assert article.metadata.source == URL
    assert article.text == read(data, "a.html").text
    assert sources_in(stamped) == [URL]
    if encoding == "utf-8":
        assert stamped.decode().startswith(doctype)
        assert "saved from url=(0035)https://example.org/tides?year=2026 by quaere" in str(stamped)


def test_pasted_text_has_no_address() -> None:
    assert stamped_page(PAGE.encode(), Stamp("", "", "now", "")) == PAGE.encode()
    assert "source" not in front_matter(read(BODY), "Tides", Stamp("", "", "now", "x"))


@pytest.mark.parametrize(
    "theirs",
    [
        b'---\nsource: "https://example.org/tides"\ncreated: 2026-01-01\n---\nText',
        b'source: "https://example.org/tides"\noriginal: ".originals/x.html"\n',
        b"<!-- saved from url=(0025)https://example.org/tides -->",
        b'---\ntitle: x\n---\nsource: "https://example.org/x"\noriginal: ".originals/x.html"\n',
    ],
    ids=["clipper", "no front matter", "browser", "in the text"],
)
def test_what_others_wrote_is_not_taken_for_ours(theirs: bytes) -> None:
    assert sources_in(theirs) == []
    assert original_in(theirs) is None
