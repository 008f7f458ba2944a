"""The words of this room: highlights, how they know their text, and what became of them.

Frozen dataclasses and the rules for what they may hold. Nothing here reads an article's file,
searches a text or knows a database. Every `start` and `end` is a Unicode code point offset into
`Article.text`, end excluded.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from index.article import Article, FindingKind, Span
from index.text import clean, clean_line

Colour = Literal["yellow", "green", "blue", "pink", "purple"]
COLOURS: tuple[Colour, ...] = ("yellow", "green", "blue", "pink", "purple")

Meanings = Mapping[str, str]
"""What the reader means by a colour, in a word or two; colours without a meaning are not in it."""

Verdict = Literal["dismissed", "added"]
VERDICTS: tuple[Verdict, ...] = ("dismissed", "added")

AnchorState = Literal["ok", "moved", "suspect", "orphan"]
"""ok: the quote stands there word for word. moved: the place is sure, its words have changed.
suspect: it may be here, but another place is as good or its surroundings are gone. orphan: not
found; nothing is guessed."""

CONTEXT = 32
"""Code points kept on each side of a quote."""
ID_LENGTH = 10
TAG_LENGTH = 100


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """How a highlight knows its article: by its file, its content, its address on the web.

    `path` is absolute; `text_hash` is `Article.text_hash`; `title` is for people.
    """

    path: str
    text_hash: str
    source: str | None
    title: str


@dataclass(frozen=True, slots=True)
class Selector:
    """Where a quote stood, as the W3C Web Annotation Data Model describes it.

    `exact`, `prefix` and `suffix` are its TextQuoteSelector, `start` and `end` its
    TextPositionSelector, into the text whose hash is `text_hash`. `section` and `heading` say
    under which heading it stood (heading None: in the lead). `twins` counts the other places of
    that text which could have been taken for it, quote and surroundings.

    Where nothing was quoted, all texts are empty and `start` is `end`: a note on the question in
    `heading`, or, without one, on the whole article.
    """

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int
    section: int
    heading: str | None
    text_hash: str
    twins: int = 0

    @property
    def is_without_quote(self) -> bool:
        """Whether this is the place of a note on a question or an article."""
        return not self.exact


@dataclass(frozen=True, slots=True)
class Highlight:
    """A span the reader marked. `created` and `changed` are ISO 8601 in UTC, ending in Z."""

    id: str
    article: ArticleRef
    selector: Selector
    colour: Colour
    note: str
    tags: tuple[str, ...]
    created: str
    changed: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the reader thinks of a finding: its mark was dismissed, or the reader added it.

    `created` is ISO 8601 in UTC.
    """

    id: str
    article: ArticleRef
    selector: Selector
    verdict: Verdict
    kind: FindingKind
    created: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a selector leads in an article as it is now.

    An orphan has no offsets, no section and no text; its `heading` is the one it stood under.
    A suspect lists its equal `candidates` in text order, the place given among them.
    """

    state: AnchorState
    start: int | None
    end: int | None
    section: int | None
    heading: str | None
    current_text: str | None
    candidates: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Anchored:
    """A highlight together with its place (see `Place`) in an article as it is now."""

    highlight: Highlight
    state: AnchorState
    start: int | None
    end: int | None
    section: int | None
    heading: str | None
    current_text: str | None
    candidates: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class FiledJudgement:
    """A judgement with the id and the path that its article has in a collection."""

    article: str
    path: str
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement together with its place in an article as it is now."""

    judgement: Judgement
    place: Place

    @property
    def span(self) -> Span | None:
        """Where it stands, if that is sure: a suspect place judges nothing."""
        place = self.place
        if place.state not in ("ok", "moved") or place.start is None or place.end is None:
            return None
        return Span(place.start, place.end)


@dataclass(frozen=True, slots=True)
class ArticleNotes:
    """The highlights of one article, in text order, orphans last.

    `id` and `path` are those of the article in its collection; `article` is None when the file
    is gone and only the notes are left, which are then all orphans.
    """

    id: str
    path: str
    file: Path
    ref: ArticleRef
    article: Article | None
    notes: tuple[Anchored, ...]


def new_id() -> str:
    """A random name for a highlight: ten letters and digits, 50 bits."""
    return base64.b32encode(os.urandom(7)).decode("ascii")[:ID_LENGTH].lower()


def colour_named(name: str) -> Colour:
    """One of `COLOURS`; ValueError with a sentence for any other name."""
    for colour in COLOURS:
        if colour == name.strip().lower():
            return colour
    raise ValueError(f"There is no colour {clean_line(name, 40)!r}; use {', '.join(COLOURS)}.")


def colour_label(colour: str, meanings: Meanings) -> str:
    """A colour as people are told of it, with what the reader means by it: "yellow (important)"."""
    meaning = meanings.get(colour)
    return f"{colour} ({meaning})" if meaning else colour


def clean_note(note: str) -> str:
    """A note as it is kept: cleaned, its lines as they are, no empty ones around it."""
    return "\n".join(line.rstrip() for line in clean(note).split("\n")).strip("\n")


def clean_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags as they are kept: one word each, without "#", each once, in the order given.

    White space within a tag becomes a hyphen; a tag with nothing left is dropped.
    """
    words = ("-".join(clean_line(tag, TAG_LENGTH).lstrip("#").split()) for tag in tags)
    return tuple(dict.fromkeys(word for word in words if word))
