"""What the reader chose in `config.toml`, from keys to theme. Written by `reader.settings_file`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from index.collection import Choice, Unreadable, read_bytes
from index.text import clean_line
from reader.meant import meant
from reader.notes.model import COLOURS
from reader.options import BY_NAME, OPTIONS, Option, is_path

FILE_NAME = "config.toml"
_MAX_BYTES = 256 * 1024
_TABLES = ("collection", "colours", "keys")
_RULES = ("folders", "include", "exclude", "gitignore")
"""What may be said of a collection."""
PRESET = "preset"
"""The one name in `[keys]` that is no action."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What may be set, see `reader.options`.

    `restore` opens at the start what was open when the collection was left.
    `mirror` is a folder to which notes are copied as Markdown; `preset` are the keys to begin
    with, `keys` those of one's own by action id; `colours` what is meant by a colour,
    `collections` what belongs to the collection of a folder ("" for all others); `problems` is a
    sentence for whatever could not be used.
    """

    theme: str = "quaere-dark"
    measure: int = 80
    watch: bool = True
    mirror: Path | None = None
    keys: Mapping[str, str] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)
    collections: Mapping[str, Choice] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    motion: bool = True
    preset: str = "default"
    dictionary: tuple[str, ...] = ()
    restore: bool = False

    def choice(self, root: Path) -> Choice:
        """What belongs to the collection in a folder."""
        for path, choice in self.collections.items():
            try:
                if path and Path(path).expanduser().resolve() == root.resolve():
                    return choice
            except (OSError, RuntimeError, ValueError):
                continue
        return self.collections.get("", Choice())


def read_settings(folder: Path, held: Settings | None = None) -> Settings:
    """The settings in `folder`; a missing file is no problem, an unreadable one is named.

    `held` are those that hold where the file cannot be read; as they come, if there are none.
    """
    path = folder / FILE_NAME
    if not os.path.lexists(path):
        return Settings()
    import tomllib

    try:
        data = read_bytes(path)[0][:_MAX_BYTES]  # never a device, nor what would wait for a writer
        table = tomllib.loads(data.decode("utf-8"))
    except (OSError, ValueError, RecursionError) as error:  # no TOML, or no end of it
        problem = f"{FILE_NAME} cannot be read: {clean_line(str(error))}"
        return replace(held or Settings(), problems=(problem,))
    except Unreadable as error:
        why = "is a link to nothing" if path.is_symlink() and not path.exists() else str(error)
        return replace(held or Settings(), problems=(f"{FILE_NAME} {why}",))
    settings, problems = _settings(table)
    return replace(settings, problems=tuple(f"{FILE_NAME}: {each}" for each in problems))


def _settings(table: Mapping[str, object]) -> tuple[Settings, list[str]]:
    """The settings of a whole file, and what is wrong with it."""
    values: dict[str, Any] = {}
    problems: list[str] = []
    for name, value in table.items():
        if name in BY_NAME:
            _take(BY_NAME[name], value, values, problems)
        elif not isinstance(value, dict) or name not in _TABLES:
            others = {*_TABLES, *(option.path[0] for option in OPTIONS)}
            told = "" if name in _TABLES else meant(name, others)
            problems.append(f"there is no setting “{clean_line(name, 80)}”{told}")
        elif name == "collection":
            values["collections"], wrong = _collections(value)
            problems += wrong
        elif name == "colours":
            problems += _colours(value, values)
        else:
            own = dict(value)
            if PRESET in own:
                _take(BY_NAME["keys.preset"], own.pop(PRESET), values, problems)
            values["keys"], wrong = _keys(own)
            problems += wrong
    meanings = {
        name.partition(".")[2]: values.pop(name)
        for name in [*values]
        if name.startswith("colours.")
    }
    preset = values.pop("keys.preset", "default")
    return Settings(**values, colours=meanings, preset=preset), problems


def _take(option: Option, value: object, values: dict[str, Any], problems: list[str]) -> None:
    accepted = option.kind.accept(value)
    if accepted is None:
        problems.append(option.complaint)
    else:
        values[option.name] = accepted


def _colours(table: Mapping[str, object], values: dict[str, Any]) -> list[str]:
    """What is meant by each colour, in a word or two."""
    problems: list[str] = []
    for name, value in table.items():
        if name in COLOURS:
            _take(BY_NAME[f"colours.{name}"], value, values, problems)
        else:
            known = ", ".join(COLOURS)
            problems.append(f"there is no colour “{clean_line(name, 80)}”; use {known}")
    return problems


def _collections(table: Mapping[str, object]) -> tuple[dict[str, Choice], list[str]]:
    """What belongs to which collection: rules for all, and tables of the name of a folder."""
    rules = {name: value for name, value in table.items() if not isinstance(value, dict)}
    shared, problems = _choice(rules, "collection", Choice())
    found = {"": shared}
    for folder, own in table.items():
        if isinstance(own, dict):
            found[folder], wrong = _choice(own, f"collection.{clean_line(folder, 80)}", shared)
            problems += wrong
    return found, problems


def _choice(rules: Mapping[str, object], where: str, shared: Choice) -> tuple[Choice, list[str]]:
    lists: dict[str, tuple[str, ...]] = {"include": shared.include, "exclude": shared.exclude}
    folders, gitignore = shared.folders, shared.gitignore
    problems: list[str] = []
    for name, value in rules.items():
        texts = isinstance(value, list) and all(isinstance(each, str) for each in value)
        if name in lists and isinstance(value, list) and texts:
            lists[name] = tuple(value)
        elif name == "folders" and isinstance(value, list) and texts:
            good = [each for each in value if is_path(each)]
            folders = tuple(Path(each).expanduser() for each in good)
            problems += [
                f"{where}: a path begins with / or ~, not as “{clean_line(each)}”"
                for each in value
                if each not in good
            ]
        elif name == "gitignore" and isinstance(value, bool):
            gitignore = value
        elif name in _RULES:
            problems.append(f"{where} cannot have {name} like this")
        else:
            told = f"{where}: there is no “{clean_line(name, 80)}”{meant(name, _RULES)}"
            problems.append(told)
    return Choice(folders, lists["include"], lists["exclude"], gitignore), problems


def _keys(table: Mapping[str, object], before: str = "") -> tuple[dict[str, str], list[str]]:
    """Keys by action id; TOML takes an unquoted `question.next` for a table in a table."""
    keys: dict[str, str] = {}
    problems: list[str] = []
    for name, value in table.items():
        identity = before + clean_line(name, 80)
        if isinstance(value, str):
            keys[identity] = clean_line(value, 200)
        elif isinstance(value, list) and all(isinstance(each, str) for each in value):
            keys[identity] = clean_line(",".join(value), 200)
        elif isinstance(value, dict):
            below, wrong = _keys(value, f"{identity}.")
            keys |= below
            problems += wrong
        else:
            problems.append(f'the keys of {identity} must be text like "j,down"')
    return keys, problems
