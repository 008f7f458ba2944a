"""Loading an article and what lies over its text, in threads."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from index.article import Article, Finding
from index.collection import CollectionDamaged, Unreadable
from reader.latest import Latest
from reader.notes.anchors import same_place
from reader.notes.book import ref_of
from reader.notes.model import Anchored, Judged
from reader.screens.article_places import PlacesRoom
from reader.store import reading

Stamp = tuple[object, ...]
UNNOTICED = 0.15
"""Seconds for which a screen may still be the one before."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is on the screen, with the offset at its top."""

    opened: Opened
    top: int


@dataclass(frozen=True, slots=True)
class Opened:
    """An article, its file, where it was left; `stamp` changes when it is made anew.

    `at` is the offset to go on at if another text was shown before; `whole` says that it is the
    whole page, not the article alone.
    """

    article: Article
    file: Path
    place: reading.ReadingPlace | None
    stamp: Stamp
    at: int = 0
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """What lies over an article's text; `why` says why nothing could be found in it."""

    article: Article
    findings: tuple[Finding, ...]
    why: str | None
    notes: list[Anchored]
    judged: list[Judged]
    copies: list[Path]


class OpeningRoom(PlacesRoom):
    """Asks for the article, for its findings and for its notes; what comes of it is shown below."""

    def __init__(self, article: str) -> None:
        super().__init__()
        self._article_id = article
        self._opening: Latest[Shown | None, Opened | str | None] = Latest(
            self, self._open, self.opened
        )
        self._marking: Latest[Opened, Marked | None] = Latest(self, self._mark, self.marked)
        self._known: Opened | None = None
        self._whole = False
        """Whether the whole page is asked for; what is shown, `is_whole` says."""

    @property
    def awaits(self) -> bool:
        """Whether there is no article yet, and it comes."""
        return self.article is None and self._opening.is_busy

    async def comes(self) -> None:
        """Wait for the article as long as nobody notices: an empty screen need not be drawn."""
        await self._opening.wait(UNNOTICED)

    def opened(self, shown: Shown | None, opened: Opened | str | None) -> None:
        """Called with the article, with None if it is shown already, or with why there is none."""

    def marked(self, opened: Opened, marked: Marked | None) -> None:
        """Called with what lies over the text, with None if the article is gone meanwhile."""

    def collection_changed(self) -> None:
        """The file may have changed, or its findings are there now."""
        known = self._known
        self._opening.ask(None if known is None else Shown(known, self.view.top_offset()))

    def notes_changed(self) -> None:
        """Highlights were edited elsewhere."""
        if self._known is not None:
            self._marking.ask(self._known)

    def _open(self, shown: Shown | None) -> Opened | str | None:
        """The article, None if it is the one that is known, or why there is none."""
        collection, identity, whole = self.quaere.collection, self._article_id, self._whole
        try:
            stamp = (whole, *collection.stamp(identity))
            if shown is not None and stamp == shown.opened.stamp:
                return None
            read = collection.read_whole if whole else collection.read
            article, file = read(identity), collection.file_of(identity)
        except KeyError:
            return self._missing()
        except Unreadable as error:
            return f"The file {error}."
        except OSError as error:
            return f"The file cannot be read ({(error.strerror or str(error)).lower()})."
        except CollectionDamaged as error:
            self.quaere.call_later(self.quaere.answer_failed, error)
            if shown is not None:
                return None  # what was read goes on being read
            return (
                f"{str(error).capitalize()}. It is made anew; open the article again in a moment."
            )
        place = reading.find(self.quaere.store, ref_of(article, file))
        at = 0 if shown is None else same_place(shown.top, shown.opened.article, article)
        return Opened(article, file, place, stamp, at, whole)

    def _mark(self, opened: Opened) -> Marked | None:
        """Findings and notes; None if the article is gone meanwhile."""
        article, file = opened.article, opened.file
        findings: tuple[Finding, ...] = ()
        why: str | None = "is shown whole"
        if not opened.whole:
            try:
                findings, why = self.quaere.collection.marked(self._article_id)
            except KeyError:
                return None
        notes, judgements = self.quaere.notes, self.quaere.judgements
        notes.follow(article, file)
        judgements.follow(article, file)
        copies = self.quaere.collection.copies(article.id)
        return Marked(
            article,
            findings,
            why,
            notes.for_article(article, file, copies),
            judgements.for_article(article, file, copies),
            copies,
        )

    def _missing(self) -> str:
        """Why there is no article: it is being read, could not be read, or is gone."""
        collection = self.quaere.collection
        if collection.only is not None:
            for name, why in collection.skipped():
                return f"{name} {why}."
            if not collection.articles():
                return "Reading …"
        return "This article is not in the collection any more."
