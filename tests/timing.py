"""Checking that work grows with its input and no faster, on machines that are busy otherwise."""

from __future__ import annotations

import time
from collections.abc import Callable

ENOUGH = 0.02
"""Seconds of CPU below which a measurement says nothing."""
TRIES = 4


def grows_linearly(work: Callable[[int], object], size: int) -> bool:
    """Whether four times the input takes well under sixteen times the CPU time.

    `work` is given a size and does its work on an input that large. What is too fast to be
    measured is linear enough; a busy machine gets several tries.
    """
    for _ in range(TRIES):
        small, large = _seconds(work, size), _seconds(work, 4 * size)
        if large < max(small, ENOUGH) * 8:
            return True
    return False


def _seconds(work: Callable[[int], object], size: int) -> float:
    began = time.process_time()
    work(size)
    return time.process_time() - began
