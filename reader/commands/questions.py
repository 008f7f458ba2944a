"""`quaere questions`: every question a collection answers, and where."""

from __future__ import annotations

from itertools import groupby

import click

from index.article import TEASER_WORDS
from reader.commands.common import (
    NOTHING_FOUND,
    complete_path,
    emit_json,
    json_option,
    note,
    open_collection,
)
from reader.commands.layout import bold, dim, wrapped


@click.command("questions")
@click.argument("path", shell_complete=complete_path)
@click.option("--match", help="Only questions that hold all these words.")
@click.option("--all", "every", is_flag=True, help="Also those with hardly an answer.")
@json_option
@click.pass_context
def command(ctx: click.Context, path: str, match: str | None, every: bool, as_json: bool) -> None:
    """List the questions that the articles of PATH answer."""
    asked = open_collection(path).questions(match)
    found = [entry for entry in asked if every or entry.answered]
    if as_json:
        emit_json(
            {
                "schema": "quaere/questions/1",
                "questions": [
                    {
                        "article": entry.article,
                        "path": entry.path,
                        "title": entry.title,
                        "section": entry.section,
                        "heading": entry.heading,
                        "kind": entry.kind,
                        "asks": entry.asks,
                    }
                    for entry in found
                ],
            }
        )
    else:
        for _, group in groupby(found, key=lambda entry: entry.article):
            entries = list(group)
            print(f"{bold(entries[0].title)}  {dim(entries[0].path)}")
            for entry in entries:
                print(wrapped(entry.heading, "  "))
            print()
        if not found:
            note("no questions found.")
    if left := len(asked) - len(found):
        few = f"{left} with an answer of fewer than {TEASER_WORDS} words"
        note(f"{few} {'is' if left == 1 else 'are'} left out; --all lists them too.")
    ctx.exit(0 if found else NOTHING_FOUND)
