"""`quaere index`: bring the index of a folder up to date."""

from __future__ import annotations

import json
import os
import shlex
import sys
import threading
from contextlib import nullcontext, suppress
from typing import Any

import click

from index.collection import (
    Collection,
    CollectionDamaged,
    Event,
    ManyNewFiles,
    SyncReport,
    Unlistable,
)
from reader.commands.common import (
    complete_path,
    emit_json,
    fail,
    folder_path,
    json_option,
    note,
    shown,
)
from reader.places import places
from reader.settings import read_settings
from reader.watching import CannotWatch, Watcher

_NICE = 15


@click.command("index")
@click.argument("path", shell_complete=complete_path)
@json_option
@click.option(
    "--progress", type=click.Choice(["json"]), help="Print progress, one JSON object a line."
)
@click.option("--rebuild", is_flag=True, help="Read every article again.")
@click.option("--jobs", type=click.IntRange(1, 64), help="Processes for reading and findings.")
@click.option("--watch", is_flag=True, help="Go on: take in what changes, until interrupted.")
@click.option("--only", hidden=True, help="Take this one file of PATH as the collection.")
@click.option("--most-new", type=int, hidden=True, help="Read nothing if more files are new.")
@click.option("--damaged", hidden=True, help="Put the generation of this name aside.")
@click.option("--until-eof", is_flag=True, hidden=True, help="End when standard input ends.")
def command(
    path: str,
    as_json: bool,
    progress: str | None,
    rebuild: bool,
    jobs: int | None,
    watch: bool,
    only: str | None,
    most_new: int | None,
    damaged: str | None,
    until_eof: bool,
) -> None:
    """Bring the index of the folder PATH up to date."""
    if until_eof:
        # The application that started us holds the other end: when it dies, so do we.
        threading.Thread(target=_end_with_parent, daemon=True).start()
        # Somebody reads meanwhile: the keys come first.
        os.nice(_NICE)
    root, where = folder_path(path), places()
    choice = read_settings(where.config).choice(root)
    collection = Collection(root, where.cache, only=only, choice=choice)

    def once() -> None:
        bar = _Bar() if progress is None and sys.stderr.isatty() else None
        with bar or nullcontext():
            done = collection.sync(
                rebuild=rebuild,
                jobs=jobs,
                report=_print_event if progress else bar,
                most_new=most_new,
                damaged=damaged,
            )
        if progress is None:
            _tell(done, as_json=as_json)

    try:
        if not watch:
            once()
            return
        with Watcher(collection) as watcher:
            once()
            while watcher.wait():
                once()
    except KeyboardInterrupt:
        _tell_interrupted(collection, path)
        raise
    except ManyNewFiles as error:
        # Whoever set the limit wants to ask first.
        _print_event({"event": "many", "files": error.count})
    except Unlistable as error:
        fail(f"{shown(path)} cannot be listed: {error.strerror}.")
    except CannotWatch as error:
        fail(f"changes in {shown(path)} cannot be seen: {error}.")


def _tell(done: SyncReport, *, as_json: bool) -> None:
    for told in done.told:
        note(told)
    counts = {
        "added": done.added,
        "updated": done.updated,
        "unchanged": done.unchanged,
        "moved": done.moved,
        "removed": done.removed,
        "skipped": done.skipped,
    }
    if as_json:
        skipped = [{"path": name, "why": why} for name, why in done.skipped_files]
        emit_json(
            {"schema": "quaere/index/1", **counts, "seconds": done.seconds,
             "skipped_files": skipped}
        )  # fmt: skip
    else:
        told = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
        print(f"{told or 'no articles'} in {done.seconds:.1f} s", flush=True)


def _tell_interrupted(collection: Collection, path: str) -> None:
    """What is kept of what was begun."""
    with suppress(CollectionDamaged, OSError):
        known, files = collection.coverage()
        kept = f"interrupted: {known:,} of {files:,} files are read, and kept"
        note(f"{kept}; quaere index {shlex.quote(path)} goes on from there.")


def _print_event(event: Event) -> None:
    print(json.dumps(event, ensure_ascii=True), flush=True)


def _end_with_parent() -> None:
    # Unbuffered: a buffer's lock, held by a thread at exit, would be a fatal error.
    while os.read(sys.stdin.fileno(), 4096):
        pass
    # At once, even in the middle of a commit: the next sync finishes what this one began.
    os._exit(130)


class _Bar:
    """A progress bar on standard error, for people."""

    def __init__(self) -> None:
        self._bar: Any = None

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def __call__(self, event: Event) -> None:
        if event["event"] == "waiting":
            note("another copy of Quaere is bringing this index up to date: waiting for it.")
        elif event["event"] == "start":
            self._open("Reading", int(str(event["files"])))
        elif event["event"] == "article":
            self._move(int(str(event["done"])))
        elif event["event"] == "findings":
            if self._bar is None or self._bar.label != "Findings":
                self._open("Findings", int(str(event["total"])))
            self._move(int(str(event["done"])))

    def _open(self, label: str, length: int) -> None:
        self._close()
        self._bar = click.progressbar(length=length, label=label, file=sys.stderr)
        self._bar.__enter__()

    def _move(self, done: int) -> None:
        self._bar.update(done - self._bar.pos)

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
            self._bar = None
