"""`quaere export`: highlighted notes in the format the next tool wants."""

from __future__ import annotations

import base64
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

from reader.commands.common import (
    NOTHING_FOUND,
    checked_path,
    complete_path,
    fail,
    note,
    open_collection,
    shown,
)
from reader.commands.notes_opening import judgements_under, notes_under, open_notes
from reader.export import FORMATS, Document, Format, document_of, no_room_for_findings
from reader.export.output import NotOurs, OutputError
from reader.export.saving import Render, Saved, Saver
from reader.export.scope import Scope, findings_of, first_day, last_day
from reader.export.template import DEFAULT, TemplateError, render_with
from reader.noted import NotedTexts
from reader.notes.judgements import Judgements
from reader.notes.model import COLOURS
from reader.places import places
from reader.settings import read_settings
from reader.store import Store

CLIPBOARD_BYTES = 74_994
"""What xterm takes at most by OSC 52; other terminals take as much or more."""
MANY_SECTIONS = 100_000


@click.command("export")
@click.argument("path", required=False, shell_complete=complete_path)
@click.option(
    "--format",
    "name",
    default="markdown",
    show_default=True,
    help="The format; `help` lists them, `template-help` prints a template.",
)
@click.option(
    "--output",
    type=click.Path(),
    help="Write to this file, or into this folder a file for each article.",
)
@click.option("--clipboard", is_flag=True, help="Copy it, by way of the terminal (OSC 52).")
@click.option("--template", type=click.Path(), help="Shape it with this Jinja2 template instead.")
@click.option("--tag", "tags", multiple=True, help="Only highlights with this tag (all of them).")
@click.option(
    "--colour",
    "colours",
    multiple=True,
    type=click.Choice(COLOURS),
    help="Only highlights of this colour, or of these.",
)
@click.option("--since", help="Only those made on or after this date (2026, 2026-11, 2026-11-22).")
@click.option("--until", help="Only those made on or before this date.")
@click.option("--search", "query", help="Only those in sections that this query finds.")
@click.option(
    "--findings",
    "with_findings",
    is_flag=True,
    help="Beside them the claims, figures and risks that the reader shows.",
)
@click.option("--force", is_flag=True, help="Replace what is there, even if it is not ours.")
@click.pass_context
def command(
    ctx: click.Context,
    path: str | None,
    name: str,
    output: str | None,
    clipboard: bool,
    template: str | None,
    tags: tuple[str, ...],
    colours: tuple[str, ...],
    since: str | None,
    until: str | None,
    query: str | None,
    with_findings: bool,
    force: bool,
) -> None:
    """Export the highlights and notes of PATH.

    Run again, it rewrites its own part of a Markdown, Obsidian or Org file and leaves yours. Any
    other file is replaced only if it is as the last export left it.
    """
    if name in ("help", "template-help"):
        _help(name)
        return
    format = _named(name)
    if path is None:
        fail("say which folder or article: `quaere export PATH --format FORMAT`.")
    if clipboard and output is not None:
        fail("--clipboard and --output contradict each other.")
    if with_findings and template is None and not format.with_findings:
        fail(no_room_for_findings(format))
    since, until = _day(first_day, since), _day(last_day, until)
    with open_notes() as (notes, store):
        scope = Scope(tags, since, until, _sections(path, query, store), colours)
        noted = scope.of(notes_under(path, notes))
        judgements = Judgements(store)
        found = findings_of(noted, judgements) if with_findings else None
        is_whole = format.is_backup and scope == Scope()
        kept = judgements_under(path, judgements) if is_whole else []
        document = document_of(noted, found, read_settings(places().config).colours, kept)
        render = None if template is None else _shape(template)
        if not document.articles and not document.judgements:
            note(
                f"no highlights in {shown(path)}{_narrowed(scope)}, so there is nothing to export."
            )
        elif output is not None and output != "-":
            _say(_saved(Saver(store, format, Path(path), force, render), document, output))
        else:
            content = format.render(document) if render is None else _rendered(render, document)
            (_copy if clipboard else _print)(content)
    if document.articles and format.caution and template is None:
        note(f"{format.caution}.")
    ctx.exit(0 if document.articles or document.judgements else NOTHING_FOUND)


def _help(name: str) -> None:
    if name == "template-help":
        print(DEFAULT, end="")
        return
    widest = max(map(len, FORMATS))
    for each in FORMATS.values():
        print(f"{each.name:<{widest}}  {each.description} ({each.extension})")


def _named(name: str) -> Format:
    if name not in FORMATS:
        fail(f"there is no format {shown(name)!r}; there are {', '.join(FORMATS)}.")
    return FORMATS[name]


# What is exported


def _day(reading: Callable[[str], str], text: str | None) -> str | None:
    try:
        return None if text is None else reading(text)
    except ValueError as error:
        fail(str(error))


def _sections(path: str, query: str | None, store: Store) -> dict[str, frozenset[int]] | None:
    """The sections that a query finds, by article; None without a query."""
    if query is None:
        return None
    collection = open_collection(path)
    collection.search_notes_of(NotedTexts(store, collection))
    hits = collection.search(query, limit=MANY_SECTIONS).hits
    found: dict[str, set[int]] = {}
    for hit in hits:
        found.setdefault(hit.article, set()).add(hit.section)
    return {article: frozenset(sections) for article, sections in found.items()}


def _narrowed(scope: Scope) -> str:
    return "" if scope == Scope() else " that are as you asked"


def _shape(path: str) -> Render:
    try:
        template = checked_path(path).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        fail(f"the template {shown(path)} cannot be read: {error}.")
    return partial(render_with, template)


def _rendered(render: Render, document: Document) -> str:
    try:
        return render(document)
    except TemplateError as error:
        fail(f"the template cannot be used: {error}.")


# Where it goes


def _saved(saver: Saver, document: Document, output: str) -> list[Saved]:
    path = Path(output)
    try:
        # A folder that is not there yet is meant if its name ends as a folder's.
        return (saver.save_into if output.endswith("/") else saver.save)(document, path)
    except NotOurs as error:
        fail(f"{error} (--force)")
    except (OutputError, TemplateError) as error:
        fail(str(error))
    except OSError as error:
        fail(f"{shown(path)} cannot be written: {error.strerror}.")


def _say(saved: list[Saved]) -> None:
    written = sum(each.is_new_content for each in saved)
    if len(saved) > 1 or not written:
        note(f"{written} of {len(saved)} files written; the others hold it already.")


def _print(content: str) -> None:
    if sys.stdout.isatty():
        print(content, end="")
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(content.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def _copy(content: str) -> None:
    """To the clipboard, through the terminal that this runs in."""
    coded = base64.b64encode(content.encode("utf-8", "replace"))
    try:
        with Path("/dev/tty").open("wb") as terminal:
            terminal.write(b"\x1b]52;c;" + coded + b"\x07")
    except OSError:
        fail("there is no terminal to copy by; use --output or a pipe.")
    if len(coded) > CLIPBOARD_BYTES:
        note(
            "that is much for a clipboard; the terminal may have refused it. Use --output instead."
        )
