"""The application: it composes the parts and routes between screens; screens do the rest."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import BindingType
from textual.screen import Screen

from index.collection import Collection
from index.text import clean_line
from reader import density as densities
from reader.bindings import bindings
from reader.helping import Helping
from reader.keymap import keymap
from reader.noted import NotedTexts
from reader.notes.book import Notes
from reader.notes.judgements import Judgements
from reader.pasting import cleaned
from reader.places import Places
from reader.resuming import Resuming
from reader.screens.dialog import Dialog
from reader.screens.room import Room
from reader.settings import Settings
from reader.store import Store, preferences
from reader.sweeping import REST, Sweeper
from reader.updating import Updating

if TYPE_CHECKING:
    from reader.mirror import Mirror


class QuaereApp(Helping, Resuming, Updating):
    """The reader on one collection."""

    TITLE = "Quaere"
    CSS_PATH: ClassVar = ["app.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("everywhere")]
    COMMAND_PALETTE_BINDING = "ctrl+p"
    ENABLE_COMMAND_PALETTE = True

    def __init__(
        self,
        collection: Collection,
        store: Store,
        places: Places,
        settings: Settings | None = None,
        *,
        article: str | None = None,
        jobs: int | None = None,
    ) -> None:
        """Open on the library, or on the article with the id `article`."""
        super().__init__()
        self.collection = collection
        self.store = store
        self.notes = Notes(store)
        self.judgements = Judgements(store)
        self.density = densities.read(preferences.get(store, densities.NAME))
        self.by_score = preferences.get(store, densities.ORDER) == "score"
        collection.search_notes_of(NotedTexts(store, collection))
        self.places = places
        self.settings = settings or Settings()
        self.keymap = keymap(self.settings.keys, self.settings.preset)
        self.first_article = article
        self.jobs = jobs
        self.last_colour = "yellow"
        self.attaching: str | None = None
        self._mirror: Mirror | None = None
        self._sweeper = Sweeper()
        self._warned = self._said_at = -60.0
        self._said = ("", "")
        # Before anything is drawn: a theme that is set later means drawing everything twice.
        if (wrong := self.choose_theme()) is not None:
            problems = (*self.settings.problems, wrong)
            self.settings = replace(self.settings, problems=problems)

    # Life

    def get_default_screen(self) -> Screen[None]:
        """The library is the ground on which all other screens stand."""
        from reader.screens.library import LibraryScreen

        return LibraryScreen()

    def on_mount(self) -> None:
        """Bring the index up to date, and open the article that was asked for."""
        self.end_well()
        if self.first_article is not None:
            self.open_article(self.first_article)
        self.begin()
        self.store.tell_to(lambda told: self.call_later(self.say, told, "warning"))
        self.begin_session(restore=self.settings.restore and self.first_article is None)
        # Not before the first screen is drawn: all this would make it come later.
        self.call_after_refresh(self._begin_working)

    def _begin_working(self) -> None:
        self._sweeper.begin()
        self.set_interval(REST, lambda: self._sweeper.rests(self.clock.still))
        self.begin_indexing()

    async def on_event(self, event: events.Event) -> None:
        """Pasted text passes the door before any field takes it in."""
        await super().on_event(cleaned(event))

    def keep_all(self) -> None:
        """Every open article keeps its place, every screen what was asked of it."""
        for screen in self.screen_stack:
            if isinstance(screen, Room):
                screen.finish()
            if isinstance(screen, Room | Dialog) and (work := screen.leaving()) is not None:
                work()
        self.end_session()

    async def on_unmount(self) -> None:
        """End the indexer and close what is open on the disk."""
        await self.end_indexing()
        self.collection.close()
        self._sweeper.end()

    def _tell(self, what: Callable[[Room], None]) -> None:
        for room in self.rooms():
            what(room)

    def mirror_notes(self) -> None:
        """Copy the notes to the folder that the settings name, if they name one."""
        if self.settings.mirror is not None:
            if self._mirror is None:
                # Exporting takes long to load, and most people copy nothing.
                from reader.mirror import Mirror

                self._mirror = Mirror(
                    self.store, self.collection, self.settings.mirror, self.settings.colours
                )
            complain = partial(self.call_later, self.say, severity="warning")
            work = partial(self._mirror.write, complain)
            self.run_worker(work, thread=True, group="mirroring")

    def tell_notes_changed(self) -> None:
        """Let every screen know that highlights or reading places have changed."""
        self._tell(lambda room: room.notes_changed())

    def say(self, message: str, severity: str = "information") -> None:
        """A short message in the corner; never read as markup."""
        level = "information" if severity not in ("warning", "error") else severity
        now, text = time.monotonic(), clean_line(message, limit=1000)
        if self._said == (text, level) and now - self._said_at < self.NOTIFICATION_TIMEOUT:
            return  # it still stands there
        self._said, self._said_at = (text, level), now
        if level != "information":
            self._warned = now
        elif now - self._warned > self.NOTIFICATION_TIMEOUT:
            # One at a time: what was said before is settled, but for warnings.
            self.clear_notifications()
        self.notify(text, severity=level, markup=False)  # type: ignore[arg-type]

    async def action_quit(self) -> None:
        """Quit; every open article keeps its place."""
        self.end(0)

    def action_help_quit(self) -> None:
        """What ctrl+c does elsewhere is told the keys that do it here."""
        keys = [action.shown_keys for action in self.keymap.at(self.where) if action.id == "quit"]
        told = keys[0] if keys and keys[0] else "the palette"
        self.say(f"To quit: {told}. Nothing was interrupted.")

    def action_export(self) -> None:
        """Export highlights and notes."""
        from reader.screens.article_notes import MarkingRoom
        from reader.screens.export import ExportScreen

        root = self.collection.root
        try:
            here = Path.cwd()
        except OSError:
            here = Path.home()  # the folder we were started in is gone
        folder = root.parent if here.is_relative_to(root) else here
        article = self.screen.article if isinstance(self.screen, MarkingRoom) else None
        chosen = self.screen.chosen() if isinstance(self.screen, Room) else frozenset[str]()
        self.push_screen(ExportScreen(folder, self.collection.name, article, chosen))
