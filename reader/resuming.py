"""What the application remembers by itself: what is open, what was chosen with a key, and for how
long somebody reads."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, cast

from textual import events

from index.collection import Collection, CollectionDamaged
from index.text import clean_line
from reader.going import Going, room_of
from reader.reading_clock import Counted, InView, ReadingClock
from reader.screens.room import Memory, Room
from reader.store import Store, StoreError, preferences, reading_time, sessions

if TYPE_CHECKING:
    from reader.screens.article import ArticleScreen

KEEP_EVERY = 5.0
"""Seconds between two looks at what is open: so much is lost when the program is killed."""
_HEARD = (events.Key, events.MouseDown, events.MouseScrollDown, events.MouseScrollUp)
_SHOWN_QUERY = 24

Session = Sequence[Memory]
"""The rooms that stood on each other, each with its place under "where"."""


class Resuming(Going):
    """The application as far as it goes on where it was left."""

    collection: Collection
    store: Store
    clock: ReadingClock
    indexing: bool
    last_session = ""
    """What was open in the last session, for people; "" if that is nothing to speak of, or if
    something else was open since."""
    _before: Session = ()
    _open: str = ""
    _kept: str = ""
    _refused: str = ""
    """Why the session could not be kept the last time; "" if it was."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = ReadingClock()
        self._choices: dict[str, str] = {}
        self._choosing = Lock()

    # Sessions

    def begin_session(self, *, restore: bool) -> None:
        """Ask what was open before, and from now on note down what is."""
        try:
            self._kept = sessions.get(self.store, self.collection.root) or ""
        except StoreError as error:
            self.say(f"The last session cannot be read: {error}", "warning")
        self._before = _read(self._kept)
        self.last_session = _told(self._before)
        self.set_interval(KEEP_EVERY, self._keep_soon)
        if restore:
            self.call_after_refresh(self.restore_session)

    async def restore_session(self) -> None:
        """Open again what was open in the last session."""
        before, self.last_session = self._before, ""
        if not before:
            self.say("Nothing was open in the last session.")
        for memory in before:
            await self._open_again(memory)

    async def _open_again(self, memory: Memory) -> None:
        where = memory.get("where", "")
        if where == "library":
            ground = self.screen_stack[0]
            if isinstance(ground, Room):
                ground.take_up(memory)
        elif where == "article":
            article = self._article_like(memory)
            if article is None:
                self.say(f"“{memory.get('title', '')}” is not in the collection any more.")
            else:
                self.open_article(article)
        else:
            try:
                room = room_of(where)()
            except KeyError:  # written by a version that has other rooms
                return
            await self.push_screen(room)
            room.take_up(memory)

    def _article_like(self, memory: Memory) -> str | None:
        """The id of the article, of the same text under another name, or None."""
        identity = memory.get("article", "")
        try:
            return self._id_like(identity, memory.get("text"))
        except CollectionDamaged:
            return identity or None  # the article's screen says what is wrong

    def _id_like(self, identity: str, text: str | None) -> str | None:
        try:
            self.collection.file_of(identity)
        except KeyError:
            every = self.collection.articles()
            if not every and self.indexing:
                return identity or None  # the index is being made anew
            return next((each.id for each in every if each.text_hash == text), None)
        return identity

    def about_to_leave(self) -> None:
        """Note down what is open before it closes."""
        self._look()
        self._keep_time()
        if self._open:
            self.last_session = ""

    def end_session(self) -> None:
        """Keep what is open, and what was read."""
        self._look()
        self._write_time(self.clock.take())
        self._write_session(self._open)

    def _keep_soon(self) -> None:
        self._look()
        if self.clock.is_due:
            self._keep_time()
        if self._open and self._open != self._kept:
            work = partial(self._write_session, self._open)
            self.run_worker(work, thread=True, group="session")

    def _look(self) -> None:
        """What is open now; the library alone is nothing to go back to."""
        rooms = [each for each in self.screen_stack if isinstance(each, Room) and each.stands]
        found = [
            {"where": str(getattr(room, "WHERE", "")), **memory}
            for room in rooms
            if (memory := room.memory()) is not None
        ]
        if len(found) > 1 or (not self._open and any(len(memory) > 1 for memory in found)):
            self._open = json.dumps(found, ensure_ascii=False)

    def _write_session(self, content: str) -> None:
        """May run in a thread."""
        if not content or content == self._kept or self.store.read_only:
            return
        try:
            sessions.put(self.store, self.collection.root, content)
        except StoreError as error:
            self.call_later(self._not_kept, str(error))
        else:
            self._kept, self._refused = content, ""

    def _not_kept(self, why: str) -> None:
        """Say it once: it is tried again every few seconds."""
        if why != self._refused:
            self._refused = why
            self.say(f"The session was not kept: {why}", "warning")

    # Choices

    def keep_preference(self, name: str, value: str) -> None:
        """Keep what was chosen with a key; of several choices the last one stays."""
        self._choices[name] = value
        self.run_worker(partial(self._write_choice, name), thread=True, group="preference")

    def _write_choice(self, name: str) -> None:
        """In a thread, one at a time: whichever comes first writes what was chosen last."""
        with self._choosing:
            value = self._choices.pop(name, None)
            if value is None:
                return
            try:
                preferences.put(self.store, name, value)
            except StoreError as error:
                self.call_later(self.say, f"The choice was not kept: {error}", "warning")

    # Time

    async def on_event(self, event: events.Event) -> None:
        """Who presses keys reads."""
        if isinstance(event, _HEARD) and not event.is_forwarded:
            in_view = self._in_view()
            if (read := self.clock.heard(in_view)) and in_view is not None:
                cast("ArticleScreen", self.screen).sections_read(read)
        await super().on_event(event)

    def _in_view(self) -> InView | None:
        from reader.notes.book import ref_of

        screen = self.screen
        if getattr(screen, "WHERE", "") != "article":
            return None
        room = cast("ArticleScreen", screen)
        if room.article is None or room.file is None or not room.stands:
            return None
        return InView(ref_of(room.article, room.file), room.article, room.view.seen())

    def _keep_time(self) -> None:
        if counted := self.clock.take():
            self.run_worker(partial(self._write_time, counted), thread=True, group="session")

    def _write_time(self, counted: Sequence[Counted]) -> None:
        """May run in a thread."""
        if self.store.read_only:
            return
        for done, each in enumerate(counted):
            try:
                reading_time.add(self.store, each.day, each.article, each.seconds, each.answered)
            except StoreError as error:
                self.call_later(self.clock.give_back, counted[done:])
                self.call_later(self.say, f"Reading time was not kept yet: {error}", "warning")
                return


def _read(kept: str) -> Session:
    """What was written down; what is not understood is left out."""
    try:
        rooms = json.loads(kept) if kept else []
    except ValueError:
        return ()
    if not isinstance(rooms, list):
        return ()
    return [
        {str(name): str(value) for name, value in room.items()}
        for room in rooms
        if isinstance(room, Mapping)
    ]


def _told(session: Session) -> str:
    """What was open, in a few words; "" for an article alone, which is gone on with anyway."""
    rooms = [each for each in session if each.get("where") != "library"]
    if not rooms or [each.get("where") for each in rooms] == ["article"]:
        return ""
    return " › ".join(map(_named, rooms))


def _named(memory: Memory) -> str:
    name = memory.get("title") or memory.get("where", "")
    asked = memory.get("query") or memory.get("filter")
    return clean_line(f"{name} “{clean_line(asked, _SHOWN_QUERY)}”" if asked else name, 60)
