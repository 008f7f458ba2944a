"""Which files of a folder a collection takes in: further folders, patterns, .gitignore files.

Patterns are those of gitignore(5), by the pathspec library. Nothing is opened here but
`.gitignore`, where that was asked for.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_GITIGNORE = b".gitignore"
_MAX_BYTES = 256 * 1024
_LONGEST, _MOST_STARS = 300, 4


@dataclass(frozen=True, slots=True)
class Choice:
    """What a collection is made of beside all articles of its folder.

    `folders` are further folders; with `include` only what matches one of its patterns is taken,
    and nothing that matches one of `exclude`; `gitignore` respects the files of that name.
    """

    folders: tuple[Path, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    gitignore: bool = False


EVERYTHING = Choice()
"""All articles of the folder and nothing else."""


class Mounts:
    """Where names of a collection lead: below its own folder, or below one of the further ones.

    A further folder stands in the collection under its own name; a number is added where that is
    taken.
    """

    def __init__(self, root: Path, folders: tuple[Path, ...] = ()) -> None:
        """`root` must be resolved; further folders within it add nothing."""
        self.root = root
        self.further: dict[bytes, Path] = {}
        for folder in folders:
            path = folder.resolve()
            if path.is_relative_to(root) or path in self.further.values():
                continue
            name = wanted = os.fsencode(path.name) or b"folder"
            number = 1
            while name in self.further or (root / os.fsdecode(name)).exists():
                number += 1
                name = wanted + b"-%d" % number
            self.further[name] = path

    def path(self, name: bytes) -> Path:
        """The path of the file with a raw name."""
        first, _, below = name.partition(b"/")
        further = self.further.get(first)
        if further is not None and below:
            return further / os.fsdecode(below)
        return self.root / os.fsdecode(name)

    def real_paths(self, names: Iterable[tuple[str, bytes]]) -> dict[str, str]:
        """The paths of very many files without links, by whatever stands beside each raw name.

        Each folder is looked at once, a file only if it is a link.
        """
        folders: dict[bytes, tuple[str, set[str]]] = {}
        found: dict[str, str] = {}
        for key, name in names:
            parent, _, last = name.rpartition(b"/")
            if parent not in folders:
                folder = os.path.realpath(self.path(name).parent)
                folders[parent] = (folder, _links_in(folder))
            folder, links = folders[parent]
            file = os.fsdecode(last)
            path = f"{folder}/{file}"
            found[key] = os.path.realpath(path) if file in links else path
        return found


def _links_in(folder: str) -> set[str]:
    """Names of the symbolic links in a folder; none if it is gone."""
    try:
        with os.scandir(folder) as entries:
            return {entry.name for entry in entries if entry.is_symlink()}
    except OSError:
        return set()


class Chooser:
    """Says of each name on the way through a folder whether it is taken."""

    def __init__(self, choice: Choice) -> None:
        self._include = _spec(choice.include)
        self._exclude = _spec(choice.exclude)
        self._gitignore = choice.gitignore
        self._ignored: list[tuple[bytes, GitIgnoreSpec]] = []

    def enter(self, folder: bytes, path: bytes) -> None:
        """Take notice of the rules of a folder, given its name and its path on the disk."""
        if not self._gitignore:
            return
        spec = _spec([line for line in _lines(path + b"/" + _GITIGNORE) if _is_tame(line)])
        if spec is not None:
            self._ignored.append((folder + b"/" if folder else b"", spec))

    def takes_folder(self, name: bytes) -> bool:
        """Whether anything below a folder may be taken."""
        return not self._is_out(name + b"/")

    def takes(self, name: bytes) -> bool:
        """Whether a file is taken."""
        if self._include is not None and not _matches(self._include, name):
            return False
        return not self._is_out(name)

    def _is_out(self, name: bytes) -> bool:
        if self._exclude is not None and _matches(self._exclude, name):
            return True
        # The rule nearest to the file decides; it may take back what a farther one said.
        for folder, spec in reversed(self._ignored):
            if name.startswith(folder):
                said = spec.check_file(os.fsdecode(name[len(folder) :])).include
                if said is not None:
                    return said
        return False


def _lines(path: bytes) -> list[str]:
    """The lines of a regular file; nothing of whatever else has its name."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
    except OSError:
        return []
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return []
        return file.read(_MAX_BYTES).decode("utf-8", "replace").splitlines()


def _is_tame(line: str) -> bool:
    """Whether matching takes no time to speak of: the folder may be anybody's."""
    return len(line) <= _LONGEST and line.replace("**", "").count("*") <= _MOST_STARS


def _spec(lines: tuple[str, ...] | list[str]) -> GitIgnoreSpec | None:
    from pathspec import GitIgnoreSpec

    if not lines:
        return None
    try:
        return GitIgnoreSpec.from_lines(lines)
    except ValueError:
        # One line that is no pattern does not make the others void.
        good = [line for line in lines if _is_pattern(line)]
        return GitIgnoreSpec.from_lines(good) if good else None


def _is_pattern(line: str) -> bool:
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True


def _matches(spec: GitIgnoreSpec, name: bytes) -> bool:
    return bool(spec.check_file(os.fsdecode(name)).include)
