"""What is counted while somebody reads, and how it is summed up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index.article import Article, Span
from index.collection import read_file
from reader.library.statistics import Tally, statistics_of
from reader.notes.book import ref_of
from reader.notes.model import ArticleRef
from reader.reading_clock import InView, ReadingClock
from reader.store import Store, reading_time
from tests.reader.driving import SAMPLES

TODAY = date(2026, 11, 23)


class Time:
    """A clock that is turned by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def article() -> Article:
    return read_file(sorted(SAMPLES.glob("*.md"))[0])


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "data") as opened:
        yield opened


def view(article: Article, start: int, end: int) -> InView:
    return InView(ref_of(article, Path("/articles/a.md")), article, Span(start, end))


def clock(time: Time) -> ReadingClock:
    return ReadingClock(time, lambda: TODAY)


def test_time_between_keys_counts_for_the_article_in_view_and_pauses_do_not(
    article: Article,
) -> None:
    time = Time()
    counting = clock(time)
    for seconds, shown in ((0, False), (50, True), (119, True), (121, True), (30, False)):
        time.now += seconds
        counting.heard(view(article, 0, 100) if shown else None)
    (counted,) = counting.take()
    assert counted.seconds == 169
    assert counted.day == "2026-11-23"
    assert counting.take() == []


def test_a_question_is_answered_when_its_end_was_read_not_paged_past(article: Article) -> None:
    question = article.questions[0]
    time = Time()
    counting = clock(time)
    everything = view(article, question.start, question.answer_end)
    begin = view(article, question.start, question.start + 200)
    counting.heard(None)
    time.now += 0.3
    counting.heard(everything)
    assert [each.answered for each in counting.take()] == [()]
    time.now += 100
    counting.heard(begin)
    assert [each.answered for each in counting.take()] == [()]
    time.now += 0.3
    counting.heard(everything)
    assert [each.answered for each in counting.take()] == [(question.heading,)]


def ref(name: str, source: str | None = None) -> ArticleRef:
    return ArticleRef(f"/articles/{name}.md", name, source, f"Title {name}")


def test_weeks_sources_and_articles(store: Store) -> None:
    add = reading_time.add
    add(store, "2026-11-02", ref("a", "https://www.x.example/1"), 600.0, ["Why?"])
    add(store, "2026-11-08", ref("a", "https://www.x.example/1"), 60.0, ["Why?", "How?"])
    add(store, "2026-11-22", ref("b"), 300.0)
    add(store, "2026-11-22", ref("c", "https://x.example/2"), 5.0)
    add(store, "2026-11-22", ArticleRef("/elsewhere/d.md", "", None, "D"), 900.0)
    found = statistics_of(store, [Path("/articles")], TODAY)
    assert found.whole == Tally("", 965.0, 2, 2)
    assert found.weeks == (
        Tally("2026-11-23", 0.0, 0, 0),
        Tally("2026-11-16", 305.0, 1, 0),
        Tally("2026-11-09", 0.0, 0, 0),
        Tally("2026-11-02", 660.0, 1, 2),
    )
    assert [(each.name, each.seconds) for each in found.sources] == [
        ("x.example", 665.0),
        ("no source", 300.0),
    ]
    assert found.titles[found.articles[0].name] == "Title a"


def test_nothing_read_is_no_error(store: Store) -> None:
    found = statistics_of(store, [Path("/articles")], TODAY)
    assert found.whole.seconds == 0 and found.weeks == ()


def test_taking_in_the_same_again_changes_nothing(store: Store, tmp_path: Path) -> None:
    with Store(tmp_path / "other") as other:
        reading_time.add(other, "2026-11-02", ref("a"), 600.0, ["Why?"])
        reading_time.add(store, "2026-11-02", ref("a"), 20.0, ["Why?"])
        assert reading_time.take_in(store, other) == 1
        assert reading_time.take_in(store, other) == 0
    (only,) = reading_time.read_under(store, [Path("/articles")])
    assert only.seconds == 600.0
