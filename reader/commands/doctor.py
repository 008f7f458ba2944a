"""`quaere doctor`: check what could be wrong, and say how to mend it."""

from __future__ import annotations

import os
import shlex
import shutil
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import click

from index.collection import (
    CacheUnsafe,
    Collection,
    CollectionDamaged,
    Unreadable,
    read_file,
    search_engine_problem,
)
from reader import origin
from reader.commands.common import (
    checked_path,
    collection_at,
    complete_path,
    emit_json,
    json_option,
    shown,
)
from reader.commands.layout import bold, wrapped
from reader.places import places
from reader.store import Store, StoreError

State = Literal["ok", "warn", "fail"]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; `remedy` says how to mend it."""

    name: str
    state: State
    detail: str
    remedy: str | None = None


@click.command("doctor")
@click.argument("path", required=False, shell_complete=complete_path)
@json_option
@click.pass_context
def command(ctx: click.Context, path: str | None, as_json: bool) -> None:
    """Check notes, cache and terminal, and the index of the folder PATH, or how a file is read."""
    checks = [
        _python(),
        _engine(),
        _folder("data folder", places().data),
        _folder("cache folder", places().cache / "collections"),
        _notes(),
        _terminal(),
        _clipboard(),
    ]
    if path is not None:
        checks += _collection(checked_path(path))
    if as_json:
        emit_json({"schema": "quaere/doctor/1", "checks": [asdict(check) for check in checks]})
    else:
        for check in checks:
            print(f"{check.state:<5} {bold(check.name)}: {check.detail}")
            if check.remedy:
                print(wrapped(check.remedy, "      "))
    ctx.exit(3 if any(check.state == "fail" for check in checks) else 0)


def _python() -> Check:
    version = ".".join(map(str, sys.version_info[:3]))
    return Check("python", "ok", f"{version}, SQLite {sqlite3.sqlite_version}")


def _engine() -> Check:
    problem = search_engine_problem()
    if problem is None:
        return Check("search engine", "ok", "whoosh3 3.54.0, alone in its place")
    return Check("search engine", "fail", problem, "Install Quaere in an environment of its own.")


def _folder(name: str, folder: Path) -> Check:
    nearest = folder
    while not nearest.exists() and nearest != nearest.parent:
        nearest = nearest.parent
    if not os.access(nearest, os.W_OK):
        variable = "QUAERE_DATA_DIR" if name.startswith("data") else "QUAERE_CACHE_DIR"
        remedy = f"Set {variable} to a folder that can be written."
        return Check(name, "fail", f"{shown(folder)} cannot be written", remedy)
    free = shutil.disk_usage(nearest).free // 1_000_000
    if free < 100:
        detail = f"{shown(folder)}, only {free} MB free"
        return Check(name, "warn", detail, "Free some space: notes and index need it.")
    if folder.exists() and folder.stat().st_mode & 0o077:
        remedy = f"chmod 700 {shown(folder)}"
        return Check(name, "warn", f"{shown(folder)} is open to other users", remedy)
    return Check(name, "ok", f"{shown(folder)}, {free} MB free")


def _notes() -> Check:
    if not places().data.exists():
        return Check("notes", "ok", "none yet")
    try:
        with Store(places().data) as store, store.reading() as connection:
            problems = [row[0] for row in connection.execute("PRAGMA integrity_check(3)")]
    except StoreError as error:
        return Check("notes", "fail", str(error), "Keep the file; a copy of it may be repairable.")
    if problems != ["ok"]:
        remedy = "Export what can be read, then put the last copy in its place."
        return Check("notes", "fail", f"the file is damaged: {problems[0]}", remedy)
    return Check("notes", "ok", "the file is sound")


def _terminal() -> Check:
    if not sys.stdout.isatty():
        return Check("terminal", "ok", "standard output is not a terminal")
    size = shutil.get_terminal_size()
    name = os.environ.get("TERM", "unknown")
    detail = f"{name}, {size.columns} x {size.lines}"
    if (sys.stdout.encoding or "").lower().replace("-", "") != "utf8":
        return Check("terminal", "warn", f"{detail}, {sys.stdout.encoding}", "Use a UTF-8 locale.")
    if size.columns < 60 or size.lines < 20:
        return Check("terminal", "warn", detail, "60 x 20 cells or more read better.")
    if name == "dumb":
        return Check("terminal", "warn", detail, "Set TERM to what your terminal is.")
    return Check("terminal", "ok", detail)


def _clipboard() -> Check:
    if os.environ.get("TMUX"):
        remedy = "In tmux, `set -g set-clipboard on` lets copied text through."
        return Check("clipboard", "ok", "by OSC 52, through tmux", remedy)
    return Check("clipboard", "ok", "by OSC 52, if the terminal allows it")


def _collection(path: Path) -> list[Check]:
    try:
        collection = collection_at(path)
    except CacheUnsafe as error:
        return [Check("index", "fail", str(error), "Remove the folder; the index is made anew.")]
    if collection.only is not None:
        return _file(path)
    tests: tuple[Callable[[Collection, Path], Check], ...] = (_index, _skipped)
    return [test(collection, path) for test in tests]


def _file(path: Path) -> list[Check]:
    """How one file is read."""
    try:
        article = read_file(path)
    except Unreadable as error:
        return [Check("file", "warn", f"{shown(path)} {error}", "Mend or replace the file.")]
    checks = [Check(name.lower(), "ok", detail) for name, detail in origin.facts(article)]
    checks += [Check("doubt", "warn", doubt) for doubt in article.origin.doubts]
    left_out = len(article.dropped)
    remedy = f"quaere show --dropped {shlex.quote(str(path))}" if left_out else None
    return [*checks, Check("left out", "ok", f"{left_out} pieces", remedy and shown(remedy))]


def _index(collection: Collection, path: Path) -> Check:  # noqa: ARG001
    command = f"quaere index {shlex.quote(str(collection.root))}"
    mend = f"{shown(command)} --rebuild" if collection.only is None else "Open the article again."
    try:
        problem = collection.problem()
        articles, sections = collection.counts()
    except CollectionDamaged as error:
        return Check("index", "fail", str(error), mend)
    if problem is not None:
        return Check("index", "fail", problem, mend)
    if not collection.is_finished():
        return Check("index", "warn", "the last sync was not finished", shown(command))
    if not articles:
        return Check("index", "warn", "nothing indexed yet", shown(command))
    return Check("index", "ok", f"{articles} articles, {sections} sections")


def _skipped(collection: Collection, path: Path) -> Check:  # noqa: ARG001
    try:
        skipped = collection.skipped()
    except CollectionDamaged:
        return Check("files", "warn", "the index cannot say", "Mend the index first.")
    if not skipped:
        return Check("files", "ok", "every file could be read")
    name, why = skipped[0]
    more = f", and {len(skipped) - 1} more" if len(skipped) > 1 else ""
    return Check("files", "warn", f"{name}: {why}{more}", "Mend or remove these files.")
