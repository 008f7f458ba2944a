"""Changes in a collection's folder as they happen, for those who read or index meanwhile.

Says that something changed, never what: the indexer looks for itself. Nothing is read here.
"""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import Self

from index.collection import Collection, is_article
from index.text import clean_line

QUIET_MS, LONGEST_MS = 250, 1000
"""News wait until nothing has changed for so long, but no longer than that."""


class CannotWatch(Exception):
    """The system does not tell of changes here; the text says why."""


class Watcher:
    """Sees every change from the moment it is made on; a context manager, to be left in the end.

    Raises `CannotWatch`, for example where the system's limit of watched folders is reached.
    """

    def __init__(self, collection: Collection) -> None:
        from watchfiles._rust_notify import RustNotify

        self._root, self._only = collection.root, collection.only
        self._stop = Event()
        try:
            # path, debugging, polling by force, its delay, folders below, what may not be read
            self._notify = RustNotify(
                [str(self._root)], False, False, 300, self._only is None, True
            )
        except (OSError, RuntimeError) as error:
            raise CannotWatch(clean_line(str(error))) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._notify.close()

    def stop(self) -> None:
        """End the wait of another thread soon."""
        self._stop.set()

    def wait(self) -> bool:
        """Wait for a burst of changes to articles and for its end; False once `stop` was called.

        Raises KeyboardInterrupt when the program is interrupted, `CannotWatch`.
        """
        while not self._stop.is_set():
            try:
                found = self._notify.watch(LONGEST_MS, QUIET_MS, 5000, self._stop)
            except (OSError, RuntimeError) as error:
                raise CannotWatch(clean_line(str(error))) from error
            if found == "signal":
                raise KeyboardInterrupt
            if isinstance(found, set) and any(self._concerns(path) for _, path in found):
                return True
        return False

    def _concerns(self, path: str) -> bool:
        try:
            parts = Path(path).relative_to(self._root).parts
        except ValueError:
            return False
        if not parts or any(part.startswith(".") for part in parts):
            return False
        name = parts[-1]
        if self._only is not None:
            return name == self._only
        # Without an extension it may be a folder that came, went or was renamed.
        return is_article(name) or "." not in name
