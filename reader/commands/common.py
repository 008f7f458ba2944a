"""What the commands share: opening a collection, printing JSON, ending with a clear sentence."""

from __future__ import annotations

import json
import os
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

import click
from click.shell_completion import CompletionItem

from index.article import Article
from index.collection import (
    Busy,
    CacheUnsafe,
    CannotIndex,
    Collection,
    CollectionDamaged,
    Unlistable,
    Unreadable,
    is_article,
    leads_outside,
    read_file,
)
from index.text import UNSAFE, clean_line
from reader.cli import CommandError
from reader.figures import counted
from reader.places import Places, places
from reader.settings import read_settings
from reader.store import Store, collections

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
NOTHING_FOUND = 1


def complete_path(
    ctx: click.Context,  # noqa: ARG001
    param: click.Parameter,  # noqa: ARG001
    incomplete: str,
) -> list[CompletionItem]:
    """Files and folders, which the shell knows best."""
    return [CompletionItem(incomplete, type="file")]


def fail(message: str, status: int = 2) -> NoReturn:
    """End the command with one sentence on standard error."""
    raise CommandError(message, status)


def note(message: str) -> None:
    """One line on standard error."""
    print(clean_line(message, limit=2000), file=sys.stderr)


def shown(path: Path | str) -> str:
    """A path as it may be printed."""
    return clean_line(str(path), limit=1000)


def checked_path(path: str) -> Path:
    """A path that exists; else the command ends with status 2."""
    found = Path(path)
    try:
        found.stat()
    except FileNotFoundError:
        fail(f"there is no file or folder {shown(path)}.")
    except (OSError, ValueError) as error:
        fail(f"{shown(path)} cannot be read: {getattr(error, 'strerror', None) or error}.")
    return found


def refuse_link_outside(path: Path) -> None:
    """What an index would refuse is not read when it is named either: a link out of its folder."""
    if not path.is_dir() and leads_outside(path, places().cache):
        fail(
            f"{shown(path)} is a link out of its folder, to {shown(os.path.realpath(path))};"
            " name that file itself if you mean it."
        )


def folder_path(path: str) -> Path:
    """A folder that exists; else the command ends with status 2."""
    found = checked_path(path)
    if not found.is_dir():
        fail(f"{shown(path)} is a file; a folder of articles is needed here.")
    return found


def open_collection(path: str, *, sync: bool = True, where: Places | None = None) -> Collection:
    """The collection of a folder or of one article, its index up to date; `where` if not as usual.

    If another process is indexing it right now, or the system lets nothing be written, what is
    there already is used, and that is said.
    """
    found = checked_path(path)
    if not found.is_dir() and not is_article(found.name):
        fail(f"{shown(path)} is not an article: Markdown, text and saved pages are read.")
    collection = collection_at(found, where)
    if sync:
        bring_up_to_date(collection, path)
    return collection


def collection_at(path: Path, where: Places | None = None) -> Collection:
    """The collection of a folder, or of a lone file, with what the settings say of it."""
    refuse_link_outside(path)
    where = where or places()
    return Collection.of(path, where.cache, read_settings(where.config).choice(path))


@contextmanager
def usable_places(path: Path, tell: Callable[[str], object] = note) -> Iterator[Places]:
    """The user's folders, for what must not depend on the cache: notes, and reading itself.

    Where the cache folder is refused, that is said, and another stands in for it that goes again.
    """
    where = places()
    try:
        with closing(collection_at(path)) as collection:
            folder = collection.cache_folder
            if not os.access(folder, os.W_OK) and collection.edition() is None:
                raise CacheUnsafe(
                    f"the cache folder {folder} cannot be written to", f"run: chmod u+w {folder}"
                )
    except (CacheUnsafe, CollectionDamaged) as error:
        tell(f"{error}. Until that is mended the index is made anew each time.")
        with TemporaryDirectory(prefix="quaere-", ignore_cleanup_errors=True) as place:
            yield replace(where, cache=Path(place))
    else:
        yield where


def last_or_here(store: Store) -> Path | None:
    """The collection opened last, else the current folder if it holds articles; else None."""
    last = collections.last(store)
    if last is not None and last.exists():
        return last
    try:
        here = Path.cwd()
        return here if any(is_article(entry.name) for entry in os.scandir(here)) else None
    except OSError:  # the folder we were started in is gone, or may not be listed
        return None


def bring_up_to_date(collection: Collection, path: str) -> None:
    """Sync before reading; names on standard error each file that is found unreadable now.

    Those that were so before are counted, for people only: `quaere index` lists them.
    """
    try:
        report = collection.sync(wait=False)
    except Busy:
        note("another copy is bringing the index up to date; this is what it has so far.")
        return
    except Unlistable as error:
        fail(f"{shown(path)} cannot be listed: {error.strerror}.")
    except CannotIndex as error:
        if _holds_nothing(collection):
            raise
        note(f"{error}; this is what it had before.")
        return
    for told in report.news:
        note(told)
    if report.known and sys.stderr.isatty():
        files = counted(len(report.known), "file")
        were = "was" if len(report.known) == 1 else "were"
        note(f"{files} {were} not read: quaere index {shlex.quote(path)} says why.")


def _holds_nothing(collection: Collection) -> bool:
    """Whether there is nothing that could be found."""
    try:
        return not collection.counts()[0]
    except CollectionDamaged:
        return True


def read_lone(path: str) -> Article:
    """One article read from its file, without an index; else the command ends with status 2."""
    found = checked_path(path)
    if found.is_dir():
        fail(f"{shown(path)} is a folder; a file is needed here.")
    refuse_link_outside(found)
    try:
        return read_file(found)
    except Unreadable as error:
        fail(f"{shown(path)} {error}.")


def emit_json(content: Mapping[str, object]) -> None:
    """Print one JSON object in UTF-8, whatever the terminal's encoding.

    What a terminal would obey, and what cannot be seen, stands in it as JSON escapes.
    """
    text = clean_surrogates(json.dumps(content, ensure_ascii=False, indent=2))
    safe = UNSAFE.sub(lambda found: json.dumps(found[0])[1:-1], text)
    sys.stdout.flush()
    sys.stdout.buffer.write(safe.encode() + b"\n")
    sys.stdout.buffer.flush()


def clean_surrogates(text: str) -> str:
    """Text that can be encoded: lone surrogates (from odd arguments) become U+FFFD."""
    return text.encode("utf-8", "replace").decode() if not text.isascii() else text
