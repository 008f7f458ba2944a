"""Which of the days that stand on a page is that of its publication, and when none is."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from index.article import Article
from tests.index.formats import reading
from tests.index.formats.prose import BASIN, FERRIES, SILT, article, paragraphs

TEXT = (SILT, BASIN, FERRIES)
UTC = '<meta property="article:published_time" content="2025-12-19T02:41:41+00:00">'
ADDRESS = '<link rel="canonical" href="https://a.b/2025/12/18/silt">'
CHANGED = '<meta property="article:modified_time" content="2026-02-27T19:16:59+00:00">'


def read(head: str, beside: str = "", after: str = "") -> Article:
    body = f"<h1>What silts up?</h1>{beside}{paragraphs(*TEXT)}{after}"
    return reading.read(article(body, head), "saved/page.html")


def day(head: str, beside: str = "", after: str = "") -> str | None:
    return read(head, beside, after).metadata.published


@pytest.mark.parametrize(
    "beside",
    [
        "<div><span>Ann Other</span><span>April 8, 2024</span></div>",
        "<h5><span>2024-04-08</span></h5>",
        "<p>Apr 8, 2024 <span>•</span> <a href='/a'>Ann Other</a> in <a href='/b'>Rivers</a></p>",
        "<div><span>Published on Apr 8, 2024</span> <span>Updated on Mar 9, 2026</span></div>",
        "<div><h3>Published</h3><p><time datetime='2024-04-08T12:00:00Z'>then</time></p></div>"
        "<div><h3>Reviewed</h3><p><time datetime='2025-05-05T12:00:00Z'>later</time></p></div>",
        "<p>Veröffentlicht am <time datetime='2024-04-08'>8. April 2024</time>, aktualisiert am "
        "<time datetime='2026-03-09'>9. März 2026</time></p>",
    ],
)
def test_a_day_beside_the_headline(beside: str) -> None:
    assert day("", beside) == "2024-04-08"


@pytest.mark.parametrize(
    "beside",
    [
        "<div><div>Last updated:</div><div>Dec 12, 2025</div></div>",
        "<span>Updated <time datetime='2025-12-12'>December 12, 2025</time></span>",
        "<p>Last updated: <time datetime='2025-12-12'>December 12, 2025</time>.</p>",
        "<span><span>Last Updated</span> <i>on</i> <span class='date'>Dec 12, 2025</span></span>",
        "<div class='field--name-changed'><time datetime='2025-12-12'>Dec 12, 2025</time></div>",
        "<p><span>Aktualisiert am</span> <time datetime='2025-12-12'>12.12.2025</time></p>",
        "<p>Ann Other | Updated | Dec 12, 2025</p>",
        "<time datetime='2025-12-12'>August 28, 2024</time><time datetime='2025-01-01'>now</time>",
    ],
)
def test_the_day_of_a_change_is_not_taken_for_it(beside: str) -> None:
    assert day("", beside) is None


def test_a_day_that_is_shown_and_that_the_data_call_that_of_a_change() -> None:
    found = read(CHANGED, "<p>February 27, 2026</p>")
    assert found.metadata.published is None
    assert found.origin.doubts == ("Only the day of its last change is known: 2026-02-27",)


def test_marked_days_count_where_they_agree() -> None:
    text = paragraphs(*(f"{sentence} It was the year {n}." for n in range(5) for sentence in TEXT))
    posted = f"{text}<div class='post-footer'><span class='posted-on'>8 April 2024</span></div>"
    other = "<span class='date'>9 May 2025</span>"
    assert day("", after=posted) == "2024-04-08"
    assert day("", after=posted + other) is None
    assert day("", after=f"<aside>{other}</aside>{posted}") == "2024-04-08"


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (UTC + ADDRESS, "2025-12-18"),
        (UTC + '<link rel="canonical" href="https://a.b/2025/12/17/silt">', "2025-12-19"),
        (UTC.replace("+00:00", "-05:00") + ADDRESS, "2025-12-19"),
    ],
)
def test_the_day_is_that_of_the_publisher(head: str, published: str) -> None:
    assert day(head) == published


@pytest.mark.parametrize("name", ["published-date", "publish_date", "DC.Date.Issued", "pubdate"])
def test_names_are_read_without_their_signs(name: str) -> None:
    assert day(f'<meta name="{name}" content="2021-02-16">') == "2021-02-16"


def in_data(published: str, modified: str) -> str:
    said = {"@type": "Article", "datePublished": published, "dateModified": modified}
    return f'<script type="application/ld+json">{json.dumps(said)}</script>'


SHOWN = "<time datetime='2025-12-19'>Friday, December 19, 2025</time>"


def test_data_outweigh_a_change_that_is_shown() -> None:
    assert day(in_data("2025-12-03", "2025-12-19"), SHOWN) == "2025-12-03"
    assert day(in_data("2025-06-23", "2025-12-19")) == "2025-06-23"
    both = f"<p>Published June 23, 2025</p><p>Updated {SHOWN}</p>"
    assert day(in_data("2025-06-23", "2025-12-19"), both) == "2025-06-23"


@pytest.mark.parametrize("beside", [SHOWN, f"<p>Last updated: {SHOWN}</p>"])
def test_a_text_that_was_changed_months_later_and_shows_only_that_day_has_no_date(
    beside: str,
) -> None:
    found = read(in_data("2025-06-23", "2025-12-19"), beside)
    assert found.metadata.published is None
    assert found.origin.doubts == (
        "Its date is left open: the page shows 2025-12-19, its data say 2025-06-23",
    )


@pytest.mark.parametrize(
    ("beside", "published"),
    [
        ("<p>December 18, 2025</p>", "2025-12-18"),
        ("<p>December 17, 2025</p>", "2025-12-19"),
        ("<p>Updated December 18, 2025</p>", "2025-12-19"),
        ("<p>December 18, 2025</p><p>December 19, 2025</p>", "2025-12-19"),
    ],
)
def test_the_day_below_the_headline_is_that_of_the_publisher(beside: str, published: str) -> None:
    assert day(UTC, beside) == published
    assert day(UTC.replace("+00:00", "-05:00"), beside) == "2025-12-19"


def test_the_data_of_a_site_that_has_moved_are_of_another_day() -> None:
    found = read(in_data("2024-01-10", "2024-01-10"), "<p>July 9, 2012</p>")
    assert found.metadata.published is None
    assert found.origin.doubts == (
        "Its date is left open: the page shows 2012-07-09, its data say 2024-01-10",
    )
    both = "<p>July 9, 2012</p><p>January 9, 2024</p>"
    assert day(in_data("2024-01-10", "2024-01-10"), both) == "2024-01-10"


def test_a_day_to_come_is_left_open() -> None:
    coming = str(date.today() + timedelta(40))
    found = read(in_data(coming, coming))
    assert found.metadata.published is None
    assert found.origin.doubts == (f"the date is left open: {coming} is still to come",)
    tomorrow = str(date.today() + timedelta(1))
    assert day(in_data(tomorrow, tomorrow)) == tomorrow
    assert reading.read(f"---\ndate: {coming}\n---\nText.").metadata.published == coming
