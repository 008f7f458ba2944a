"""Exports brought to files: one file, or a folder with a file for each article; run again at will.

Of a format with comments only our own block is rewritten (`block`), the rest of the file is the
reader's. A file of any other format is ours as a whole, and is replaced only if it is, byte for
byte, what we wrote last. Nothing is written where nothing changed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from index.article import Metadata
from index.text import clean_line
from reader.export import Document, Format
from reader.export.block import Edited, Fence
from reader.export.document import NotedArticle
from reader.export.output import NotOurs, OutputError, digest_of, read_if_there, write
from reader.export.whereabouts import Whereabouts
from reader.parts import sweep
from reader.store import Store, exports

Render = Callable[[Document], str]


@dataclass(frozen=True, slots=True)
class Saved:
    """A file that holds the export now; `is_new_content` is False if it did so before."""

    file: Path
    is_new_content: bool


@dataclass(frozen=True, slots=True)
class Saver:
    """How exports are brought to files.

    `outside` is the collection, in which nothing is written; `force` replaces a file that is not
    ours; `render` takes the place of the format's own (a template). What is written is noted down
    in the store. All methods raise NotOurs, OutputError or StoreError, with a sentence.
    """

    store: Store
    format: Format
    outside: Path
    force: bool = False
    render: Render | None = None

    def save(self, document: Document, path: Path) -> list[Saved]:
        """Writes one file, or into a folder that is there a file for each article."""
        if path.is_dir():
            return self.save_into(document, path)
        sweep(path.parent)
        return [self._save(document, path)]

    def save_into(self, document: Document, folder: Path) -> list[Saved]:
        """Writes a file for each article into a folder, which is made if missing."""
        if folder.resolve().is_relative_to(self.outside.resolve()):
            raise OutputError(
                f"{clean_line(str(folder), 1000)} is inside the collection, where nothing is"
                " written; name a folder elsewhere."
            )
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            shown = clean_line(str(folder), 1000)
            raise OutputError(f"{shown} cannot be made: {error.strerror}.") from error
        place = folder.resolve()
        sweep(place)
        articles = (*document.articles, *_only_judged(document))
        # What a template made is of no format.
        name = self.format.name if self.render is None else ""
        files = Whereabouts(
            self.store, place, self.format.extension, name, self._fence, self.outside.resolve()
        ).of_all(articles)
        saved: list[Saved] = []
        for article, file in zip(articles, files, strict=True):
            saved.append(self._save(_part_of(document, article), file))
            ids = [each.highlight.id for each in article.notes]
            exports.remember_place(self.store, file, place, name, article.id, ids)
        return saved

    def _save(self, document: Document, path: Path) -> Saved:
        file = path.parent.resolve() / path.name
        existing = read_if_there(file)
        before = None if existing is None else digest_of(existing)
        known = exports.digests_of(self.store, file)
        merged = None if existing is None else self._merged(document, existing)
        content = self._whole(document).encode("utf-8", "replace") if merged is None else merged
        # Within our fence we know our own; what is around it may have changed at will.
        ours = exports.announced(self.store, file, digest_of(content))
        digest = write(
            file,
            content,
            known=ours if merged is None or before is None else (before,),
            replace=self.force,
            outside=self.outside,
        )
        fence = self._fence
        part = "" if fence is None else fence.digest_in(content.decode("utf-8", "replace"))
        if (digest, part) != known:
            exports.remember(self.store, file, digest, part)
        return Saved(file, digest != before)

    @property
    def _fence(self) -> Fence | None:
        """What is around our part of a file; None where all of a file is ours."""
        return None if self.render is not None else self.format.fence

    def _whole(self, document: Document) -> str:
        """The export as a file of its own."""
        if self.render is not None:
            return self.render(document)
        fence = self._fence
        if self.format.parts is None or fence is None:
            return self.format.render(document)
        head, block = self.format.parts(document)
        fenced = fence.around(block)
        return f"{head}\n{fenced}" if head else fenced

    def _merged(self, document: Document, existing: bytes) -> bytes | None:
        """A file with our block in it brought up to date; None if there is no such block."""
        fence = self._fence
        if self.format.parts is None or fence is None:
            return None
        # Bytes that are no UTF-8 are the reader's and go back as they came.
        text = existing.decode("utf-8", "surrogateescape")
        block = self.format.parts(document)[1].encode("utf-8", "replace").decode()
        try:
            made = fence.replaced(text, block, force=self.force)
        except Edited as error:
            raise NotOurs(
                f"In the file {error}, so it was not changed; name another file, or ask for that"
                " part to be replaced."
            ) from error
        return None if made is None else made.encode("utf-8", "surrogateescape")


def _part_of(document: Document, article: NotedArticle) -> Document:
    """What a document holds of one article; one without notes is not listed in it."""
    return replace(
        document,
        articles=(article,) if article.groups else (),
        judgements=tuple(each for each in document.judgements if each.article == article.id),
    )


def _only_judged(document: Document) -> list[NotedArticle]:
    """The articles of which a document holds judgements and nothing else, each once."""
    listed = {article.id for article in document.articles}
    found = {each.article: each for each in document.judgements if each.article not in listed}
    return [
        NotedArticle(
            id=each.article,
            path=each.path,
            metadata=Metadata(title=each.judgement.article.title),
            text_hash=each.judgement.article.text_hash,
            is_gone=False,
            groups=(),
        )
        for each in found.values()
    ]
