"""Highlights and notes as the app and the command line use them: made, changed, found again.

Joins the store with the articles. No SQL, no matching of texts, no screens.
"""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Protocol

from index.article import Article, Summary
from index.text import clean_line
from reader.notes.anchors import anchor_all, describe, describe_section, unanchored
from reader.notes.model import (
    Anchored,
    AnchorState,
    ArticleNotes,
    ArticleRef,
    Highlight,
    Selector,
    clean_note,
    clean_tags,
    colour_named,
    new_id,
)
from reader.store import Store, highlights


class Shelf(Protocol):
    """What is needed of a Collection to find the notes of a whole folder."""

    def articles(self) -> list[Summary]: ...

    def read(self, article: str) -> Article: ...

    def file_of(self, article: str) -> Path: ...


class Notes:
    """All highlights of one store. As safe between threads as the store.

    A highlight belongs to an article if it was made in the same file, or if the article has the
    same source or the very same text: so a file that was moved or saved again keeps its notes.
    Every method may raise StoreError; those that take an id raise KeyError if there is none.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(
        self,
        article: Article,
        path: Path,
        start: int,
        end: int,
        *,
        colour: str = "yellow",
        note: str = "",
        tags: Iterable[str] = (),
    ) -> Highlight:
        """Highlights article.text[start:end]; it is on the disk when this returns.

        `path` is the file of the article. Overlapping highlights are allowed. Raises ValueError
        with a sentence for an empty span or an unknown colour.
        """
        selector = describe(article, start, end)
        return self._add(ref_of(article, path), selector, colour, note, tags)

    def add_about(
        self,
        article: Article,
        path: Path,
        section: int,
        *,
        note: str,
        colour: str = "yellow",
        tags: Iterable[str] = (),
    ) -> Highlight:
        """Keeps a note on a question, or (section 0) on the whole article, without a quote.

        Raises ValueError with a sentence if the note is empty, the section or colour unknown.
        """
        if not clean_note(note):
            raise ValueError("A note without a quote needs some words.")
        selector = describe_section(article, section)
        return self._add(ref_of(article, path), selector, colour, note, tags)

    def _add(
        self, ref: ArticleRef, selector: Selector, colour: str, note: str, tags: Iterable[str]
    ) -> Highlight:
        now = self._store.now()
        highlight = Highlight(
            id=new_id(),
            article=ref,
            selector=selector,
            colour=colour_named(colour),
            note=clean_note(note),
            tags=clean_tags(tags),
            created=now,
            changed=now,
        )
        highlights.add(self._store, highlight)
        return highlight

    def get(self, id: str) -> Highlight:
        """One highlight."""
        return highlights.get(self._store, id)

    def edit(
        self,
        id: str,
        *,
        colour: str | None = None,
        note: str | None = None,
        tags: Iterable[str] | None = None,
    ) -> Highlight:
        """Changes what is given and leaves the rest. ValueError for an unknown colour."""
        named = None if colour is None else colour_named(colour)

        def edited(old: Highlight) -> Highlight:
            return replace(
                old,
                colour=old.colour if named is None else named,
                note=old.note if note is None else clean_note(note),
                tags=old.tags if tags is None else clean_tags(tags),
                changed=self._store.now(),
            )

        return highlights.change(self._store, id, edited)

    def attach(self, id: str, article: Article, path: Path, start: int, end: int) -> Highlight:
        """Lets a highlight stand for article.text[start:end] from now on.

        This is how a reader accepts where a moved one was found, chooses among the candidates of
        a suspect, or gives an orphan a new place. ValueError for an empty span.
        """
        selector = describe(article, start, end)
        ref, now = ref_of(article, path), self._store.now()
        return highlights.change(
            self._store,
            id,
            lambda old: replace(old, article=ref, selector=selector, changed=now),
        )

    def tags(self) -> list[str]:
        """Every tag in use, the most used first."""
        counts = Counter(tag for each in highlights.every(self._store) for tag in each.tags)
        return [tag for tag, _ in counts.most_common()]

    def remove(self, id: str) -> None:
        """Removes a highlight; `restore` brings it back."""
        highlights.remove(self._store, id)

    def restore(self, id: str) -> Highlight:
        """Brings a removed highlight back."""
        highlights.restore(self._store, id)
        return self.get(id)

    def for_article(
        self, article: Article, path: Path, copies: Iterable[Path] = ()
    ) -> list[Anchored]:
        """The highlights of an article, in text order, orphans last.

        Those made in another file that is still there, one of its `copies` among them, are taken
        only where their place is sure.
        """
        ref = ref_of(article, path)
        known = {each.id: each for each in highlights.of_article(self._store, ref)}
        for copy in copies:
            made_there = highlights.of_file(self._store, str(real_path(copy)))
            known |= {each.id: each for each in made_there}
        found = anchor_all(known.values(), article)
        return [each for each in found if _belongs(each, ref)]

    def follow(self, article: Article, path: Path) -> int:
        """Notes down where an article is now and what it says; how many highlights that touched.

        To be called when an article is opened: a file may be edited today and moved tomorrow, and
        still be known. Highlights of another file that is still there stay with it.
        """
        ref = ref_of(article, path)
        stale = [
            each.highlight.id
            for each in self.for_article(article, path)
            if must_follow(each.highlight.article, each.state, ref)
        ]
        if stale:
            highlights.refer(self._store, stale, ref)
        return len(stale)

    def for_folder(self, folder: Path, shelf: Shelf) -> list[ArticleNotes]:
        """The highlights of every article of a folder, in the order of paths, each once.

        Notes whose file is gone from the folder are listed as orphans. `shelf` is the folder's
        Collection; only articles that may have notes are read from it.
        """
        folder = real_path(folder)
        groups: list[ArticleNotes] = []
        known = [each.article for each in highlights.every(self._store)]
        for id in candidates(known, folder, shelf.articles()):
            try:
                article, file = shelf.read(id), real_path(shelf.file_of(id))
            except KeyError:
                continue  # taken out of the collection a moment ago
            notes = tuple(self.for_article(article, file))
            groups.append(
                ArticleNotes(id, article.path, file, ref_of(article, file), article, notes)
            )
        groups = _each_once(sorted(groups, key=lambda each: _is_by_link(each, folder)))
        listed = {each.highlight.id for group in groups for each in group.notes}
        left = [h for h in highlights.under(self._store, folder) if h.id not in listed]
        groups += _left_behind(left, folder)
        return sorted((group for group in groups if group.notes), key=lambda group: group.path)


def ref_of(article: Article, path: Path) -> ArticleRef:
    """How a highlight knows this article, whose file is `path`."""
    return ArticleRef(
        path=str(real_path(path)),
        text_hash=article.text_hash,
        source=article.metadata.source or None,
        title=article.title,
    )


def notes_of(article: Article, path: Path, notes: Sequence[Anchored]) -> ArticleNotes:
    """The highlights of one article together with it."""
    return ArticleNotes(
        article.id, article.path, path, ref_of(article, path), article, tuple(notes)
    )


def _belongs(anchored: Anchored, ref: ArticleRef) -> bool:
    return belongs(anchored.highlight.article.path, anchored.state, ref)


def belongs(path: str, state: AnchorState, ref: ArticleRef) -> bool:
    """Whether what was made in the file at `path` belongs to an article: what was made in another
    file that is still there does only where its place is sure."""
    return path == ref.path or state in ("ok", "moved") or _is_gone(path)


def must_follow(made_in: ArticleRef, state: AnchorState, ref: ArticleRef) -> bool:
    """Whether what was made in `made_in` is from now on known to stand in `ref`."""
    return (
        state in ("ok", "moved")
        and made_in != ref
        and (made_in.path == ref.path or _is_gone(made_in.path))
    )


def _is_gone(path: str) -> bool:
    try:
        Path(path).stat()
    except OSError:
        return True
    return False


def real_path(path: Path) -> Path:
    """A path without links, whether or not there is anything."""
    # Not `Path.resolve`: it raises on a loop of links, where any name will do.
    return Path(os.path.realpath(path))


def candidates(known: Iterable[ArticleRef], folder: Path, summaries: list[Summary]) -> list[str]:
    """Ids of a folder's articles that may be the known ones, found without reading them.


    A file that was moved here from elsewhere, without a source, is looked for by its title.
    """
    known = list(known)
    paths = {shown_path(Path(each.path), folder) for each in known}
    sources = {each.source for each in known if each.source}
    titles = {each.title for each in known}
    return [
        summary.id
        for summary in summaries
        if summary.path in paths or summary.metadata.source in sources or summary.title in titles
    ]


def _each_once(groups: list[ArticleNotes]) -> list[ArticleNotes]:
    """Copies of an article, and links to it, share its notes.

    Each note is listed with its own file, by the first name that this has, or with the first copy.
    """
    files = {str(group.file) for group in groups}
    listed: set[str] = set()
    kept: list[ArticleNotes] = []
    for group in groups:
        notes = tuple(
            each
            for each in group.notes
            if each.highlight.id not in listed
            and (
                each.highlight.article.path == str(group.file)
                or each.highlight.article.path not in files
            )
        )
        listed.update(each.highlight.id for each in notes)
        kept.append(replace(group, notes=notes))
    return kept


def _is_by_link(group: ArticleNotes, folder: Path) -> bool:
    """Whether the collection knows the article's file by another name than its own."""
    return group.path != shown_path(group.file, folder)


def _left_behind(left: list[Highlight], folder: Path) -> list[ArticleNotes]:
    return [
        ArticleNotes(
            id=id_of(Path(path), folder),
            path=shown_path(Path(path), folder),
            file=Path(path),
            ref=group[0].article,
            article=None,
            notes=tuple(unanchored(highlight) for highlight in group),
        )
        for path, found in groupby(left, key=lambda highlight: highlight.article.path)
        if (group := list(found))
    ]


def _relative(path: Path, folder: Path) -> str:
    return (path.relative_to(folder) if path.is_relative_to(folder) else path).as_posix()


def shown_path(path: Path, folder: Path) -> str:
    """A path as the Collection of a folder shows it."""
    return clean_line(_relative(path, folder), limit=1000)


def id_of(path: Path, folder: Path) -> str:
    """The id that an article has, or had, in the collection of a folder.

    The rule is part of the public interface.
    """
    name = unicodedata.normalize("NFC", _relative(path, folder))
    return hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:16]
