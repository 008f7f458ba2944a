"""Where an article leads: addresses outside of it, places within it, notes and back.

Pure: an `Article` and offsets in, links out. Nothing is opened here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote, unquote

from index.article import Article, Block

SCHEMES = ("http", "https", "mailto")
"""The schemes of addresses that may be opened; no other is."""
_REFERENCE = re.compile(r"\[\^?(\w{1,12})\]|([\u00b9\u00b2\u00b3\u2070\u2074-\u2079]{1,3})")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_BEFORE = 4
_POWER = re.compile(
    r"(?:(?<![^\W\d_])[A-Za-z\u00b5\u0391-\u03c9]{1,2}|(?<!\d)\d{1,3}|[\u207a\u207b])$"
)
"""What a raised figure behind it belongs to: a unit (10 km²), a sign (x²), a number (10²)."""
_NOTE_ANCHOR = re.compile(
    r"(?:^|[-_:.])(?:fn|ftn|edn|(?:foot|end)?notes?|cite|ref|bib)(?:ref)?"
    r"(?:[-_:.][^\W\d_]*)*0*(\d{1,6})$"
)
"""An anchor as programs give it to a note: fn1, _ftn1, footnote-1, cite_note-name-1."""


@dataclass(frozen=True, slots=True)
class Link:
    """A piece of text that leads somewhere.

    `address` is an address outside that may be opened, `to` an offset within the article; both
    are None where it leads to what cannot be opened. `target` is what the article says.
    """

    start: int
    end: int
    target: str
    address: str | None = None
    to: int | None = None


def safe_address(target: str) -> str | None:
    """A link target as a terminal or a browser may be given it, else None.

    Only http, https and mailto; what is not printable ASCII is percent-encoded, as the
    specification of OSC 8 hyperlinks asks (Egmont Koblinger, "Hyperlinks in terminal emulators").
    """
    scheme, colon, _ = target.partition(":")
    if not colon or scheme.lower() not in SCHEMES:
        return None
    return quote(target, safe=":/?#[]@!$&'()*+,;=%~")


class Links:
    """The links of one article."""

    def __init__(self, article: Article) -> None:
        self._article = article

    def within(self, start: int, end: int) -> list[Link]:
        """The links that begin from offset `start` on, before `end`, in the order of the text."""
        blocks = self._article.blocks
        if not blocks or end <= start:
            return []
        first, last = self._article.block_at(start), self._article.block_at(end - 1)
        found = [link for block in blocks[first : last + 1] for link in self._of(block)]
        found.sort(key=lambda link: link.start)
        return [link for link in found if start <= link.start < end]

    def at(self, offset: int) -> Link | None:
        """The link that covers an offset."""
        if not self._article.blocks:
            return None
        block = self._article.blocks[self._article.block_at(offset)]
        return next((each for each in self._of(block) if each.start <= offset < each.end), None)

    def back(self, offset: int) -> Link | None:
        """From the note that holds an offset to the place that refers to it first."""
        if not self._article.blocks:
            return None
        number = self._article.block_at(offset)
        mark = self._mark_of(number)
        block = self._article.blocks[number]
        for other in self._article.blocks if mark else ():
            for start, end, name in _references(self._article.text, other):
                if name == mark and other.kind != "footnote":
                    return Link(block.start, block.end, f"[{start}:{end}]", to=start)
        return None

    def note(self, link: Link) -> str | None:
        """The text of the note a link leads to, None if it leads elsewhere."""
        if link.to is None:
            return None
        block = self._article.blocks[self._article.block_at(link.to)]
        is_note = block.kind == "footnote" and block.start == link.to
        return self._article.text[block.start : block.end] if is_note else None

    def _of(self, block: Block) -> Iterator[Link]:
        linked: list[tuple[int, int]] = []
        for inline in block.inlines:
            if inline.target:
                linked.append((inline.start, inline.end))
                yield self._link(inline.start, inline.end, inline.target)
        for start, end, name in _references(self._article.text, block):
            inside = any(first <= start < last for first, last in linked)
            if (to := self._notes.get(name)) is not None and not inside and to != block.start:
                yield Link(start, end, self._article.text[start:end], to=to)

    def _link(self, start: int, end: int, target: str) -> Link:
        page, mark, anchor = target.partition("#")
        source = (self._article.metadata.source or "").partition("#")[0]
        if mark and anchor and page in ("", source):
            to = self._place_of(unquote(anchor))
            if to is not None or not page:
                return Link(start, end, target, to=to)
        return Link(start, end, target, safe_address(target))

    def _place_of(self, anchor: str) -> int | None:
        """The heading an anchor is made from, else the note it is shaped like."""
        for section in self._article.sections:
            if section.heading is not None and _letters(section.heading) == _letters(anchor):
                return section.start
        number = _NOTE_ANCHOR.search(anchor.casefold())
        return self._notes.get(number[1]) if number else None

    @cached_property
    def _notes(self) -> dict[str, int]:
        """Where each note starts, by its mark."""
        notes: dict[str, int] = {}
        for block in self._article.blocks:
            if block.kind == "footnote" and (mark := _bare(block.marker)):
                notes.setdefault(mark, block.start)
        return notes

    def _mark_of(self, number: int) -> str:
        """The mark of the note that a block belongs to; of other blocks, nothing."""
        for block in reversed(self._article.blocks[: number + 1]):
            if block.kind != "footnote":
                break
            if mark := _bare(block.marker):
                return mark
        return ""


def _references(text: str, block: Block) -> Iterator[tuple[int, int, str]]:
    """What looks like a reference to a note in a block: (start, end, mark)."""
    if block.kind in ("code", "heading"):
        return
    for match in _REFERENCE.finditer(text, block.start, block.end):
        before = text[max(block.start, match.start() - _BEFORE) : match.start()]
        if match[1] or not _POWER.search(before):
            yield match.start(), match.end(), match[1] or match[2].translate(_SUPERSCRIPTS)


def _bare(marker: str) -> str:
    return marker.strip("[]()^.: ").translate(_SUPERSCRIPTS)


def _letters(text: str) -> str:
    """What is left of a heading in an anchor, whoever made it."""
    return "".join(filter(str.isalnum, text.casefold()))
