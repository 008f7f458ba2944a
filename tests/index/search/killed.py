"""A child process that dies by SIGKILL in the middle of a commit; see test_kill.py.

    python -m tests.index.search.killed FOLDER N

It replaces article "a" and adds "b", and kills itself just before its N-th operation on a file of
the index.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from index.search.engine import WhooshEngine
from index.search.protocol import SectionDocument

OPERATIONS = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir")


def sections(article: str, state: str, count: int) -> list[SectionDocument]:
    """Sections whose text says in which state they are."""
    return [
        SectionDocument(article, n, f"Title {article}", None, f"{state} common word{n} " * 20)
        for n in range(count)
    ]


def main() -> None:
    """Die in the middle, or say that the commit is done."""
    folder, limit = Path(sys.argv[1]), int(sys.argv[2])
    engine = WhooshEngine.open(folder)
    count = 0

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal count
        if event in OPERATIONS and str(arguments[0]).startswith(str(folder)):
            count += 1
            if count == limit:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    engine.replace(sections("a", "after", 5) + sections("b", "after", 5), ())
    print(f"committed after {count} operations")


if __name__ == "__main__":
    main()
