"""`quaere notes`: list, add, edit, remove and restore highlights and their notes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from index.article import Article, Span
from index.collection import find_in_text
from index.text import clean
from reader.commands.common import (
    NOTHING_FOUND,
    complete_path,
    emit_json,
    fail,
    json_option,
    note,
    read_lone,
    shown,
)
from reader.commands.layout import bold, dim, wrapped
from reader.commands.notes_import import import_notes, merge
from reader.commands.notes_opening import notes_under, open_notes
from reader.commands.notes_recover import recover
from reader.export.json import note_fields
from reader.notes.model import COLOURS, Anchored, ArticleNotes, Meanings, colour_label
from reader.places import places
from reader.settings import read_settings

_colour = click.option("--colour", type=click.Choice(COLOURS), help="Colour of the highlight.")


@click.group("notes")
def command() -> None:
    """List, add, edit, remove and take in highlights and notes."""


command.add_command(import_notes)
command.add_command(merge)
command.add_command(recover)


@command.command("list")
@click.argument("path", shell_complete=complete_path)
@json_option
@click.pass_context
def list_notes(ctx: click.Context, path: str, as_json: bool) -> None:
    """List the highlights and notes of PATH, with the state of their anchors."""
    with open_notes() as (notes, _):
        found = notes_under(path, notes)
    if as_json:
        emit_json(
            {
                "schema": "quaere/notes/1",
                "notes": [
                    note_fields(each, group.id, group.path, _title(group))
                    for group in found
                    for each in group.notes
                ],
            }
        )
    else:
        meanings = read_settings(places().config).colours
        for group in found:
            _print(group, meanings)
        if not found:
            note("no notes found.")
    ctx.exit(0 if found else NOTHING_FOUND)


@command.command("add")
@click.argument("file", shell_complete=complete_path)
@click.option("--section", type=int, help="No quote, but a note on this section (0: on all).")
@click.option("--quote", help="The text to highlight, as it stands in the article.")
@click.option("--start", type=int, help="Where it starts: offset in code points (with --end).")
@click.option("--end", type=int, help="Where it ends, end excluded.")
@_colour
@click.option("--note", "text", default="", help="A note about it.")
@click.option("--tag", "tags", multiple=True, help="A tag; may be given several times.")
def add(
    file: str,
    section: int | None,
    quote: str | None,
    start: int | None,
    end: int | None,
    colour: str | None,
    text: str,
    tags: tuple[str, ...],
) -> None:
    """Highlight a piece of the article FILE, or note something on a section; print the id."""
    article, path, named = read_lone(file), Path(file), colour or COLOURS[0]
    if section is not None and (quote, start, end) != (None, None, None):
        fail("--section is for notes without a quote.")
    span = None if section is not None else _chosen(article, file, quote, start, end)
    with open_notes() as (notes, _):
        try:
            if span is None:
                number = section or 0
                made = notes.add_about(article, path, number, note=text, colour=named, tags=tags)
            else:
                made = notes.add(
                    article, path, span.start, span.end, colour=named, note=text, tags=tags
                )
        except ValueError as error:
            fail(str(error))
    print(made.id)


@command.command("edit")
@click.argument("id")
@_colour
@click.option("--note", "text", help='The new note; "" takes it away.')
@click.option("--tag", "tags", multiple=True, help="The new tags, in place of all old ones.")
@click.option("--no-tags", is_flag=True, help="Take all tags away.")
def edit(
    id: str, colour: str | None, text: str | None, tags: tuple[str, ...], no_tags: bool
) -> None:
    """Change the colour, the note or the tags of the highlight ID."""
    if tags and no_tags:
        fail("--tag and --no-tags contradict each other.")
    if colour is None and text is None and not tags and not no_tags:
        fail("say what to change: --colour, --note, --tag or --no-tags.")
    with open_notes() as (notes, _), _known(id):
        notes.edit(id, colour=colour, note=text, tags=tags if tags or no_tags else None)
    print(id)


@command.command("remove")
@click.argument("id")
def remove(id: str) -> None:
    """Remove the highlight ID; `quaere notes restore ID` brings it back."""
    with open_notes() as (notes, _), _known(id):
        notes.remove(id)
    print(id)


@command.command("restore")
@click.argument("id")
def restore(id: str) -> None:
    """Bring the removed highlight ID back."""
    with open_notes() as (notes, _), _known(id):
        notes.restore(id)
    print(id)


@contextmanager
def _known(id: str) -> Iterator[None]:
    try:
        yield
    except KeyError:
        fail(f"there is no such note: {shown(id)}; `quaere notes list PATH` shows the ids.")


def _chosen(
    article: Article, file: str, quote: str | None, start: int | None, end: int | None
) -> Span:
    if quote is None and start is not None and end is not None:
        return Span(start, end)
    if quote is None or start is not None or end is not None:
        fail("say what to highlight: either --quote TEXT, or --start N with --end N.")
    return _quoted(article, file, quote)


def _quoted(article: Article, file: str, quote: str) -> Span:
    """The one place where the quote stands; word for word first, then whatever its typography."""
    wanted = clean(quote).strip()
    found = _verbatim(article.text, wanted) or find_in_text(article, wanted)
    if not found:
        fail(f"{shown(file)} does not contain that quote; `quaere show` prints its text.")
    if len(found) > 1:
        first = f"--start {found[0].start} --end {found[0].end}"
        fail(f"that quote stands {len(found)} times in {shown(file)}; say which ({first}, ...).")
    return found[0]


def _verbatim(text: str, wanted: str) -> list[Span]:
    places: list[Span] = []
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        places.append(Span(at, at + len(wanted)))
        at = text.find(wanted, at + 1)
    return places


def _title(group: ArticleNotes) -> str:
    return group.ref.title if group.article is None else group.article.title


def _print(group: ArticleNotes, meanings: Meanings) -> None:
    print(f"{bold(_title(group))}  {dim(group.path)}")
    heading: str | None = None
    for each in group.notes:
        if each.heading is not None and each.heading != heading:
            print(wrapped(each.heading, "  "))
        heading = each.heading
        _print_note(each, meanings)
    print()


def _print_note(each: Anchored, meanings: Meanings) -> None:
    highlight = each.highlight
    facts = [colour_label(highlight.colour, meanings), *(f"#{tag}" for tag in highlight.tags)]
    if each.state != "ok":
        facts.append(each.state)
    print(f"    {highlight.id}  {dim(' '.join(facts))}")
    if not highlight.selector.is_without_quote:
        print(wrapped(" ".join(highlight.selector.exact.split()), "      "))
    if highlight.note:
        print(wrapped(highlight.note, "      > "))
