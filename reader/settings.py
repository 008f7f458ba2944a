"""What the reader chose in `config.toml`, from keys to theme. Only read here, never written."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from index.text import clean_line

FILE_NAME = "config.toml"
_MAX_BYTES = 256 * 1024
THEMES = ("quaere-dark", "quaere-light")
MEASURES = range(40, 121)
"""Columns of text that may be chosen."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`keys` are keys by action id; `problems` is a sentence for whatever could not be used."""

    theme: str = "quaere-dark"
    measure: int = 80
    watch: bool = True
    keys: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


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
        elif name == "keys" and isinstance(value, dict):
            keys, wrong = _keys(value)
            problems += wrong
        else:
            problems.append(f"{FILE_NAME}: there is no setting “{clean_line(name, 80)}”")
    return Settings(theme, measure, watch, keys, tuple(problems))


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
