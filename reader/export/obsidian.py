"""Markdown as Obsidian likes it: the properties of its web clipper, a block id for every quote.

The properties and their order are those of the clipper's default template (`obsidian-clipper`,
`template-manager.ts`), empty ones included, so that both kinds of notes look alike in a vault.
Other notes embed a quote by its id: `![[Title#^h-...]]`.
"""

from __future__ import annotations

import re

from reader.export.common import web_address
from reader.export.document import Document, NotedArticle
from reader.export.front_matter import dated, listed, quoted
from reader.export.markdown import Flavour, created, parts_in
from reader.notes.model import clean_tags

FIRST_LINE = "%% quaere:begin {} %%"
LAST_LINE = "%% quaere:end %%"

_NOT_IN_LINKS = re.compile(r"[\[\]|#^]+")


def render(document: Document) -> str:
    """The whole export as one text."""
    return "\n".join(part for part in parts(document) if part)


def parts(document: Document) -> tuple[str, str]:
    """Properties, and all that stands below them."""
    return parts_in(document, Flavour(_properties, block_ids=True))


def _properties(article: NotedArticle) -> list[str]:
    about = article.metadata
    address = web_address(article)
    made = created(article)
    links = [f"[[{name}]]" for each in about.authors if (name := _link_name(each))]
    return [
        f"title: {quoted(about.title)}",
        f"source: {quoted(address)}" if address else "source:",
        *(listed("author", links) or ["author:"]),
        f"published: {dated(about.published)}" if about.published else "published:",
        f"created: {dated(made)}" if made else "created:",
        "description:",
        *listed("tags", clean_tags(["clippings", *about.tags])),
    ]


def _link_name(author: str) -> str:
    return " ".join(_NOT_IN_LINKS.sub(" ", author).split())
