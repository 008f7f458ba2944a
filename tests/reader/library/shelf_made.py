"""Shelves for tests, without files or a store."""

from __future__ import annotations

from index.article import Metadata, Summary
from reader.library.shelf import Facts, Held, Shelf
from reader.notes.model import ArticleRef
from reader.store.reading import ReadingPlace, ReadingState
from reader.widgets.article_header import host


def held(
    id: str,
    *,
    title: str = "",
    source: str | None = None,
    published: str | None = None,
    tags: tuple[str, ...] = (),
    own_tags: tuple[str, ...] = (),
    words: int = 1000,
    questions: int = 3,
    risks: int = 2,
    state: ReadingState = "unread",
    progress: float = 0.0,
    updated: str = "",
    archived: bool = False,
    favourite: bool = False,
    notes: int = 0,
) -> Held:
    """An article of the library."""
    about = Metadata(title or id, (), published, None, source, "en", tags)
    summary = Summary(
        id, f"{id}.md", "markdown", about, words, questions, 0, 0, risks, None, f"hash of {id}"
    )
    file = f"/articles/{id}.md"
    ref = ArticleRef(file, summary.text_hash, source, about.title)
    place = ReadingPlace(
        ref, panel="claim" if updated else "", state=state, progress=progress, updated=updated
    )
    return Held(
        summary,
        file,
        host(source),
        words // 238,
        archived,
        favourite,
        own_tags,
        notes,
        place=place if state != "unread" else None,
    )


def shelf(*articles: Held) -> Shelf:
    """A library of these."""
    return Shelf(
        Facts([each.summary for each in articles], {each.id: each.file for each in articles}),
        articles,
    )
