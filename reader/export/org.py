"""Org, for Emacs: a heading for each article, question and highlight, with ids and tags.

Text is kept from meaning anything in Org by zero-width spaces (the manual, "Escape character"),
which do not show: at the beginning of a line that would be a heading, list, keyword, table or
drawer, and within what would be emphasis, a subscript, link, macro, footnote, target, formula or
date for the agenda. Addresses on the web stay whole: Org makes links of them.
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
_JOINER = "\u2060"
_LINE_START = re.compile(
    r"^(?=[ ]*(?:[*#:|]|-----|[-+](?:\s|$)|\w{1,9}[.)](?:\s|$)|\\begin|%%\(|CLOCK:))",
    re.MULTILINE | re.IGNORECASE,
)
_ADDRESS = r"https?://[^\s\[\](){}<>@$\\^]+"
_INLINE = re.compile(
    rf"{_ADDRESS}"
    r"|(?<=\[)(?=\[|fn:|cite|\d{4}-|\d*[%/])|(?<=\{)(?=\{)|(?<=<)(?=[<\d%])|(?<=@)(?=@)"
    r"|(?<=\\)(?=[A-Za-z(\[\\])|(?<=src)(?=_)|(?<=call)(?=_)|(?<=[_^])(?=\S)"
    r"|(?<=[A-Za-z])(?=:\S)"
)
_MARKERS = "*/_=~+"
# Org's links end with a letter, a digit or a slash: what stands behind that may open something.
_OPENING = re.compile(
    rf"(?P<address>\b{_ADDRESS}(?<=[^\W_]|/))"
    rf"|(?:(?<![^\s\-('\"{{{_ZERO_WIDTH}])[{_MARKERS}]+|[{_MARKERS}]{{2,}})(?=\S)"
)
_CLOSING = re.compile(rf"(?<=\S)[{_MARKERS}](?![^\s\-.,;:!?'\")}}\[\\{_MARKERS}{_ZERO_WIDTH}])")
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
    line = _inline(one_line(text)) or _ZERO_WIDTH
    first = _ZERO_WIDTH if _KEYWORD.match(line) else ""
    last = _ZERO_WIDTH if _LOOKS_TAGGED.search(line) else ""
    return f"{first}{line}{last}"


def _text(text: str) -> str:
    return _inline(_LINE_START.sub(_ZERO_WIDTH, text))


def _inline(text: str) -> str:
    """Text in which nothing is an object of Org's but addresses."""
    plain = _INLINE.sub(lambda found: found[0] or _ZERO_WIDTH, text)
    last = {found[0]: found.start() for found in _CLOSING.finditer(plain)}

    def opened(found: re.Match[str]) -> str:
        if found["address"] is not None:
            return found[0]
        # White space before and after it: no marker opens or closes anything so.
        if any(last.get(marker, -1) > found.start() for marker in found[0]):
            return f"{_ZERO_WIDTH}{_ZERO_WIDTH.join(found[0])}{_ZERO_WIDTH}"
        return found[0]

    # A formula ends with a sign that no letter follows; the joiner is one to Emacs.
    return _OPENING.sub(opened, plain).replace("$", f"${_JOINER}")


def _tags(tags: tuple[str, ...]) -> str:
    words = [word for tag in tags if (word := _NOT_IN_TAGS.sub("_", tag))]
    return f" :{':'.join(words)}:" if words else ""
