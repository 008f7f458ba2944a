"""`quaere web`: the reader in a browser on this machine."""

from __future__ import annotations

import importlib.util

import click

from index.collection import is_article
from reader.commands.common import checked_path, complete_path, fail, shown

_NEEDED = ("textual_serve", "aiohttp")


@click.command("web")
@click.argument("path", shell_complete=complete_path)
@click.option(
    "--port", default=8123, show_default=True, type=click.IntRange(1024, 65535), help="Its port."
)
def command(path: str, port: int) -> None:
    """Show the reader on PATH, a folder of articles or one article, in a browser.

    Prints an address of this machine with a key; nobody else is let in. No program is started
    there and no file replaced. Needs the optional part `web`: pip install "quaere[web]".
    """
    given = checked_path(path)
    if not given.is_dir() and not is_article(given.name):
        fail(f"{shown(given)} is not an article: Markdown, text and saved pages are read.")
    if not all(map(importlib.util.find_spec, _NEEDED)):
        fail('the browser needs the optional part "web": pip install "quaere[web]".')
    from reader.web import serve

    try:
        serve(given.resolve(), port)
    except OSError as error:
        fail(f"port {port} cannot be used ({(error.strerror or str(error)).lower()}); try --port.")
