"""The cache folder of one collection: its lock, its generations, which one is current.

    <cache>/<key>/lock           held by the one process that indexes
    <cache>/<key>/current        the name of the generation that readers open
    <cache>/<key>/root           the path of what is indexed, to know when it is gone
    <cache>/<key>/gen-.../       catalog.sqlite, search/, marked/: made and thrown away together

A generation is made in a folder of its own and becomes current by one rename, so a reader sees the
old one or the new one. Everything here may be deleted at any time; nothing is ever read from a
folder that is not ours alone.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from index.database import CatalogDamaged
from index.lasting import bring_to_disk

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

CATALOG = "catalog.sqlite"
SEARCH, MARKED = "search", "marked"
"""What a generation holds: a file of `index.catalog`, folders of the search engine for sections
and for their findings."""

_COLLECTIONS = "collections"
_POINTER, _ROOT = "current", "root"
_LOOKS = 3
_GENERATION = "gen-"
_ASIDE = "damaged-"


class CacheUnsafe(Exception):
    """The cache folder is not ours alone, or cannot be made; the text says what to do.

    `wrong` and `remedy` are its two halves; `closable` is a folder that only has the wrong mode.
    """

    def __init__(self, wrong: str, remedy: str, closable: Path | None = None) -> None:
        super().__init__(f"{wrong}; {remedy}")
        self.wrong, self.remedy, self.closable = wrong, remedy, closable


class Busy(Exception):
    """Another process is indexing this collection."""


def cache_of(cache: Path, root: Path, only: str | None = None) -> Path:
    """The cache folder of a collection: a name that tells nothing of the folder's own name.

    `only` is the file name when the collection is that one file of `root`.
    """
    place = os.path.realpath(root / only if only else root)
    key = hashlib.sha256(os.fsencode(place)).hexdigest()[:24]
    return cache / _COLLECTIONS / key


_ELSEWHERE = "set QUAERE_CACHE_DIR to a folder of your own"


def check_way(folder: Path) -> None:
    """Raises `CacheUnsafe` if somebody else could put another folder in the place of this one.

    That is who may rename a folder above it, or who made a link that leads to it.
    """
    for place in folder.absolute().parents:
        found = place.lstat() if os.path.lexists(place) else None
        if found is None:
            continue  # it is made, and is ours then
        if stat.S_ISLNK(found.st_mode):
            if found.st_uid not in (0, os.geteuid()):
                wrong = f"{place}, on the way to the cache, is a link of somebody else"
                raise CacheUnsafe(wrong, _ELSEWHERE)
            if not place.exists():
                wrong = f"{place}, on the way to the cache, is a link to nothing"
                raise CacheUnsafe(wrong, f"remove it, or {_ELSEWHERE}")
            found = place.stat()
        if not stat.S_ISDIR(found.st_mode):
            wrong = f"{place}, on the way to the cache, is no folder"
            raise CacheUnsafe(wrong, f"remove it, or {_ELSEWHERE}")
        if found.st_mode & stat.S_IWOTH and not found.st_mode & stat.S_ISVTX:
            wrong = f"anybody may write to {place}, on the way to the cache"
            if found.st_uid != os.geteuid():
                raise CacheUnsafe(wrong, _ELSEWHERE)
            raise CacheUnsafe(wrong, f"remove it, or run: chmod 700 {place}", place)


def check_private(folder: Path) -> None:
    """Raises `CacheUnsafe` if what is there is no folder of ours; nothing there is no harm."""
    if not os.path.lexists(folder):
        return
    found = folder.lstat()
    if stat.S_ISLNK(found.st_mode):
        raise CacheUnsafe(f"the cache folder {folder} is a link", "remove it")
    if not stat.S_ISDIR(found.st_mode):
        raise CacheUnsafe(f"the cache folder {folder} is no folder", "remove it")
    if found.st_uid != os.geteuid():
        raise CacheUnsafe(f"the cache folder {folder} belongs to somebody else", "remove it")


def make_folders(folder: Path) -> None:
    """Make a folder, and those above it that are missing, that only we can enter.

    Whatever the umask says. Raises OSError.
    """
    if not os.path.lexists(folder):
        make_folders(folder.parent)
        with suppress(FileExistsError):  # another process was faster
            folder.mkdir(mode=0o700)


def make_private(folder: Path) -> None:
    """Make a folder that only we can enter, or check that it is one; raises `CacheUnsafe`."""
    check_private(folder)
    try:
        make_folders(folder)
        if folder.lstat().st_mode & 0o077:
            folder.chmod(0o700)
    except OSError as error:
        wrong = f"the cache folder {folder} cannot be made ({(error.strerror or '').lower()})"
        raise CacheUnsafe(wrong, "set QUAERE_CACHE_DIR to a folder that can be written") from error


@contextmanager
def private_files() -> Iterator[None]:
    """What is made meanwhile is for us alone, whatever the umask says: SQLite, Whoosh, ourselves.

    The umask is the whole process's, so this is for those who index, not for readers.
    """
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def check_cache(cache: Path) -> None:
    """Raises `CacheUnsafe` if no index of any collection can be kept in `cache`, and why."""
    folder = cache / _COLLECTIONS
    check_way(folder)
    check_private(folder)


class Cache:
    """The cache folder of one collection."""

    def __init__(self, folder: Path) -> None:
        """Make the folder if needed; raises `CacheUnsafe`."""
        self.folder = folder
        self.make()

    def make(self) -> None:
        """Make the folder again, should it have been deleted; raises `CacheUnsafe`."""
        check_way(self.folder)
        make_private(self.folder.parent)
        make_private(self.folder)

    @contextmanager
    def lock(self, *, wait: bool) -> Iterator[Callable[[], bool]]:
        """Be the one who indexes. With `wait=False` raises `Busy` if somebody else is.

        What it gives says whether the lock is still the one that others would ask for: not so
        once the folder was deleted. The lock is the kernel's and dies with the process, so it
        cannot go stale. Raises `CacheUnsafe`, also on a system that has none of the kind.
        """
        if fcntl is None:
            raise CacheUnsafe(
                "this system has no locks to keep indexers apart", "use Linux or macOS"
            )
        handle = self._locked(wait)
        try:
            yield partial(self._is_lock, handle)
        finally:
            os.close(handle)

    def _locked(self, wait: bool) -> int:
        """The lock's file, open and ours."""
        while True:
            self.make()
            try:
                handle = os.open(self._lock, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
            except FileNotFoundError:
                continue  # deleted in this moment
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError as error:
                os.close(handle)
                raise Busy from error
            except BaseException:
                os.close(handle)
                raise
            if self._is_lock(handle):
                return handle
            os.close(handle)  # of a folder that was deleted while we waited

    @property
    def _lock(self) -> Path:
        return self.folder / "lock"

    def _is_lock(self, handle: int) -> bool:
        try:
            return os.path.samestat(os.fstat(handle), self._lock.lstat())
        except OSError:
            return False

    def current(self) -> Path | None:
        """The generation that readers open, or None: before the first, or if it is gone."""
        for _ in range(_LOOKS):
            try:
                name = (self.folder / _POINTER).read_text("ascii").strip()
            except (OSError, UnicodeDecodeError):
                return None
            if not name.startswith(_GENERATION) or "/" in name:
                return None
            # It may have been replaced between the two looks: then the pointer says so.
            generation = self.folder / name
            if generation.is_dir():
                return generation
        return None

    def is_lost(self) -> bool:
        """Whether there was an index that readers cannot find: it is gone, or its name is."""
        return self.current() is None and os.path.lexists(self.folder / _POINTER)

    def check_ours(self, generation: Path) -> None:
        """Raises `CatalogDamaged` unless a generation and its catalog are of us, and no links."""
        for path, kind in ((generation, stat.S_IFDIR), (generation / CATALOG, stat.S_IFREG)):
            try:
                found = path.lstat()
            except FileNotFoundError:
                continue  # whoever opens it says so
            if stat.S_IFMT(found.st_mode) != kind or found.st_uid != os.geteuid():
                raise CatalogDamaged(f"{path.name} in the cache is not as we made it")

    def new_generation(self) -> Path:
        """An empty folder for a new generation; it is not current yet. Needs the lock."""
        generation = self.folder / f"{_GENERATION}{secrets.token_hex(6)}"
        generation.mkdir(mode=0o700)
        return generation

    def make_current(self, generation: Path) -> None:
        """Let readers open this generation from now on. Needs the lock."""
        draft = self.folder / f"{_POINTER}.new"
        draft.write_text(generation.name, "ascii")
        bring_to_disk([draft])
        draft.replace(self.folder / _POINTER)
        bring_to_disk([self.folder])

    def move_aside(self, generation: Path) -> None:
        """Keep a damaged generation for inspection, one at the most. Needs the lock."""
        for old in self.folder.glob(f"{_ASIDE}*"):
            _remove(old)
        generation.rename(self.folder / f"{_ASIDE}{generation.name}")

    def note_root(self, root: Path, only: str | None = None) -> None:
        """Note down of what this is the cache. Needs the lock."""
        path, file = (
            os.fsencode(os.path.realpath(root / only if only else root)),
            self.folder / _ROOT,
        )
        with suppress(FileNotFoundError):
            if file.read_bytes() == path:
                return
        draft = self.folder / f"{_ROOT}.new"
        draft.write_bytes(path)
        draft.replace(file)

    def sweep(self) -> None:
        """Remove generations that are not current: leftovers of a kill. Needs the lock."""
        current = self.current()
        for generation in self.folder.glob(f"{_GENERATION}*"):
            if generation != current:
                _remove(generation)
        for name in (_POINTER, _ROOT):
            with suppress(OSError):
                (self.folder / f"{name}.new").unlink(missing_ok=True)


def _remove(folder: Path) -> None:
    """Remove a folder of ours, or the link that stands in its place: never what that leads to."""
    if folder.is_symlink():
        folder.unlink(missing_ok=True)
    else:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """The cache of what is gone: its path, and the bytes that it takes."""

    root: Path
    size: int


def forgotten(cache: Path) -> dict[Path, Forgotten]:
    """The cache folders of collections that are not there any more, by their own path.

    They may come back, as what is on another disk does; then they are indexed anew.
    """
    gone: dict[Path, Forgotten] = {}
    for folder in sorted((cache / _COLLECTIONS).glob("*")):
        with suppress(OSError):
            root = Path(os.fsdecode((folder / _ROOT).read_bytes()))
            if root.is_absolute() and not os.path.lexists(root) and not folder.is_symlink():
                files = (path.lstat() for path in folder.rglob("*"))
                gone[folder] = Forgotten(root, sum(each.st_size for each in files))
    return gone
