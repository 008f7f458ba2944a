"""Opening the notes: the store of this user, and what is noted in a folder or an article."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.commands.common import checked_path, open_collection, read_lone
from reader.notes.book import Notes, notes_of
from reader.notes.model import ArticleNotes
from reader.places import places
from reader.store import Store
from reader.store.file import FILE_NAME


@contextmanager
def open_notes() -> Iterator[tuple[Notes, Store]]:
    """The user's notes, and the store they are in."""
    with Store(places().data) as store:
        yield Notes(store), store


def has_notes() -> bool:
    """Whether this user ever kept anything: who only asks needs no folder for it."""
    return (places().data / FILE_NAME).is_file()


def notes_under(path: str, notes: Notes) -> list[ArticleNotes]:
    """The notes of a folder's articles, or of one article; only articles that have any."""
    if checked_path(path).is_dir():
        collection = open_collection(path)
        return notes.for_folder(collection.root, collection)
    article = read_lone(path)
    found = notes_of(article, Path(path), notes.for_article(article, Path(path)))
    return [found] if found.notes else []
