"""`quaere show`: one article, its text, sections and findings."""

from __future__ import annotations

import click

from index.article import THRESHOLD, Article, Block, Finding, Section
from index.collection import find_findings
from reader import origin
from reader.as_json import article_json
from reader.commands.common import complete_path, emit_json, fail, json_option, read_lone
from reader.commands.layout import bold, dim, wrapped


@click.command("show")
@click.argument("file", shell_complete=complete_path)
@click.option("--section", "number", type=int, help="Only the section with this number.")
@click.option("--dropped", is_flag=True, help="What was left out of the text, and why.")
@json_option
def command(file: str, number: int | None, dropped: bool, as_json: bool) -> None:
    """Show the article FILE."""
    article = read_lone(file)
    if dropped and not as_json:
        _print_dropped(article)
        return
    sections = list(article.sections)
    if number is not None:
        sections = [section for section in sections if section.number == number]
        if not sections:
            fail(f"there is no section {number}; the last one is {len(article.sections) - 1}.")
    numbers = {section.number for section in sections}
    findings = [f for f in find_findings(article) if f.section in numbers]
    if as_json:
        emit_json(article_json(article, sections, findings))
    else:
        _print(article, sections, findings)


def _print(article: Article, sections: list[Section], findings: list[Finding]) -> None:
    about = article.metadata
    print(wrapped(bold(about.title)))
    facts = [", ".join(about.authors), about.published or "", about.source or ""]
    print(wrapped(dim(" · ".join(fact for fact in facts if fact) or article.path)))
    for section in sections:
        print()
        for block in article.blocks:
            if section.start <= block.start < section.end:
                _print_block(article, block)
    sure = [finding for finding in findings if finding.score >= THRESHOLD]
    for kind in ("claim", "figure", "risk"):
        found = [finding for finding in sure if finding.kind == kind]
        print(f"\n{bold(f'{kind.capitalize()}s')} ({len(found)})")
        for finding in found:
            print(wrapped(" ".join(finding.text.split()), "  "))


def _print_dropped(article: Article) -> None:
    for why, text in origin.dropped(article):
        print(wrapped(bold(why)))
        print(wrapped(text, "  "))
    for doubt in article.origin.doubts:
        print(wrapped(f"Doubt: {doubt}"))
    if not article.dropped and not article.origin.doubts:
        print("Nothing was left out.")


def _print_block(article: Article, block: Block) -> None:
    text = article.text[block.start : block.end]
    if block.kind == "heading":
        print(wrapped(bold(text)), end="\n\n")
    elif block.kind == "item":
        print(wrapped(f"{block.marker} {text}", "  " * (block.level + 1)))
    elif block.kind == "quote":
        print(wrapped(text, "  │ "), end="\n\n")
    elif block.kind in ("row", "code"):
        print(text)
    else:
        print(wrapped(text), end="\n\n")
