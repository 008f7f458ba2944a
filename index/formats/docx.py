"""A Word document (Office Open XML, ECMA-376 part 1) -> Draft.

The body's paragraphs and tables in order, headings by their style or outline level, notes at the
end. What was struck out under tracked changes, hidden text, comments, heads and feet stay out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.article import InlineKind
from index.formats.archive import Archive, attribute, child, children, local, plain, small
from index.formats.decoding import Unreadable
from index.formats.draft import Draft, RawBlock, Run
from index.formats.office import (
    finish,
    heading_level,
    is_title,
    kind_of,
    merged,
    role_of,
    take_lines,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

_BODY = "word/document.xml"
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OFF = ("0", "false", "off", "none")
_STYLES: dict[str, InlineKind] = {"b": "strong", "i": "emphasis", "strike": "strike"}
_SKIPPED = frozenset(
    ["del", "moveFrom", "instrText", "delText", "pPr", "rPr", "pict", "object", "annotationRef"]
)
_LINK: frozenset[InlineKind] = frozenset(["link"])
_MAX_BASED_ON = 10
_MAX_NESTING = 9


@dataclass(slots=True)
class _Style:
    name: str = ""
    based_on: str = ""
    level: int = 0
    bold: bool = False
    italic: bool = False


@dataclass(slots=True)
class _Document:
    """What the parts beside the body say, and how far its lists have counted."""

    styles: dict[str, _Style] = field(default_factory=dict)
    targets: dict[str, str] = field(default_factory=dict)
    formats: dict[tuple[str, int], tuple[str, int]] = field(default_factory=dict)
    counts: dict[tuple[str, int], int] = field(default_factory=lambda: defaultdict(int))
    notes: list[str] = field(default_factory=list)


def read(data: bytes) -> Draft:
    """The draft of a Word document; raises Unreadable."""
    if data.startswith(_OLE):
        locked = _ENCRYPTED in data
        raise Unreadable(
            "is encrypted with a password" if locked else "is an old Word file: save it as .docx"
        )
    draft = Draft(parser="the document's paragraphs and their styles")
    archive = Archive(data)
    if archive.find(_BODY) is None:
        raise Unreadable("is no Word document: it has no text part")
    document = _Document(_styles(archive), _targets(archive), _formats(archive))
    _describe(draft, archive)
    body = child(archive.xml(_BODY), "body")
    blocks = [] if body is None else list(_blocks(body, document, draft))
    notes = [
        note
        for part, mark in (("footnotes", "f"), ("endnotes", "e"))
        for note in _notes(archive, part, mark, document)
    ]
    finish(draft, blocks, notes)
    if not draft.blocks:
        raise Unreadable("holds no text")
    return draft


def _blocks(
    parent: _Element, document: _Document, draft: Draft, depth: int = 0
) -> Iterator[RawBlock]:
    """The blocks of a body or a cell; structured parts and insertions are looked into."""
    for element in parent:
        name = local(element)
        if name == "p":
            yield from _paragraph(element, document, draft)
        elif name == "tbl":
            yield from _table(element, document, draft, depth)
        elif name == "sdt" and _is_contents(element):
            draft.drop("navigation", plain(child(element, "sdtContent"))[:500])
        elif name in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml"):
            if depth < _MAX_NESTING:
                yield from _blocks(element, document, draft, depth + 1)
            else:
                draft.doubt("Parts nested deeply within one another were left out.")


def _is_contents(element: _Element) -> bool:
    gallery = child(element, "sdtPr", "docPartObj", "docPartGallery")
    return gallery is not None and attribute(gallery, "val") == "Table of Contents"


def _paragraph(element: _Element, document: _Document, draft: Draft) -> Iterator[RawBlock]:
    properties = child(element, "pPr")
    style = document.styles.get(_value(properties, "pStyle"), _Style())
    runs = merged(list(_runs(element, document, style)))
    text = "".join(run.text for run in runs)
    if not text.strip():
        return
    level = _outline_level(properties) or style.level
    role = role_of(style.name)
    if not level and take_lines(draft, role, text):
        return
    if level:
        plain_runs = (Run(r.text, r.styles - {"strong", "emphasis"}, r.target) for r in runs)
        yield RawBlock("heading", tuple(plain_runs), level)
        return
    numbering = child(properties, "numPr")
    if numbering is not None and (marker := _marker(numbering, document)) is not None:
        yield RawBlock("item", runs, _depth(numbering), marker)
        return
    yield RawBlock(kind_of(role), runs)


def _runs(element: _Element, document: _Document, style: _Style) -> Iterator[Run]:
    """The text of a paragraph, what is deleted or hidden left out; walks without recursion."""
    pending: list[tuple[_Element, frozenset[InlineKind], str]] = [(element, frozenset(), "")]
    while pending:
        here, styles, target = pending.pop()
        name = local(here)
        if name == "t":
            yield Run(here.text or "", styles | _LINK if target else styles, target or None)
        elif name in ("tab", "ptab"):
            yield Run(" ", styles)
        elif name in ("br", "cr"):
            yield Run("\n", styles)
        elif name == "noBreakHyphen":
            yield Run("-", styles)
        elif name in ("footnoteReference", "endnoteReference"):
            document.notes.append(name[0] + attribute(here, "id"))
            yield Run(f"[{len(document.notes)}]")
        elif name == "AlternateContent":
            chosen = child(here, "Choice")
            pending += [(chosen, styles, target)] if chosen is not None else []
        elif name not in _SKIPPED:
            if name == "r":
                properties = child(here, "rPr")
                if child(properties, "vanish") is not None:
                    continue
                styles = _run_styles(properties, style)
            elif name == "hyperlink":
                target = document.targets.get(attribute(here, "id"), "")
            # A text box within a paragraph has paragraphs of its own.
            if name == "p" and here is not element:
                yield Run("\n")
            pending += ((each, styles, target) for each in reversed(here))


def _run_styles(properties: _Element | None, style: _Style) -> frozenset[InlineKind]:
    said: dict[InlineKind, bool] = {"strong": style.bold, "emphasis": style.italic}
    for element in properties if properties is not None else ():
        kind = _STYLES.get(local(element))
        if kind is not None:
            said[kind] = attribute(element, "val").lower() not in _OFF
    return frozenset(kind for kind, is_on in said.items() if is_on)


def _table(table: _Element, document: _Document, draft: Draft, depth: int) -> Iterator[RawBlock]:
    """The rows of a table; one that only lays out text is read as that text."""
    rows = children(table, "tr")
    for number, row in enumerate(rows):
        cells = [list(_blocks(cell, document, draft, depth + 1)) for cell in children(row, "tc")]
        if len(cells) < 2 or any(len(cell) > 4 for cell in cells):
            yield from (block for cell in cells for block in cell)
            continue
        head = child(row, "trPr", "tblHeader")
        is_head = head is not None and attribute(head, "val").lower() not in _OFF
        look = child(table, "tblPr", "tblLook")
        is_head |= number == 0 and len(rows) > 1 and look is not None and _names_first_row(look)
        runs = tuple(
            tuple(run for n, block in enumerate(cell) for run in _spaced(block, n))
            for cell in cells
        )
        yield RawBlock("row", level=int(is_head), cells=runs)


def _names_first_row(look: _Element) -> bool:
    said = attribute(look, "firstRow")
    if said:
        return said.lower() not in _OFF
    try:
        return bool(int(attribute(look, "val") or "0", 16) & 0x20)
    except ValueError:
        return False


def _spaced(block: RawBlock, number: int) -> tuple[Run, ...]:
    runs = block.runs or tuple(run for cell in block.cells for run in (*cell, Run(" ")))
    return (Run(" "), *runs) if number else runs


def _marker(numbering: _Element, document: _Document) -> str | None:
    """The mark of a list item, counted on; None if the paragraph has left its list."""
    listed, level = _value(numbering, "numId"), _depth(numbering)
    if listed in ("", "0"):
        return None
    kind, start = document.formats.get((listed, level), ("bullet", 1))
    document.counts[listed, level] += 1
    for deeper in range(level + 1, 9):
        document.counts.pop((listed, deeper), None)
    if kind in ("bullet", "none"):
        return "•"
    return f"{document.counts[listed, level] + start - 1}."


def _notes(archive: Archive, part: str, mark: str, document: _Document) -> Iterator[RawBlock]:
    """The notes the text refers to; the first paragraph of each bears its number."""
    if not document.notes or archive.find(f"word/{part}.xml") is None:
        return
    numbers = {name: number for number, name in enumerate(document.notes, 1)}
    targets, document.targets = document.targets, _targets(archive, part)
    aside = Draft()
    for note in archive.xml(f"word/{part}.xml"):
        number = numbers.get(mark + attribute(note, "id"))
        if number is not None:
            for place, block in enumerate(_blocks(note, document, aside)):
                marker = f"[{number}]" if place == 0 else ""
                yield RawBlock("footnote", block.runs, 0, marker)
    document.targets = targets


def _value(properties: _Element | None, name: str) -> str:
    element = child(properties, name)
    return "" if element is None else attribute(element, "val")


def _outline_level(properties: _Element | None) -> int:
    """The heading level that a paragraph's outline level makes it, 0 for none."""
    level = small(_value(properties, "outlineLvl"))
    return level + 1 if 0 <= level < 9 else 0


def _depth(numbering: _Element) -> int:
    return min(max(small(_value(numbering, "ilvl")), 0), 8)


def _styles(archive: Archive) -> dict[str, _Style]:
    if archive.find("word/styles.xml") is None:
        return {}
    found: dict[str, _Style] = {}
    for element in children(archive.xml("word/styles.xml"), "style"):
        if attribute(element, "type") in ("paragraph", ""):
            name = _value(element, "name")
            level = _outline_level(child(element, "pPr"))
            kinds = _run_styles(child(element, "rPr"), _Style())
            found[attribute(element, "styleId")] = _Style(
                name,
                _value(element, "basedOn"),
                heading_level(name) or level,
                "strong" in kinds,
                "emphasis" in kinds,
            )
    return {name: _with_base(style, found) for name, style in found.items()}


def _with_base(style: _Style, styles: dict[str, _Style]) -> _Style:
    """A style with the level that it takes over from the styles it is based on."""
    base = style
    for _ in range(_MAX_BASED_ON):
        if base.level or not base.based_on or base.based_on not in styles:
            break
        base = styles[base.based_on]
    return _Style(style.name, style.based_on, base.level, style.bold, style.italic)


def _targets(archive: Archive, part: str = "document") -> dict[str, str]:
    name = f"word/_rels/{part}.xml.rels"
    if archive.find(name) is None:
        return {}
    links = (e for e in archive.xml(name) if attribute(e, "Type").endswith("/hyperlink"))
    return {attribute(link, "Id"): attribute(link, "Target") for link in links}


def _formats(archive: Archive) -> dict[tuple[str, int], tuple[str, int]]:
    """How each list counts at each level: format and first number."""
    if archive.find("word/numbering.xml") is None:
        return {}
    root = archive.xml("word/numbering.xml")
    levels = {
        attribute(e, "abstractNumId"): children(e, "lvl") for e in children(root, "abstractNum")
    }
    found: dict[tuple[str, int], tuple[str, int]] = {}
    for number in children(root, "num"):
        for level in levels.get(_value(number, "abstractNumId"), ()):
            depth, start = small(attribute(level, "ilvl")), small(_value(level, "start"))
            kind = _value(level, "numFmt")
            found[attribute(number, "numId"), depth] = (kind, start if start >= 0 else 1)
    return found


def _describe(draft: Draft, archive: Archive) -> None:
    """What the properties say; when a file was made is not when its text was published."""
    if archive.find("docProps/core.xml") is None:
        return
    core = archive.xml("docProps/core.xml")
    title, keywords = plain(child(core, "title")), plain(child(core, "keywords"))
    if is_title(title):
        draft.title, draft.origins["title"] = title, "the document's properties"
    if author := plain(child(core, "creator")):
        draft.authors.append(author)
        draft.origins["authors"] = "the document's properties"
    if tags := [tag.strip() for tag in keywords.replace(";", ",").split(",") if tag.strip()]:
        draft.tags += tags[:20]
        draft.origins["tags"] = "the document's properties"
    draft.language = plain(child(core, "language")) or None
