"""Documents for the tests of exports: always the same, with what a format must cope with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index.article import Article
from reader.export import Document, document_of
from reader.notes.anchors import anchor_all, describe, describe_section
from reader.notes.book import ref_of
from reader.notes.model import ArticleNotes, Colour, Highlight
from tests.reader.notes.articles import make_article

RATES = """\
The central bank raised its key rate by half a point on Thursday.

## Why did the bank act now?

Inflation has been above target for eleven months. "We cannot wait," the governor said. Wage \
growth reached 5.2 % in the third quarter.

## What could go wrong?

A second increase would hit builders hardest. Lenders may have to raise capital.

* Not a list item, but a line that looks like one.
"""
DRUG = """\
The agency approved the drug for adults only.

## How was it tested?

In two trials with 1,200 patients; 3 of them [sic] died -- none from the drug.
"""


@dataclass(frozen=True, slots=True)
class Mark:
    """A quote to be highlighted, or with none a section noted on; and what is kept with it."""

    quote: str
    colour: Colour = "yellow"
    note: str = ""
    tags: tuple[str, ...] = ()
    section: int = 0


def noted(
    article: Article, marks: Sequence[Mark], *, now: Article | None = None, gone: bool = False
) -> ArticleNotes:
    """The article with these quotes highlighted, and read as it is `now`."""
    file = Path("/articles") / article.path
    highlights = []
    for number, mark in enumerate(marks):
        start = article.text.index(mark.quote)
        selector = (
            describe(article, start, start + len(mark.quote))
            if mark.quote
            else describe_section(article, mark.section)
        )
        time = f"2026-11-2{number % 10}T08:00:00Z"
        highlights.append(
            Highlight(
                id=f"{article.id[:8]}{number:02}",
                article=ref_of(article, file),
                selector=selector,
                colour=mark.colour,
                note=mark.note,
                tags=mark.tags,
                created=time,
                changed=time,
            )
        )
    now = make_article("") if gone else now or article
    notes = tuple(anchor_all(highlights, now))
    found = None if gone else now
    return ArticleNotes(article.id, article.path, file, ref_of(article, file), found, notes)


def rates() -> ArticleNotes:
    """Highlights in every state but one, with notes and tags; some of them odd."""
    article = make_article(
        RATES,
        title='Rates: "half a point" & what #follows',
        path="rates.md",
        source="https://example.org/rates?a=1&b=2",
        authors=("Ana Ruiz", "J. O'Neil"),
        published="2026-11-19",
        tags=("central banks", "rates"),
    )
    now = make_article(
        RATES.replace("5.2 %", "5.4 %").replace(" Lenders may have to raise capital.", ""),
        title=article.title,
        path=article.path,
        source=article.metadata.source,
        authors=article.metadata.authors,
        published=article.metadata.published,
        tags=article.metadata.tags,
    )
    marks = (
        Mark("raised its key rate by half a point", note="Expected: a quarter."),
        Mark("Wage growth reached 5.2 % in the third quarter.", "blue", "1. Source?\n\n# Not sure"),
        Mark("Lenders may have to raise capital.", "pink", tags=("risk", "capital_ratio", "2026")),
        Mark("* Not a list item, but a line that looks like one.", "green", tags=("odd/one",)),
    )
    return noted(article, marks, now=now)


def drug() -> ArticleNotes:
    """An article of which only the notes are left."""
    article = make_article(DRUG, title="The drug", path="old/drug.md", source="ftp://example.org/d")
    marks = (
        Mark("for adults only"),
        Mark("In two trials with 1,200 patients; 3 of them [sic] died -- none from the drug."),
    )
    return noted(article, marks, gone=True)


def one_article() -> Document:
    return document_of([rates()])


def two_articles() -> Document:
    return document_of([drug(), rates()])
