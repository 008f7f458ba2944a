"""`quaere add`: save pages, files and piped text into a collection; nothing else writes there."""

from __future__ import annotations

import os
import sys
from contextlib import AbstractContextManager
from dataclasses import asdict
from pathlib import Path

import click

from index.collection import read_apart
from index.text import clean_line
from reader.adding.adding import Added, Adding, Reader, Wishes
from reader.adding.errors import NotAdded
from reader.adding.fetching import Web
from reader.adding.reaching import is_public
from reader.adding.shelf import Shelf
from reader.commands.common import (
    complete_path,
    emit_json,
    fail,
    folder_path,
    json_option,
    note,
    shown,
)

NOT_ALL = 1


@click.command("add")
@click.argument("path", shell_complete=complete_path)
@click.argument(
    "sources", nargs=-1, required=True, metavar="SOURCE...", shell_complete=complete_path
)
@click.option("--title", help="A title for it, of which its file name is made (one SOURCE only).")
@click.option("--original", is_flag=True, help="Save a page as it came, not its text as Markdown.")
@click.option("--chapters", is_flag=True, help="Save each chapter of a book as an article.")
@click.option("--replace", is_flag=True, help="Update a page even if there is less of it now.")
@click.option("--allow-private", is_flag=True, help="Fetch from this machine and network too.")
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    path: str,
    sources: tuple[str, ...],
    title: str | None,
    original: bool,
    chapters: bool,
    replace: bool,
    allow_private: bool,
    as_json: bool,
) -> None:
    """Save each SOURCE, an address (http, https), a file, or - for standard input, into PATH.

    Pages and piped text become Markdown, with what came kept in PATH/.originals; files are copied.
    Prints the path of each. A page that was saved before is updated, unless there is less of it
    now. A proxy named in the environment is not used. Exit status 1: not all could be saved.
    """
    folder = folder_path(path)
    if not os.access(folder, os.W_OK | os.X_OK):
        fail(f"{shown(path)} may not be written to.")
    if title is not None and (len(sources) > 1 or not clean_line(title)):
        fail("--title needs a title, and exactly one SOURCE.")
    if chapters and (title is not None or original or "-" in sources):
        fail("--chapters is for books in files or at addresses, without --title or --original.")
    if sources.count("-") > 1:
        fail("standard input can be read only once.")
    wishes = Wishes(clean_line(title) if title else None, original, replace)
    web = Web(
        may_reach=(lambda _: True) if allow_private else is_public,
        redirected=lambda old, new: note(f"{old} leads to {new}"),
    )
    added: list[Added] = []
    failed: list[dict[str, str]] = []
    with _shelf(folder) as shelf, _reader() as apart:
        adding = Adding(shelf, apart, web, wishes)
        for source in sources:
            try:
                done = _added(adding, source, chapters)
            except NotAdded as error:
                why = clean_line(str(error), limit=1000)
                failed.append({"source": shown(source), "why": why})
                note(f"quaere: {_named(source)} {why}.")
            else:
                added += done
                for each in done if not as_json else ():
                    _print(folder / each.path)
    if as_json:
        paths = [_in_json(folder, each) for each in added]
        emit_json({"schema": "quaere/add/1", "added": paths, "failed": failed})
    ctx.exit(NOT_ALL if failed else 0)


def _shelf(folder: Path) -> Shelf:
    try:
        return Shelf(folder)
    except NotAdded as error:
        fail(f"nothing {error}.")


def _reader() -> AbstractContextManager[Reader]:
    try:
        return read_apart()
    except OSError as error:
        fail(f"there is no room for temporary files: {error.strerror}.", 3)


def _added(adding: Adding, source: str, chapters: bool) -> list[Added]:
    if source == "-" and sys.stdin.isatty():
        note("reading standard input; Ctrl-D on a line of its own ends it.")
    done = adding.add_chapters(source) if chapters else [adding.add(source)]
    for sentence in (sentence for each in done for sentence in each.notes):
        note(f"{_named(source)}: {sentence}")
    return done


def _named(source: str) -> str:
    return "standard input" if source == "-" else shown(source)


def _print(path: Path) -> None:
    """The path, clean for a terminal and byte for byte for a pipe."""
    if sys.stdout.isatty():
        print(shown(path), flush=True)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(os.fsencode(path) + b"\n")
    sys.stdout.buffer.flush()


def _in_json(folder: Path, added: Added) -> dict[str, object]:
    content = asdict(added)
    content["source"] = shown(added.source)
    content["path"] = str(folder / added.path)
    content["original"] = str(folder / added.original) if added.original else None
    content["notes"] = list(added.notes)
    return content
