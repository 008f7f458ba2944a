"""A room that changes what is on the disk, one change after another."""

from __future__ import annotations

from collections.abc import Callable

from reader.drafting import Drafting, NoteDraft
from reader.keeping import Keeper
from reader.screens.room import Room

Keep = Callable[[NoteDraft, Callable[[], object]], None]
"""Keeps what was written; the second is to be called if that fails."""


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

    def write_note(
        self,
        about: str,
        quote: str,
        draft: NoteDraft,
        keep: Keep,
        *,
        another: NoteDraft | None = None,
        begun: NoteDraft | None = None,
    ) -> None:
        """Let the reader write a note; what cannot be kept comes back to be written on.

        `about` is the key of what is written until it is kept (`reader.store.drafts`).
        """
        from reader.screens.note import NoteScreen

        drafting = Drafting(self.quaere.store, about)

        def written(result: NoteDraft | None) -> None:
            if result is not None:

                def again() -> None:
                    self.write_note(about, quote, draft, keep, another=another, begun=result)

                self._keeper.when_kept(lambda: keep(result, again))
            self._keeper.when_kept(lambda: self._keeper.keep(drafting.end, lambda _: None))

        screen = NoteScreen(quote, draft, drafting, another=another, begun=begun)
        self.quaere.push_screen(screen, written)
