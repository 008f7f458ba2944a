"""`quaere [PATH]`, `quaere open PATH`: the reader itself."""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from index.collection import Collection, article_id, is_article
from reader.commands.common import (
    checked_path,
    collection_at,
    complete_path,
    fail,
    last_or_here,
    note,
    refuse_link_outside,
    shown,
    usable_places,
)
from reader.in_browser import in_browser
from reader.places import Places, places

if TYPE_CHECKING:
    from reader.crashes import Crash
    from reader.settings import Settings
    from reader.store import Store


@click.command("open")
@click.argument("path", required=False, shell_complete=complete_path)
def command(path: str | None) -> None:
    """Open the reader on PATH, a folder of articles or one article.

    Without PATH: the collection opened last, else the current folder.
    """
    open_reader(path)


def open_reader(path: str | None) -> None:
    """Open the reader; returns when it is closed."""
    from reader import sweeping
    from reader.commands.notes_opening import open_store
    from reader.settings import read_settings
    from reader.store import StoreError
    from reader.store import collections as opened

    given = checked_path(path) if path is not None else None
    # Textual draws on standard error.
    has_terminal = all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))
    if not has_terminal and not in_browser():
        fail("the reader needs a terminal; `quaere --help` lists the commands that do not.")
    sweeping.hold_back()
    where = places()
    with open_store(None) as store:
        settings = read_settings(where.config)
        root = given or last_or_here(store)
        if root is None:
            from reader.start import StartApp

            start = StartApp(opened.recent(store), settings.theme)
            root = start.run()
            if start.crash is not None:
                note(start.crash.told)
            if root is None:
                raise click.exceptions.Exit(start.return_code or 0)
        if not root.is_dir() and not is_article(root.name):
            fail(f"{shown(root)} is not an article: Markdown, text and saved pages are read.")
        refuse_link_outside(root)
        # Where nothing can be written one can still read.
        with suppress(StoreError):
            opened.remember(store, root.resolve())

        # Work in threads (1 ms in place of 5 at a time) must not hold back the keys.
        sys.setswitchinterval(0.001)
        with usable_places(root, store.say) as usable:
            collection = collection_at(root, usable)
            status = _read(collection, store, usable, settings)
        store.tell_to(note)
    if status:
        raise click.exceptions.Exit(status)


def _read(collection: Collection, store: Store, where: Places, settings: Settings) -> int:
    """Open the reader, again after an error if that is wanted; the exit status."""
    from reader.app import QuaereApp
    from reader.helping import not_seen_yet

    article = collection.only and article_id(collection.only)
    app = QuaereApp(collection, store, where, settings, article=article)
    app.is_new = not_seen_yet(store)
    app.run()
    crashes = 0
    while app.crash is not None and _goes_on(app.crash):
        crashes += 1
        # What was open may be what broke it: once more, then the library alone.
        again = replace(settings, restore=crashes == 1)
        app = QuaereApp(collection, store, where, again)
        app.run()
    return app.return_code or 0


def _goes_on(crash: Crash) -> bool:
    """Say what happened, and ask whether to go on; no answer is no."""
    note(crash.told)
    try:
        answer = input("Enter goes on where you were; q and Enter ends: ")
    except (EOFError, OSError):
        return False
    return not answer.strip()
