"""`quaere findings`: claims, figures and risks of a collection or an article."""

from __future__ import annotations

from itertools import groupby
from typing import cast

import click

from index.article import (
    FIGURE_KINDS,
    FINDING_KINDS,
    RISK_KINDS,
    FigureKind,
    FindingKind,
    FoundIn,
    RiskKind,
)
from index.collection import Collection, Wanted
from reader.as_json import finding_json
from reader.commands.common import (
    NOTHING_FOUND,
    complete_path,
    emit_json,
    fail,
    json_option,
    note,
    open_collection,
)
from reader.commands.layout import bold, dim, wrapped
from reader.commands.notes_opening import has_notes, open_notes
from reader.figures import figure_label
from reader.notes.everywhere import Judged
from reader.notes.judgements import Judgements
from reader.store import StoreError

_BELOW = " " * 14


@click.command("findings")
@click.argument("path", shell_complete=complete_path)
@click.option("--kind", type=click.Choice(FINDING_KINDS), help="Only this kind.")
@click.option("--risk-kind", type=click.Choice(RISK_KINDS), help="Only risks of this kind.")
@click.option("--figure-kind", type=click.Choice(FIGURE_KINDS), help="Only figures of this kind.")
@click.option("--min", "least", type=float, help="Only figures of this value or more.")
@click.option("--max", "most", type=float, help="Only figures of this value or less.")
@click.option("--unit", default="", help='Only figures in this unit, such as "%", USD, year.')
@click.option("--text", default="", help="Only findings with all these words.")
@click.option("--match", help="Only findings that match this query.")
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    path: str,
    kind: str | None,
    risk_kind: str | None,
    figure_kind: str | None,
    least: float | None,
    most: float | None,
    unit: str,
    text: str,
    match: str | None,
    as_json: bool,
) -> None:
    """List the claims, figures and risks of PATH, a folder or an article.

    What was dismissed in the reader is left out, what was added there is listed as well.
    """
    wanted = Wanted(
        cast("FindingKind | None", kind),
        cast("RiskKind | None", risk_kind),
        cast("FigureKind | None", figure_kind),
        least,
        most,
        unit,
        text,
    )
    if not wanted.kinds:
        fail("these options exclude each other: no finding can be of all these kinds.")
    collection = open_collection(path)
    found = _found(collection, wanted, match)
    if as_json:
        emit_json(
            {
                "schema": "quaere/findings/1",
                "findings": [
                    {
                        "article": each.article,
                        "path": each.path,
                        "title": each.title,
                        **finding_json(each.finding),
                    }
                    for each in found
                ],
            }
        )
    else:
        for _, group in groupby(found, key=lambda each: each.article):
            entries = list(group)
            print(f"{bold(entries[0].title)}  {dim(entries[0].path)}")
            for each in entries:
                finding = each.finding
                label = finding.risk_kind or finding.kind
                print(wrapped(f"{label:<12}{' '.join(finding.text.split())}", "  "))
                if finding.figure is not None:
                    print(wrapped(figure_label(finding.figure), _BELOW))
                    print(wrapped(" ".join(each.sentence.split()), _BELOW))
            print()
        if not found:
            note("no findings.")
    ctx.exit(0 if found else NOTHING_FOUND)


def _found(collection: Collection, wanted: Wanted, match: str | None) -> list[FoundIn]:
    """The findings as the reader has them; as the index has them where nothing was judged."""
    if has_notes():
        try:
            with open_notes() as (_, store):
                judged = Judged(Judgements(store), collection, wanted)
                return list(collection.all_findings(wanted, match, judged))
        except StoreError as error:
            note(f"what was dismissed or added is not known: {error}")
    return list(collection.all_findings(wanted, match))
