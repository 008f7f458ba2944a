"""Plain CommonMark that any editor and note-taking program takes as it is.

One article: its properties as YAML front matter. Several articles: a title each, its properties as
a line below. Under each question its quotes, each followed by the note, then colour and tags. The
same notes give the same bytes. `obsidian` is the same with what only Obsidian knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reader.export.common import GONE, STATES, web_address
from reader.export.document import Document, Group, NotedArticle
from reader.export.front_matter import dated, front_matter, listed, quoted
from reader.export.markdown_text import hash_tags, line, lines
from reader.notes.model import Anchored, Meanings, clean_tags, colour_label

FIRST_LINE = "<!-- quaere:begin {} -->"
LAST_LINE = "<!-- quaere:end -->"


@dataclass(frozen=True, slots=True)
class Flavour:
    """What the dialects do differently: properties, and whether quotes have a block id."""

    properties: Callable[[NotedArticle], list[str]]
    block_ids: bool


def properties(article: NotedArticle) -> list[str]:
    """Lines of front matter, by the names that Obsidian's web clipper uses."""
    about = article.metadata
    found = [f"title: {quoted(about.title)}"]
    if (address := web_address(article)) is not None:
        found.append(f"source: {quoted(address)}")
    found += listed("author", about.authors)
    if about.published:
        found.append(f"published: {dated(about.published)}")
    if made := created(article):
        found.append(f"created: {dated(made)}")
    return found + listed("tags", clean_tags(about.tags))


PLAIN = Flavour(properties, block_ids=False)


def created(article: NotedArticle) -> str:
    """The day of the first highlight, "" without any."""
    return min((each.highlight.created for each in article.notes), default="")[:10]


def render(document: Document) -> str:
    """The whole export as one Markdown text."""
    return "\n".join(part for part in parts(document) if part)


def parts(document: Document) -> tuple[str, str]:
    """Front matter, and all that stands below it."""
    return parts_in(document, PLAIN)


def parts_in(document: Document, flavour: Flavour) -> tuple[str, str]:
    """As `parts`, in a flavour."""
    alone = len(document.articles) == 1
    head = front_matter(flavour.properties(document.articles[0])) + "\n" if alone else ""
    body = [
        piece
        for article in document.articles
        for piece in _article(article, flavour, document.meanings, alone=alone)
    ]
    return head, "\n\n".join(body) + "\n" if body else ""


def _article(
    article: NotedArticle, flavour: Flavour, meanings: Meanings, *, alone: bool
) -> Iterator[str]:
    yield f"# {line(article.metadata.title)}"
    if not alone and (facts := _facts(article)):
        yield facts
    if article.is_gone:
        yield GONE
    for group in article.groups:
        if group.heading is not None:
            yield f"## {line(group.heading)}"
        for each in group.notes:
            yield from _highlight(each, flavour, meanings)
        if group.findings:
            yield _findings(group)


def _highlight(each: Anchored, flavour: Flavour, meanings: Meanings) -> Iterator[str]:
    highlight = each.highlight
    quote = [f"> {text}" if text else ">" for text in lines(highlight.selector.exact.strip("\n"))]
    note = lines(highlight.note) if highlight.note else []
    first, second = (note, []) if highlight.selector.is_without_quote else (quote, note)
    yield "\n".join(first)
    if flavour.block_ids:
        yield f"^h-{highlight.id}"
    if second:
        yield "\n".join(second)
    colour = line(colour_label(highlight.colour, meanings))
    facts = [colour, *hash_tags(highlight.tags), STATES[each.state]]
    yield " · ".join(fact for fact in facts if fact)


def _findings(group: Group) -> str:
    return "\n".join(f"- *{found.kind}*: {line(found.text)}" for found in group.findings)


def _facts(article: NotedArticle) -> str:
    about = article.metadata
    facts = [line(author) for author in about.authors]
    if about.published:
        facts.append(line(about.published))
    if (address := web_address(article)) is not None:
        facts.append(f"<{address}>")
    return " · ".join(facts)
