"""What is done to articles in the library: marked, put away, tagged, and all of it undone.

What is listed, and in which order, is in `library`.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from index.text import clean_line, fold
from reader.library.shelf import Held, Library, Shelf
from reader.notes.model import clean_tags
from reader.screens.keeping_room import KeepingRoom
from reader.screens.list_room import FilterRoom
from reader.store import Store, reading, shelving
from reader.store.shelving import Shelved
from reader.widgets.entries import counted

_TITLE_TOLD = 28


@dataclass(frozen=True, slots=True)
class Change:
    """Rows to keep, and those that stood there before."""

    rows: tuple[reading.ReadingPlace, ...] | tuple[Shelved, ...]
    before: tuple[reading.ReadingPlace, ...] | tuple[Shelved, ...]


class ShelvingRoom(KeepingRoom, FilterRoom):
    """Changes how articles stand: those that are marked, else the one under the cursor."""

    def __init__(self) -> None:
        super().__init__()
        self.shelf: Shelf | None = None
        self.marked: set[str] = set()

    @property
    @abstractmethod
    def library(self) -> Library:
        """Where the shelf comes from."""

    @property
    @abstractmethod
    def listed(self) -> Sequence[str]:
        """Ids of the articles that are listed, in their order."""

    @abstractmethod
    def show_shelf(self, shelf: Shelf) -> None:
        """Show what has changed."""

    @abstractmethod
    def show_marks(self) -> None:
        """Show what is marked."""

    def chosen(self) -> frozenset[str]:
        """What is marked is exported alone."""
        return frozenset(self.marked)

    def _meant(self) -> list[Held]:
        """The articles that a key is for."""
        shelf = self.shelf
        if shelf is None:
            return []
        ids = self.marked or {self.main.key}
        return [each for each in shelf.articles if each.id in ids]

    # Marking

    def action_library_mark(self) -> None:
        """Mark the article or not, and go on to the next."""
        key = self.main.key
        if key is not None:
            self.marked ^= {key}
            self.main.move(1)
            self.show_marks()

    def action_library_mark_all(self) -> None:
        """Mark all that are listed; if they are marked already, none."""
        listed = set(self.listed)
        if listed <= self.marked:
            self.marked -= listed
        else:
            self.marked |= listed
        self.show_marks()

    def go_back(self) -> bool:
        """Nothing is marked any more; else close the filter."""
        if self.marked:
            self.marked.clear()
            self.show_marks()
            return True
        return super().go_back()

    # What can be done to them

    def action_library_read(self) -> None:
        """Read; if all of them are, unread."""
        meant = self._meant()
        unread = all(held.place is not None and held.place.state == "read" for held in meant)
        state: reading.ReadingState = "unread" if unread else "read"

        def place(held: Held) -> reading.ReadingPlace:
            before = _place(held)
            # What counts as read again begins at the beginning.
            panel = before.panel if state == "read" else ""
            progress = float(state == "read")
            return replace(before, state=state, progress=progress, panel=panel)

        change = Change(tuple(map(place, meant)), tuple(map(_place, meant)))
        self._change(change, meant, state)

    def action_library_archive(self) -> None:
        """Into the archive; if all of them are there, out of it."""
        meant = self._meant()
        into = not all(held.archived for held in meant)
        told = "in the archive" if into else "out of the archive"
        self._shelve(meant, lambda shelved: replace(shelved, archived=into), told)

    def action_library_favourite(self) -> None:
        """A favourite; if all of them are, not any more."""
        meant = self._meant()
        good = not all(held.favourite for held in meant)
        told = "favourite" if good else "no favourite any more"
        self._shelve(meant, lambda shelved: replace(shelved, favourite=good), told)

    def action_library_tags(self) -> None:
        """Write tags; of several articles, those that all of them have."""
        from reader.screens.tags import TagsScreen

        meant, shelf = self._meant(), self.shelf
        if not meant or shelf is None:
            return
        common = [tag for tag in meant[0].own_tags if all(tag in each.own_tags for each in meant)]
        about = meant[0].summary.title if len(meant) == 1 else counted(len(meant), "article")
        brought = meant[0].summary.metadata.tags if len(meant) == 1 else ()

        known = {fold(tag): tag for tag in reversed(shelf.tags)}

        def written(typed: str | None) -> None:
            if typed is not None:
                words = clean_tags(typed.replace(",", " ").split())
                # A tag that is there already is meant, however its letters are typed.
                self._tag(meant, set(common), [known.get(fold(each), each) for each in words])

        self.quaere.push_screen(
            TagsScreen(about, " ".join(common), " ".join(brought), shelf.tags), written
        )

    def _tag(self, meant: list[Held], before: set[str], tags: Sequence[str]) -> None:
        gone = before - set(tags)

        def tagged(shelved: Shelved) -> Shelved:
            kept = [tag for tag in shelved.tags if tag not in gone]
            return replace(shelved, tags=tuple(dict.fromkeys((*kept, *tags))))

        self._shelve(meant, tagged, "tagged" if tags else "tags removed")

    def _shelve(self, meant: list[Held], how: Callable[[Shelved], Shelved], told: str) -> None:
        before = tuple(map(_shelved, meant))
        self._change(Change(tuple(map(how, before)), before), meant, told)

    # On the disk, and back

    def _change(self, change: Change, meant: Sequence[Held], told: str) -> None:
        if not meant or change.rows == change.before:
            return
        title = clean_line(meant[0].summary.title, _TITLE_TOLD)
        named = f"“{title}”" if len(meant) == 1 else counted(len(meant), "article")
        store = self.quaere.store

        def kept(shelf: Shelf) -> None:
            self.show_shelf(shelf)
            self.quaere.say(f"{named}: {told}; U undoes it")

        self._keeper.when_kept(
            lambda: self._keeper.keep_undoable(
                lambda: _keep(store, change.rows),
                lambda _: _keep(store, change.before),
                self.library.shelf,
                kept,
                f"{named}: as before",
            )
        )

    def action_library_undo(self) -> None:
        """As it was before the last change."""
        self._keeper.when_kept(self._undo)

    def _undo(self) -> None:
        def kept(shelf: Shelf, told: str) -> None:
            self.show_shelf(shelf)
            self.quaere.say(told)

        if not self._keeper.undo(self.library.shelf, kept):
            self.quaere.say("Nothing was changed here.")


def _place(held: Held) -> reading.ReadingPlace:
    place = held.place or reading.ReadingPlace(held.ref)
    # Of a file that was moved, or of a copy: from now on it is this one's.
    return place if place.article.path == held.file else replace(place, article=held.ref)


def _shelved(held: Held) -> Shelved:
    return Shelved(held.ref, held.archived, held.favourite, held.own_tags)


def _keep(store: Store, rows: Iterable[reading.ReadingPlace | Shelved]) -> None:
    places = [row for row in rows if isinstance(row, reading.ReadingPlace)]
    shelved = [row for row in rows if isinstance(row, Shelved)]
    if places:
        reading.save(store, *places)
    if shelved:
        shelving.save(store, shelved)
