"""When Python looks for unused objects that refer to each other: while nobody waits for a key.

Left alone it looks at all objects that there are, whenever a quarter more was made: with a long
article open that stops the reader for a fifth of a second, mostly while somebody opens or scrolls.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import cache

YOUNG, MIDDLE, OLD = 5_000, 5, 4
"""How much must be made before Python looks by itself: at what is new, and 4 x 5 x 5,000 objects
later, should nobody ever rest, at everything: what closed screens leave is up to 30 MB, and memory
that was in use together stays taken long after."""
ENOUGH = 1
"""Looks at what is new (five of them each) from which on there may be something to sweep up."""
REST = 0.3
"""Seconds without a key from which on nobody waits for one."""


def hold_back() -> None:
    """From now on Python looks that rarely: the start makes much and drops little."""
    gc.set_threshold(YOUNG, MIDDLE, OLD)


class Sweeper:
    """Sweeps in the pauses of whoever reads, and not at what stays to the end."""

    def __init__(self) -> None:
        self._before: tuple[int, int, int] | None = None

    def begin(self) -> None:
        """All that is there now stays to the end: modules, style sheets, the first screen."""
        if self._before is None:
            self._before = gc.get_threshold()
            hold_back()
            gc.freeze()

    def end(self) -> None:
        """As it was before `begin`."""
        if self._before is not None:
            gc.set_threshold(*self._before)
            gc.unfreeze()
            self._before = None

    def rests(self, seconds: float) -> bool:
        """No key was pressed for so many seconds; says whether it swept."""
        if self._before is None or seconds < REST or gc.get_count()[2] < ENOUGH:
            return False
        gc.collect()
        _give_back()
        return True


def _give_back() -> None:
    """Hand free memory back to the system: pages between what is in use are free, but kept.

    A large screen leaves tens of megabytes of them behind.
    """
    if trim := _trim():
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    """The function of the GNU C library, where that is the one in use."""
    try:
        import ctypes

        found: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    except (AttributeError, ImportError, OSError, TypeError):
        # Another library; Python without ctypes; on Windows no name names none.
        return None
    return found
