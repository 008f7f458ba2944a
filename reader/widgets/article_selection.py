"""Selected text: the offsets Textual keeps for it, and selecting from the keyboard.

Textual keeps the ends of a selection as (x, y) of what lies under the mouse, and compares y first.
Here y is the text offset of a segment's first character and x the distance from it, so that y + x
is an offset into the text: a selection stays where it is when the rows are wrapped anew, and what
is copied never contains a line end of the screen. Cells that show no text have an x far below zero
and stand for y alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from rich.style import Style
from textual.geometry import Offset
from textual.selection import Selection

from index.article import Article, Span
from reader.widgets.article_motion import step_character, step_end, step_word
from reader.widgets.article_wrap import snap

OUTSIDE = -100_000
"""The x of cells that show no text."""


@lru_cache(maxsize=4096)
def place(x: int, offset: int) -> Style:
    """The style that tells Textual which text a segment shows."""
    return Style.from_meta({"offset": (x, offset)})


def offset_of(position: Offset) -> int:
    """The text offset of one end of a selection."""
    return position.y + max(0, position.x)


def selection_of(span: Span) -> Selection:
    """A piece of text as a selection."""
    return Selection(Offset(0, span.start), Offset(0, span.end))


def span_of(selection: Selection | None, text: str) -> Span | None:
    """The selected piece of text, whole characters without surrounding white space, or None."""
    if selection is None:
        return None
    start = 0 if selection.start is None else offset_of(selection.start)
    end = len(text) if selection.end is None else offset_of(selection.end)
    start = snap(text, max(0, start), forwards=False)
    end = snap(text, min(end, len(text)), forwards=True)
    chosen = text[start:end]
    start += len(chosen) - len(chosen.lstrip())
    end -= len(chosen) - len(chosen.rstrip())
    return Span(start, end) if start < end else None


@dataclass(frozen=True, slots=True)
class Reach:
    """A selection made from the keyboard: `anchor` stays, `head` moves."""

    anchor: int
    head: int

    @property
    def span(self) -> Span:
        """What lies between the two ends."""
        return Span(min(self.anchor, self.head), max(self.anchor, self.head))

    def by_characters(self, text: str, count: int) -> Reach:
        """The head moves over characters, ahead or back."""
        return replace(self, head=step_character(text, self.head, count))

    def by_words(self, text: str, count: int) -> Reach:
        """The head moves to the end of a word ahead, or the start of one behind."""
        return replace(self, head=step_word(text, self.head, count))

    def by_sentences(self, article: Article, count: int) -> Reach:
        """The head moves to the end of a sentence ahead, or the start of one behind."""
        return replace(self, head=step_end(article.sentences, self.head, count))

    def by_paragraphs(self, article: Article, count: int) -> Reach:
        """The head moves to the end of a block ahead, or the start of one behind."""
        return replace(self, head=step_end(article.blocks, self.head, count))

    def swapped(self) -> Reach:
        """The other end moves."""
        return Reach(self.head, self.anchor)
