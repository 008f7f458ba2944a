"""What a sync says of itself while it runs and when it is done.

The events are those of the command line's `--progress json`; each is a plain dict so that it can
be printed as it is.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal

Event = dict[str, object]
Report = Callable[[Event], None]
Status = Literal["added", "updated", "unchanged", "moved", "removed", "skipped"]

_BETWEEN = 0.1
"""Seconds between two article events: at most ten a second."""


@dataclass(slots=True)
class SyncReport:
    """What a sync did: numbers of articles, seconds, and the files it could not read, with why.

    `known` of the skipped files were skipped before already, and have not changed: whoever keeps
    the index up to date on the way to something else need not name them again. `worse` are files
    that were saved again with much less text, with a sentence each; `anew` says
    why the index that was there was put aside and made anew.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    moved: int = 0
    removed: int = 0
    skipped: int = 0
    seconds: float = 0.0
    skipped_files: list[tuple[str, str]] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    worse: list[tuple[str, str]] = field(default_factory=list)
    anew: str | None = None

    @property
    def told(self) -> list[str]:
        """What people should know of it, a line each."""
        return self._told(self.skipped_files)

    @property
    def news(self) -> list[str]:
        """The same without the files that were skipped before already."""
        return self._told(each for each in self.skipped_files if each[0] not in self.known)

    def _told(self, skipped_files: Iterable[tuple[str, str]]) -> list[str]:
        skipped = [f"skipped {name}: {why}" for name, why in skipped_files]
        worse = [f"{name} {why}" for name, why in self.worse]
        return [*([self.anew] if self.anew else []), *skipped, *worse]

    @property
    def changed(self) -> bool:
        """Whether anything is different from before."""
        return bool(self.added or self.updated or self.moved or self.removed)


class ManyNewFiles(Exception):
    """A folder holds more files never seen before than was allowed for; `count` of them."""

    def __init__(self, count: int) -> None:
        super().__init__(f"holds {count:,} files that were not seen before")
        self.count = count


class Progress:
    """Counts what happens to each file and passes it on, ten times a second at most."""

    def __init__(self, report: Report | None, total: int) -> None:
        """`total` is the number of files to look at."""
        self.counts = SyncReport()
        self._report = report or (lambda _: None)
        self._total = total
        self._done = 0
        self._began = time.monotonic()
        self._last = 0.0
        self._held: Event | None = None
        self._told: Event | None = None
        self._report({"event": "start", "files": total})

    def article(
        self, path: str, status: Status, why: str | None = None, *, known: bool = False
    ) -> None:
        """One file is dealt with; `known` says that this was told before, and nothing is new."""
        setattr(self.counts, status, getattr(self.counts, status) + 1)
        if status == "skipped":
            self.counts.skipped_files.append((path, why or ""))
            if known:
                self.counts.known.add(path)
        elif status == "updated" and why is not None:
            self.counts.worse.append((path, why))
        if status != "removed":
            self._done += 1
        self._held = {
            "event": "article",
            "path": path,
            "status": status,
            "why": why,
            "done": self._done,
            "total": self._total,
        }
        self._pass_on()

    def unlisted(self, folder: str) -> None:
        """A folder of which nothing can be said; what is known from it stays."""
        self.counts.skipped += 1
        self.counts.skipped_files.append(
            (folder, "is a folder that is not there or may not be listed")
        )

    def findings(self, done: int, total: int) -> None:
        """The findings of `done` of `total` articles are there."""
        self._held = {"event": "findings", "done": done, "total": total}
        self._pass_on()

    def again(self) -> None:
        """Nothing new, but work goes on: what was said last is said once more."""
        self._held = self._held or self._told
        self._flush()

    def committed(self, generation: int) -> None:
        """Readers can see something new."""
        self._flush()
        self._report({"event": "committed", "generation": generation})

    def done(self) -> SyncReport:
        """Everything is done."""
        self._flush()
        counts = self.counts
        counts.seconds = round(time.monotonic() - self._began, 3)
        event: Event = {"event": "done"}
        for name in ("added", "updated", "unchanged", "moved", "removed", "skipped", "seconds"):
            event[name] = getattr(counts, name)
        if counts.anew:
            event["anew"] = counts.anew
        if counts.worse:
            event["worse"] = [{"path": path, "why": why} for path, why in counts.worse]
        self._report(event)
        return counts

    def _pass_on(self) -> None:
        if time.monotonic() - self._last >= _BETWEEN:
            self._flush()

    def _flush(self) -> None:
        if self._held is not None:
            self._report(self._held)
            self._held, self._told = None, self._held
            self._last = time.monotonic()
