"""What the reader chose in `config.toml`, from keys to theme. Only read here, never written."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from index.collection import Choice
from index.text import clean_line
from reader.notes.model import COLOURS

FILE_NAME = "config.toml"
_MAX_BYTES = 256 * 1024
_MEANING = 40
THEMES = ("quaere-dark", "quaere-light")
MEASURES = range(40, 121)
"""Columns of text that may be chosen."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What may be set.

    `restore` opens at the start what was open when the collection was left.
    `mirror` is a folder to which notes are copied as Markdown; `keys` are keys by action id,
    `colours` what is meant by a colour, `collections` what belongs to the collection of a folder
    ("" for all others); `problems` is a sentence for whatever could not be used.
    """

    theme: str = "quaere-dark"
    measure: int = 80
    watch: bool = True
    mirror: Path | None = None
    keys: Mapping[str, str] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)
    collections: Mapping[str, Choice] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
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


def read_settings(folder: Path) -> Settings:
    """The settings in `folder`; a missing file is no problem, an unreadable one is named."""
    path = folder / FILE_NAME
    try:
        data = path.read_bytes()[:_MAX_BYTES]
        table = tomllib.loads(data.decode("utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return Settings(problems=(f"{FILE_NAME} cannot be read: {clean_line(str(error))}",))
    problems: list[str] = []
    theme, measure, watch, keys = "quaere-dark", 80, True, dict[str, str]()
    mirror: Path | None = None
    restore = False
    colours: dict[str, str] = {}
    collections: dict[str, Choice] = {}
    for name, value in table.items():
        if name == "theme":
            if isinstance(value, str):
                theme = clean_line(value, 80)
            else:
                problems.append(f"{FILE_NAME}: theme must be the name of a theme")
        elif name == "measure":
            if isinstance(value, int) and not isinstance(value, bool) and value in MEASURES:
                measure = value
            else:
                allowed = f"{MEASURES.start} to {MEASURES.stop - 1}"
                problems.append(f"{FILE_NAME}: measure must be a number of columns, {allowed}")
        elif name == "watch":
            if isinstance(value, bool):
                watch = value
            else:
                problems.append(f"{FILE_NAME}: watch must be true or false")
        elif name == "restore":
            if isinstance(value, bool):
                restore = value
            else:
                problems.append(f"{FILE_NAME}: restore must be true or false")
        elif name == "mirror":
            if isinstance(value, str) and _is_path(value):
                mirror = Path(value).expanduser()
            else:
                problems.append(f"{FILE_NAME}: mirror must be a folder that begins with / or ~")
        elif name == "collection" and isinstance(value, dict):
            collections, wrong = _collections(value)
            problems += wrong
        elif name == "colours" and isinstance(value, dict):
            colours, wrong = _colours(value)
            problems += wrong
        elif name == "keys" and isinstance(value, dict):
            keys, wrong = _keys(value)
            problems += wrong
        else:
            problems.append(f"{FILE_NAME}: there is no setting “{clean_line(name, 80)}”")
    return Settings(
        theme, measure, watch, mirror, keys, colours, collections, tuple(problems), restore
    )


def _colours(table: Mapping[str, object]) -> tuple[dict[str, str], list[str]]:
    """What is meant by each colour, in a word or two."""
    meanings: dict[str, str] = {}
    problems: list[str] = []
    for name, value in table.items():
        if name not in COLOURS:
            told = f"there is no colour “{clean_line(name, 80)}”; use {', '.join(COLOURS)}"
            problems.append(f"{FILE_NAME}: {told}")
        elif isinstance(value, str) and (meaning := clean_line(value, _MEANING)):
            meanings[name] = meaning
        else:
            problems.append(f"{FILE_NAME}: the meaning of {name} must be a word or two of text")
    return meanings, problems


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
            good = [each for each in value if _is_path(each)]
            folders = tuple(Path(each).expanduser() for each in good)
            problems += [
                f"{FILE_NAME}: {where}: a path begins with / or ~, not as “{clean_line(each)}”"
                for each in value
                if each not in good
            ]
        elif name == "gitignore" and isinstance(value, bool):
            gitignore = value
        else:
            told = f"{FILE_NAME}: {where} cannot have {clean_line(name, 80)} like this"
            problems.append(told)
    return Choice(folders, lists["include"], lists["exclude"], gitignore), problems


def _is_path(text: str) -> bool:
    """Whether this names one place, wherever one stands."""
    try:
        return "\0" not in text and Path(text).expanduser().is_absolute()
    except RuntimeError:  # the home of somebody who is not known
        return False


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
            problems.append(f'{FILE_NAME}: the keys of {identity} must be text like "j,down"')
    return keys, problems
