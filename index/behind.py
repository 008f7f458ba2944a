"""Work that is done behind the back of whoever goes on: commits, while files are still read.

One thread, one piece of work after the other, in the order they were given. Nothing here knows
what the work is.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Generic, TypeVar

Result = TypeVar("Result")

_SWITCH_SECONDS = 0.001
"""How long the thread may keep the interpreter to itself, a fifth of what Python allows: whoever
hands out work to other processes waits that long several times for each piece of it."""

_TELL_SECONDS = 1.0


class Behind(Generic[Result]):
    """Does what it is given in a thread; results and errors come back to the caller's.

    A context manager: leaving it waits for the work that is under way and forgets the rest.
    """

    def __init__(
        self, told: Callable[[Result], None], most: int, waiting: Callable[[], None] = lambda: None
    ) -> None:
        """`told` gets each result, within `do`, `look` or `finish`; up to `most` pieces wait.

        `waiting` is called every second in which the caller only waits.
        """
        self._told = told
        self._waiting = waiting
        self._most = most
        self._pending: deque[Future[Result]] = deque()
        self._thread = ThreadPoolExecutor(1, "behind")
        self._before = sys.getswitchinterval()

    def __enter__(self) -> Behind[Result]:
        sys.setswitchinterval(_SWITCH_SECONDS)
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.shutdown(wait=True, cancel_futures=True)
        sys.setswitchinterval(self._before)

    def do(self, work: Callable[[], Result]) -> None:
        """Do the work soon; waits while too much is to be done. Raises what earlier work raised."""
        self.look()
        while len(self._pending) >= self._most:
            self._tell()
        self._pending.append(self._thread.submit(work))

    def look(self) -> None:
        """Pass on what is done, without waiting. Raises what the work raised."""
        while self._pending and self._pending[0].done():
            self._tell()

    def finish(self) -> None:
        """Wait until everything is done. Raises what the work raised."""
        while self._pending:
            self._tell()

    def _tell(self) -> None:
        future = self._pending.popleft()
        while not wait([future], _TELL_SECONDS).done:
            self._waiting()
        self._told(future.result())
