"""A book is saved chapter by chapter, each an article that reads as it did in the book."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.adding.adding import Adding, Reader
from reader.adding.errors import NotAdded
from reader.adding.fetching import Web
from reader.adding.shelf import Shelf
from tests.reader.adding.saving import PAGE, Add, names

BOOKS = Path(__file__).parents[2] / "index" / "formats" / "fixtures" / "books"
BOOK = BOOKS / "three-emergencies.epub3.epub"
CHAPTERS = [
    "Sixteen days at Hesk",
    "Waiting for a wire: inside Vestmark’s 61-gigawatt grid queue",
]


def test_each_chapter_is_an_article(folder: Path, apart: Reader, web: Web) -> None:
    book = apart.read(BOOK.read_bytes(), "book.epub")
    with Shelf(folder) as shelf:
        added = Adding(shelf, apart, web).add_chapters(str(BOOK))
        assert [each.title for each in added] == CHAPTERS
        assert {each.original for each in added} == {".originals/three-emergencies-epub3.epub"}
        for each in added:
            chapter = apart.read((folder / each.path).read_bytes(), each.path)
            assert chapter.title == each.title and chapter.metadata.authors == book.metadata.authors
            assert chapter.text in book.text and each.title not in chapter.text
            wanted = {s.heading for s in book.questions if s.heading and s.heading in chapter.text}
            assert {s.heading for s in chapter.questions} == wanted != set()
        before = names(folder)
        again = Adding(shelf, apart, web).add_chapters(str(BOOK))
    assert [each.status for each in again] == ["unchanged", "unchanged"]
    assert names(folder) == before


def test_what_has_no_chapters_is_not_saved(
    folder: Path, apart: Reader, web: Web, tmp_path: Path
) -> None:
    (tmp_path / "page.html").write_bytes(PAGE)
    with Shelf(folder) as shelf, pytest.raises(NotAdded, match="has no chapters"):
        Adding(shelf, apart, web).add_chapters(str(tmp_path / "page.html"))
    assert names(folder) == []


def test_a_book_that_does_not_exist_is_said_to(folder: Path, apart: Reader, web: Web) -> None:
    with Shelf(folder) as shelf, pytest.raises(NotAdded, match="does not exist"):
        Adding(shelf, apart, web).add_chapters("books/nowhere.epub")


def test_a_page_that_says_that_it_is_not_there_is_doubted(add: Add) -> None:
    page = b"<!doctype html><title>Page not found</title><h1>Page not found</h1><p>Sorry.</p>"
    assert "It looks like an error page" in add("-", page).notes
