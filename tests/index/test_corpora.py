"""Questions of real articles are found; run `tests.index.corpora_report` to see the misses."""

from __future__ import annotations

import pytest

from tests.index.corpora_report import CORPORA, articles, report
from tests.index.formats.reading import check

needs_corpora = pytest.mark.skipif(
    not CORPORA.is_dir(), reason="the articles are not part of the project (../shared/corpora)"
)


@needs_corpora
def test_markdown_and_pasted_articles() -> None:
    asked = report("articles").questions
    assert asked.recall >= 0.985, asked.missed
    assert asked.precision >= 0.985, asked.extra


@needs_corpora
def test_saved_pages() -> None:
    total = report("pages")
    asked, known = total.questions, total.known
    assert asked.recall >= 0.95, asked.missed
    assert asked.precision >= 0.93, asked.extra
    assert known.text >= 0.935, known.notes
    assert known.title >= 0.9, known.notes
    assert known.date >= 0.9, known.notes


@needs_corpora
@pytest.mark.parametrize("name", ["articles", "pages"])
def test_what_holds_for_every_article(name: str) -> None:
    for _, article in articles(name):
        check(article)
        assert len(article.text) > 500
