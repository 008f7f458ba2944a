"""Highlights for the tests of the store, which does not care what they say."""

from __future__ import annotations

from dataclasses import replace

from reader.notes.model import ArticleRef, Highlight, Selector, new_id

ARTICLE = ArticleRef("/articles/rates.md", "a" * 64, "https://example.org/rates", "On rates")


def made(*, article: ArticleRef = ARTICLE, start: int = 120, note: str = "") -> Highlight:
    exact = "Rates rose by half a point."
    return Highlight(
        id=new_id(),
        article=article,
        selector=Selector(
            exact=exact,
            prefix="What happened then is known. ",
            suffix=" Nobody expected that.",
            start=start,
            end=start + len(exact),
            section=2,
            heading="Why did rates rise?",
            text_hash=article.text_hash,
            twins=1,
        ),
        colour="green",
        note=note,
        tags=("rates", "central-banks"),
        created="2026-11-20T08:00:00Z",
        changed="2026-11-20T08:00:00Z",
    )


def elsewhere(path: str, *, text_hash: str = "b" * 64, source: str | None = None) -> ArticleRef:
    return replace(ARTICLE, path=path, text_hash=text_hash, source=source)
