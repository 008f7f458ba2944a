"""What is done to articles in the library: marked, put away, tagged, and all of it undone.

What is listed, and in which order, is in `library`.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from index.text import clean_line, fold
from reader.library.shelf import Held, Library, Shelf
from reader.notes.model import ArticleRef, clean_tags
from reader.screens.keeping_room import KeepingRoom
from reader.screens.list_room import FilterRoom
from reader.store import Store, reading, shelving
from reader.store.shelving import Shelved
from reader.widgets.entries import counted

_TITLE_TOLD = 28


Row = TypeVar("Row", reading.ReadingPlace, Shelved)
_SAID = ("state", "progress", "panel", "archived", "favourite", "tags")
"""What of a row a key here may change; where the article was left is not among it."""


@dataclass(frozen=True, slots=True)
class _Table(Generic[Row]):
    """Where rows of a kind are kept."""

    find: Callable[[Store, ArticleRef], Row | None]
    save: Callable[[Store, Sequence[Row]], None]


_PLACES = _Table(reading.find, lambda store, rows: reading.save(store, *rows))
_SHELVED = _Table(shelving.find, shelving.save)


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

    def _meant(self) -> frozenset[str]:
        """Ids of the articles that a key is for."""
        return frozenset(self.marked or {self.main.key})

    def _held(self, ids: frozenset[str]) -> list[Held]:
        """How these articles stand now."""
        return [each for each in self.shelf.articles if each.id in ids] if self.shelf else []

    def _when_kept(self, ids: frozenset[str], action: Callable[[list[Held]], None]) -> None:
        """Change the articles as they stand once all that was asked for before is kept."""

        def go_on() -> None:
            if meant := self._held(ids):
                action(meant)

        self._keeper.when_kept(go_on)

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
        self._when_kept(self._meant(), self._read)

    def _read(self, meant: list[Held]) -> None:
        unread = all(held.place is not None and held.place.state == "read" for held in meant)
        state: reading.ReadingState = "unread" if unread else "read"

        def place(before: reading.ReadingPlace) -> reading.ReadingPlace:
            # What counts as read again begins at the beginning.
            panel = before.panel if state == "read" else ""
            return replace(before, state=state, progress=float(state == "read"), panel=panel)

        self._change(_PLACES, list(map(_place, meant)), place, meant, state)

    def action_library_archive(self) -> None:
        """Into the archive; if all of them are there, out of it."""
        self._when_kept(self._meant(), self._archive)

    def _archive(self, meant: list[Held]) -> None:
        into = not all(held.archived for held in meant)
        told = "in the archive" if into else "out of the archive"
        self._shelve(meant, lambda shelved: replace(shelved, archived=into), told)

    def action_library_favourite(self) -> None:
        """A favourite; if all of them are, not any more."""
        self._when_kept(self._meant(), self._favour)

    def _favour(self, meant: list[Held]) -> None:
        good = not all(held.favourite for held in meant)
        told = "favourite" if good else "no favourite any more"
        self._shelve(meant, lambda shelved: replace(shelved, favourite=good), told)

    def action_library_tags(self) -> None:
        """Write tags; of several articles, those that all of them have."""
        from reader.screens.tags import TagsScreen

        ids, shelf = self._meant(), self.shelf
        meant = self._held(ids)
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
                tags = [known.get(fold(each), each) for each in words]
                self._when_kept(ids, lambda meant: self._tag(meant, set(common), tags))

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
        self._change(_SHELVED, list(map(_shelved, meant)), how, meant, told)

    # On the disk, and back

    def _change(
        self,
        table: _Table[Row],
        before: Sequence[Row],
        how: Callable[[Row], Row],
        meant: Sequence[Held],
        told: str,
    ) -> None:
        changed = [(row, after) for row in before if (after := how(row)) != row]
        if not changed:
            return
        title = clean_line(meant[0].summary.title, _TITLE_TOLD)
        named = f"“{title}”" if len(meant) == 1 else counted(len(meant), "article")
        store = self.quaere.store

        def kept(shelf: Shelf) -> None:
            self.show_shelf(shelf)
            self.quaere.say(f"{named}: {told}; {self.quaere.key('library.undo')} undoes it")

        def undone(left: int) -> str:
            if not left:
                return f"{named}: as before"
            which = "" if len(changed) == 1 else f"{left} of {len(changed)} "
            return f"{named}: {which}changed again since, and left as they are now"

        self._keeper.keep_undoable(
            lambda: table.save(store, [after for _, after in changed]),
            lambda _: _take_back(store, table, changed),
            self.library.shelf,
            kept,
            undone,
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


def _take_back(store: Store, table: _Table[Row], changed: Sequence[tuple[Row, Row]]) -> int:
    """Bring back what was said before, on the rows as they are now.

    Rows that say something else by now are left alone; how many there were.
    """
    rows = []
    for before, after in changed:
        now = table.find(store, after.article)
        wrote = _differing(after, before)
        if now is not None and not wrote.keys() & _differing(now, after).keys():
            rows.append(replace(now, **_differing(before, after)))
    table.save(store, rows)
    return len(changed) - len(rows)


def _differing(row: Row, other: Row) -> dict[str, Any]:
    """What a row says that another does not, by name."""
    names = [name for name in _SAID if hasattr(row, name)]
    return {name: own for name in names if (own := getattr(row, name)) != getattr(other, name)}
