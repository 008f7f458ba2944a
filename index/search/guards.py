"""What is checked before an index is touched: the library, the folder, the stamp.

An index holds pickles, and opening one that somebody else made runs their code. So only a folder
that is ours alone is opened, and only an index that this version of this program made.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib import metadata
from pathlib import Path

from index.search.errors import EngineDamaged, EngineUnavailable, EngineUntrusted

WHOOSH = (3, 54, 0)
"""The one release whose every line was read; see also the requirement in pyproject.toml."""
SCHEMA = 3
"""Raise when fields, analysis or encoding change: indexes made before are then made anew."""

_DISTRIBUTION = "whoosh3"
_RIVALS = ("Whoosh", "Whoosh-Reloaded")
_STAMP = "stamp"


@cache
def check_library(version: tuple[int, ...]) -> None:
    """Raises `EngineUnavailable` unless `import whoosh` gave the release we know.

    Several distributions fill the same folder `whoosh/`; with two of them installed nobody can
    say whose files are imported.
    """
    rivals = [name for name in _RIVALS if _installed(name)]
    wanted = ".".join(map(str, WHOOSH))
    if rivals:
        raise EngineUnavailable(
            f"{' and '.join(rivals)} overwrites the files of {_DISTRIBUTION}; run: "
            f"pip uninstall {' '.join(rivals)} {_DISTRIBUTION} && "
            f"pip install {_DISTRIBUTION}=={wanted}"
        )
    if not _installed(_DISTRIBUTION) or version != WHOOSH:
        raise EngineUnavailable(
            f"{_DISTRIBUTION} {wanted} is needed; run: pip install {_DISTRIBUTION}=={wanted}"
        )


def _installed(name: str) -> bool:
    try:
        metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def make_folder(folder: Path) -> None:
    """Make a folder for a new index; its parent must exist.

    Raises FileExistsError if there is something in it already, `EngineUnavailable` if it is not
    ours alone.
    """
    folder.mkdir(mode=0o700, exist_ok=True)
    check_folder(folder)
    if any(folder.iterdir()):
        raise FileExistsError(f"there is something in {folder} already")


def check_folder(folder: Path) -> None:
    """Raises `EngineDamaged` if there is no folder, `EngineUntrusted` if it is not ours alone.

    That goes for what lies in it too: files of ours, no links, no folders but Whoosh's own litter.
    """
    try:
        found = folder.lstat()
        inside = list(_lying_in(folder))
    except NotADirectoryError as error:
        raise EngineUntrusted(f"{folder} is a link or no folder; remove it") from error
    except FileNotFoundError as error:
        raise EngineDamaged("there is no search index") from error
    except OSError as error:
        raise EngineDamaged("the search index cannot be listed") from error
    if not stat.S_ISDIR(found.st_mode):
        raise EngineUntrusted(f"{folder} is a link or no folder; remove it")
    _check_owner(str(folder), found)
    if found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise EngineUntrusted(
            f"others may write to {folder}; remove it, or run: chmod 700 {folder}"
        )
    for name, each in inside:
        if not (stat.S_ISREG(each.st_mode) or stat.S_ISDIR(each.st_mode)):
            raise EngineUntrusted(f"{name} in {folder} is a link or no file; remove it")
        # Their modes say what the user's umask is; nobody else can enter the folder.
        _check_owner(f"{name} in {folder}", each)


def _lying_in(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """What lies in a folder by name; a writer may take files away meanwhile."""
    with os.scandir(folder) as entries:
        for entry in entries:
            with suppress(FileNotFoundError):
                yield entry.name, entry.stat(follow_symlinks=False)


def _check_owner(what: str, found: os.stat_result) -> None:
    if found.st_uid != os.geteuid():
        raise EngineUntrusted(f"{what} belongs to somebody else; remove it")


def write_stamp(folder: Path) -> None:
    """Say which program made the index: the last step of making it."""
    (folder / _STAMP).write_text(_stamp(), "ascii")


def check_stamp(folder: Path) -> None:
    """Raises `EngineDamaged` unless this version made the index."""
    try:
        found = (folder / _STAMP).read_text("ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise EngineDamaged("the search index is damaged") from error
    if found != _stamp():
        raise EngineDamaged("the search index was made by another version")


def _stamp() -> str:
    return f"quaere search {SCHEMA}, whoosh {'.'.join(map(str, WHOOSH))}\n"
