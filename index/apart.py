"""Reading and looking through single articles outside a sync, in a process of their own.

What was just fetched, or is opened before the indexer comes to it, is as hostile as anything: the
same workers do the work, under the same limits, as for the files of a collection.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from index.article import Article, Finding
from index.folder import FoundFile, look_at
from index.formats import Unreadable
from index.packing import unpack_finding
from index.worker import Done, Findings, Reading, Task, ToRead
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
            return _article(_done(self._workers, ToRead(str(file), look_at(file), None)))
        finally:
            file.unlink()


def lone_file(path: Path) -> Article:
    """A file that is taken as an article by itself, whatever folder it lies in.

    Raises Unreadable.
    """
    try:
        found = look_at(path)
    except OSError as error:
        raise Unreadable("is gone") from error
    with Workers(1, Path(gettempdir())) as workers:
        return _article(_done(workers, ToRead(str(path.absolute()), found, None)))


def whole_page(path: Path, name: bytes, folder: Path) -> Article:
    """A file of a collection with all that is left out of its article otherwise.

    `name` is its raw name there, `folder` a working folder. Raises Unreadable, OSError.
    """
    task = ToRead(str(path), FoundFile(name, look_at(path).state), None, whole=True)
    with Workers(1, folder) as workers:
        return _article(_done(workers, task))


def look_through(article: Article, folder: Path) -> tuple[tuple[Finding, ...], str | None]:
    """The findings of an article, and why there are none if it could not be looked through."""
    with Workers(1, folder) as workers:
        done = _done(workers, article)
    assert isinstance(done, Findings)
    return tuple(unpack_finding(row, article.text) for row in done.rows), done.why


def _done(workers: Workers, task: Task) -> Done:
    (done,) = workers.each([task], 1)
    return done


def _article(done: Done) -> Article:
    assert isinstance(done, Reading)
    if done.article is None:
        raise Unreadable(done.why or "cannot be read")
    return done.article
