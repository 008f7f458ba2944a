"""`quaere export`: highlighted notes in the format the next tool wants."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from reader.commands.common import NOTHING_FOUND, checked_path, fail, note, shown
from reader.commands.notes import notes_under, open_notes
from reader.export import FORMATS, Document, Format, document_of
from reader.export.output import NotOurs, OutputError, write
from reader.export.template import TemplateError, render_with
from reader.store import Store, StoreError, exports


@click.command("export")
@click.argument("path", required=False)
@click.option("--format", "name", required=True, help="The format; `help` lists them.")
@click.option("--output", type=click.Path(), help="Write to this file, outside the collection.")
@click.option("--template", type=click.Path(), help="Shape it with this Jinja2 template instead.")
@click.option("--force", is_flag=True, help="Replace the file even if it is not as we left it.")
@click.pass_context
def command(
    ctx: click.Context,
    path: str | None,
    name: str,
    output: str | None,
    template: str | None,
    force: bool,
) -> None:
    """Export the highlights and notes of PATH.

    A file that is there already is replaced only if it is as the last export left it.
    """
    if name == "help":
        _list_formats()
        return
    format = _named(name)
    if path is None:
        fail("say which folder or article: `quaere export PATH --format FORMAT`.")
    with open_notes() as (notes, store):
        document = document_of(notes_under(path, notes))
        content = format.render(document) if template is None else _shaped(template, document)
        if output is None:
            sys.stdout.flush()
            sys.stdout.buffer.write(content.encode("utf-8", "replace"))
            sys.stdout.buffer.flush()
        elif document.articles:
            # Nothing but `quaere add` writes into a collection.
            outside = Path(path)
            _save(store, Path(output), content, force=force, outside=outside)
    if not document.articles:
        note(f"no highlights in {shown(path)}, so there is nothing to export.")
    ctx.exit(0 if document.articles else NOTHING_FOUND)


def _named(name: str) -> Format:
    if name not in FORMATS:
        fail(f"there is no format {shown(name)!r}; there are {', '.join(FORMATS)}.")
    return FORMATS[name]


def _shaped(path: str, document: Document) -> str:
    try:
        return render_with(checked_path(path).read_text("utf-8"), document)
    except (OSError, UnicodeDecodeError) as error:
        fail(f"the template {shown(path)} cannot be read: {error}.")
    except TemplateError as error:
        fail(f"the template {shown(path)} cannot be used: {error}.")


def _list_formats() -> None:
    widest = max(map(len, FORMATS))
    for each in FORMATS.values():
        print(f"{each.name:<{widest}}  {each.description} ({each.extension})")


def _save(store: Store, output: Path, content: str, *, force: bool, outside: Path | None) -> None:
    file = output.parent.resolve() / output.name
    try:
        known = exports.digest_of(store, file)
        digest = write(file, content, known=known, replace=force, outside=outside)
    except NotOurs as error:
        fail(f"{error} (--force)")
    except OutputError as error:
        fail(str(error))
    try:
        exports.remember(store, file, digest)
    except StoreError as error:
        note(f"{shown(file)} was written, but will not be known as ours next time: {error}")
