"""The collection's folder: which files are articles, and how to read one safely.

A folder is untrusted: no directory link is followed, a file link only when it stays inside, only
regular files are opened, nothing is written. Formats are not known here beyond their extensions.
"""

from __future__ import annotations

import hashlib
import os
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from index.choosing import EVERYTHING, Choice, Chooser, Mounts
from index.formats import EXTENSIONS, MAX_BYTES, PAGES, Unreadable
from index.text import clean_line


@dataclass(frozen=True, slots=True)
class FileState:
    """What tells an unchanged file: sizes in bytes, times in nanoseconds."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that looks like an article; `name` is its path below the root, as raw bytes.

    `refused` says why it may not be opened at all.
    """

    name: bytes
    state: FileState
    refused: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What a look into the folder found; `unlisted` are folders that could not be listed."""

    files: tuple[FoundFile, ...]
    unlisted: tuple[bytes, ...]


class Unlistable(OSError):
    """The collection's folder cannot be listed."""


def article_id(relative: str) -> str:
    """The id of an article: 16 hex digits of SHA-256 over its path (NFC, "/")."""
    plain = unicodedata.normalize("NFC", relative.replace(os.sep, "/"))
    return hashlib.sha256(plain.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def shown_path(name: bytes) -> str:
    """A raw file name as people may see it."""
    return clean_line(os.fsdecode(name).replace(os.sep, "/"), limit=1000)


def is_article(name: str) -> bool:
    """Whether a file name has the extension of a format and is not hidden."""
    return not name.startswith(".") and os.path.splitext(name)[1].lower() in EXTENSIONS  # noqa: PTH122


def is_page(name: str) -> bool:
    """Whether a file is a saved page, of which more can be shown than its article."""
    return os.path.splitext(name)[1].lower() in PAGES  # noqa: PTH122


def list_articles(root: Path, choice: Choice = EVERYTHING) -> Listing:
    """Every file of a collection that looks like an article, hidden ones left out.

    Links to folders are not followed, links to files only if the file lies inside the same folder.
    Raises `Unlistable` if `root` itself cannot be listed.
    """
    mounts = Mounts(root.resolve(), choice.folders)
    files, unlisted = _below(mounts.root, b"", choice)
    for name, folder in mounts.further.items():
        try:
            found, barred = _below(folder, name + b"/", choice)
        except Unlistable:
            unlisted.append(name)
            continue
        files += found
        unlisted += barred
    return Listing(tuple(files), tuple(unlisted))


def _below(folder: Path, prefix: bytes, choice: Choice) -> tuple[list[FoundFile], list[bytes]]:
    """The articles below a folder, their names behind a prefix, and what could not be listed."""
    base = os.fsencode(folder).rstrip(b"/")
    chooser = Chooser(choice)
    files: list[FoundFile] = []
    unlisted: list[bytes] = []
    pending = [b""]
    while pending:
        below = pending.pop()
        try:
            with os.scandir(base + b"/" + below) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            if not below:
                raise Unlistable(*error.args) from error
            unlisted.append(prefix + below)
            continue
        chooser.enter(below, base + b"/" + below if below else base)
        for entry in found:
            name = below + b"/" + entry.name if below else entry.name
            if entry.name.startswith(b"."):
                continue
            if entry.is_dir(follow_symlinks=False):
                if chooser.takes_folder(name):
                    pending.append(name)
            elif is_article(os.fsdecode(entry.name)) and chooser.takes(name):
                files.append(_look(entry, prefix + name, base))
    return files, unlisted


def _look(entry: os.DirEntry[bytes], name: bytes, base: bytes) -> FoundFile:
    try:
        if entry.is_symlink() and not os.path.realpath(entry.path).startswith(base + b"/"):
            return FoundFile(name, _state(entry.stat(follow_symlinks=False)), "leads outside")
        return FoundFile(name, _state(entry.stat()))
    except FileNotFoundError as error:
        why = "is a link to nothing" if entry.is_symlink() else _why(error)
        return FoundFile(name, FileState(0, 0, 0, 0), why)
    except OSError as error:
        return FoundFile(name, FileState(0, 0, 0, 0), _why(error))


def look_at(path: Path) -> FoundFile:
    """One lone file, as `list_articles` would list it; raises `Unlistable` if it is not there."""
    try:
        return FoundFile(os.fsencode(path.name), _state(path.stat()))
    except OSError as error:
        raise Unlistable(*error.args) from error


def _state(found: os.stat_result) -> FileState:
    numbers = (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
    return FileState(*map(_in_64_bits, numbers))


def _in_64_bits(number: int) -> int:
    """A number as the catalog can keep it; a time beyond the year 2262 or a large inode wraps."""
    return (number + 2**63) % 2**64 - 2**63


def read_bytes(path: Path) -> tuple[bytes, FileState]:
    """The bytes of a regular file and its state when they were read.

    Raises `Unreadable` with the reason: not a regular file, too large, no permission, gone.
    Opening never blocks (a FIFO is refused) and never follows a link in the last step.
    """
    try:
        handle = os.open(os.path.realpath(path), os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
    except OSError as error:
        raise Unreadable(_why(error)) from error
    with os.fdopen(handle, "rb") as file:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise Unreadable("is not a regular file")
        if found.st_size > MAX_BYTES:
            raise Unreadable(f"is larger than {MAX_BYTES // 1_000_000} MB")
        try:
            return file.read(MAX_BYTES + 1), _state(found)
        except OSError as error:
            raise Unreadable(_why(error)) from error


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "is gone"
    if isinstance(error, PermissionError):
        return "may not be read (permission denied)"
    return f"cannot be read ({(error.strerror or 'unknown error').lower()})"
