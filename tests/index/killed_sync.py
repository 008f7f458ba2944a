"""A child process that brings an index up to date and dies by SIGKILL on the way.

    python -m tests.index.killed_sync ARTICLES CACHE search|marked N

It kills itself just before its N-th operation on a file in the folder of that engine.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from index.collection import Collection
from tests.index.search.killed import OPERATIONS


def main() -> None:
    """Die in the middle, or come to the end."""
    root, cache, name, limit = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
    count = 0

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal count
        if event in OPERATIONS and f"/{name}" in str(arguments[0]):
            count += 1
            if count == limit:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    Collection(root, cache).sync(jobs=1)


if __name__ == "__main__":
    main()
