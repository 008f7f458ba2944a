"""Writing into a collection's folder: whole or not at all, and never over what is there.

Everything goes through handles of the folder and of `.originals` in it, so that no link that lies
there, or is put there meanwhile, can lead a write elsewhere. A file is written under a hidden name,
brought to the disk, and only then given its own name.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path

from reader.adding.errors import NotAdded
from reader.adding.naming import numbered
from reader.parts import part_name, sweep

ORIGINALS = ".originals"
"""Hidden folders are not indexed."""

_MOST_OF_A_NAME = 500
_NO_LINKS = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EACCES)
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC


class Shelf:
    """A collection's folder, to put files into. Errors of the disk become NotAdded."""

    def __init__(self, folder: Path) -> None:
        """`folder` must exist; raises NotAdded."""
        self.folder = folder
        with _said():
            self._top = os.open(folder, _FOLDER)
        sweep(self._top)

    def __enter__(self) -> Shelf:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._top)

    def put(self, stem: str, extension: str, data: bytes) -> str:
        """Write a new file; returns its name, with a number where the plain one is taken."""
        with _said():
            return _put(self._top, stem, extension, data)

    def put_original(self, stem: str, extension: str, data: bytes) -> str:
        """Write a new file beside the articles, out of sight of the index; returns its path."""
        with _said(), self._originals() as originals:
            return f"{ORIGINALS}/{_put(originals, stem, extension, data)}"

    def replace(self, path: str, data: bytes) -> str:
        """Replace an article; the file that was there is kept, its new path is returned."""
        with _said(), self._parent(path) as (folder, name):
            stem, dot, extension = name.rpartition(".")
            part = _written(folder, data)
            try:
                with self._originals() as originals:
                    kept = _named(folder, name, originals, stem, dot + extension)
                    try:
                        _fsync(originals)
                        os.replace(part, name, src_dir_fd=folder, dst_dir_fd=folder)
                    except BaseException:
                        _forget(originals, kept)
                        raise
            except BaseException:
                _forget(folder, part)
                raise
            _fsync(folder)
        return f"{ORIGINALS}/{kept}"

    def take_back(self, path: str) -> None:
        """Remove a file that was put here a moment ago."""
        folder, _, name = path.rpartition("/")
        if folder != ORIGINALS:
            return
        with contextlib.suppress(OSError), self._originals() as originals:
            _forget(originals, name)
        with contextlib.suppress(OSError):
            os.rmdir(ORIGINALS, dir_fd=self._top)

    @contextlib.contextmanager
    def _originals(self) -> Iterator[int]:
        with contextlib.suppress(FileExistsError):
            os.mkdir(ORIGINALS, dir_fd=self._top)
        with _opened(ORIGINALS, self._top) as folder:
            yield folder

    @contextlib.contextmanager
    def _parent(self, path: str) -> Iterator[tuple[int, str]]:
        """The folder a file lies in, reached without following a link, and the file's name."""
        *folders, name = path.split("/")
        with contextlib.ExitStack() as stack:
            at = self._top
            for folder in folders:
                at = stack.enter_context(_opened(folder, at))
            yield at, name


@contextlib.contextmanager
def _opened(name: str, inside: int) -> Iterator[int]:
    try:
        folder = os.open(name, _FOLDER | os.O_NOFOLLOW, dir_fd=inside)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENOTDIR):
            raise NotAdded(f"was not saved: {name} in the collection is no folder") from error
        raise
    try:
        yield folder
    finally:
        os.close(folder)


@contextlib.contextmanager
def _said() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why = {
            errno.ENOSPC: "the disk is full",
            errno.EDQUOT: "there is no room left for you on the disk",
            errno.EROFS: "the folder cannot be written to",
            errno.EACCES: "the folder may not be written to",
            errno.EPERM: "the folder may not be written to",
        }.get(error.errno or 0, (error.strerror or str(error)).lower())
        raise NotAdded(f"was not saved: {why}") from error


def _put(folder: int, stem: str, extension: str, data: bytes) -> str:
    part = _written(folder, data)
    try:
        name = _named(folder, part, folder, stem, extension)
    finally:
        _forget(folder, part)
    _fsync(folder)
    return name


def _written(folder: int, data: bytes) -> str:
    """A new hidden file with all of the data, on the disk."""
    part = part_name()
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    handle = os.open(part, flags, 0o666, dir_fd=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        _forget(folder, part)
        raise
    return part


def _named(source: int, part: str, folder: int, stem: str, extension: str) -> str:
    """Give a file a name that is not taken, beside the one it has; returns the name."""
    for number in range(1, _MOST_OF_A_NAME):
        name = numbered(stem, extension, number)
        try:
            os.link(part, name, src_dir_fd=source, dst_dir_fd=folder, follow_symlinks=False)
            return name
        except FileExistsError:
            continue
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
        if _copied(source, part, folder, name):
            return name
    raise NotAdded(f"was not saved: too many files are called {stem}{extension}")


def _copied(source: int, part: str, folder: int, name: str) -> bool:
    """Where a file can have but one name (FAT): a copy, by way of a name reserved for it."""
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        os.close(os.open(name, flags, 0o666, dir_fd=folder))
    except FileExistsError:
        return False
    try:
        handle = os.open(part, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=source)
        with os.fdopen(handle, "rb") as file:
            copy = _written(folder, file.read())
        os.replace(copy, name, src_dir_fd=folder, dst_dir_fd=folder)
    except BaseException:
        _forget(folder, name)
        raise
    return True


def _forget(folder: int, name: str) -> None:
    with contextlib.suppress(OSError):
        os.unlink(name, dir_fd=folder)


def _fsync(folder: int) -> None:
    # Some file systems cannot do this for folders; the content itself is safe already.
    with contextlib.suppress(OSError):
        os.fsync(folder)
