"""The thread that writes to the terminal: it outlives that, and lets the program end without it.

Textual's own ends with an error when the terminal is closed, and whoever draws then waits for ever
for room in its queue; and it waits itself where a terminal takes nothing (a lost connection), so
that no signal could end the program.
"""

from __future__ import annotations

import signal
import time
from contextlib import suppress
from threading import Thread
from typing import IO

from textual.drivers._writer_thread import WriterThread

with suppress(ImportError):  # Windows
    import termios

_STUCK = 1.0
"""Seconds after which a terminal that has not taken a text will not take it any more."""
_OFTEN = 0.1


class Output(WriterThread):
    """Writes in the background what is handed to `write`, in that order."""

    last: Output | None = None
    """The one that was made last: there is one terminal."""

    def __init__(self, file: IO[str]) -> None:
        super().__init__(file)
        self._began: float | None = None
        Output.last = self

    def write(self, text: str) -> None:
        """Hand over a text; waits while much is waiting. After the end it is thrown away."""
        if self.is_alive():
            super().write(text)

    def run(self) -> None:
        """Write until told to stop; what a terminal that is gone does not take is thrown away."""
        text: str | None = ""
        while text is not None:
            text = self._queue.get()
            self._began = time.monotonic()
            with suppress(OSError):
                self._file.write(text or "")
                if text is None or self._queue.empty():
                    self._file.flush()
            self._began = None

    @property
    def is_stuck(self) -> bool:
        """Whether the terminal has not taken a text for long."""
        began = self._began
        return began is not None and time.monotonic() - began > _STUCK

    def free(self) -> None:
        """From now on throw away what waits in the terminal whenever it takes nothing.

        To be called in the first thread, when the program is told to end. What is thrown away makes
        room in the terminal; only a signal makes a thread that waits for room look again. One is
        taken that means nothing.
        """
        # Windows has none, other threads may set none, and there may be no room for a thread.
        with suppress(AttributeError, ValueError, RuntimeError):
            signal.signal(signal.SIGURG, _nothing)
            Thread(target=self._keep_free, daemon=True, name="freeing the output").start()

    def _keep_free(self) -> None:
        while self.is_alive() and self.ident is not None:
            if self.is_stuck:
                with suppress(termios.error, ProcessLookupError):  # it may have ended just now
                    termios.tcflush(self.fileno(), termios.TCOFLUSH)
                    signal.pthread_kill(self.ident, signal.SIGURG)
            time.sleep(_OFTEN)


def _nothing(number: int, frame: object) -> None:
    """A signal that only wakes."""
