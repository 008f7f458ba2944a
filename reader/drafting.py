"""The draft of a note box: kept while somebody writes, until the note is kept or thrown away."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock

from reader.store import Store, StoreError, drafts
from reader.store.drafts import Draft

ANOTHER = "+"
"""What is added to the key of a note for another one that stands beside it."""


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """What was written: not cleaned yet. `is_another` says that it is to stand beside the note
    that is there, not in its place."""

    note: str
    tags: tuple[str, ...]
    colour: str
    is_another: bool = False


class Drafting:
    """What is written about one thing, for threads: once it is over, nothing late is kept."""

    def __init__(self, store: Store, about: str) -> None:
        self._store = store
        self._about = about
        self._lock = Lock()
        self._over = False
        self._kept: dict[str, Draft | None] = {}

    def find(self) -> tuple[str, Draft] | None:
        """What was not brought to its end, and whether it is for another note ("" or ANOTHER)."""
        with suppress(StoreError):  # the notes themselves say what is wrong
            for side in ("", ANOTHER):
                if found := drafts.find(self._store, self._about + side):
                    return side, found
        return None

    def keep(self, written: Mapping[str, Draft | None]) -> None:
        """Keep what was written of either note, None where that is nothing new."""
        with self._lock, suppress(StoreError):
            if self._over or self._store.read_only:
                return
            for side, draft in written.items():
                if draft == self._kept.get(side):
                    continue
                if draft is None:
                    drafts.forget(self._store, self._about + side)
                else:
                    drafts.keep(self._store, self._about + side, draft)
                self._kept[side] = draft

    def end(self) -> None:
        """It is a note now, or thrown away."""
        with self._lock, suppress(StoreError):
            self._over = True
            for side in ("", ANOTHER):
                drafts.forget(self._store, self._about + side)
