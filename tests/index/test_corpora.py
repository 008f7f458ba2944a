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
    total = report("articles")
    assert total.recall >= 0.97, total.missed
    assert total.precision >= 0.97, total.extra


@needs_corpora
def test_saved_pages() -> None:
    total = report("pages")
    assert total.recall >= 0.9, total.missed
    assert total.precision >= 0.9, total.extra


@needs_corpora
@pytest.mark.parametrize("name", ["articles", "pages"])
def test_what_holds_for_every_article(name: str) -> None:
    for _, article in articles(name):
        check(article)
        assert len(article.text) > 500
