"""Writing `config.toml`: one value at a time, everything else in the file stays as it is.

tomlkit keeps comments, order and lines nobody knows. The file is replaced at once, so that no one
ever reads half of it. No Textual.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.collection import Unreadable, make_folders, read_bytes
from index.text import clean_line
from reader.parts import part_name, sweep
from reader.settings import FILE_NAME

if TYPE_CHECKING:
    from tomlkit import TOMLDocument


Value = bool | int | str | list[str]


class NotWritten(Exception):
    """The setting is not in the file; `str()` is one sentence."""


def write_setting(folder: Path, path: tuple[str, ...], value: Value | None) -> None:
    """Set one value in the file of `folder`; None takes it out.

    `path` is its name, table by table. The file is made if there is none. Raises NotWritten.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    # A file that is a link into a folder of dotfiles stays one.
    file = Path(os.path.realpath(folder / FILE_NAME))
    try:
        document = tomlkit.parse(_text(file))
    except (TOMLKitError, ValueError) as error:
        why = clean_line(str(error)).rstrip(".")
        raise NotWritten(f"{FILE_NAME} cannot be read, so nothing was changed: {why}.") from error
    try:
        _put(document, path, value)
    except (TypeError, TOMLKitError) as error:
        raise NotWritten(f"{FILE_NAME} has something else under {'.'.join(path)}.") from error
    _replace(file, tomlkit.dumps(document))


def _text(file: Path) -> str:
    try:
        if not file.stat().st_mode & 0o200:
            raise NotWritten(f"{FILE_NAME} is read-only; {file} was left as it is.")
        return read_bytes(file)[0].decode("utf-8")
    except FileNotFoundError:
        return ""
    except Unreadable as error:
        raise NotWritten(f"{FILE_NAME} {error}, so nothing was changed.") from error
    except OSError as error:
        raise _not_written(error) from error


def _put(document: TOMLDocument, path: tuple[str, ...], value: Value | None) -> None:
    import tomlkit

    table: Any = document
    for name in path[:-1]:
        if name not in table:
            if value is None:
                return
            table[name] = tomlkit.table()
        table = table[name]
        if not isinstance(table, dict):
            raise TypeError(name)
    if value is not None:
        table[path[-1]] = value
    elif path[-1] in table:
        del table[path[-1]]


def _replace(file: Path, text: str) -> None:
    written: Path | None = None
    try:
        make_folders(file.parent)
        mode = file.stat().st_mode & 0o777 if file.exists() else 0o600
        sweep(file.parent)
        written = file.with_name(part_name())
        with written.open("x", encoding="utf-8", newline="") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        written.chmod(mode)
        written.replace(file)
    except OSError as error:
        if written is not None:
            with suppress(OSError):
                written.unlink()
        raise _not_written(error) from error


def _not_written(error: OSError) -> NotWritten:
    why = (error.strerror or str(error)).lower()
    return NotWritten(f"{FILE_NAME} cannot be written: {why}.")
