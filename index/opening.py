"""The half of the collection that opens its index, and opens it again when another one is there.

Everything goes through one open generation. What is asked of a generation that is damaged or gone
is said to be so, each time: nobody takes an index that is lost for an empty one.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from index.cache import CATALOG, MARKED, SEARCH, Cache, CacheUnsafe
from index.database import CatalogDamaged
from index.folder import Unlistable
from index.search.errors import EngineBusy, EngineDamaged, EngineUnavailable
from index.searching import Searching

if TYPE_CHECKING:
    from pathlib import Path

    from index.catalog import Catalog
    from index.search.protocol import Engine
    from index.shelves import Shelf, Shelves

Result = TypeVar("Result")


class CannotIndex(Exception):
    """The system refuses to keep the index (a full disk, no permission); the text says why."""


class CollectionDamaged(Exception):
    """The index cannot be read; bringing it up to date makes it anew.

    `generation` is the name of what is damaged, None if it is gone.
    """

    def __init__(self, why: str, generation: str | None = None) -> None:
        super().__init__(why)
        self.generation = generation


class Opening(Searching):
    """What the collection asks is asked of the current generation. Usable from several threads."""

    def __init__(self, cache: Cache) -> None:
        """`cache` is the collection's own."""
        self._cache = cache
        self._lock = threading.RLock()
        self._generation: Path | None = None
        self._catalog: Catalog | None = None
        self._engine: Engine | None = None
        self._marked: Engine | None = None
        self._shelf: Shelf | None = None
        self._had_one = False

    def close(self) -> None:
        """Close all files; the next call opens them again."""
        with self._lock:
            for engine in (self._engine, self._marked):
                if engine is not None:
                    engine.close()
            if self._catalog is not None:
                self._catalog.close()
            self._engine = self._marked = self._catalog = self._generation = self._shelf = None

    @contextmanager
    def _kept(self) -> Iterator[None]:
        """What keeps an index from being made is `CannotIndex`, what it means to say stays."""
        try:
            yield
        except (Unlistable, CacheUnsafe):
            raise
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise CannotIndex(f"the index cannot be kept: {reason}") from error
        except (EngineBusy, EngineDamaged, CatalogDamaged) as error:
            if isinstance(error, EngineUnavailable):
                raise
            raise CannotIndex(f"the index cannot be made: {error}") from error

    def _open(self) -> Catalog | None:
        from index.catalog import Catalog

        current = self._cache.current()
        if current != self._generation or self._catalog is None or self._catalog.is_outdated():
            self.close()
            if current is None:
                if self._had_one or self._cache.is_lost():
                    raise CollectionDamaged("the index is gone")
                return None
            self._cache.check_ours(current)
            self._catalog = Catalog(current / CATALOG)
            self._generation, self._had_one = current, True
        return self._catalog

    def _read(self, ask: Callable[[Catalog], Result], empty: Result) -> Result:
        def look() -> Result:
            catalog = self._open()
            return empty if catalog is None else ask(catalog)

        return self._patiently(look)

    def _must(self, ask: Callable[[Catalog], Result], article: str) -> Result:
        found = self._read(lambda catalog: [ask(catalog)], list[Result]())
        if not found:
            raise KeyError(article)
        return found[0]

    def _search(self, look: Callable[[Shelves], Result], empty: Result) -> Result:
        from index.search.engine import WhooshEngine
        from index.shelves import Shelf, Shelves

        def ask() -> Result:
            catalog = self._open()
            if catalog is None or self._generation is None:
                return empty
            if self._engine is None or self._marked is None:
                self._engine = WhooshEngine.open(self._generation / SEARCH)
                self._marked = WhooshEngine.open(self._generation / MARKED)
            self._shelf = self._shelf or Shelf()
            notes = self._notes() if self._notes is not None else ()
            return look(Shelves(catalog, self._engine, self._marked, self._shelf, notes))

        return self._patiently(ask)

    def _patiently(self, ask: Callable[[], Result]) -> Result:
        """Ask; once more if another generation has become the current one meanwhile."""
        with self._lock:
            for last in (False, True):
                asked = self._cache.current()
                try:
                    return ask()
                except (EngineDamaged, EngineUnavailable, CatalogDamaged) as error:
                    self.close()
                    if last or self._cache.current() == asked:
                        name = asked.name if asked is not None else None
                        raise CollectionDamaged(str(error), name) from error
        raise AssertionError("unreachable")
