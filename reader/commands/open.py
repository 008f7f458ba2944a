"""`quaere [PATH]`, `quaere open PATH`: the reader itself."""

from __future__ import annotations

import sys
from contextlib import suppress

import click

from index.collection import Collection, article_id, is_article
from reader.commands.common import checked_path, complete_path, fail, last_or_here, shown
from reader.places import places


@click.command("open")
@click.argument("path", required=False, shell_complete=complete_path)
def command(path: str | None) -> None:
    """Open the reader on PATH, a folder of articles or one article.

    Without PATH: the collection opened last, else the current folder.
    """
    open_reader(path)


def open_reader(path: str | None) -> None:
    """Open the reader; returns when it is closed."""
    from reader.settings import read_settings
    from reader.store import Store, StoreError
    from reader.store import collections as opened

    given = checked_path(path) if path is not None else None
    # Textual draws on standard error.
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        fail("the reader needs a terminal; `quaere --help` lists the commands that do not.")
    where = places()
    with Store(where.data) as store:
        settings = read_settings(where.config)
        root = given or last_or_here(store)
        if root is None:
            from reader.start import StartApp

            root = StartApp(opened.recent(store), settings.theme).run()
            if root is None:
                return
        if not root.is_dir() and not is_article(root.name):
            fail(f"{shown(root)} is not an article: Markdown, text and saved pages are read.")
        collection = Collection.of(root, where.cache, settings.choice(root))
        # Where nothing can be written one can still read.
        with suppress(StoreError):
            opened.remember(store, root.resolve())

        from reader.app import QuaereApp
        from reader.helping import not_seen_yet

        article = collection.only and article_id(collection.only)
        app = QuaereApp(collection, store, where, settings, article=article)
        app.is_new = not_seen_yet(store)
        # Work in threads (1 ms in place of 5 at a time) must not hold back the keys.
        sys.setswitchinterval(0.001)
        app.run()
        if app.return_code:
            raise click.exceptions.Exit(app.return_code)
