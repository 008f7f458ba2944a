"""What a page says of itself: which of its sources is believed, and where each field stood."""

from __future__ import annotations

import json

import pytest

from index.article import Article
from index.formats.addresses import canonical_address
from tests.index.formats import reading
from tests.index.formats.prose import BASIN, FERRIES, SILT, article, page, paragraphs


def read(head: str = "", inside: str = "", before: str = "") -> Article:
    text = article(f"{inside}{paragraphs(SILT, BASIN, FERRIES)}", head)
    return reading.read(before + text, "saved/page.html")


def ld(*things: object) -> str:
    return "".join(
        f'<script type="application/ld+json">{json.dumps(thing)}</script>' for thing in things
    )


def test_a_graph_with_references() -> None:
    graph = {
        "@graph": [
            {"@type": "WebSite", "@id": "#site", "name": "Coastal Notes"},
            {"@type": "WebPage", "@id": "#page", "datePublished": "2020-01-01"},
            {
                "@type": ["Article", "BlogPosting"],
                "headline": "Who pays &amp; why?",
                "author": [{"@id": "#edda"}, {"@type": "Person", "name": "Jon Reed"}],
                "datePublished": "2025-04-02T08:00:00+00:00",
                "keywords": ["sand", "ports"],
                "inLanguage": "en-GB",
            },
            {"@type": "Person", "@id": "#edda", "name": "Edda Marsh"},
        ]
    }
    found = read(ld(graph))
    assert found.title == "Who pays & why?"
    assert found.metadata.authors == ("Edda Marsh", "Jon Reed")
    assert found.metadata.published == "2025-04-02"
    assert found.metadata.tags == ("sand", "ports")
    origins = dict(found.origin.metadata)
    assert origins == dict.fromkeys(["title", "authors", "published", "tags"], "JSON-LD") | {
        "language": "html lang"
    }


def test_of_several_articles_the_one_at_this_address() -> None:
    others = [
        {"@type": "NewsArticle", "headline": f"Other {n}", "url": f"https://a.example/{n}",
         "datePublished": "2001-01-01", "author": "Nobody Here"}
        for n in range(3)
    ]  # fmt: skip
    this = {
        "@type": "NewsArticle",
        "headline": "Who pays?",
        "mainEntityOfPage": {"@id": "https://a.example/this/"},
        "datePublished": "2025-04-02",
    }
    canonical = '<link rel="canonical" href="https://a.example/this">'
    found = read(canonical + ld([*others, this]))
    assert (found.title, found.metadata.published) == ("Who pays?", "2025-04-02")
    assert found.metadata.authors == ()


def test_of_several_articles_the_one_with_this_headline_or_none() -> None:
    things = [
        {"@type": "Article", "headline": headline, "datePublished": day}
        for headline, day in (("First of all", "2001-01-01"), ("Who pays?", "2025-04-02"))
    ]
    found = read(ld(things), "<h1>Who pays?</h1>")
    assert found.metadata.published == "2025-04-02"
    assert read(ld(things), "<h1>Something else</h1>").metadata.published is None


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        (ld({"@type": "Article", "author": "By Edda Marsh, Chief Reporter"}), "Edda Marsh"),
        (ld({"@type": "Article", "author": "Jon Reed, Edda Marsh"}), "Jon Reed+Edda Marsh"),
        ('<meta name="author" content="wp-admin">', ""),
        ('<meta name="author" content="user"><meta name="byl" content="By Jo Reed">', "Jo Reed"),
    ],
)
def test_names_of_people_are_told_from_what_stands_beside_them(head: str, authors: str) -> None:
    assert "+".join(read(head).metadata.authors) == authors


def test_a_logo_is_no_headline() -> None:
    head = (
        '<meta property="og:site_name" content="The Tide"><title>Story</title>'
        '<meta property="og:title" content="Who pays for sand? | The Tide">'
    )
    story = f"<h2>Who pays for sand?</h2>{paragraphs(SILT, BASIN, FERRIES)}"
    body = f"<h1>The Tide</h1><article>{story}</article>"
    found = reading.read(f"<html><head>{head}</head><body>{body}</body></html>", "saved/page.html")
    assert found.title == "Who pays for sand?"
    assert found.text.startswith(SILT[:40]) and len(found.sections) == 1


@pytest.mark.parametrize("broken", ["{", "[" * 100_000, '{"@type": 3, "author": [[]]}', "null", ""])
def test_broken_data_do_no_harm(broken: str) -> None:
    head = f'<script type="application/ld+json">{broken}</script><title>Ports</title>'
    assert read(head).title == "Ports"


def test_of_several_titles_the_one_that_most_agree_on() -> None:
    head = (
        "<title>What a dredger costs | Coastal Notes</title>"
        '<meta property="og:site_name" content="Coastal Notes">'
        '<meta property="og:title" content="What a dredger costs">'
    )
    found = read(head + ld({"@type": "Article", "headline": "Dredgers"}))
    assert (found.title, dict(found.origin.metadata)["title"]) == (
        "What a dredger costs",
        "og:title",
    )


def test_the_name_of_a_site_is_no_headline() -> None:
    text = (
        f"<header><h1>Coastal Notes</h1></header><main><h1>Who pays?</h1>{paragraphs(SILT)}</main>"
    )
    assert reading.read(page(text), "a.html").title == "Who pays?"


@pytest.mark.parametrize(
    ("head", "where"),
    [
        (ld({"@type": "Article", "datePublished": "2024-03-05T01:00:00Z"}), "JSON-LD"),
        ('<meta property="article:published_time" content="2024-03-05">', "article:published_time"),
        ('<meta name="DC.date.issued" content="2024-03-05">', "dc.date.issued"),
        ('<meta itemprop="datePublished" content="Tue, 05 Mar 2024 10:00:00">', "datepublished"),
        ('<link rel="canonical" href="https://a.b/2024/03/05/x">', "its address"),
    ],
)
def test_a_date_says_where_it_stood(head: str, where: str) -> None:
    found = read(head)
    assert found.metadata.published == "2024-03-05"
    assert dict(found.origin.metadata)["published"] == where
    assert found.origin.doubts == ()


@pytest.mark.parametrize(
    ("head", "inside", "doubt"),
    [
        ('<meta name="date" content="2024-03">', "", "Its date is known in part only: 2024-03"),
        ('<meta name="date" content="2024">', "", "Its date is known in part only: 2024"),
        (
            '<meta property="article:modified_time" content="2024-03-05">', "",
            "Only the day of its last change is known: 2024-03-05",
        ),
        ("", "<h1>A title</h1><p>March 2024</p>", "Its date is known in part only: 2024-03"),
    ],
)  # fmt: skip
def test_a_date_that_is_not_sure_is_a_doubt(head: str, inside: str, doubt: str) -> None:
    found = read(head, inside)
    assert (found.metadata.published, found.metadata.published_from) == (None, None)
    assert found.origin.doubts == (doubt,)


def test_the_day_of_a_change_is_not_that_of_publication() -> None:
    found = read("", "<h1>A title</h1><p>By Ann Other. Last updated on Feb 27, 2026</p>")
    assert found.metadata.published is None


def test_two_days_are_both_named() -> None:
    head = '<meta property="article:published_time" content="2024-03-05">'
    found = read(head, "<h1>A title</h1><p>19 March 2024</p>")
    assert found.metadata.published == "2024-03-05"
    assert found.origin.doubts == ("The page shows the date 2024-03-19, its data say 2024-03-05",)


def test_a_lone_time_is_a_guess() -> None:
    found = read("", '<h1>A title</h1><div><time datetime="2024-03-05">then</time></div>')
    assert found.metadata.published == "2024-03-05"
    assert found.origin.doubts == (
        "Its date is guessed: 2024-03-05 is the only time that its page marks",
    )
    changed = '<h1>A title</h1><time class="updated" datetime="2024-03-05">then</time>'
    assert read("", changed).metadata.published is None


SINGLEFILE = """<!DOCTYPE html> <html lang="en"><!--
 Page saved with SingleFile
 url: https://a.b/c%20d?utm_source=mail&id=7
 saved date: Fri Nov 20 2026 10:00:00 GMT+0100
-->"""


def test_singlefile() -> None:
    found = read(before=SINGLEFILE)
    assert found.metadata.source == "https://a.b/c%20d?id=7"
    assert dict(found.origin.metadata)["source"] == "SingleFile's comment, saved on 2026-11-20"
    assert found.metadata.published is None


@pytest.mark.parametrize(
    ("canonical", "source"),
    [
        ("https://a.b/real", "https://a.b/real"),
        ("/real", "https://a.b/real"),
        ("https://a.b/", "https://a.b/c%20d?id=7"),
        ("javascript:alert(1)", "https://a.b/c%20d?id=7"),
        ("", "https://a.b/c%20d?id=7"),
    ],
)
def test_the_address_a_page_names_itself_by(canonical: str, source: str) -> None:
    head = f'<link rel="canonical" href="{canonical}">'
    assert read(head, before=SINGLEFILE).metadata.source == source


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("HTTPS://WWW.Example.org:443/A?b=1#part", "https://www.example.org/A?b=1"),
        ("https://a.b/c?utm_source=x&utm_medium=y", "https://a.b/c"),
        ("https://a.b/c?id=7&fbclid=abc&gclid=d&mc_cid=e&page=2", "https://a.b/c?id=7&page=2"),
        ("https://a.b/c?q=%C3%BC+x", "https://a.b/c?q=%C3%BC+x"),
        ("http://a.b:8080/", "http://a.b:8080/"),
        ("https://a.b/#!/page/3", "https://a.b/#!/page/3"),
        ("https://a.b/?attribute=x&step=2", "https://a.b/?attribute=x&step=2"),
        ("mailto:a@b.c", None),
        ("/relative", None),
    ],
)
def test_canonical_addresses(written: str, plain: str | None) -> None:
    assert canonical_address(written) == plain
    if plain is not None:
        assert canonical_address(plain) == plain
