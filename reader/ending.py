"""Whoever asks the program to end, or takes its terminal away, ends it as its own key does."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress

_ENDING = (
    "TERM", "HUP", "INT", "QUIT", "ABRT", "USR1", "USR2",
    "ALRM", "VTALRM", "PROF", "XCPU", "IO", "PWR", "STKFLT",
)  # fmt: skip
"""Signals that end a program unless it says otherwise, as far as a program may say so.

SIGSEGV, SIGBUS, SIGILL and SIGFPE are left: whoever goes on after those goes on with broken memory.
"""


def end_on_signals(end: Callable[[int], None]) -> None:
    """Call `end` with the exit status (128 and the signal) on any signal that would end us.

    To be called within the loop of the application.
    """
    loop = asyncio.get_running_loop()
    for name in _ENDING:
        # Not every platform has them all, and no thread but the first may set handlers.
        with suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
            number = getattr(signal, f"SIG{name}")
            loop.add_signal_handler(number, end, 128 + number)
