"""Who wrote it and when: lines that are metadata as a whole, or not at all."""

from __future__ import annotations

import pytest

from index.formats.byline import names_in, take_authorship, take_metadata
from index.formats.credits import authors_in, take_fact
from index.formats.draft import Draft


def taken(line: str) -> tuple[list[str], str | None, str | None] | None:
    draft = Draft()
    found = take_metadata(draft, line)
    return (draft.authors, draft.published, draft.source) if found else None


@pytest.mark.parametrize(
    ("line", "authors", "published"),
    [
        ("By Jane Doe", ["Jane Doe"], None),
        ("by Jane Doe and José van der Berg", ["Jane Doe", "José van der Berg"], None),
        ("By Ann Other, Jane Doe & Karl Müller", ["Ann Other", "Jane Doe", "Karl Müller"], None),
        ("By Jane Doe, health correspondent", ["Jane Doe"], None),
        ("Von Lars Fischer und Alina Weiß", ["Lars Fischer", "Alina Weiß"], None),
        ("By Jane Doe | 3 March 2024 | 6 min read", ["Jane Doe"], "2024-03-03"),
        ("March 3, 2024 by Jane Doe", ["Jane Doe"], "2024-03-03"),
        ("By Jane Doe on March 3, 2024", ["Jane Doe"], "2024-03-03"),
        ("Posted by Jane Doe at March 3, 2024 11:15 AM", ["Jane Doe"], "2024-03-03"),
        ("Автор: Лена Орт", ["Лена Орт"], None),
        ("作者：林娜", ["林娜"], None),
        ("山田花子記者", ["山田花子"], None),
        ("بقلم: لينا أورت", ["لينا أورت"], None),
        ("Опубликовано 3 марта 2024 г.", [], "2024-03-03"),
        ("3 marca 2024", [], "2024-03-03"),
        ("Published on Monday, 4 March 2024 at 10:30 GMT", [], "2024-03-04"),
        ("Updated 3 hours ago", [], None),
        ("Veröffentlicht am 4. März 2024", [], "2024-03-04"),
    ],
)
def test_lines_that_are_metadata(line: str, authors: list[str], published: str | None) -> None:
    assert taken(line) == (authors, published, None)


@pytest.mark.parametrize(
    "line",
    [
        "By 2030 the market will have doubled",
        "By then it was too late",
        "By and large it holds.",
        "On 3 March 2024 the court decided otherwise",
        "Jane Doe",
        "Author unknown",
        "A long line. " * 30,
    ],
)
def test_lines_that_are_text(line: str) -> None:
    assert taken(line) is None


def test_the_first_address_is_the_source() -> None:
    assert taken("https://a.org/b") == ([], None, "https://a.org/b")
    assert taken("Source: www.a.org") == ([], None, "https://www.a.org")


def test_the_day_of_publication_outweighs_that_of_an_update() -> None:
    draft = Draft()
    for line in ("Updated 5 May 2024", "Published 3 March 2024", "By Ann Other", "By Jane Doe"):
        take_metadata(draft, line)
    assert (draft.published, draft.published_from) == ("2024-03-03", "text")
    assert draft.authors == ["Ann Other"]


def test_what_a_page_declares_outweighs_its_lines() -> None:
    draft = Draft(published="2024-01-01", published_from="page")
    take_authorship(draft, "By Jane Doe, editor | 3 March 2024")
    assert (draft.authors, draft.published) == (["Jane Doe"], "2024-01-01")


def test_names() -> None:
    assert names_in("By Reuters") == ["Reuters"]
    assert names_in("By Paul Frew, Home and Digital Expert") == ["Paul Frew"]
    assert names_in("Paul Frew") == []


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Updated 9:05 AM CET, Tue March 5, 2024", None),
        ("Last updated at 17:40 GMT on Friday, 1 March 2024", None),
        ("Aktualisiert: Freitag, 10.30 Uhr, 1. März 2024", None),
        ("Updated 9:05 AM EST, March 5, 2024; first published March 1, 2024", "2024-03-01"),
        ("Published 9:05 AM EST, Fri March 1, 2024", "2024-03-01"),
        ("5:40 PM, March 1, 2024, updated March 5, 2024", "2024-03-01"),
    ],
)
def test_a_time_between_a_label_and_its_date(line: str, published: str | None) -> None:
    draft = Draft()
    assert take_fact(draft, line, (), after_fact=True)
    assert draft.published == published


@pytest.mark.parametrize(
    ("line", "authors", "published"),
    [
        ("BY MAY OTTER AND KARL BJÖRK", ["MAY OTTER", "KARL BJÖRK"], None),
        ("By May Otter | Senior science reporter", ["May Otter"], None),
        ("By May Otter for the Coast Gazette", ["May Otter"], None),
        ("May Otter · 2 June 2023 · 11 min read", ["May Otter"], "2023-06-02"),
        ("Analysis by May Otter • 14h", ["May Otter"], None),
        ("Words by May Otter; photographs by Karl Björk", ["May Otter"], None),
        ("By MAY OTTER, Reuters", ["MAY OTTER"], None),
        ("Reviewed by Karl Björk — By May Otter on June 2, 2023", ["May Otter"], "2023-06-02"),
        ("By May Otter in Oslo | Photographs by Karl Björk", ["May Otter"], None),
        ("By May Otter in Oslo and Ida Lund in Bergen | 9h", ["May Otter", "Ida Lund"], None),
        ("Reporting from Port Albion", [], None),
    ],
)
def test_lines_under_a_headline(line: str, authors: list[str], published: str | None) -> None:
    draft = Draft()
    assert take_fact(draft, line, (), after_fact=True)
    assert (draft.authors, draft.published) == (authors, published)


@pytest.mark.parametrize(
    "line",
    [
        "Sand | Why it moves",
        "The Big Dig · What it costs",
        "In Brief",
        "New Orleans · 3 min read",
        "Reporting from the field is hard",
        "Edited by nobody at all",
        "Words by the sea; more by the river",
    ],
)
def test_lines_under_a_headline_that_are_text(line: str) -> None:
    assert not take_fact(Draft(), line, (), after_fact=True)


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("May Otter, Karl Björk and Ida Lund", ["May Otter", "Karl Björk", "Ida Lund"]),
        ("By May Otter, Chief Correspondent", ["May Otter"]),
        ("May Otter, The Coast Gazette", ["May Otter"]),
        ("Otter, May; Lund, Ida", []),
        ("May Otter", []),
        ("The Coast Gazette", []),
    ],
)
def test_a_field_that_names_authors(value: str, names: list[str]) -> None:
    assert authors_in(value) == names
