"""Highlights and notes as search takes them in: `has:note`, `note:word`, `colour:green`."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

from index.collection import Collection, NoteText
from reader.notes.model import Highlight
from reader.store import Store, highlights

_SPEAKS_OF_NOTES = re.compile(r"\b(?:note|highlight|colou?r|has|in):")


def speaks_of_notes(query: str) -> bool:
    """Whether a query may ask for what a reader marked."""
    return _SPEAKS_OF_NOTES.search(query) is not None


class NotedTexts:
    """The highlights of a collection: read again only when something was written meanwhile."""

    def __init__(self, store: Store, collection: Collection) -> None:
        self._store = store
        self._collection = collection
        self._written: object = None
        self._edition: object = None
        self._articles: dict[str, str] = {}
        self._texts: tuple[NoteText, ...] = ()

    def __call__(self) -> Sequence[NoteText]:
        """All highlights whose file is there. Raises StoreError; usable from any thread."""
        edition = self._collection.edition()
        if edition is None or edition != self._edition:
            files = self._collection.files()
            self._articles = {os.path.realpath(path): article for article, path in files.items()}
            self._edition, self._written = edition, None
        with self._store.reading() as connection:
            others = connection.execute("PRAGMA data_version").fetchone()[0]
            written = (connection, others, connection.total_changes)
            if written != self._written:
                self._texts = tuple(
                    _text(self._articles[each.article.path], each)
                    for folder in self._collection.folders
                    for each in highlights.under(self._store, folder)
                    if each.article.path in self._articles
                )
                self._written = written
        return self._texts


def _text(article: str, highlight: Highlight) -> NoteText:
    selector = highlight.selector
    return NoteText(
        article,
        selector.start,
        selector.exact,
        highlight.note,
        highlight.tags,
        highlight.colour,
    )
