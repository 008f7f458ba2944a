"""Where in a folder the export of an article is now.

A file has a name made from its article's id, but the reader may have given it another, or put it
elsewhere in the folder; and the article itself may have moved in the collection, which gives it
another id. Then the file is known by the highlights that went into it, and by our part of it.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from reader.adding.naming import stem_of
from reader.export.block import Fence
from reader.export.document import NotedArticle
from reader.export.output import OutputError, digest_of, read_if_there
from reader.store import Store, exports

_STEM_BYTES = 80


@dataclass
class Whereabouts:
    """The files of one folder, whose path is without links, that end with an extension."""

    store: Store
    folder: Path
    extension: str
    fence: Fence | None
    _given: set[Path] = field(default_factory=set)

    def of(self, article: NotedArticle) -> Path:
        """The file that holds the article's export, else the one that is to be made.

        No file is given twice. Raises StoreError.
        """
        found = next((each for each in self._found(article) if each not in self._given), None)
        file = self.folder / _name(article, self.extension) if found is None else found
        self._given.add(file)
        return file

    def _found(self, article: NotedArticle) -> Iterator[Path]:
        marked = [
            each for each in self._files if each.name.endswith(_mark(article, self.extension))
        ]
        ids = [each.highlight.id for each in article.notes]
        written = [
            each
            for each in exports.files_with(self.store, ids)
            if each.is_relative_to(self.folder) and each.suffix == self.extension
        ]
        gone = [each for each in written if not each.is_file()]
        for file in marked:
            if gone and exports.digest_of(self.store, file) is None:
                exports.follow(self.store, gone[0], file)
            yield file
        yield from (each for each in written if each not in gone)
        for old in gone:
            if (renamed := self._renamed(old)) is not None:
                exports.follow(self.store, old, renamed)
                yield renamed

    @cached_property
    def _files(self) -> list[Path]:
        """All with the extension, the nearest first; hidden folders and links are left alone."""
        found: list[Path] = []
        for place, folders, names in os.walk(self.folder):
            folders[:] = [name for name in folders if not name.startswith(".")]
            found += [Path(place, name) for name in names if name.endswith(self.extension)]
        return sorted(found, key=lambda path: (len(path.parts), path))

    @cached_property
    def _by_digest(self) -> dict[str, Path]:
        """Files by what they hold: our part of it, or, in formats without one, all of it."""
        held: dict[str, Path] = {}
        for file in self._files:
            try:
                data = read_if_there(file)
            except OutputError:
                continue  # What nobody may read is not ours; it must not stop the export.
            if data is None:
                continue
            text = data.decode("utf-8", "replace")
            digest = digest_of(data) if self.fence is None else self.fence.digest_in(text)
            held.setdefault(digest, file)
        return held

    def _renamed(self, old: Path) -> Path | None:
        known = exports.digests_of(self.store, old)
        if known is None:
            return None
        whole, part = known
        return self._by_digest.get(whole if self.fence is None else part) if whole else None


def _name(article: NotedArticle, extension: str) -> str:
    title = article.metadata.title
    stem = stem_of(title).encode()[:_STEM_BYTES].decode("utf-8", "ignore").rstrip("-")
    return stem + _mark(article, extension)


def _mark(article: NotedArticle, extension: str) -> str:
    return f"-{hashlib.sha256(article.id.encode()).hexdigest()[:8]}{extension}"
