"""The application as far as it keeps its index up to date, and says what it lacks meanwhile.

The indexer is a child process, which somebody may kill; the index is derived data, which somebody
may delete or spoil. Either is noticed, said once, and mended by itself where that can be; what
could not be stands in the line at the top until it is.
"""

from __future__ import annotations

import time
from abc import abstractmethod
from contextlib import suppress

from textual.timer import Timer
from textual.worker import WorkerError

from index.collection import Collection, CollectionDamaged, Event
from reader.actions import key_name
from reader.figures import counted
from reader.going import Going
from reader.indexing import ASK_OVER, IndexingFailed, index, share_of
from reader.keymap import Keymap
from reader.places import Places
from reader.screens.room import Room
from reader.settings import Settings
from reader.watching import CannotWatch, Watcher

LOOKED_AFTER = 0.2
"""Seconds in which the indexer cannot yet have looked at the folder."""
REFRESH_EVERY = 0.5
"""Seconds, at the least, between two looks at an index that is being made."""
LOOK_EVERY = 2.0
"""Seconds between two looks at an index that another process makes."""
_MOST_MENDS = 5
"""How often in a session a damaged index is made anew by itself: then the disk may be to blame."""


class Updating(Going):
    """Watches the folder, runs the indexer, and says how far the index is."""

    collection: Collection
    places: Places
    settings: Settings
    keymap: Keymap
    jobs: int | None

    def __init__(self) -> None:
        super().__init__()
        self.status = ""
        self.share: float | None = None
        self.indexing = True
        self.most_new: int | None = ASK_OVER
        self.not_read = 0
        self._asked_for_many = False
        self._indexer_runs = self._index_again = False
        self._watcher: Watcher | None = None
        self._refreshing: Timer | None = None
        self._looking: Timer | None = None
        self._edition: object = None
        self._mending = self._left = ""
        self._damaged: str | None = None
        self._mends = 0
        self._retried = self._gave_up = self._by_hand = False

    @abstractmethod
    def say(self, message: str, severity: str = "information") -> None:
        """A short message in the corner."""

    @abstractmethod
    def mirror_notes(self) -> None:
        """Copy the notes to where the settings want them."""

    # Life

    def begin_indexing(self) -> None:
        """Bring the index up to date, now and whenever something changes."""
        if self.settings.watch:
            self.run_worker(self._watch, group="watching", thread=True)
        self.bring_up_to_date()

    async def end_indexing(self) -> None:
        """End the indexer and the watch."""
        if self._watcher is not None:
            self._watcher.stop()
        for worker in [each for each in self.workers if each.group == "indexing"]:
            worker.cancel()
            with suppress(WorkerError):
                await worker.wait()

    def bring_up_to_date(self) -> None:
        """Let the indexer look at the folder; over `most_new` new files it asks first."""
        if self._indexer_runs:
            self._index_again = True
            return
        self.indexing = self._indexer_runs = True
        # What is made anew was agreed to before.
        self.run_worker(self._index(None if self._mending else self.most_new), group="indexing")

    def action_index(self) -> None:
        """Bring the index up to date now, whatever went wrong before."""
        self._retried = self._gave_up = self._asked_for_many = False
        self._by_hand = True
        self.bring_up_to_date()

    def _watch(self) -> None:
        """What changes in the folder while it is open is taken in by itself; runs in a thread."""
        try:
            began = time.monotonic()
            with Watcher(self.collection) as watcher:
                self._watcher = watcher
                if time.monotonic() - began > LOOKED_AFTER:
                    # Something may have changed between the first look and now.
                    self.call_later(self.bring_up_to_date)
                while watcher.wait():
                    self.call_later(self.bring_up_to_date)
        except CannotWatch as error:
            told = f"Changes are seen only when the folder is opened again: {error}"
            self.call_later(self.say, told, "warning")

    # The indexer

    async def _index(self, most_new: int | None) -> None:
        damaged, self._damaged = self._damaged, None
        problem: IndexingFailed | None = None
        events = index(
            self.collection, self.places.cache, jobs=self.jobs, most_new=most_new, damaged=damaged
        )
        try:
            async for event in events:
                self._heard(event)
        except IndexingFailed as error:
            problem = error
        self._stop_looking()
        self._indexer_runs = False
        if problem is not None and problem.killed and not self._retried:
            # Once by itself: whatever ended it (there was no memory left) may be over.
            self._retried, self._damaged = True, damaged
            self.bring_up_to_date()
            return
        self.indexing = self._by_hand = False
        self._mending = self._left = ""
        if problem is not None:
            self._gave_up = True
            self.say(f"The index could not be brought up to date: {problem}", "error")
            self.run_worker(self._count_what_is_read, thread=True, group="counting")
        else:
            self._retried = self._gave_up = False
        self._show_status("", None)
        self._refresh_rooms()
        self.mirror_notes()
        if self._index_again:
            self._index_again = False
            self.bring_up_to_date()

    def _heard(self, event: Event) -> None:
        match event["event"]:
            case "waiting":
                self._look_on()
            case "start":
                self._stop_looking()
            case "article" if event.get("status") != "unchanged":
                self._show_status("made anew" if self._mending else "reading", share_of(event))
            case "findings":
                self._show_status("findings", share_of(event))
            case "committed":
                # Soon, and not for each of many: whoever reads must not notice.
                if self._refreshing is None:
                    self._refreshing = self.set_timer(REFRESH_EVERY, self._refresh_rooms)
            case "many":
                self._ask_for_many(int(str(event["files"])))
            case "done":
                self._tell_done(event)

    def _tell_done(self, event: Event) -> None:
        if "anew" in event and not self._mending:
            self.say(f"Nothing of yours is lost: {event['anew']}", "warning")
        worse = event.get("worse")
        for each in worse if isinstance(worse, list) else ():
            self.say(f"{each['path']} {each['why']}", "warning")
        if event["skipped"]:
            files = counted(int(str(event["skipped"])), "file")
            self.say(f"{files} could not be read; {self.key('library.skipped')} in the library"
                     " shows why")  # fmt: skip
        elif self._by_hand:
            self.say("The index is up to date")

    def _ask_for_many(self, files: int) -> None:
        """A folder opened by mistake (a home folder) is not read without asking, once."""
        from reader.screens.question import QuestionScreen

        self.not_read = files
        if self._asked_for_many:
            return
        self._asked_for_many = True

        def answered(yes: bool | None) -> None:
            if yes:
                self.most_new, self.not_read = None, 0
                self.bring_up_to_date()

        question = f"{self.collection.name} holds {files:,} files that were not seen before."
        self.push_screen(QuestionScreen(question, "Read them all?"), answered)

    # Another process has the turn

    def _look_on(self) -> None:
        self._looking = self.set_interval(LOOK_EVERY, self._look)
        self._show_status("another copy of Quaere is indexing", None)

    def _stop_looking(self) -> None:
        if self._looking is not None:
            self._looking.stop()
            self._looking = None
            self._show_status("", None)

    def _look(self) -> None:
        self.run_worker(self._see, thread=True, group="looking", exclusive=True)

    def _see(self) -> None:
        # While it is being made anew there, there may be nothing to see.
        with suppress(CollectionDamaged, OSError):
            self.call_later(self._seen, self.collection.edition())

    def _seen(self, edition: object) -> None:
        if self._looking is not None and edition != self._edition:
            self._edition = edition
            self._refresh_rooms()

    # What is lost, or was left half way

    def answer_failed(self, error: Exception) -> None:
        """A question could not be answered: if that is for the index, it is made anew at once."""
        if not isinstance(error, CollectionDamaged):
            self.say(str(error), "error")
            return
        if self._mending or self._gave_up or self._looking is not None:
            return  # it was said, and stands in the line at the top
        self._mends += error.generation is not None
        if self._mends > _MOST_MENDS:
            self._gave_up = True
            self._leave(f"{error}, again and again")
            return
        self._mending, self._damaged = str(error), error.generation
        self.say(
            f"{_sentence(self._mending)}: it is made anew. Nothing of yours is lost.", "warning"
        )
        self._show_status("made anew", None)
        self.bring_up_to_date()

    def _count_what_is_read(self) -> None:
        """How much of the folder the index holds; runs in a thread."""
        try:
            known, files = self.collection.coverage()
        except (CollectionDamaged, OSError):
            told = "the index is not up to date"
        else:
            told = f"{known:,} of {files:,} read" if known < files else "the index is not finished"
        self.call_later(self._leave, told)

    def _leave(self, told: str) -> None:
        """What stands at the top until the index is whole again."""
        if not self._indexer_runs:
            self._left = f"{told}; {self.key('index')} goes on"
            self._show_status("", None)

    @property
    def lacking(self) -> str:
        """Why an answer may lack something, in a sentence; "" if the index is whole."""
        if self._mending:
            share = f" {self.share:.0%} done." if self.share else ""
            return f"{_sentence(self._mending)}: it is made anew, and there will be more.{share}"
        if self._looking is not None:
            return "Another copy of Quaere brings the index up to date: there may be more soon."
        if self._left:
            return f"{_sentence(self._left)}."
        if self.status == "reading":
            return "The folder is being read: there may be more soon."
        return ""

    # Telling the rooms

    def rooms(self) -> list[Room]:
        """The rooms that stand, the one on top last."""
        stack = self.screen_stack
        return [each for each in stack if isinstance(each, Room) and each.stands]

    def _refresh_rooms(self) -> None:
        """The room on top asks for what is new; those under it will when they come up."""
        if self._refreshing is not None:
            self._refreshing.stop()
            self._refreshing = None
        rooms = self.rooms()
        for room in rooms:
            room.stale = True
        if rooms:
            rooms[-1].catch_up()

    def _show_status(self, status: str, share: float | None) -> None:
        self.status, self.share = status or self._left, share
        for room in self.rooms():
            room.show_status(self.status, share)

    def key(self, action: str) -> str:
        """The key of an action as people write it; without one, how the palette finds it."""
        known = next(each for each in self.keymap.actions if each.id == action)
        return key_name(known.keys[0]) if known.keys else f": {action}"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
