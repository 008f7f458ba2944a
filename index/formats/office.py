"""What word processors' documents share once they are read: DOCX and ODT -> Draft.

A style's name says what a paragraph is (heading, quote, caption, title, byline), in the words that
Word, LibreOffice and pandoc use for their built-in styles. Nothing here reads a file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from index.article import BlockKind
from index.formats.byline import names_in, take_authorship, take_metadata
from index.formats.dates import find_date
from index.formats.draft import Draft, RawBlock, Run
from index.formats.headings import promote
from index.formats.repeats import words_of

Role = Literal["title", "author", "date", "contents", "quote", "caption", "code", "body"]

_HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop)[ _]?([1-9])", re.IGNORECASE)
_CONTENTS = (
    r"toc\b.*|contents? ?(?:heading|\d)|table of (?:contents|figures)"
    r"|.*\bindex (?:heading|\d).*"
)
_CAPTION = r"(?:(?:table|image|figure) ?)?caption|illustration|figure|drawing"
_CODE = r"source ?code|(?:html )?preformatted text|html preformatted|plain text|macro text"
_QUOTE = r"(?:intense )?quot(?:e|ation)s?|block ?(?:text|quot(?:e|ation))"
_NAMES: tuple[tuple[Role, str], ...] = (
    ("contents", _CONTENTS), ("title", "title|titel"), ("author", "author|byline"),
    ("date", "date"), ("quote", _QUOTE), ("caption", _CAPTION), ("code", _CODE),
)  # fmt: skip
_ROLES = tuple((role, re.compile(names, re.IGNORECASE)) for role, names in _NAMES)
_KINDS: dict[Role, BlockKind] = {"quote": "quote", "caption": "caption", "code": "code"}
_HEADER = 8
_HEADER_WORDS = 25
_GENERIC_TITLE = re.compile(
    r"(?:untitled|document|dokument|word|slide|presentation|template|normal)\d*\b.{0,30}"
    r"|microsoft (?:word|powerpoint)\b.*"
    r"|.*\.(?:docx?|odt|rtf|pdf|indd|tex|dvi|html?|qxd|pages)",
    re.IGNORECASE,
)


def heading_level(style: str) -> int:
    """The level a built-in heading style names, 0 for any other style."""
    match = _HEADING.fullmatch(style.strip())
    return int(match[1]) if match else 0


def role_of(style: str) -> Role:
    """What a paragraph in a style is for."""
    name = " ".join(style.split())
    return next((role for role, names in _ROLES if names.fullmatch(name)), "body")


def kind_of(role: Role) -> BlockKind:
    """The kind of block that a paragraph of this role is."""
    return _KINDS.get(role, "paragraph")


def is_title(title: str) -> bool:
    """Whether a document's title says something, and is not what a program put there."""
    return bool(words_of(title)) and _GENERIC_TITLE.fullmatch(title.strip()) is None


def take_lines(draft: Draft, role: Role, text: str) -> bool:
    """Take a paragraph whose style makes it metadata; whether it was that."""
    text = " ".join(text.split())
    if role == "title" and not draft.title and text:
        draft.title, draft.origins["title"] = text, "the title's style"
        return True
    if role == "author" and text:
        draft.authors += names_in(text) or names_in(f"By {text}") or [text]
        draft.origins["authors"] = "the author's style"
        return True
    if role == "date" and (found := find_date(text)) is not None and draft.published is None:
        draft.published, draft.published_from = found[0], "text"
        draft.origins["published"] = "the date's style"
        return True
    if role == "contents":
        draft.drop("navigation", text)
        return True
    return False


def finish(draft: Draft, blocks: Sequence[RawBlock], notes: Sequence[RawBlock]) -> None:
    """Put a document's blocks into its draft: byline taken, bold lines as headings, notes last."""
    kept: list[RawBlock] = []
    for number, block in enumerate(blocks):
        text = " ".join(block.plain.split())
        in_head = number < _HEADER and block.kind == "paragraph"
        if in_head and len(text.split()) <= _HEADER_WORDS:
            take_authorship(draft, text)
            if take_metadata(draft, text):
                continue
        kept.append(block)
    draft.blocks += promote(kept)
    draft.blocks += (replace(note, kind="footnote", level=0) for note in notes)


def merged(runs: Sequence[Run]) -> tuple[Run, ...]:
    """The runs, neighbours of one style as one: word processors cut text into single words."""
    joined: list[Run] = []
    for run in runs:
        if joined and (joined[-1].styles, joined[-1].target) == (run.styles, run.target):
            joined[-1] = Run(joined[-1].text + run.text, run.styles, run.target)
        elif run.text:
            joined.append(run)
    return tuple(joined)
