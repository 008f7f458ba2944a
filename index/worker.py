"""The child process that parses files and finds findings: `python -P -m index.worker FD`.

It takes tasks from the connection FD and answers each. It dies by itself when its parent is gone,
and by the kernel's timers when a task takes too long, so a hostile file costs one worker, never
the indexer. Nothing is imported before the first task but what that task needs.
"""

from __future__ import annotations

import hashlib
import os
import signal
import sys
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from index.article import Article
from index.catalog import Catalog
from index.folder import FileState, FoundFile, article_id, read_bytes, shown_path
from index.formats import Unreadable, read_article
from index.limits import CPU_SECONDS, MEMORY_MB, confine, is_too_slow, start_clock, stop_clock
from index.marked import marked_sections
from index.packing import PackedArticle, Row, pack_article, pack_finding
from index.search.protocol import FindingsDocument

_SIGKILL = 9  # Windows has no name for it


@dataclass(frozen=True, slots=True)
class ToRead:
    """The path of a file to read; nothing is parsed when its bytes still have the `known_hash`.

    With `whole` nothing of a saved page is left out; with `packed` the article comes as the catalog
    keeps it.
    """

    file: str
    found: FoundFile
    known_hash: str | None
    whole: bool = False
    packed: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A file after it was read: its article, be it `packed`, or the reason why there is none.

    None of them is set when the bytes are the known ones. `hash` is SHA-256 of the bytes in hex,
    None if they could not be had. `again` says that the next sync should try once more.
    """

    name: bytes
    id: str
    state: FileState
    hash: str | None
    article: Article | None
    why: str | None
    again: bool = False
    packed: PackedArticle | None = None


@dataclass(frozen=True, slots=True)
class ToMark:
    """An article of a catalog, whose file is `catalog`, to find the findings of."""

    id: str
    text_hash: str
    catalog: str


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings of an article, and the hash of the text they belong to.

    They come packed as the catalog keeps them (`index.packing`) and as the search engine takes
    them in: an article has hundreds, and taking them apart again costs as much as finding them.
    `why` says why they could not be found, `again` that the next sync should try once more.
    """

    article: str
    text_hash: str
    rows: tuple[Row, ...] = ()
    documents: tuple[FindingsDocument, ...] = ()
    why: str | None = None
    again: bool = False


Task = ToRead | ToMark | Article
Done = Reading | Findings


def work(task: Task) -> Done:
    """Read a file, or find the findings of an article."""
    if isinstance(task, ToRead):
        return _read(task)
    article = task if isinstance(task, Article) else _article_of(task)
    if article is None:
        return Findings(task.id, task.text_hash, why="has gone", again=True)
    from index.findings.extraction import extract, why_not

    findings = extract(article)
    return Findings(
        article.id,
        article.text_hash,
        tuple(map(pack_finding, findings)),
        marked_sections(article.id, findings, article.metadata.language),
        why_not(article),
    )


def _article_of(task: ToMark) -> Article | None:
    catalog = Catalog(Path(task.catalog))
    try:
        return catalog.article(task.id)
    except KeyError:
        return None
    finally:
        catalog.close()


def given_up(task: Task, killed_by: int) -> Done:
    """What stands for the result of a task whose worker died, by a signal if that is not 0."""
    slow = is_too_slow(killed_by)
    # Killed from outside: by the system for want of memory, by a person. It may not be the file.
    again = killed_by in (_SIGKILL, signal.SIGTERM)
    doing = "read" if isinstance(task, ToRead) else "look through"
    why = (
        f"took longer than {CPU_SECONDS:.0f} s to {doing}"
        if slow
        else "was broken off"
        if again
        else "made the reader crash"
    )
    return _gave_up(task, why, again=again)


def _gave_up(task: Task, why: str, *, again: bool) -> Done:
    if isinstance(task, ToRead):
        identity = article_id(os.fsdecode(task.found.name))
        return Reading(task.found.name, identity, task.found.state, None, None, why, again)
    return Findings(task.id, task.text_hash, why=why, again=again)


def _read(task: ToRead) -> Reading:
    found = task.found
    path = os.fsdecode(found.name)
    identity = article_id(path)
    digest, state = None, found.state
    try:
        if found.refused is not None:
            raise Unreadable(found.refused)
        data, state = read_bytes(Path(task.file))
        digest = hashlib.sha256(data).hexdigest()
        if digest == task.known_hash:
            return Reading(found.name, identity, state, digest, None, None)
        article = read_article(data, shown_path(found.name), id=identity, whole=task.whole)
    except Unreadable as error:
        return Reading(found.name, identity, state, digest, None, str(error))
    except RecursionError:
        return Reading(found.name, identity, state, digest, None, "is nested too deeply")
    if task.packed:
        packed = pack_article(article)
        return Reading(found.name, identity, state, digest, None, None, packed=packed)
    return Reading(found.name, identity, state, digest, article, None)


def serve(connection: Connection) -> None:
    """Answer tasks until the other end is closed."""
    confine()
    while True:
        try:
            task = connection.recv()
        except EOFError:
            return
        start_clock()
        try:
            done = work(task)
        except MemoryError:
            done = _gave_up(task, f"needs more than {MEMORY_MB:,} MB of memory", again=False)
        stop_clock()
        try:
            connection.send(done)
        except BrokenPipeError:
            return


if __name__ == "__main__":
    # An interrupt is for the parent, which closes the connection.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # `__main__` is a second copy of this module: the tasks belong to the first.
    from index import worker

    worker.serve(Connection(int(sys.argv[1])))
