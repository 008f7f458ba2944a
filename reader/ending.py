"""Whoever asks the program to end, or takes its terminal away, ends it as its own key does.

And how it waits in the background until the shell calls it back.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable
from contextlib import suppress

from reader.output import Output

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

    def told(number: int, _: object) -> None:
        # Not the loop's own handlers: those wait for the loop, which may wait for the terminal.
        if loop.is_closed():
            # As it was before: INT is an exception, and so closes what is open.
            usual = signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL
            signal.signal(number, usual)
            signal.raise_signal(number)
            return
        loop.call_soon_threadsafe(end, 128 + number)
        if Output.last is not None:
            Output.last.free()

    for name in _ENDING:
        # Not every platform has them all, and no thread but the first may set handlers.
        with suppress(AttributeError, OSError, ValueError):
            signal.signal(getattr(signal, f"SIG{name}"), told)


def wait_in_background() -> bool:
    """Stop all that was started together with us, until the shell goes on with it.

    To be called in the first thread, while the terminal is free. False, at once, where nobody could
    go on with it: no shell is beneath us, or the platform has none. The signal is the one of the
    terminal's own key, which the system throws away there; a stop of another kind would be for
    ever.
    """
    if not hasattr(signal, "SIGTSTP"):
        return False
    woken: list[int] = []
    before = {
        signal.SIGTSTP: signal.signal(signal.SIGTSTP, signal.SIG_DFL),
        signal.SIGCONT: signal.signal(signal.SIGCONT, lambda number, _: woken.append(number)),
    }
    try:
        os.kill(0, signal.SIGTSTP)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    return bool(woken)
