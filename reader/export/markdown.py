"""Markdown that note-taking programs take as it is; made for Obsidian, plain CommonMark otherwise.

One article: its properties as YAML front matter (the names and order of Obsidian's web clipper).
Several articles: a title each, its properties as a line below. Under each question its quotes,
every one with a block id (`^h-...`) by which other notes can embed it, then the note, then colour
and tags. The same notes give the same bytes.

Text is escaped, never interpreted: nothing in an article or a note can add a heading, end a quote,
open a link or a comment. CommonMark 0.31 (sections 2.4, 4, 6) lists what has to be escaped for
that; tables and strikethrough come from GitHub's dialect, `==`, `%%`, `#tag`, `$` and `^id` from
Obsidian's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from reader.export.document import Document, NotedArticle
from reader.notes.model import Anchored, AnchorState, clean_tags

_INLINE = re.compile(r"[\\`*_\[\]<~|$^#]|={2,}|%{2,}|&(?=#?\w+;)")
_LINE_START = re.compile(r"[-+=:>]|\d{1,9}(?=[.)](?:\s|$))")
_UNPRINTABLE_IN_YAML = re.compile(
    "[^\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"`\\]+", re.IGNORECASE)
_EMPHASIS = re.compile(r"(?<![^\W_])_|_(?![^\W_])")  # an underscore not within a word
_STATES: dict[AnchorState, str] = {
    "ok": "",
    "moved": "the article reads differently now",
    "suspect": "its place in the article is not certain",
    "orphan": "no longer found in the article",
}


def render(document: Document) -> str:
    """The whole export as one Markdown text."""
    parts: list[str] = []
    alone = len(document.articles) == 1
    for article in document.articles:
        parts.extend(_article(article, alone=alone))
    return "\n\n".join(parts) + "\n" if parts else ""


def _article(article: NotedArticle, *, alone: bool) -> Iterator[str]:
    if alone:
        yield _front_matter(article)
    yield f"# {_line(article.metadata.title)}"
    if not alone and (facts := _facts(article)):
        yield facts
    if article.is_gone:
        yield "The file of this article is gone; its notes are kept."
    for group in article.groups:
        if group.heading is not None:
            yield f"## {_line(group.heading)}"
        for each in group.notes:
            yield from _highlight(each)


def _highlight(each: Anchored) -> Iterator[str]:
    highlight = each.highlight
    quote = _lines(highlight.selector.exact.strip("\n"))
    yield "\n".join(f"> {line}" if line else ">" for line in quote)
    yield f"^h-{highlight.id}"
    if highlight.note:
        yield "\n".join(_lines(highlight.note))
    facts = [highlight.colour, *_hash_tags(highlight.tags), _STATES[each.state]]
    yield " · ".join(fact for fact in facts if fact)


def _front_matter(article: NotedArticle) -> str:
    about = article.metadata
    created = min(each.highlight.created for each in article.notes)[:10]
    lines = ["---", f"title: {_quoted(about.title)}"]
    if about.source and _is_web_address(about.source):
        lines.append(f"source: {_quoted(about.source)}")
    lines += _listed("author", about.authors)
    if about.published:
        lines.append(f"published: {_dated(about.published)}")
    lines.append(f"created: {_dated(created)}")
    lines += _listed("tags", clean_tags(about.tags))
    return "\n".join([*lines, "---"])


def _facts(article: NotedArticle) -> str:
    about = article.metadata
    facts = [_line(author) for author in about.authors]
    if about.published:
        facts.append(_line(about.published))
    if about.source and _is_web_address(about.source):
        facts.append(f"<{about.source}>")
    return " · ".join(facts)


def _is_web_address(source: str) -> bool:
    return _WEB_ADDRESS.fullmatch(source) is not None


def _hash_tags(tags: tuple[str, ...]) -> Iterator[str]:
    """Tags as words that Obsidian takes as such: they may hold no punctuation, nor only digits."""
    for tag in tags:
        kept = "".join(character if _may_be_in_tag(character) else "-" for character in tag)
        word = _EMPHASIS.sub("-", kept).strip("-")
        if word:
            yield f"#n{word}" if word.isdecimal() else f"#{word}"


def _may_be_in_tag(character: str) -> bool:
    if character.isascii():
        return character.isalnum() or character in "-_/"
    return unicodedata.category(character)[0] not in "PZC"


# Escaping


def _line(text: str) -> str:
    """Text as one line of Markdown that means only itself."""
    return _INLINE.sub(_escape, " ".join(text.split()))


def _lines(text: str) -> list[str]:
    """Text as lines of Markdown that mean only themselves; an empty line parts paragraphs."""
    return [_own_line(line.rstrip()) for line in text.split("\n")]


def _own_line(line: str) -> str:
    content = line.lstrip(" ")
    escaped = _INLINE.sub(_escape, content)
    if start := _LINE_START.match(content):
        first = start[0]
        # "1." would begin a list: there the full stop is escaped, else the first character.
        at = len(first) if first.isdecimal() else 0
        escaped = escaped.removeprefix("\\")
        escaped = f"{escaped[:at]}\\{escaped[at:]}"
    # Four spaces would begin a code block.
    return "&nbsp;" * (len(line) - len(content)) + escaped


def _escape(found: re.Match[str]) -> str:
    return "".join(f"\\{character}" for character in found[0])


# YAML


def _quoted(text: str) -> str:
    """A YAML double-quoted scalar (YAML 1.1, section 5.7) on one line."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_UNPRINTABLE_IN_YAML.sub(_code, plain)}"'


def _code(found: re.Match[str]) -> str:
    return f"\\U{ord(found[0]):08x}"


def _dated(text: str) -> str:
    """A whole date as a YAML date, so that it can be sorted by; a part of one as text."""
    try:
        whole = date.fromisoformat(text).isoformat() == text
    except ValueError:
        whole = False
    return text if whole else _quoted(text)


def _listed(name: str, values: tuple[str, ...]) -> list[str]:
    return [f"{name}:", *(f"  - {_quoted(value)}" for value in values)] if values else []
