"""Notes in a tree of HTML: their marks ("word[1]" as Markdown has it, not "word1"), and they.

A mark is what a book calls one, and in pages a link to a place of the same page that is raised or
whose address or class is that of notes; a note is what a book calls one, or what a mark leads to.
The links back from a note to its mark say nothing and go.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from index.formats.draft import RawBlock
from index.formats.htmltree import line_of

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_NOTE_KINDS = frozenset(["footnote", "endnote", "rearnote", "doc-footnote", "doc-endnote"])
_REF_KINDS = frozenset(["noteref", "doc-noteref"])
_BACK_KINDS = frozenset(["doc-backlink", "backlink"])
_LABEL = re.compile(r"(?:(?:note|nb|fn) ?)?(?:\d{1,3}|[a-z]{1,2}|[ivx]{1,5}|[*†‡§¶#]{1,3})", re.I)
_OF_NOTES = re.compile(
    r"(?:^|[\s:_-])(?:(?:foot|end|side)?notes?|fn|ftn|edn|cite|citation|ref|reference)"
    r"(?:ref|anchor|link)?(?:[\d:_-]|$|\s)",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"[\s\[(]*(?:[↩⤴⏎↵↑^⬆🔙](?:\ufe0e|\ufe0f)?(?:\d{1,2})?|(?:jump |go )?(?:back|up))[\s\])]*", re.I
)
_LONGEST = 24
_WITHIN = 6
"""Elements from a block of a note up to that which is called the note."""


def mark_notes(root: HtmlElement) -> frozenset[str]:
    """Puts the note marks of a tree in brackets and takes away the links back from the notes.

    Returns the ids of the elements that the marks lead to.
    """
    noted: set[str] = set()
    for link in list(root.iter("a")):
        text = line_of(link, _LONGEST)
        if len(text) > _LONGEST:
            continue
        said = kinds(link)
        if said & _BACK_KINDS or (_is_within_page(link) and _leads_back(link, text)):
            _put(link, None)
        elif said & _REF_KINDS or (_is_within_page(link) and _leads_to_note(link, text)):
            label = text.strip("[]() ")
            _put(link, f"[{label}]" if label else None)
            _unbracket(link)
            noted.add(_fragment(link))
    return frozenset(noted - {""})


def is_note(element: _Element, noted: frozenset[str] = frozenset()) -> bool:
    """Whether an element lies in a note; `noted` are the ids that marks lead to."""
    inside: _Element | None = element
    for _ in range(_WITHIN):
        if inside is None:
            return False
        if kinds(inside) & _NOTE_KINDS or inside.get("id") in noted:
            return True
        inside = inside.getparent()
    return False


def as_note(block: RawBlock) -> RawBlock:
    """A paragraph or list item of a note as such: "[1]" before it, if it has a number."""
    if block.kind not in ("paragraph", "item"):
        return block
    number = block.marker.rstrip(".")
    return replace(
        block, kind="footnote", level=0, marker=f"[{number}]" if number.isdigit() else ""
    )


def kinds(element: _Element) -> set[str]:
    """What a book says that an element is: the words of its `epub:type` and `role`."""
    said = f"{element.get('epub:type') or ''} {element.get('role') or ''}"
    return set(said.lower().split())


def _is_within_page(link: HtmlElement) -> bool:
    return "#" in (link.get("href") or "")


def _fragment(link: HtmlElement) -> str:
    return (link.get("href") or "").rpartition("#")[2]


def _leads_to_note(link: HtmlElement, text: str) -> bool:
    if _LABEL.fullmatch(text.strip("[]() ")) is None:
        return False
    parent = link.getparent()
    around = [] if parent is None else [parent]
    if any(each.tag == "sup" for each in (*around, *link)):
        return True
    return any(_OF_NOTES.search(said) for said in (_fragment(link), link.get("class") or ""))


def _leads_back(link: HtmlElement, text: str) -> bool:
    if _BACK.fullmatch(text) is None:
        return False
    return _OF_NOTES.search(_fragment(link)) is not None


def _put(link: HtmlElement, text: str | None) -> None:
    for inside in list(link):
        link.remove(inside)
    link.text = text


def _unbracket(link: HtmlElement) -> None:
    """Take away brackets that stand around the link, which has its own now."""
    parent = link.getparent()
    if parent is None or parent.tag != "sup" or len(parent) != 1:
        return
    if (parent.text or "").strip() in ("[", "(") and (link.tail or "").strip() in ("]", ")"):
        parent.text = link.tail = None
