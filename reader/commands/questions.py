"""`quaere questions`: every question a collection answers, and where."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import click

from index.article import TEASER_WORDS, QuestionEntry
from index.collection import QuestionGroup
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
@click.option(
    "--together", is_flag=True, help="Those that ask the same together, the most usual first."
)
@json_option
@click.pass_context
def command(
    ctx: click.Context, path: str, match: str | None, every: bool, together: bool, as_json: bool
) -> None:
    """List the questions that the articles of PATH answer."""
    collection = open_collection(path)
    asked = collection.questions(match)
    found = [entry for entry in asked if every or entry.answered]
    groups = collection.question_groups(match, every=every) if together else []
    groups.sort(key=lambda group: -len(group.entries))
    if as_json:
        listed = [
            {**_as_json(entry), "same_as": group.heading}
            for group in groups
            for entry in group.entries
        ] or [_as_json(entry) for entry in found]
        emit_json({"schema": "quaere/questions/1", "questions": listed})
    elif together:
        _print_groups(groups)
    else:
        _print_articles(found)
    if not found:
        note(_nothing(match, len(asked)))
    if left := len(asked) - len(found):
        few = f"{left} with an answer of fewer than {TEASER_WORDS} words"
        note(f"{few} {'is' if left == 1 else 'are'} left out; --all lists them too.")
    ctx.exit(0 if found else NOTHING_FOUND)


def _as_json(entry: QuestionEntry) -> dict[str, object]:
    return {
        "article": entry.article,
        "path": entry.path,
        "title": entry.title,
        "section": entry.section,
        "heading": entry.heading,
        "kind": entry.kind,
        "asks": entry.asks,
    }


def _print_articles(found: Sequence[QuestionEntry]) -> None:
    for _, group in groupby(found, key=lambda entry: entry.article):
        entries = list(group)
        print(f"{bold(entries[0].title)}  {dim(entries[0].path)}")
        for entry in entries:
            print(wrapped(entry.heading, "  "))
        print()


def _print_groups(groups: Sequence[QuestionGroup]) -> None:
    for group in groups:
        print(wrapped(bold(group.heading)))
        for entry in group.entries:
            print(wrapped(f"{entry.title}  {dim(entry.path)}", "  "))
        print()


def _nothing(match: str | None, left: int) -> str:
    """What to say, and to try, where there is nothing to list."""
    if match and not left:
        return (
            "no question has all these words; try fewer, or `quaere ask` with the whole question."
        )
    return "no questions found."
