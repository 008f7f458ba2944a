"""Writing an export to a file: whole or not at all, and never over somebody's own work.

The rule: a file that is there already is replaced only if it still holds, byte for byte, what we
last wrote to it. A file we did not write, or one that was edited since, is left alone unless the
reader asks for it to be replaced. What we wrote is known by its digest, kept in the store.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from collections.abc import Collection
from pathlib import Path

from index.text import clean_line
from reader.parts import part_name

_USUAL_MODE = 0o666  # less what the user's umask takes away


class OutputError(Exception):
    """The file could not or may not be written; `str()` is one sentence for the user."""


class NotOurs(OutputError):
    """The file that is there is not what we last wrote; it can be replaced if asked for."""


def write(
    path: Path,
    content: str | bytes,
    *,
    known: Collection[str] = (),
    replace: bool = False,
    outside: Path | None = None,
) -> str:
    """Writes the content, text as UTF-8, and returns its digest (SHA-256, hex).

    `known` are digests of what we last wrote there; `replace` gives leave to replace whatever
    file is there; `outside` is a folder in which nothing may be written (a collection). Written
    to a new file beside it, brought to the disk, then renamed: readers see the old content or the
    new. Symbolic links, folders and devices are never written to.
    Raises NotOurs, or OutputError for everything else.
    """
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    digest = digest_of(data)
    if outside is not None and path.resolve().is_relative_to(outside.resolve()):
        raise OutputError(
            f"{_shown(path)} is inside the collection, where nothing is written;"
            " name a file elsewhere."
        )
    try:
        mode = _check(path, digest, known, replace=replace)
        if mode is not None and _digest_at(path) == digest:
            return digest
        _write_beside(path, data, mode)
    except OSError as error:
        raise OutputError(f"{_shown(path)} cannot be written: {error.strerror}.") from error
    return digest


def read_if_there(path: Path) -> bytes | None:
    """What a regular file holds; None if there is none, or something else in its place.

    Raises OutputError if it cannot be read.
    """
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return None
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise OutputError(f"{_shown(path)} cannot be read: {error.strerror}.") from error


def digest_of(data: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


def _check(path: Path, digest: str, known: Collection[str], *, replace: bool) -> int | None:
    """The mode of the file that will be replaced, None if there is none; raises OutputError."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        if not path.parent.is_dir():
            raise OutputError(f"There is no folder {_shown(path.parent)}; make it first.") from None
        return None
    if stat.S_ISLNK(found.st_mode):
        raise OutputError(f"{_shown(path)} is a symbolic link; name the file it leads to.")
    if stat.S_ISDIR(found.st_mode):
        raise OutputError(f"{_shown(path)} is a folder; name a file in it.")
    if not stat.S_ISREG(found.st_mode):
        raise OutputError(f"{_shown(path)} is not a regular file; name another.")
    if not replace and _digest_at(path) not in (*known, digest):
        raise NotOurs(
            f"{_shown(path)} was not written by Quaere, or was changed since, so it was not"
            " replaced; name another file, or ask for it to be replaced."
        )
    return stat.S_IMODE(found.st_mode)


def _digest_at(path: Path) -> str:
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write_beside(path: Path, data: bytes, mode: int | None) -> None:
    part = path.with_name(part_name())
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    handle = os.open(part, flags, _USUAL_MODE)
    try:
        with os.fdopen(handle, "wb") as file:
            if mode is not None:
                os.fchmod(file.fileno(), mode)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise
    _bring_to_disk(path.parent)


def _bring_to_disk(folder: Path) -> None:
    """A rename outlives a power cut only once its folder is on the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        # Some file systems cannot do this for folders; the content itself is safe already.
        with contextlib.suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)


def _shown(path: Path) -> str:
    return clean_line(str(path), limit=1000)
