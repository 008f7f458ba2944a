"""`quaere findings`: claims, figures and risks of a collection or an article."""

from __future__ import annotations

from itertools import groupby
from typing import cast

import click

from index.article import FindingKind
from reader.as_json import finding_json
from reader.commands.common import NOTHING_FOUND, emit_json, json_option, note, open_collection
from reader.commands.layout import bold, dim, wrapped


@click.command("findings")
@click.argument("path")
@click.option("--kind", type=click.Choice(["claim", "figure", "risk"]), help="Only this kind.")
@click.option("--match", help="Only findings that match this query.")
@json_option
@click.pass_context
def command(
    ctx: click.Context, path: str, kind: str | None, match: str | None, as_json: bool
) -> None:
    """List the claims, figures and risks of PATH, a folder or an article."""
    collection = open_collection(path)
    found = list(collection.all_findings(cast("FindingKind | None", kind), match))
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
            print()
        if not found:
            note("no findings.")
    ctx.exit(0 if found else NOTHING_FOUND)
