"""What could be wrong, looked at one by one: a check says what it found, and may know how to mend.

`detail` and `remedy` are for the user and may name folders and files; `plain` is what a report may
say of it to strangers. Of the terminal only what the environment says is known here.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from index.collection import CacheUnsafe, check_cache, forgotten, search_engine_problem
from index.text import clean_line
from reader import crashes
from reader.commands.common import shown
from reader.keymap import keymap
from reader.outside import opener
from reader.places import Places
from reader.settings import FILE_NAME as SETTINGS
from reader.settings import read_settings
from reader.store import Store, StoreError, StoreTooNew
from reader.store.file import FILE_NAME

State = Literal["ok", "warn", "fail"]
LITTLE_MB, FEW_COLUMNS, FEW_LINES = 100, 60, 20


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; `remedy` says how to mend it, `mend` does it.

    `mend` gives a sentence for what it has done, or raises OSError. `plain` is the detail without
    anything of the user's; "" where there is nothing to add to the state.
    """

    name: str
    state: State
    detail: str
    remedy: str | None = None
    plain: str = ""
    mend: Callable[[], str] | None = None


def everywhere(where: Places) -> Iterator[Check]:
    """All that does not depend on a collection."""
    yield _python()
    yield _engine()
    yield _folder("data folder", where.data, "QUAERE_DATA_DIR")
    yield _cache(where.cache)
    yield _settings(where.config)
    yield _notes(where.data)
    yield _forgotten(where.cache)
    yield _terminal()
    yield _colours()
    yield _keyboard()
    yield _clipboard()
    yield _optional()
    yield _crashes(where.cache)


# Program


def _python() -> Check:
    version = ".".join(map(str, sys.version_info[:3]))
    detail = f"{version}, SQLite {sqlite3.sqlite_version}"
    return Check("python", "ok", detail, plain=f"{detail}, {sys.platform}")


def _engine() -> Check:
    problem = search_engine_problem()
    if problem is None:
        detail = "whoosh3 3.54.0, alone in its place"
        return Check("search engine", "ok", detail, plain=detail)
    remedy = "Install Quaere in an environment of its own."
    return Check("search engine", "fail", problem, remedy, problem)


def _optional() -> Check:
    parts = {
        "PDFs encrypted with AES": find_spec("cryptography") is not None,
        "an editor for long notes": bool(os.environ.get("VISUAL") or os.environ.get("EDITOR")),
        "a desktop to open links": opener() is not None,
    }
    there = ", ".join(name for name, found in parts.items() if found) or "none"
    missing = ", ".join(name for name, found in parts.items() if not found)
    detail = f"there: {there}" + (f"; not there: {missing}" if missing else "")
    return Check("optional parts", "ok", detail, plain=detail)


def _crashes(cache: Path) -> Check:
    log = cache / crashes.FOLDER / crashes.FILE
    if not log.exists():
        return Check("errors", "ok", f"none were logged in {shown(log)}")
    return Check("errors", "ok", f"what nobody foresaw is logged in {shown(log)}")


# Places


def _folder(name: str, folder: Path, variable: str) -> Check:
    nearest = folder
    while not nearest.exists() and nearest != nearest.parent:
        nearest = nearest.parent
    if not os.access(nearest, os.W_OK):
        remedy = f"Set {variable} to a folder that can be written."
        return Check(name, "fail", f"{shown(folder)} cannot be written", remedy, "not writable")
    free = shutil.disk_usage(nearest).free // 1_000_000
    if free < LITTLE_MB:
        detail = f"{shown(folder)}, only {free} MB free"
        remedy = "Free some space: notes and index need it."
        return Check(name, "warn", detail, remedy, f"{free} MB free")
    found = folder.stat() if folder.exists() else None
    if found is not None and found.st_uid != os.geteuid():
        remedy = f"Set {variable} to a folder of your own."
        return Check(
            name, "fail", f"{shown(folder)} belongs to somebody else", remedy, "not the user's"
        )
    if found is not None and found.st_mode & 0o077:
        return Check(
            name,
            "warn",
            f"{shown(folder)} is open to other users",
            f"chmod 700 {shown(folder)}",
            "open to other users",
            partial(_close, folder, 0o700),
        )
    return Check(name, "ok", f"{shown(folder)}, {free} MB free", plain=f"{free} MB free")


def _cache(cache: Path) -> Check:
    """The same verdict as whoever opens an index would give."""
    try:
        check_cache(cache)
    except CacheUnsafe as error:
        close = partial(_close, error.closable, 0o700) if error.closable else None
        remedy = f"{error.remedy[:1].upper()}{error.remedy[1:]}."
        return Check("cache folder", "fail", shown(error.wrong), shown(remedy), "unsafe", close)
    return _folder("cache folder", cache / "collections", "QUAERE_CACHE_DIR")


def _close(path: Path, mode: int) -> str:
    path.chmod(mode)
    return f"{shown(path)} is yours alone now."


def _settings(folder: Path) -> Check:
    settings, file = read_settings(folder), shown(folder / SETTINGS)
    problems = [*settings.problems, *keymap(settings.keys, settings.preset).problems]
    if problems:
        plain = f"{len(problems)} not usable"
        return Check("settings", "warn", ";\n".join(problems), f"Edit {file}.", plain)
    return Check("settings", "ok", file if os.path.lexists(folder / SETTINGS) else f"no {file}")


def _notes(folder: Path) -> Check:
    file = folder / FILE_NAME
    if not file.exists():
        return Check("notes", "ok", "none yet")
    if not file.stat().st_size:
        detail = f"{shown(file)} is empty"
        return Check("notes", "warn", detail, "quaere notes recover", "empty")
    try:
        with Store(folder, as_found=True) as store, store.reading() as connection:
            problems = [row[0] for row in connection.execute("PRAGMA integrity_check(3)")]
            count = connection.execute("SELECT count(*) FROM highlight").fetchone()[0]
    except StoreError as error:
        # The sentence of each says what to do; a file of a later version needs no repair.
        repair = None if isinstance(error, StoreTooNew) else "quaere notes recover"
        return Check("notes", "fail", str(error), repair, type(error).__name__)
    if problems != ["ok"]:
        remedy = "Export what can be read, then: quaere notes recover COPY"
        detail = f"the file is damaged: {problems[0]}"
        return Check("notes", "fail", detail, remedy, "damaged")
    if file.stat().st_mode & 0o077:
        return Check(
            "notes",
            "warn",
            f"{shown(file)} is open to other users",
            f"chmod 600 {shown(file)}",
            "open to other users",
            partial(_close, file, 0o600),
        )
    detail = f"the file is sound, {count} highlights"
    return Check("notes", "ok", detail, plain=detail)


def _forgotten(cache: Path) -> Check:
    """Indexes of folders that are not there any more; they may only be unplugged."""
    found = forgotten(cache)
    if not found:
        return Check("old indexes", "ok", "none of a folder that is gone")
    size = sum(each.size for each in found.values()) / 1_000_000
    folders = ", ".join(shown(each.root) for each in found.values())
    detail = f"{len(found)} of folders that are gone ({folders}), {size:.1f} MB"

    def mend() -> str:
        for folder in found:
            shutil.rmtree(folder)
        return f"{len(found)} old indexes are removed; what comes back is indexed anew."

    remedy = "quaere doctor --mend removes them"
    return Check("old indexes", "warn", detail, remedy, f"{len(found)}, {size:.1f} MB", mend)


# Terminal


def _terminal() -> Check:
    if not sys.stdout.isatty():
        return Check("terminal", "ok", "standard output is not a terminal")
    size = shutil.get_terminal_size()
    name = clean_line(os.environ.get("TERM", "unknown"), limit=60)
    detail = f"{name}, {size.columns} x {size.lines}"
    remedy = None
    if (sys.stdout.encoding or "").lower().replace("-", "") != "utf8":
        detail, remedy = f"{detail}, {sys.stdout.encoding}", "Use a UTF-8 locale."
    elif size.columns < FEW_COLUMNS or size.lines < FEW_LINES:
        remedy = f"{FEW_COLUMNS} x {FEW_LINES} cells or more read better."
    elif name == "dumb":
        remedy = "Set TERM to what your terminal is."
    return Check("terminal", "warn" if remedy else "ok", detail, remedy, detail)


def _colours() -> Check:
    from rich.console import Console

    if os.environ.get("NO_COLOR"):
        return Check("colours", "ok", "none, as NO_COLOR asks", plain="NO_COLOR")
    system = Console(force_terminal=True).color_system or "none"
    names = {"truecolor": "16 million", "256": "256", "standard": "16", "windows": "16"}
    detail = names.get(system, system)
    if detail == "16":
        remedy = "COLORTERM=truecolor, if your terminal can: themes show as they were made."
        return Check("colours", "ok", detail, remedy, detail)
    return Check("colours", "ok", detail, plain=detail)


def _keyboard() -> Check:
    if os.environ.get("TMUX"):
        remedy = "In tmux, `set -s escape-time 20` lets the escape key answer at once."
        return Check("keyboard", "ok", "through tmux", remedy, "tmux")
    if os.environ.get("STY"):
        return Check("keyboard", "ok", "through screen", "In screen, `maptimeout 20`.", "screen")
    return Check("keyboard", "ok", "straight from the terminal")


def _clipboard() -> Check:
    if os.environ.get("TMUX"):
        remedy = "In tmux, `set -g set-clipboard on` lets copied text through."
        return Check("clipboard", "ok", "by OSC 52, through tmux", remedy, "tmux")
    return Check("clipboard", "ok", "by OSC 52, if the terminal allows it")
