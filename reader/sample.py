"""A whole `config.toml` with everything that can be set, each line a comment to take away."""

from __future__ import annotations

import json

from reader.keymap import Keymap
from reader.options import OPTIONS, Option
from reader.settings import FILE_NAME

_COLLECTION = """
[collection]             # what belongs to every collection ...
# exclude = ["drafts/", "*.draft.md"]
# gitignore = true       # leave out what .gitignore files name

# [collection."~/articles"]   # ... and to this one
# folders = ["~/mail/newsletters"]
# include = ["*.md", "*.eml"]
"""


def sample(keys: Keymap) -> str:
    """The file as text (TOML); the keys in it are those given."""
    parts = [f"# {FILE_NAME} of Quaere: take away the # before a line to make it hold.", ""]
    table = ""
    for option in OPTIONS:
        before, _, name = option.name.rpartition(".")
        if before == "keys":
            continue
        if before != table:
            parts += ["", f"[{before}]"]
            table = before
        parts.append(_line(name, option))
    parts += [_COLLECTION.rstrip("\n"), "", "[keys]"]
    parts += [_line("preset", option) for option in OPTIONS if option.name == "keys.preset"]
    parts += [sample_keys(keys)]
    return "\n".join(parts) + "\n"


def sample_keys(keys: Keymap) -> str:
    """A line for each action: its id and its keys."""
    lines = [
        f'# "{action.id}" = "{",".join(action.keys)}"   # {action.help}' for action in keys.actions
    ]
    return "\n".join(lines)


def value_in_toml(option: Option) -> str:
    """The value a setting has by itself, or an example, as TOML."""
    return option.sample or json.dumps(option.default)


def _line(name: str, option: Option) -> str:
    about = option.meaning + (f"; {option.kind.values}" if option.kind.choices else "")
    return f"# {name} = {value_in_toml(option)}   # {about}"
