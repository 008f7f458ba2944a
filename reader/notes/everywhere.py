"""The highlights of a whole collection, be it a folder or one file."""

from __future__ import annotations

from index.collection import Collection
from reader.notes.book import Notes, notes_of
from reader.notes.model import ArticleNotes


def notes_in(notes: Notes, collection: Collection) -> list[ArticleNotes]:
    """The highlights of every article that has some, in the order of paths.

    Those of a folder include highlights whose file is gone. Raises StoreError.
    """
    if collection.only is None:
        return notes.for_folder(collection.root, collection)
    found: list[ArticleNotes] = []
    for summary in collection.articles():
        try:
            article, file = collection.read(summary.id), collection.file_of(summary.id)
        except KeyError:
            continue
        here = notes.for_article(article, file)
        if here:
            found.append(notes_of(article, file, here))
    return found
