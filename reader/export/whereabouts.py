"""Where in a folder the export of an article is now.

A file has a name made from its article's id, but the reader may have given it another, or put it
elsewhere in the folder; and the article itself may have moved in the collection, which gives it
another id. Then the file is known by the highlights that went into it, and by our part of it.
Files that were written for another folder, even one inside this, or in another format, are not
followed.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from reader.adding.naming import stem_of
from reader.export.block import Fence
from reader.export.document import NotedArticle
from reader.export.output import OutputError, digest_of, read_if_there
from reader.store import Store, exports
from reader.store.exports import Placed

_STEM_BYTES = 80


@dataclass
class Whereabouts:
    """The files of one folder that end with an extension, but for what is inside `outside`.

    Both paths are without links. `format` names what the files are written in.
    """

    store: Store
    folder: Path
    extension: str
    format: str
    fence: Fence | None
    outside: Path

    def of_all(self, articles: Sequence[NotedArticle]) -> list[Path]:
        """The file that holds each article's export, else the one that is to be made.

        No file is given twice: a name that says whose a file is comes before what is in it.
        Raises StoreError.
        """
        given: dict[int, Path] = {}
        taken: set[Path] = set()
        present = {article.id for article in articles}
        finders: tuple[Callable[[NotedArticle, set[Path]], Path | None], ...] = (
            self._marked,
            lambda article, taken: self._noted(article, present, taken),
            self._new,
        )
        for find in finders:
            for number, article in enumerate(articles):
                if number not in given and (file := find(article, taken)) is not None:
                    given[number] = file
                    taken.add(file)
        return [given[number] for number in range(len(articles))]

    def _marked(self, article: NotedArticle, taken: set[Path]) -> Path | None:
        """The file whose name says that it is the article's, unless we gave it to another."""
        mark = _mark(article, self.extension)
        for file in self._files:
            if file in taken or not file.name.endswith(mark):
                continue
            if exports.digest_of(self.store, file) is None and (gone := self._gone(article)):
                self._follow(gone, file)
                return file
            placed = self._ours.get(file)
            if file.parent == self.folder if placed is None else placed.article == article.id:
                return file
        return None

    def _gone(self, article: NotedArticle) -> Path | None:
        """Where the article's file was, if it is there no more."""
        return next(
            (
                path
                for path, placed in self._ours.items()
                if placed.article == article.id and path not in self._there
            ),
            None,
        )

    def _noted(self, article: NotedArticle, present: set[str], taken: set[Path]) -> Path | None:
        """The file that was written with the article's highlights, wherever it is now."""
        ids = {each.highlight.id for each in article.notes}
        for path, placed in sorted(
            self._ours.items(), key=lambda each: (-len(ids & each[1].highlights), each[0])
        ):
            shared = len(ids & placed.highlights)
            is_own = placed.article == article.id and shared > 0
            # One whose article is nowhere: most likely it is this one under a new id.
            is_left = placed.article not in present and 2 * shared > len(placed.highlights)
            if not is_own and not is_left:
                continue
            file = path if path in self._there else self._renamed(placed)
            if file is None or file in taken:
                continue
            if file != path:
                self._follow(path, file)
            return file
        return None

    def _new(self, article: NotedArticle, taken: set[Path]) -> Path:
        """A name that no other article has."""
        others = {path for path, placed in self._ours.items() if placed.article != article.id}
        number = 1
        while (file := self.folder / _name(article, self.extension, number)) in taken | others:
            number += 1
        return file

    def _follow(self, old: Path, new: Path) -> None:
        exports.follow(self.store, old, new)
        self._ours[new] = self._ours.pop(old)

    @cached_property
    def _ours(self) -> dict[Path, Placed]:
        return exports.placed_in(self.store, self.folder, self.format)

    @cached_property
    def _there(self) -> frozenset[Path]:
        return frozenset(self._files)

    @cached_property
    def _files(self) -> list[Path]:
        """All with the extension, the nearest first; hidden folders and links are left alone."""
        found: list[Path] = []
        for place, folders, names in os.walk(self.folder):
            if Path(place) == self.outside:
                folders.clear()
                continue
            folders[:] = [name for name in folders if not name.startswith(".")]
            found += [Path(place, name) for name in names if name.endswith(self.extension)]
        found = [file for file in found if file != self.outside]
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
            if digest:  # A file without our part is the reader's alone.
                held.setdefault(digest, file)
        return held

    def _renamed(self, placed: Placed) -> Path | None:
        """A file with the same in it that we know nothing of."""
        file = self._by_digest.get(placed.digest if self.fence is None else placed.part)
        return None if file is None or exports.digest_of(self.store, file) is not None else file


def _name(article: NotedArticle, extension: str, number: int) -> str:
    title = article.metadata.title
    stem = stem_of(title).encode()[:_STEM_BYTES].decode("utf-8", "ignore").rstrip("-")
    return f"{stem}{'' if number == 1 else f'-{number}'}{_mark(article, extension)}"


def _mark(article: NotedArticle, extension: str) -> str:
    return f"-{hashlib.sha256(article.id.encode()).hexdigest()[:8]}{extension}"
