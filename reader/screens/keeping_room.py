"""A room that changes what is on the disk, one change after another."""

from __future__ import annotations

from collections.abc import Callable

from reader.keeping import Keeper
from reader.screens.room import Room


class KeepingRoom(Room):
    """Waits with leaving until all changes are kept. To be named before other kinds of room."""

    def __init__(self) -> None:
        super().__init__()
        self._keeper = Keeper(self)

    def when_kept(self, action: Callable[[], None]) -> None:
        """Carry out an action once all that was changed here is on the disk."""
        self._keeper.when_kept(action)

    def finish(self) -> None:
        """Keep all that was asked for, now: the program ends."""
        self._keeper.finish()
