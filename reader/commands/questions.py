"""`quaere questions`: every question a collection answers, and where."""

from __future__ import annotations

from itertools import groupby

import click

from reader.commands.common import NOTHING_FOUND, emit_json, json_option, note, open_collection
from reader.commands.layout import bold, dim, wrapped


@click.command("questions")
@click.argument("path")
@click.option("--match", help="Only questions that hold all these words.")
@json_option
@click.pass_context
def command(ctx: click.Context, path: str, match: str | None, as_json: bool) -> None:
    """List the questions that the articles of PATH answer."""
    found = [entry for entry in open_collection(path).questions(match) if entry.answered]
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
    ctx.exit(0 if found else NOTHING_FOUND)
