"""What the collection holds already: the same bytes, the same page, a better text.

Files are looked at, never changed. Pages are known by the stamp they were saved with, so a file
that somebody else put there is nobody's earlier copy.
"""

from __future__ import annotations

import os
from pathlib import Path

from index.article import Article
from index.collection import Unreadable, list_articles, read_bytes
from reader.adding.addresses import same_place
from reader.adding.shelf import ORIGINALS
from reader.adding.stamps import LOOKED_AT, original_in, sources_in

_MUCH_SHORTER = 0.75


def same_file(folder: Path, data: bytes) -> str | None:
    """The path, within the collection, of an article that is, or was made of, just these bytes."""
    files = [found for found in list_articles(folder).files if found.refused is None]
    for found in files:
        if found.state.size == len(data) and _holds(folder / os.fsdecode(found.name), data):
            return os.fsdecode(found.name)
    originals = _same_originals(folder, data)
    if originals:
        for found in files:
            if original_in(_head(folder, found.name)) in originals:
                return os.fsdecode(found.name)
    return None


def _same_originals(folder: Path, data: bytes) -> set[str]:
    try:
        names = [
            entry.name for entry in os.scandir(folder / ORIGINALS) if _size(entry) == len(data)
        ]
    except OSError:
        # There are none yet.
        return set()
    return {f"{ORIGINALS}/{name}" for name in names if _holds(folder / ORIGINALS / name, data)}


def _size(entry: os.DirEntry[str]) -> int:
    return entry.stat(follow_symlinks=False).st_size


def _holds(file: Path, data: bytes) -> bool:
    try:
        return read_bytes(file)[0] == data
    except Unreadable:
        return False


def saved_before(folder: Path, urls: list[str]) -> str | None:
    """The path of the copy of a page that was saved here last, under any of its addresses."""
    wanted = {same_place(url) for url in urls}
    copies = [
        (found.state.mtime_ns, os.fsdecode(found.name))
        for found in list_articles(folder).files
        if found.refused is None
        and wanted & {same_place(url) for url in sources_in(_head(folder, found.name))}
    ]
    return max(copies)[1] if copies else None


def _head(folder: Path, name: bytes) -> bytes:
    try:
        handle = os.open(folder / os.fsdecode(name), os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        # A file that cannot be read is no copy to compare with; the index names it to the reader.
        return b""
    with os.fdopen(handle, "rb") as file:
        return file.read(LOOKED_AT)


def why_worse(new: Article, old: Article) -> str | None:
    """Why a page saved again must not take the place of the better text, None if it may.

    Much shorter, or without half of its headings: a stub before a paywall, an error page.
    """
    if len(new.text) < len(old.text) * _MUCH_SHORTER:
        return f"has {len(new.text):,} characters of text now, where it had {len(old.text):,}"
    before, now = len(old.sections) - 1, len(new.sections) - 1
    if before >= 2 and now < before / 2:
        return f"has {now} headings now, where it had {before}"
    return None
