"""Notes in a tree of HTML: their marks ("word[1]" as Markdown has it, not "word1"), and they.

A mark is what a book calls one, and in pages a link forward to a small piece of the same page that
is raised, or whose address or class is that of notes. What it leads to is the note. A link from
there back to its mark says nothing and goes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from index.formats.dom import Found, as_question
from index.formats.draft import RawBlock
from index.formats.htmltree import line_of

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_NOTE_KINDS = frozenset(["footnote", "endnote", "rearnote", "doc-footnote", "doc-endnote"])
_REF_KINDS = frozenset(["noteref", "doc-noteref"])
_BACK_KINDS = frozenset(["doc-backlink", "backlink"])
_LABEL = re.compile(r"(?:(?:note|nb|fn) ?)?(?:\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡]{1,3})", re.IGNORECASE)
_OF_NOTES = re.compile(
    r"(?:^|[\s_-])(?:(?:foot|end|side)notes?|noteref|fnref|sdfootnote\w*)(?=[\s_:-]|\d|$)"
    r"|(?:^|[\s_])(?:_?ftn|_?edn|fn|note|cite_note|bib|n)[:_.-]?\d",
    re.IGNORECASE,
)
_BACK = re.compile(r"[\s\[(]*[↩⤴⏎↵](?:\ufe0e|\ufe0f)?\d{0,2}[\s\])]*")
_POINTERS = ("^", "↑", "⇑")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_INLINE = frozenset(["a", "span", "sup", "b", "strong", "i", "em", "small", "cite"])
_LONGEST = 24
_LONGEST_NOTE = 4_000
"""Code points of the longest note."""
_WITHIN = 6
"""Elements from a block of a note up to that which is called the note."""


@dataclass(slots=True)
class Notes:
    """The notes of a tree: their elements with the labels of their marks, "" where it has none."""

    found: dict[_Element, str] = field(default_factory=dict)

    def of(self, element: _Element) -> _Element | None:
        """The note that an element lies in, if it does."""
        inside: _Element | None = element
        for _ in range(_WITHIN):
            if inside is None:
                return None
            if inside in self.found or kinds(inside) & _NOTE_KINDS:
                return inside
            inside = inside.getparent()
        return None

    def blocks(self, found: Sequence[Found]) -> list[RawBlock]:
        """The blocks, those of notes as such, with the label before the first of each note."""
        blocks: list[RawBlock] = []
        before: _Element | None = None
        for each in found:
            note = self.of(each.element)
            if note is None or each.block.kind not in ("paragraph", "item"):
                blocks.append(as_question(each))
            else:
                number = each.block.marker.rstrip(".")
                label = self.found.get(note) or (number if number.isdigit() else "")
                marker = f"[{label}]" if label and note is not before else ""
                blocks.append(replace(each.block, kind="footnote", level=0, marker=marker))
            before = note
        return blocks


def mark_notes(root: HtmlElement) -> Notes:
    """Puts the note marks of a tree in brackets and takes away the links back from the notes."""
    notes = Notes()
    links = [link for link in root.iter("a") if "#" in link.get("href", "") or kinds(link)]
    if not links:
        return notes
    named = _named(root)
    places: dict[_Element, int] = {each: n for n, each in enumerate(root.iter())}
    marks: set[str] = set()
    """What links back from a note may lead to."""
    for link in links:
        text = line_of(link, _LONGEST)
        if len(text) > _LONGEST or not text:
            continue
        said, fragment = kinds(link), _fragment(link)
        if said & _BACK_KINDS or fragment in marks or (fragment and _BACK.fullmatch(text)):
            _take_away(link)
            continue
        guessed = not said & _REF_KINDS
        if guessed and not _looks_like_a_mark(link, text, fragment):
            continue
        note = _note(named.get(fragment), link, places)
        if guessed and fragment in named and note is None:
            continue
        label = text.strip("[]() ")
        _put(link, label)
        if note is not None:
            notes.found.setdefault(note, label)
        marks.update(_names_around(link))
    return notes


def kinds(element: _Element) -> set[str]:
    """What a book says that an element is: the words of its `epub:type` and `role`."""
    said = f"{element.get('epub:type') or ''} {element.get('role') or ''}"
    return set(said.lower().split())


def _named(root: HtmlElement) -> dict[str, _Element]:
    """Elements by what links may call them."""
    named: dict[str, _Element] = {}
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
            if name:
                named.setdefault(name, element)
    return named


def _fragment(link: HtmlElement) -> str:
    _, _, fragment = link.get("href", "").partition("#")
    return unquote(fragment)


def _looks_like_a_mark(link: HtmlElement, text: str, fragment: str) -> bool:
    if "#" not in link.get("href", "") or _LABEL.fullmatch(text.strip("[]() ")) is None:
        return False
    around = _around(link)
    if any(each.tag in _HEADINGS for each in around):
        return False
    of_notes = any(_OF_NOTES.search(each) for each in (fragment, link.get("class") or ""))
    raised = any(each.tag == "sup" for each in (*around[:2], *link))
    return of_notes or (raised and (not fragment or any(map(str.isdigit, fragment))))


def _around(link: HtmlElement) -> list[_Element]:
    found: list[_Element] = []
    element = link.getparent()
    while element is not None and len(found) < _WITHIN:
        found.append(element)
        element = element.getparent()
    return found


def _names_around(link: HtmlElement) -> set[str]:
    """The names of a mark and of what it stands in, up to the block."""
    names = {link.get("id"), link.get("name"), *(each.get("id") for each in link)}
    for each in _around(link):
        if each.tag not in _INLINE:
            break
        names.add(each.get("id"))
    return {name for name in names if name}


def _note(
    target: _Element | None, link: HtmlElement, places: Mapping[_Element, int]
) -> _Element | None:
    """The note that begins with the target of a link, if it comes behind it and is small."""
    while target is not None and target.tag in _INLINE:
        target = target.getparent()
    if target is None or places.get(target, 0) < places.get(link, 0):
        return None
    is_long = len(line_of(target, _LONGEST_NOTE)) > _LONGEST_NOTE
    return None if is_long or any(True for _ in target.iter(*_HEADINGS)) else target


def _put(link: HtmlElement, label: str) -> None:
    """The label in brackets instead of what is in a link, and none around it."""
    for inside in list(link):
        link.remove(inside)
    link.text = f"[{label}]" if label else None
    _unbracket(link)


def _take_away(link: HtmlElement) -> None:
    """Empty a link; the brackets around it and the sign that points up go with it."""
    for inside in list(link):
        link.remove(inside)
    link.text = None
    _unbracket(link)
    for each in _around(link)[:2]:
        if (each.text or "").strip() in _POINTERS:
            each.text = None


def _unbracket(link: HtmlElement) -> None:
    parent, before = link.getparent(), link.getprevious()
    tail = link.tail or ""
    ahead = (before.tail if before is not None else parent.text if parent is not None else "") or ""
    if not (ahead.rstrip().endswith(("[", "(")) and tail.lstrip().startswith(("]", ")"))):
        return
    link.tail = tail.lstrip()[1:]
    if before is not None:
        before.tail = ahead.rstrip()[:-1]
    elif parent is not None:
        parent.text = ahead.rstrip()[:-1]
