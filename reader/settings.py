"""What the reader chose in `config.toml`: keys, theme, measure. Only read here, never written."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from index.text import clean_line

FILE_NAME = "config.toml"
_MAX_BYTES = 256 * 1024
THEMES = ("quaere-dark", "quaere-light")


@dataclass(frozen=True, slots=True)
class Settings:
    """`keys` are keys by action id; `problems` is a sentence for whatever could not be used."""

    theme: str = "quaere-dark"
    measure: int = 80
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
    theme, measure, keys = "quaere-dark", 80, dict[str, str]()
    for name, value in table.items():
        if name == "theme" and isinstance(value, str):
            theme = clean_line(value, 80)
        elif name == "measure" and isinstance(value, int) and 40 <= value <= 120:
            measure = value
        elif name == "keys" and isinstance(value, dict):
            keys = {str(k): v for k, v in value.items() if isinstance(v, str)}
        else:
            problems.append(f"{FILE_NAME}: {clean_line(name, 80)} is unknown or cannot be this")
    return Settings(theme, measure, keys, tuple(problems))
