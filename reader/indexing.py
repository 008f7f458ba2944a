"""The child process that keeps the index up to date, and its progress as messages.

The child is `quaere index` itself, started with an argument list, without a shell, in our cache
folder, so that nothing lying in the collection can be imported. It holds the other end of a pipe
and ends when we do, however we end.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

from index.collection import CacheUnsafe, Collection, Event, children

ASK_OVER = 5_000
"""A folder with more new files than this may have been opened by mistake."""


def _command(
    collection: Collection, jobs: int | None, most_new: int | None, damaged: str | None
) -> list[str]:
    line = children.python("reader", "index", str(collection.root))
    line += ["--progress", "json", "--until-eof"]
    if collection.only is not None:
        line += ["--only", collection.only]
    if most_new is not None:
        line += ["--most-new", str(most_new)]
    if damaged is not None:
        line += ["--damaged", damaged]
    # One core stays free for the reader.
    chosen = jobs or max(1, min(4, (os.cpu_count() or 1) - 1))
    return [*line, "--jobs", str(chosen)]


class IndexingFailed(Exception):
    """The child ended with an error, of which the text is its last line, or was killed."""

    def __init__(self, told: str, *, killed: bool = False) -> None:
        super().__init__(told)
        self.killed = killed


async def index(
    collection: Collection,
    cache: Path,
    *,
    jobs: int | None = None,
    most_new: int | None = ASK_OVER,
    damaged: str | None = None,
) -> AsyncIterator[Event]:
    """Bring the index up to date in a child process and give its events as they come.

    Leaving the loop early ends the child. With more than `most_new` new files nothing is read, and
    the one event is {"event": "many", "files"}. `damaged` is the generation to put aside. Raises
    `IndexingFailed` with what the child said.
    """
    try:
        child = await asyncio.create_subprocess_exec(
            *_command(collection, jobs, most_new, damaged),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            cwd=collection.cache_folder,
            env=children.environment(QUAERE_CACHE_DIR=str(cache)),
            limit=1 << 20,
        )
    except (CacheUnsafe, OSError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise IndexingFailed(why.lower() if isinstance(error, OSError) else why) from error
    assert child.stdin is not None
    assert child.stdout is not None and child.stderr is not None
    complaints = asyncio.create_task(child.stderr.read())
    try:
        async for line in child.stdout:
            with suppress(ValueError):
                event = json.loads(line)
                if isinstance(event, dict):
                    yield event
        status = await child.wait()
        if status < 0:
            raise IndexingFailed(f"the indexer was ended by signal {-status}", killed=True)
        if status:
            said = (await complaints).decode("utf-8", "replace").strip().splitlines()
            raise IndexingFailed(
                said[-1].removeprefix("quaere: ") if said else "the indexer ended without a word"
            )
    finally:
        child.stdin.close()
        if child.returncode is None:
            with suppress(ProcessLookupError):
                child.kill()
        # To their ends: pipes that nobody read out would outlive the event loop.
        await child.stdout.read()
        await complaints
        await child.wait()


def share_of(event: Event) -> float | None:
    """How much of its work an event says is done, 0 to 1; None if it says nothing of that."""
    done, total = event.get("done"), event.get("total")
    if isinstance(done, int) and isinstance(total, int) and total:
        return done / total
    return None
