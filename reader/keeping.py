"""Changes to what a person keeps, made one after another in a thread: the disk may be slow.

What a key asks for while a change is on its way to the disk waits until that is done, so that it
meets what the change made: the second press of a key recolours the highlight of the first.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Event, Lock
from typing import TYPE_CHECKING, TypeVar

from index.collection import CollectionDamaged
from reader.store import StoreError
from reader.store.errors import BUSY_SECONDS

if TYPE_CHECKING:
    from reader.screens.room import Room

Result = TypeVar("Result")
Made = TypeVar("Made")
Undone = TypeVar("Undone")


class Keeper:
    """The changes of one screen, and how those of them that take something away are undone."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._busy = False
        self._ends = False
        self._done = Event()
        self._pending: tuple[Lock, Callable[[], None]] | None = None
        self._waiting: deque[Callable[[], None]] = deque()
        self._undoing: list[Callable[[], str]] = []

    def when_kept(self, action: Callable[[], None]) -> None:
        """Carry out an action as soon as all that was asked for before is kept."""
        self._waiting.append(action)
        self._go_on()

    def keep(
        self,
        change: Callable[[], Result],
        kept: Callable[[Result], None],
        failed: Callable[[], object] | None = None,
    ) -> None:
        """Make a change in a thread; `kept` gets its result on the screen's own loop.

        To be called within an action of `when_kept`. What cannot be kept is said; `failed` may
        then bring back what was written.
        """
        if self._ends:
            self._at_once(change, kept)
            return
        self._busy = True
        self._done.clear()
        turn = Lock()
        self._pending = (turn, lambda: self._at_once(change, kept))

        def work() -> None:
            if not turn.acquire(blocking=False):
                return  # the program ends and has made the change itself
            app = self._room.quaere
            try:
                result = change()
            except (StoreError, KeyError, CollectionDamaged) as error:
                reason = "it is gone already" if isinstance(error, KeyError) else str(error)
                app.call_later(self._failed, reason, failed)
            else:
                app.call_later(self._kept, kept, result)
            finally:
                self._done.set()

        self._room.run_worker(work, thread=True, group="keeping")

    def finish(self) -> None:
        """Make all changes that were asked for at once, and come back when they are made."""
        if self._busy and self._pending is not None:
            turn, at_once = self._pending
            # A thread that has not begun yet would wait for the loop that waits here.
            if turn.acquire(blocking=False):
                at_once()
            else:
                self._done.wait(BUSY_SECONDS + 5)
        self._busy, self._ends = False, True
        self._go_on()

    def _at_once(self, change: Callable[[], Result], kept: Callable[[Result], None]) -> None:
        # There is nobody left to tell.
        with suppress(StoreError, KeyError, CollectionDamaged):
            kept(change())

    def remove(
        self, identity: str, then: Callable[[], Result], kept: Callable[[Result], None]
    ) -> None:
        """Remove a highlight; `undo` brings it back. `then` is asked in the thread for a result."""
        notes = self._room.quaere.notes
        self.keep_undoable(
            lambda: notes.remove(identity), lambda _: notes.restore(identity), then, kept
        )

    def keep_undoable(
        self,
        change: Callable[[], Made],
        undoing: Callable[[Made], Undone],
        then: Callable[[], Result],
        kept: Callable[[Result], None],
        undone: str | Callable[[Undone], str] = "It is back",
    ) -> None:
        """Make a change that `undo` takes back: `undoing` is given what `change` has made.

        `undone` is what is to be said then, or makes it of what `undoing` gave.
        """

        def work() -> tuple[Made, Result]:
            return change(), then()

        def done(result: tuple[Made, Result]) -> None:
            self._undoing.append(partial(_undo, undoing, result[0], undone))
            kept(result[1])

        self.keep(work, done)

    def undo(self, then: Callable[[], Result], kept: Callable[[Result, str], None]) -> bool:
        """Take back the last change that can be; False if there is none.

        `kept` is given what `then` says, and what to tell the reader.
        """
        if not self._undoing:
            return False
        undoing = self._undoing.pop()

        def change() -> tuple[Result, str]:
            told = undoing()
            return then(), told

        self.keep(change, lambda result: kept(*result))
        return True

    def _kept(self, kept: Callable[[Result], None], result: Result) -> None:
        self._busy = False
        if self._room.stands:
            kept(result)
        self._room.quaere.mirror_notes()
        self._go_on()

    def _failed(self, reason: str, failed: Callable[[], object] | None) -> None:
        self._busy = False
        if failed is not None and self._room.stands:
            failed()
        self._room.quaere.say(f"Not kept: {reason}", "error")
        self._go_on()

    def _go_on(self) -> None:
        while self._waiting and not self._busy:
            self._waiting.popleft()()


def _undo(
    undoing: Callable[[Made], Undone], made: Made, undone: str | Callable[[Undone], str]
) -> str:
    """Take a change back; what to tell the reader."""
    result = undoing(made)
    return undone if isinstance(undone, str) else undone(result)
