"""A child process that exports and dies by SIGKILL on the way.

    python -m tests.reader.export.killed FORMAT FOLDER N

It kills itself just before its N-th operation on a file in FOLDER/exports.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from reader.export import FORMATS
from reader.export.saving import Saver
from reader.store import Store
from tests.index.search.killed import OPERATIONS
from tests.reader.export.documents import two_articles


def main() -> None:
    """Die in the middle, or come to the end."""
    name, folder, limit = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    exports, count = folder / "exports", 0

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal count
        if event in OPERATIONS and str(arguments[0]).startswith(str(exports)):
            count += 1
            if count == limit:
                os.kill(os.getpid(), signal.SIGKILL)

    with Store(folder / "data") as store:
        sys.addaudithook(watch)
        Saver(store, FORMATS[name], folder / "articles").save_into(two_articles(), exports)


if __name__ == "__main__":
    main()
