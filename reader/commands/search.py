"""`quaere search`: sections that match a query."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from itertools import groupby
from typing import cast

import click

from index.article import SearchResult
from index.collection import SORTS, Sort
from reader.commands.common import (
    NOTHING_FOUND,
    complete_path,
    emit_json,
    json_option,
    note,
    open_collection,
)
from reader.commands.layout import bold, dim, marked, wrapped
from reader.commands.notes_opening import open_store
from reader.commands.saved import asked_for, complete_names
from reader.noted import NotedTexts, speaks_of_notes
from reader.trying import ADVICE, Try, worth_trying


@click.command("search", context_settings={"ignore_unknown_options": True})
@click.argument("path", shell_complete=complete_path)
@click.argument("query", shell_complete=complete_names)
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True)
@click.option(
    "--sort", type=click.Choice(SORTS), help="Default: relevance, or as the search was saved."
)
@json_option
@click.pass_context
def command(
    ctx: click.Context, path: str, query: str, limit: int, sort: str | None, as_json: bool
) -> None:
    """Find sections of PATH that match QUERY, best first.

    QUERY: words (any of them), "exact phrase", -without, +must, underwrit*, ~fuzzy, AND, OR, NOT,
    parentheses, and fields: title:word, claim:word, risk:hazard, figure:>30%, asks:why,
    date:<30d, has:note ... docs/search.md has them all. @name is a search saved in the reader.
    """
    asked = asked_for(query)
    order = cast("Sort", sort) if sort is not None else asked.sort
    collection = open_collection(path)
    with ExitStack() as open_ones:
        # Whoever asks for no notes needs no folder to keep them in.
        if speaks_of_notes(asked.whole):
            store = open_ones.enter_context(open_store())
            collection.search_notes_of(NotedTexts(store, collection))
        result = collection.search(asked.whole, limit=limit, sort=order, only=asked.only)

        def count(query: str, only: tuple[str, ...]) -> int:
            return collection.search(query, limit=1, only=only).total

        tries = () if result.total else tuple(worth_trying(asked.query, asked.only, None, count))
    if as_json:
        emit_json(_as_json(result))
    else:
        _print(result, tries)
    ctx.exit(0 if result.hits else NOTHING_FOUND)


def _as_json(result: SearchResult) -> dict[str, object]:
    return {
        "schema": "quaere/search/1",
        "query": result.query,
        "understood": result.understood,
        "total": result.total,
        "milliseconds": result.milliseconds,
        "suggestion": result.suggestion,
        "hits": [
            {
                "article": hit.article,
                "path": hit.path,
                "title": hit.title,
                "section": hit.section,
                "heading": hit.heading,
                "score": hit.score,
                "snippets": [
                    {"text": s.text, "matches": [[m.start, m.end] for m in s.matches]}
                    for s in hit.snippets
                ],
            }
            for hit in result.hits
        ],
    }


def _print(result: SearchResult, tries: Sequence[Try]) -> None:
    for _, group in groupby(result.hits, key=lambda hit: hit.article):
        hits = list(group)
        print(f"{bold(hits[0].title)}  {dim(hits[0].path)}")
        for hit in hits:
            print(wrapped(hit.heading or "(opening)", "  "))
            for snippet in hit.snippets:
                print(wrapped(marked(snippet.text, snippet.matches), "    "))
        print()
    shown = len(result.hits)
    if shown < result.total:
        note(f"{shown} of {result.total} sections; --limit shows more.")
    elif not shown:
        helps = "" if result.suggestion or tries else f"; {ADVICE}"
        note(f"nothing found for: {result.understood}{helps}")
    if result.suggestion:
        note(f"did you mean: {result.suggestion}")
    for each in tries:
        note(f"try {each.query} ({each.why}): {each.found} found")
