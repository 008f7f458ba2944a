"""Opening the notes: the store of this user, and what is noted in a folder or an article."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from reader.commands.common import (
    checked_path,
    note,
    open_collection,
    read_lone,
    usable_places,
)
from reader.notes.book import Notes, notes_of
from reader.notes.judgements import Judgements
from reader.notes.model import ArticleNotes, FiledJudgement
from reader.places import places
from reader.store import Store, daily
from reader.store.file import FILE_NAME


@contextmanager
def open_store(tell: Callable[[str], object] | None = note) -> Iterator[Store]:
    """All that this user keeps; a copy is made once a day.

    What is to be said is said to `tell`, and kept until somebody listens if that is None.
    """
    with Store(places().data) as store:
        if tell is not None:
            store.tell_to(tell)
        daily.keep_copy(store)
        yield store


@contextmanager
def open_notes() -> Iterator[tuple[Notes, Store]]:
    """The user's notes, and the store they are in."""
    with open_store() as store:
        yield Notes(store), store


def has_notes() -> bool:
    """Whether this user ever kept anything: who only asks needs no folder for it."""
    return (places().data / FILE_NAME).is_file()


def notes_under(path: str, notes: Notes) -> list[ArticleNotes]:
    """The notes of a folder's articles, or of one article; only articles that have any."""
    found = checked_path(path)
    if found.is_dir():
        with (
            usable_places(found) as where,
            closing(open_collection(path, where=where)) as collection,
        ):
            return notes.for_folder(collection.root, collection)
    article = read_lone(path)
    here = notes_of(article, found, notes.for_article(article, found))
    return [here] if here.notes else []


def judgements_under(path: str, judgements: Judgements) -> list[FiledJudgement]:
    """What was thought of the findings of a folder's articles, or of one article."""
    found = checked_path(path)
    with usable_places(found) as where, closing(open_collection(path, where=where)) as collection:
        return judgements.under(found, collection)
