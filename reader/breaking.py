"""An application that breaks off well: all is kept, where it happened is logged, one may go on."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TypeVar

from textual.worker import WorkerFailed

from reader import crashes, last_filter
from reader.crashes import Crash
from reader.ending import end_on_signals
from reader.places import places
from reader.textual_repairs import repair
from reader.typed_ahead import TypedAhead

repair()

Result = TypeVar("Result")
CRASHED = 3
"""Exit status after an error that nobody foresaw."""


class Breaking(TypedAhead[Result]):
    """What both applications do when they end in any way but by their own key."""

    def __init__(self) -> None:
        super().__init__()
        last_filter.under_screens()
        self.crash: Crash | None = None

    def end_well(self) -> None:
        """From now on signals end it with all kept; for `on_mount`."""
        end_on_signals(self.end)

    def keep_all(self) -> None:
        """Bring to the disk what is not there yet: it ends."""

    def end(self, status: int) -> None:
        """End with this exit status, all kept."""
        self.keep_all()
        self.exit(return_code=status)

    def _handle_exception(self, error: Exception) -> None:
        """An error that nobody foresaw: keep all, write down where, end; the caller may go on.

        Going on here is not safe: what raised it has left its loop, and may have been this one.
        """
        if self.is_headless or os.environ.get("QUAERE_DEBUG"):
            super()._handle_exception(error)  # with all it knows, and for tests to see
            return
        if self.crash is None:
            cause = error.error if isinstance(error, WorkerFailed) else error
            screen = type(self.screen).__name__ if self.screen_stack else ""
            self.crash = crashes.keep(cause, screen, places().cache)
            # Whatever broke may break this too: the rest is in the store already.
            with suppress(Exception):
                self.keep_all()
        self._return_code = CRASHED
        self._close_messages_no_wait()
