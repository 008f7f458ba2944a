"""Reading bytes that are no file of a collection yet, in a process of its own.

What was just fetched is as hostile as anything: it is read by the same workers, under the same
limits, as the files of a collection.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from index.article import Article
from index.folder import look_at
from index.formats import Unreadable
from index.worker import Reading, ToRead
from index.workers import Workers


class Apart:
    """Reads articles apart from this process; a context manager, whose worker ends with it."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="quaere-")
        self._workers = Workers(1, Path(self._folder.name))

    def __enter__(self) -> Apart:
        return self

    def __exit__(self, *_: object) -> None:
        self._workers.stop()
        self._folder.cleanup()

    def read(self, data: bytes, name: str) -> Article:
        """The article in bytes that would lie in a file called `name` (no path).

        Raises Unreadable with the reason, OSError if the system has no room for them.
        """
        file = Path(self._folder.name, name)
        file.write_bytes(data)
        try:
            for done in self._workers.each([ToRead(self._folder.name, look_at(file), None)], 1):
                assert isinstance(done, Reading)
                if done.article is None:
                    raise Unreadable(done.why or "cannot be read")
                return done.article
        finally:
            file.unlink()
        raise AssertionError("unreachable")
