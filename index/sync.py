"""Bringing catalog and search index up to date with the folder: the one writer.

Each batch goes three steps: the catalog takes the articles in as not yet searchable; the search
engine commits them; the catalog notes that both agree. A process killed anywhere leaves either
nothing or a note of what the engine lacks, and the next sync begins with that. Text comes first,
findings after all text is searchable. While a batch is put in, the workers go on with the next.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path

from index.behind import Behind
from index.cache import CATALOG, MARKED, SEARCH, Busy, Cache, private_files
from index.catalog import Catalog, KnownFile
from index.choosing import EVERYTHING, Choice, Mounts
from index.database import CatalogDamaged
from index.findings import VERSION
from index.folder import (
    FoundFile,
    Listing,
    Unlistable,
    article_id,
    list_articles,
    look_at,
    shown_path,
)
from index.formats import READING
from index.packing import PackedArticle
from index.progress import ManyNewFiles, Progress, Report, Status, SyncReport
from index.search.engine import WhooshEngine
from index.search.errors import EngineBusy, EngineDamaged
from index.taking_in import Index
from index.worker import Findings, Reading, Task, ToRead
from index.workers import Workers

_RACY_NS = 2_000_000_000
_AHEAD_NS = 3_600_000_000_000
"""How far another machine's clock may be ahead; times beyond that will not come soon."""
"""A file changed less than this before it was looked at may change again unseen."""
_FIRST_BATCH, _LARGEST_BATCH = 32, 512
_BATCH_CHARACTERS = 8_000_000
"""A batch is held in memory until it is committed."""
_FINDINGS_BATCH, _FINDINGS_WAITING = 64, 4
_BEGINNINGS, _BREATH = 4, 0.1
"""How often a sync begins whose cache folder is deleted, and seconds before it begins again."""
_STUB_WORDS, _STUB_SHARE = 150, 0.4
"""A text that was so long and is now shorter than this share of it may have lost something."""


def default_jobs() -> int:
    """Processes for reading and findings: one a core, at most four."""
    return max(1, min(4, os.cpu_count() or 1))


def sync(
    root: Path,
    cache: Cache,
    *,
    only: str | None = None,
    rebuild: bool = False,
    jobs: int | None = None,
    report: Report | None = None,
    wait: bool = True,
    most_new: int | None = None,
    choice: Choice = EVERYTHING,
    damaged: str | None = None,
) -> SyncReport:
    """Bring the index of `root` (of its one file `only`) up to date.

    With `rebuild` everything is read again; readers keep the old index until that is done.
    `wait=False` raises `Busy` if another process indexes the collection already. Raises
    `Unlistable` if `root` cannot be listed, `CacheUnsafe` if the cache folder cannot be trusted,
    OSError if the system refuses to keep the index (a full disk): the one that is there stays.
    `ManyNewFiles` if there are more than `most_new`; then nothing was read. `EngineBusy` if some
    other program holds on to the search index.

    `damaged` is the name of a generation that a reader found to be so: if it is still the current
    one it is put aside, and made anew. What waits for another process says {"event": "waiting"}.
    A cache folder that is deleted meanwhile is made again.
    """

    def once() -> SyncReport:
        # Not before the lock is ours: whoever held it may have seen newer files.
        listing = Listing((look_at(root / only),), ()) if only else list_articles(root, choice)
        mounts = Mounts(root, choice.folders)
        current, lost = cache.current(), cache.is_lost()
        told = "the index is gone: it is made anew" if lost else None
        if current is not None and current.name == damaged:
            cache.move_aside(current)
            told = _anew("the index is damaged")
        cache.sweep()
        cache.note_root(root, only)
        progress = Progress(report, len(listing.files))
        progress.counts.anew = told
        with Workers(jobs or default_jobs(), cache.folder) as workers:
            try:
                _Sync(mounts, cache, listing, progress, workers, rebuild, most_new).run()
            except (CatalogDamaged, EngineDamaged) as error:
                # Whatever broke is derived data: put it aside and make it anew, once.
                # With `rebuild` that was not the current one, which stays for its readers.
                current = cache.current()
                if current is not None and not rebuild:
                    cache.move_aside(current)
                progress = Progress(report, len(listing.files))
                progress.counts.anew = _anew(str(error))
                _Sync(mounts, cache, listing, progress, workers, rebuild).run()
        return progress.done()

    with private_files():
        for left in reversed(range(_BEGINNINGS)):
            with _turn(cache, wait, report) as is_ours:
                try:
                    return once()
                except (OSError, CatalogDamaged, EngineDamaged, EngineBusy) as error:
                    # What fails because its folder was deleted says nothing of the disk.
                    deleted = not is_ours() or isinstance(error, FileNotFoundError | EngineBusy)
                    if isinstance(error, Unlistable) or not deleted or not left:
                        raise
                    time.sleep(_BREATH)
    raise AssertionError


def _anew(why: str) -> str:
    """What is said of an index that was put aside."""
    return f"{why}: it is put aside and made anew"


@contextmanager
def _turn(cache: Cache, wait: bool, report: Report | None) -> Iterator[Callable[[], bool]]:
    """Hold the lock of the cache; whoever has to wait for it says so."""
    with ExitStack() as held:
        try:
            is_ours = held.enter_context(cache.lock(wait=False))
        except Busy:
            if not wait:
                raise
            if report is not None:
                report({"event": "waiting"})
            is_ours = held.enter_context(cache.lock(wait=True))
        yield is_ours


def _is_unsure(file: KnownFile) -> bool:
    return file.racy or file.reading != READING


class _Sync:
    """One run over one listing, with the lock held."""

    def __init__(
        self,
        mounts: Mounts,
        cache: Cache,
        listing: Listing,
        progress: Progress,
        workers: Workers,
        rebuild: bool,
        most_new: int | None = None,
    ) -> None:
        self.mounts = mounts
        self.cache = cache
        self.listing = listing
        self.progress = progress
        self.workers = workers
        self.rebuild = rebuild
        self.most_new = most_new

    def run(self) -> None:
        """Read what changed, make it searchable, then find findings."""
        current = self.cache.current()
        fresh = current is None or self.rebuild
        generation = self.cache.new_generation() if fresh else current
        assert generation is not None
        self.cache.check_ours(generation)
        catalog = Catalog(generation / CATALOG, create=fresh)
        try:
            make = WhooshEngine.create if fresh else WhooshEngine.open
            with (
                closing(make(generation / SEARCH)) as engine,
                closing(make(generation / MARKED)) as marked,
            ):
                if current is None:
                    self.cache.make_current(generation)
                self._fill(Index(generation, catalog, engine, marked), check=not fresh)
            if fresh and current is not None:
                # The old generation goes with the next sync: somebody may be reading it.
                self.cache.make_current(generation)
        finally:
            catalog.close()

    def _fill(self, index: Index, *, check: bool) -> None:
        catalog = index.catalog
        if check:
            self._finish_last(index)
            if not index.agrees():
                raise EngineDamaged("search index and catalog do not hold the same sections")
        changed, gone = self._compare(catalog)
        new = sum(1 for change in changed.values() if change.before is None)
        if self.most_new is not None and new > self.most_new:
            raise ManyNewFiles(new)
        # Files that are gone stay until the rest is read: a moved file brings its findings along.
        vanished = {file.hash for file in gone.values() if file.hash}
        with Behind(self._committed, 1, self.progress.again) as behind:
            for batch in _batches(self._read(catalog, changed, vanished, behind)):
                behind.do(partial(self._take_in, index, batch, changed))
            behind.finish()
        for file in gone.values():
            if file.skipped is None and file.hash in vanished:
                self.progress.article(shown_path(file.name), "removed")
        catalog.put([], gone)
        self._commit(index)
        if not catalog.is_grouped():
            catalog.group_copies()
            self._commit(index)
        self._find(index)

    def _finish_last(self, index: Index) -> None:
        """Give the engine what a killed sync left in the catalog only."""
        if any(index.catalog.waiting()):
            self._commit(index)

    def _compare(self, catalog: Catalog) -> tuple[dict[bytes, _Change], dict[bytes, KnownFile]]:
        """Files to read, and known files that are gone."""
        known = catalog.files()
        changed: dict[bytes, _Change] = {}
        taken: dict[str, bytes] = {}
        for found in self.listing.files:
            before = known.pop(found.name, None)
            identity = article_id(os.fsdecode(found.name))
            twin = taken.setdefault(identity, found.name)
            if twin != found.name:
                why = f"has the same name as {shown_path(twin)}, spelt with other code points"
                self.progress.article(shown_path(found.name), "skipped", why, known=True)
            elif before is None or _is_unsure(before) or before.state != found.state:
                changed[found.name] = _Change(found, before)
            elif before.skipped is not None:
                name = shown_path(found.name)
                self.progress.article(name, "skipped", before.skipped, known=True)
            else:
                self.progress.article(shown_path(found.name), "unchanged")
        unlisted = tuple(folder + b"/" for folder in self.listing.unlisted)
        gone = {n: file for n, file in known.items() if not n.startswith(unlisted or (b"\0",))}
        for folder in self.listing.unlisted:
            self.progress.unlisted(shown_path(folder))
        return changed, gone

    def _to_read(self, changed: dict[bytes, _Change]) -> Iterator[Task]:
        for change in changed.values():
            before = change.before
            sure = before is not None and before.skipped is None and before.reading == READING
            known_hash = before.hash if before is not None and sure else None
            file = str(self.mounts.path(change.found.name))
            yield ToRead(file, change.found, known_hash, packed=True)

    def _read(
        self,
        catalog: Catalog,
        changed: dict[bytes, _Change],
        vanished: set[str],
        commits: Behind[int | None],
    ) -> Iterator[Reading]:
        """Every changed file as it is read, and said so at once: commits take their time.

        Hashes of files that were found elsewhere leave `vanished`.
        """
        for reading in self.workers.each(self._to_read(changed), len(changed)):
            assert isinstance(reading, Reading)
            status: Status = "added"
            why = reading.why
            if why is not None:
                status = "skipped"
            elif reading.packed is None:
                status = "unchanged"
            elif changed[reading.name].before is not None:
                status = "updated"
                why = _worse(catalog.words(reading.id), reading.packed.words)
            elif reading.hash in vanished:
                vanished.discard(reading.hash)
                status = "moved"
            before = changed[reading.name].before
            known = before is not None and before.skipped is not None and before.skipped == why
            self.progress.article(shown_path(reading.name), status, why, known=known)
            commits.look()
            yield reading

    def _take_in(
        self, index: Index, batch: list[Reading], changed: dict[bytes, _Change]
    ) -> int | None:
        """Put what was read into the index; the new generation, if there is one."""
        now = time.time_ns()
        read: list[tuple[KnownFile, PackedArticle | None]] = []
        same: list[KnownFile] = []
        for reading in batch:
            racy = reading.again or -_AHEAD_NS < now - reading.state.mtime_ns < _RACY_NS
            file = KnownFile(
                reading.name, reading.id, reading.state, racy, reading.hash, reading.why
            )
            before = changed[reading.name].before
            if reading.again and before is not None and before.skipped is None:
                # Broken off from outside: what is known stays, and is read again the next time.
                same.append(replace(before, racy=True))
            elif reading.packed is None and reading.why is None:
                same.append(file)
            else:
                read.append((file, reading.packed))
        index.catalog.refresh_files(same)
        index.catalog.put(read, ())
        return index.commit()

    def _commit(self, index: Index) -> None:
        self._committed(index.commit())

    def _committed(self, generation: int | None) -> None:
        if generation is not None:
            self.progress.committed(generation)

    def _find(self, index: Index) -> None:
        index.catch_up_findings(VERSION)
        lacking = index.catalog.without_findings(VERSION)
        with Behind(self._committed, _FINDINGS_WAITING, self.progress.again) as behind:
            results = self._looked_through(index, lacking, behind)
            while batch := list(islice(results, _FINDINGS_BATCH)):
                # What broke off the work for another reason may let it be the next time.
                found = [each for each in batch if not each.again]
                behind.do(partial(index.put_findings, found, VERSION))
            behind.do(index.commit_findings)
            behind.finish()

    def _looked_through(
        self, index: Index, lacking: list[str], commits: Behind[int | None]
    ) -> Iterator[Findings]:
        """The findings of articles as they come, each said so at once."""
        results = self.workers.each(index.to_mark(lacking), len(lacking))
        for done, found in enumerate(results, 1):
            assert isinstance(found, Findings)
            self.progress.findings(done, len(lacking))
            commits.look()
            yield found


def _worse(words: int, left: int) -> str | None:
    """Why a file that was saved again may be worse than it was: a stub, an error page."""
    if words >= _STUB_WORDS and left < words * _STUB_SHARE:
        return f"was saved again with {left:,} words in place of {words:,}"
    return None


@dataclass(frozen=True, slots=True)
class _Change:
    """A file to read and what was known of it."""

    found: FoundFile
    before: KnownFile | None


def _batches(readings: Iterable[Reading]) -> Iterator[list[Reading]]:
    """Readings in growing batches: the first is searchable soon, later ones make few commits."""
    size, characters = _FIRST_BATCH, 0
    batch: list[Reading] = []
    for each in readings:
        batch.append(each)
        characters += each.packed.characters if each.packed is not None else 0
        if len(batch) == size or characters >= _BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
            size = min(size * 4, _LARGEST_BATCH)
    if batch:
        yield batch
