"""`quaere ask`: the passages that answer a question, quoted."""

from __future__ import annotations

import click

from index.article import Answer
from reader.commands.common import (
    NOTHING_FOUND,
    complete_path,
    emit_json,
    json_option,
    note,
    open_collection,
)
from reader.commands.layout import bold, dim, marked, wrapped


@click.command("ask", context_settings={"ignore_unknown_options": True})
@click.argument("path", shell_complete=complete_path)
@click.argument("question")
@click.option("--limit", type=click.IntRange(1, 100), default=5, show_default=True)
@json_option
@click.pass_context
def command(ctx: click.Context, path: str, question: str, limit: int, as_json: bool) -> None:
    """Find the passages of PATH that answer QUESTION: sentences as they stand, best first."""
    answers = open_collection(path).ask(question, limit=limit)
    if as_json:
        emit_json(
            {
                "schema": "quaere/ask/1",
                "question": question,
                "answers": [_as_json(answer) for answer in answers],
            }
        )
    else:
        for answer in answers:
            print(wrapped(f"“{marked(answer.quote, answer.matches)}”"))
            where = answer.heading or "(opening)"
            print(wrapped(f"{bold(answer.title)} › {where}", "    "))
            print(wrapped(dim(answer.path), "    "), end="\n\n")
        if not answers:
            note("no passage answers that; try `quaere search` with fewer words.")
    ctx.exit(0 if answers else NOTHING_FOUND)


def _as_json(answer: Answer) -> dict[str, object]:
    return {
        "article": answer.article,
        "path": answer.path,
        "title": answer.title,
        "section": answer.section,
        "heading": answer.heading,
        "score": answer.score,
        "quote": answer.quote,
        "start": answer.start,
        "end": answer.end,
        "matches": [[match.start, match.end] for match in answer.matches],
        "words": list(answer.words),
        "because": answer.because,
    }
