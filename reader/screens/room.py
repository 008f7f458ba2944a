"""What all screens share: the bar at the top, the footer, the way to the application's parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, cast

from textual.screen import Screen

from reader.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from reader.app import QuaereApp


Memory = Mapping[str, str]
"""What a screen needs in order to stand again as it does: names and texts of its own choice."""


class Room(Screen[None]):
    """A screen of the application."""

    _quaere: QuaereApp | None = None
    stale = False
    """Whether the index has something new since this screen asked: it lay under another one."""

    @property
    def quaere(self) -> QuaereApp:
        """The application; known also to threads that still work when the screen is gone."""
        if self._quaere is None:
            self._quaere = cast("QuaereApp", self.app)
        return self._quaere

    @property
    def stands(self) -> bool:
        """Whether its widgets are there: an answer from outside may come too early, or too late."""
        return self.is_mounted and self.display

    @property
    def awaits(self) -> bool:
        """Whether it has nothing to show yet: keys had better wait a little, for it comes."""
        return False

    def collection_changed(self) -> None:
        """The index holds something new: ask again for what is shown."""

    def on_screen_resume(self) -> None:
        """What was missed while another screen was on top is asked for now."""
        self.catch_up()

    def catch_up(self) -> None:
        """Ask again if the index has something new."""
        if self.stale:
            self.stale = False
            self.collection_changed()

    def notes_changed(self) -> None:
        """Highlights or reading places have changed elsewhere."""

    def go_back(self) -> bool:
        """Close what is open within the screen; False if there was nothing to close."""
        return False

    def when_kept(self, action: Callable[[], None]) -> None:
        """Carry out an action once all that was marked here is on the disk."""
        action()

    def finish(self) -> None:
        """Keep all that was asked for, now: the program ends."""

    def leaving(self) -> Callable[[], None] | None:
        """The screen is about to go: what must be kept, as work that a thread may do."""
        return None

    def memory(self) -> Memory | None:
        """What is needed to open it again in the next session; None if it is not to be."""
        return None

    def take_up(self, memory: Memory) -> None:
        """Go on as it stood when `memory` was asked for; called when its widgets are there."""

    def chosen(self) -> frozenset[str]:
        """Ids of the articles that were marked here, to be exported alone; none for all."""
        return frozenset()

    def show_status(self, status: str, share: float | None) -> None:
        """What the indexer is doing."""
        for bar in self.query(TopBar):
            bar.status = status
            bar.share = share
