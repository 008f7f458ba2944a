"""A one-way copy of the notes as Markdown, a file for each article, for git and for reading.

Off unless the settings name a folder. Written after each change and each look at the collection;
what is changed in the files is never read back, and the rule of exports holds: only our own part
of a file is rewritten.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Lock

from index.collection import Collection, CollectionDamaged
from reader.export import FORMATS, document_of
from reader.export.output import OutputError
from reader.export.saving import Saver
from reader.notes.book import Notes
from reader.notes.everywhere import notes_in
from reader.notes.model import Meanings
from reader.store import Store, StoreError


class Mirror:
    """The folder to which the notes of one collection are copied. May be used from any thread."""

    def __init__(
        self, store: Store, collection: Collection, folder: Path, meanings: Meanings
    ) -> None:
        self._store = store
        self._collection = collection
        self._folder = folder
        self._meanings = meanings
        self._lock = Lock()

    def write(self, complain: Callable[[str], object]) -> None:
        """Brings the files up to date; `complain` gets a sentence if that fails."""
        saver = Saver(self._store, FORMATS["markdown"], self._collection.root)
        # One after the other: whoever comes last has seen the latest change.
        with self._lock:
            try:
                found = notes_in(Notes(self._store), self._collection)
                saver.save_into(document_of(found, meanings=self._meanings), self._folder)
            except (OutputError, StoreError, CollectionDamaged) as error:
                complain(f"The notes were not mirrored: {error}")
