"""What a finished run leaves: nothing that nobody will ever use."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from index.cache import MARKED, SEARCH, Cache
from index.search.engine import WhooshEngine
from reader.store import copies
from reader.store.file import FILE_NAME

_STORED = {FILE_NAME, f"{FILE_NAME}-wal", f"{FILE_NAME}-shm"}
_OF_ENGINE = {"stamp", "MAIN_WRITELOCK"}
_PATIENCE = 30.0


def in_cache(folder: Path) -> list[str]:
    """Litter in the cache folder of a collection whose sync came to its end."""
    current = Cache(folder).current()
    assert current is not None
    wanted = {"lock", "root", "current", current.name}
    found = [each.name for each in folder.iterdir() if each.name not in wanted]
    for name in (SEARCH, MARKED):
        found += [f"{name}/{each}" for each in _in_engine(current / name)]
    return found


def _in_engine(folder: Path) -> list[str]:
    """Files of no segment of the one table of contents."""
    engine = WhooshEngine.open(folder)
    segments = tuple(f"{each.segment_id()}." for each in engine._index._segments())
    engine.close()
    names = sorted(each.name for each in folder.iterdir())
    contents = [name for name in names if name.endswith(".toc")]
    rest = [name for name in names if name not in _OF_ENGINE and name not in contents]
    return [*contents[:-1], *(name for name in rest if not name.startswith(segments))]


def in_data(folder: Path) -> list[str]:
    """Litter beside the notes; copies from before an upgrade are none, nor are the daily ones.

    One that was begun when its process was killed goes with its log when the next is made.
    """
    daily = sorted(path.name for path in (folder / copies.FOLDER).glob("*"))
    begun = {name.removesuffix("-journal") for name in daily if not name.endswith(".sqlite")}
    left = [name for name in daily if name.removesuffix("-journal") in begun]
    return [
        *daily[copies.KEPT + 1 + len(left) :],
        *sorted(begun)[1:],
        *(
            path.name
            for path in folder.iterdir()
            if path.name not in (*_STORED, copies.FOLDER)
            and not path.match("quaere.v[0-9]*.sqlite")
        ),
    ]


def processes_in(folder: Path) -> list[str]:
    """Processes that work in a folder and do not end by themselves, where the system tells."""
    until = time.monotonic() + _PATIENCE
    while (left := list(_working_in(folder))) and time.monotonic() < until:
        time.sleep(0.1)
    return left


def _working_in(folder: Path) -> Iterator[str]:
    for process in Path("/proc").glob("[0-9]*"):
        try:
            there = (process / "cwd").readlink()
        except OSError:
            continue  # it has ended, or is not ours
        if there.is_relative_to(folder):
            yield f"process {process.name}"
