"""`quaere stats`: what was read, week by week."""

from __future__ import annotations

from contextlib import closing
from datetime import date

import click

from reader.commands.common import checked_path, collection_at, emit_json, json_option
from reader.commands.layout import bold
from reader.commands.notes_opening import open_store
from reader.library.statistics import Tally, statistics_of


@click.command("stats")
@click.argument("path")
@json_option
def command(path: str, as_json: bool) -> None:
    """Print how long was read in PATH and how many questions were answered, by week and source."""
    with closing(collection_at(checked_path(path))) as collection, open_store() as store:
        found = statistics_of(store, collection.folders, date.today())
    if as_json:
        emit_json(
            {
                "schema": "quaere/stats/1",
                "whole": _as_json(found.whole),
                "weeks": [{"monday": each.name, **_as_json(each)} for each in found.weeks],
                "sources": [{"source": each.name, **_as_json(each)} for each in found.sources],
            }
        )
        return
    print(_line("all", found.whole))
    for title, tallies in (("Weeks from Monday", found.weeks), ("Sources", found.sources)):
        if tallies:
            print(f"\n{bold(title)}")
        for each in tallies:
            print(_line(each.name, each))


def _as_json(tally: Tally) -> dict[str, object]:
    return {
        "seconds": round(tally.seconds),
        "articles": tally.articles,
        "questions": tally.questions,
    }


def _line(name: str, tally: Tally) -> str:
    return (
        f"  {name:<30} {tally.minutes:>6} min {tally.articles:>5} articles"
        f" {tally.questions:>5} questions"
    )
