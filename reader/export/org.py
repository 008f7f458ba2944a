"""Org, for Emacs: a heading for each article, question and highlight, with ids and tags.

Text is kept from meaning anything in Org by zero-width spaces (the manual, "Escape character"),
which do not show: at the beginning of a line that would be a heading, keyword, table or drawer,
and within what would be a link, macro, footnote, target or date for the agenda.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.export.common import GONE, STATES, one_line, web_address
from reader.export.document import Document, Group, NotedArticle
from reader.notes.model import Anchored, Meanings, colour_label

FIRST_LINE = "# quaere:begin {}"
LAST_LINE = "# quaere:end"

_ZERO_WIDTH = "\u200b"
_LINE_START = re.compile(r"^(?=[ ]*(?:[*#:|]|-----|\\begin|%%\())", re.MULTILINE)
_INLINE = re.compile(
    r"(?<=\[)(?=\[|fn:|cite)|(?<=\{)(?=\{)|(?<=<)(?=[<\d%])|(?<=@)(?=@)|(?<=\\)(?=[A-Za-z(\[])"
    r"|(?<=src)(?=_)|(?<=call)(?=_)|(?<=\$)(?=\S)"
)
_KEYWORD = re.compile(r"(?:TODO|DONE|COMMENT)\b|\[#")
_LOOKS_TAGGED = re.compile(r":[\w@#%:]+:$")
_NOT_IN_TAGS = re.compile(r"[^\w@#%]+")
_HEADING_LENGTH = 70


def render(document: Document) -> str:
    """The whole export."""
    return "\n".join(
        line for each in document.articles for line in _article(each, document.meanings)
    ) + "\n" * bool(document.articles)


def parts(document: Document) -> tuple[str, str]:
    """Nothing that is written only once, and the whole export."""
    return "", render(document)


def _article(article: NotedArticle, meanings: Meanings) -> Iterator[str]:
    about = article.metadata
    yield f"* {_heading(about.title)}{_tags(about.tags)}"
    yield from _drawer(
        ("ID", f"quaere-{article.id}"),
        ("ROAM_REFS", web_address(article) or ""),
        ("AUTHOR", one_line("; ".join(about.authors))),
        ("PUBLISHED", about.published or ""),
    )
    if article.is_gone:
        yield GONE
    for group in article.groups:
        yield from _group(group, meanings)


def _group(group: Group, meanings: Meanings) -> Iterator[str]:
    stars = "**"
    if group.heading is not None:
        yield f"** {_heading(group.heading)}"
        stars = "***"
    for each in group.notes:
        yield from _highlight(each, stars, meanings)
    for finding in group.findings:
        yield f"- {finding.kind} :: {_text(one_line(finding.text))}"


def _highlight(each: Anchored, stars: str, meanings: Meanings) -> Iterator[str]:
    highlight = each.highlight
    quote = highlight.selector.exact
    said = one_line(quote or highlight.note)
    short = said if len(said) <= _HEADING_LENGTH else said[: _HEADING_LENGTH - 1].rstrip() + "…"
    yield f"{stars} {_heading(short)}{_tags(highlight.tags)}"
    yield from _drawer(
        ("ID", f"h-{highlight.id}"),
        ("COLOUR", colour_label(highlight.colour, meanings)),
        ("CREATED", highlight.created),
        ("STATE", STATES[each.state]),
    )
    if quote:
        yield from ("#+begin_quote", _text(quote.strip("\n")), "#+end_quote")
    if highlight.note:
        yield _text(highlight.note)


def _drawer(*properties: tuple[str, str]) -> Iterator[str]:
    yield ":PROPERTIES:"
    yield from (f":{name}: {value}" for name, value in properties if value)
    yield ":END:"


def _heading(text: str) -> str:
    """Text as a heading: no keyword, priority or tags of its own."""
    line = _INLINE.sub(_ZERO_WIDTH, one_line(text)) or _ZERO_WIDTH
    first = _ZERO_WIDTH if _KEYWORD.match(line) else ""
    last = _ZERO_WIDTH if _LOOKS_TAGGED.search(line) else ""
    return f"{first}{line}{last}"


def _text(text: str) -> str:
    return _INLINE.sub(_ZERO_WIDTH, _LINE_START.sub(_ZERO_WIDTH, text))


def _tags(tags: tuple[str, ...]) -> str:
    words = [word for tag in tags if (word := _NOT_IN_TAGS.sub("_", tag))]
    return f" :{':'.join(words)}:" if words else ""
