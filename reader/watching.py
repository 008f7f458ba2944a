"""Changes in a collection's folder as they happen, for those who read or index meanwhile.

Says that something changed, never what: the indexer looks for itself. No file is read here; only
folders that may hold articles are watched, no hidden ones, nothing behind a link.
"""

from __future__ import annotations

import os
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Self

from index.collection import Collection, is_article
from index.text import clean_line

if TYPE_CHECKING:
    from watchfiles._rust_notify import RustNotify

QUIET_MS, LONGEST_MS = 250, 1000
"""News wait until nothing has changed for so long, but no longer than that."""
_WAKES_MS = 5000
_UNNAMEABLE = "Unable to decode path"
MOST_FOLDERS = 5000
"""Beginning to watch more of them would hold up everything else."""


class CannotWatch(Exception):
    """The system does not tell of changes here; the text says why."""


class Watcher:
    """Sees every change from the moment it is made on; a context manager, to be left in the end.

    Raises `CannotWatch`, for example where the system's limit of watched folders is reached.
    """

    def __init__(self, collection: Collection) -> None:
        self._roots, self._only = collection.folders, collection.only
        self._stop = Event()
        self._folders: set[str] = set()
        self._notify: RustNotify | None = None
        self._begin()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        if self._notify is not None:
            self._notify.close()

    def stop(self) -> None:
        """End the wait of another thread soon."""
        self._stop.set()

    def wait(self) -> bool:
        """Wait for a burst of changes to articles and for its end; False once `stop` was called.

        Raises KeyboardInterrupt when the program is interrupted, `CannotWatch`.
        """
        while not self._stop.is_set() and self._notify is not None:
            try:
                found = self._notify.watch(LONGEST_MS, QUIET_MS, _WAKES_MS, self._stop)
            except (OSError, RuntimeError) as error:
                if _UNNAMEABLE not in str(error):
                    raise CannotWatch(clean_line(str(error))) from error
                # A name that is no UTF-8 ends the library's watch, not ours: something has changed.
                self._folders = set()
                self._begin()
                return True
            if found == "signal":
                raise KeyboardInterrupt
            if isinstance(found, set) and any(self._concerns(path) for _, path in found):
                self._begin()
                return True
        return False

    def _begin(self) -> None:
        """Watch all folders, unless these are watched already."""
        from watchfiles._rust_notify import RustNotify

        folders = set(self._listed())
        if folders == self._folders:
            return
        before = self._notify
        try:
            # folders, debugging, polling by force, its delay, folders below, what may not be read
            self._notify = RustNotify(sorted(folders), False, False, 300, False, True)
        except (OSError, RuntimeError) as error:
            raise CannotWatch(clean_line(str(error))) from error
        self._folders = folders
        if before is not None:
            before.close()

    def _listed(self) -> list[str]:
        pending = [str(root) for root in self._roots if root.is_dir()]
        if self._only is not None:
            return pending
        listed: list[str] = []
        while pending:
            folder = pending.pop()
            listed.append(folder)
            if len(listed) > MOST_FOLDERS:
                raise CannotWatch(f"there are more than {MOST_FOLDERS:,} folders")
            try:
                with os.scandir(folder) as entries:
                    pending += [
                        entry.path
                        for entry in entries
                        if not entry.name.startswith(".")
                        and _is_nameable(entry.name)
                        and entry.is_dir(follow_symlinks=False)
                    ]
            except OSError:
                continue  # what cannot be listed is not read either
        return listed

    def _concerns(self, path: str) -> bool:
        name = os.path.basename(path)  # noqa: PTH119
        if name.startswith("."):
            return False
        if self._only is not None:
            return name == self._only
        # A folder may have come, or one that was watched gone or been renamed.
        return is_article(name) or path in self._folders or Path(path).is_dir()


def _is_nameable(name: str) -> bool:
    """Whether the library can be given a name: it knows no other encoding than UTF-8."""
    return not any("\ud800" <= letter <= "\udfff" for letter in name)
