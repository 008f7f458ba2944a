"""Whoever asks the program to end, or takes its terminal away, ends it as its own key does."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress


def end_on_signals(end: Callable[[int], None]) -> None:
    """Call `end` with the exit status (128 and the signal) on TERM, HUP and INT.

    To be called within the loop of the application.
    """
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGHUP", "SIGINT"):
        # Not every platform has them all, and no thread but the first may set handlers.
        with suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
            number = getattr(signal, name)
            loop.add_signal_handler(number, end, 128 + number)
