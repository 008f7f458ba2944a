"""An OpenDocument text (OASIS ODF 1.3, part 3) -> Draft.

The body in order, headings by their outline level, notes at the end. Tracked deletions, comments,
contents, heads and feet stay out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
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

_MAX_DEPTH = 30
_MAX_SPACES = 100
_MAX_PARENTS = 10
_INDEXES = ("table-of-content", "alphabetical-index", "illustration-index", "table-index")
_LAYERS = ("section", "index-body", "soft-page-break", "table-header-rows", "table-rows")
_INLINE_LAYERS = ("span", "a", "meta", "ruby", "ruby-base", "meta-field")


@dataclass(slots=True)
class _Style:
    name: str = ""
    parent: str = ""
    kinds: frozenset[InlineKind] = frozenset()


@dataclass(slots=True)
class _Document:
    draft: Draft
    styles: dict[str, _Style] = field(default_factory=dict)
    ordered: dict[str, bool] = field(default_factory=dict)
    notes: list[RawBlock] = field(default_factory=list)
    numbered: int = 0

    def style(self, name: str) -> str:
        """The name of the style people see, behind the automatic ones."""
        for _ in range(_MAX_PARENTS):
            style = self.styles.get(name)
            if style is None or not style.parent or heading_level(_shown(style.name)):
                break
            if role_of(_shown(name)) != "body":
                break
            name = style.parent
        return _shown(name)


def read(data: bytes) -> Draft:
    """The draft of an OpenDocument text; raises Unreadable."""
    draft = Draft(parser="the document's paragraphs and their styles")
    archive = Archive(data)
    if archive.find("META-INF/manifest.xml") is not None:
        manifest = archive.xml("META-INF/manifest.xml")
        if any(local(element) == "encryption-data" for element in manifest.iter()):
            raise Unreadable("is encrypted with a password")
    if archive.find("content.xml") is None:
        raise Unreadable("is no OpenDocument text: it has no content")
    _describe(draft, archive)
    root = archive.xml("content.xml")
    body = child(root, "body", "text")
    if body is None:
        raise Unreadable("is no OpenDocument text: it holds no text part")
    document = _Document(draft)
    _learn(document, child(root, "automatic-styles"))
    if archive.find("styles.xml") is not None:
        styles = archive.xml("styles.xml")
        _learn(document, child(styles, "styles"))
    finish(draft, list(_blocks(body, document, 0)), document.notes)
    if not draft.blocks:
        raise Unreadable("holds no text")
    return draft


def _blocks(parent: _Element, document: _Document, depth: int) -> Iterator[RawBlock]:
    if depth > _MAX_DEPTH:
        document.draft.doubt("Parts nested deeply within one another were left out.")
        return
    for element in parent:
        name = local(element)
        if name == "h":
            yield from _heading(element, document)
        elif name == "p":
            yield from _paragraph(element, document)
        elif name == "list":
            yield from _list(element, document, depth, attribute(element, "style-name"), 0)
        elif name == "table":
            yield from _table(element, document, depth)
        elif name in _INDEXES:
            document.draft.drop("navigation", plain(child(element, "index-body"))[:500])
        elif name in _LAYERS:
            yield from _blocks(element, document, depth + 1)


def _heading(element: _Element, document: _Document) -> Iterator[RawBlock]:
    level = attribute(element, "outline-level")
    runs = _runs(element, document)
    if any(run.text.strip() for run in runs):
        plain_runs = (Run(r.text, r.styles - {"strong", "emphasis"}, r.target) for r in runs)
        yield RawBlock("heading", tuple(plain_runs), max(small(level), 1))


def _paragraph(element: _Element, document: _Document) -> Iterator[RawBlock]:
    runs = _runs(element, document)
    text = "".join(run.text for run in runs)
    role = role_of(document.style(attribute(element, "style-name")))
    if text.strip() and not take_lines(document.draft, role, text):
        yield RawBlock(kind_of(role), runs)
    # Text boxes hang in the paragraph that they are anchored to.
    for box in _boxes(element):
        yield from _blocks(box, document, _MAX_DEPTH)


def _boxes(element: _Element) -> Iterator[_Element]:
    """The text boxes in a paragraph, those within other boxes left to these."""
    pending = list(reversed(element))
    while pending:
        here = pending.pop()
        if local(here) == "text-box":
            yield here
        else:
            pending += reversed(here)


def _list(
    element: _Element, document: _Document, depth: int, style: str, level: int
) -> Iterator[RawBlock]:
    if depth > _MAX_DEPTH:
        document.draft.doubt("Parts nested deeply within one another were left out.")
        return
    ordered = document.ordered.get(f"{style} {level + 1}", False)
    number = 0
    for item in element:
        if local(item) not in ("list-item", "list-header"):
            continue
        start = small(attribute(item, "start-value"))
        number = start if start >= 0 else number + 1
        marker = f"{number}." if ordered else "•"
        for part in item:
            if local(part) == "list":
                own = attribute(part, "style-name") or style
                yield from _list(part, document, depth + 1, own, level + 1)
            elif local(part) in ("p", "h"):
                blocks = (
                    _paragraph(part, document) if local(part) == "p" else _heading(part, document)
                )
                for block in blocks:
                    if block.kind != "paragraph":
                        yield block
                        continue
                    yield replace(block, kind="item", level=level, marker=marker)
                    marker = ""


def _table(table: _Element, document: _Document, depth: int) -> Iterator[RawBlock]:
    """The rows of a table; one that only lays out text is read as that text."""
    if depth > _MAX_DEPTH:
        document.draft.doubt("Parts nested deeply within one another were left out.")
        return
    heads = [row for part in children(table, "table-header-rows") for row in part]
    rows = heads + [
        row
        for part in (table, *children(table, "table-rows"))
        for row in children(part, "table-row")
    ]
    for number, row in enumerate(rows):
        cells = [list(_blocks(cell, document, depth + 1)) for cell in children(row, "table-cell")]
        if len(cells) < 2 or any(len(cell) > 4 for cell in cells):
            yield from (block for cell in cells for block in cell)
            continue
        runs = tuple(
            tuple(run for block in cell for run in (*_all_runs(block), Run(" "))) for cell in cells
        )
        yield RawBlock("row", level=int(number < len(heads)), cells=runs)


def _all_runs(block: RawBlock) -> tuple[Run, ...]:
    return block.runs or tuple(run for cell in block.cells for run in (*cell, Run(" ")))


def _runs(element: _Element, document: _Document) -> tuple[Run, ...]:
    """The text of a paragraph; notes in it are put aside and leave their mark."""
    own = document.styles.get(attribute(element, "style-name"), _Style()).kinds
    found: list[Run] = [Run(element.text or "", own)] if element.text else []
    pending: list[tuple[_Element | _Tail, frozenset[InlineKind], str]]
    pending = [(each, own, "") for each in reversed(element)]
    while pending:
        here, styles, target = pending.pop()
        if isinstance(here, _Tail):
            found.append(_run(here.text, styles, target))
            continue
        pending.append((_Tail(here.tail or ""), styles, target))
        name = local(here)
        if name == "s":
            spaces = min(max(small(attribute(here, "c")), 1), _MAX_SPACES)
            found.append(Run(" " * spaces, styles))
        elif name in ("tab", "line-break"):
            found.append(Run(" " if name == "tab" else "\n", styles))
        elif name == "note":
            found.append(_note(here, document))
        elif name in _INLINE_LAYERS:
            inside = document.styles.get(attribute(here, "style-name"), _Style()).kinds | styles
            target = attribute(here, "href") if name == "a" else target
            found.append(_run(here.text or "", inside, target))
            pending += ((each, inside, target) for each in reversed(here))
    return merged(found)


@dataclass(frozen=True, slots=True)
class _Tail:
    """Text that follows an element, back in the style around it."""

    text: str


def _run(text: str, styles: frozenset[InlineKind], target: str) -> Run:
    return Run(text, styles | {"link"} if target else styles, target or None)


def _note(note: _Element, document: _Document) -> Run:
    document.numbered += 1
    place = len(document.notes)
    mark = f"[{document.numbered}]"
    document.notes.append(RawBlock("footnote", (), 0, mark))
    body = child(note, "note-body")
    blocks = (
        [] if body is None else [b for p in children(body, "p") for b in _paragraph(p, document)]
    )
    document.notes[place : place + 1] = [
        replace(block, kind="footnote", marker=mark if n == 0 else "")
        for n, block in enumerate(blocks)
    ] or [RawBlock("footnote", (), 0, mark)]
    return Run(mark)


def _learn(document: _Document, styles: _Element | None) -> None:
    """Take in what styles mean: parent, bold, italic, and how lists count."""
    for style in styles if styles is not None else ():
        name = attribute(style, "name")
        if local(style) == "list-style":
            for level in style:
                numbered = local(level) == "list-level-style-number"
                document.ordered[f"{name} {attribute(level, 'level')}"] = numbered
        elif local(style) == "style":
            text = child(style, "text-properties")
            kinds: set[InlineKind] = set()
            if text is not None and attribute(style, "family") in ("text", "paragraph"):
                if attribute(text, "font-weight") in ("bold", "600", "700", "800", "900"):
                    kinds.add("strong")
                if attribute(text, "font-style") in ("italic", "oblique"):
                    kinds.add("emphasis")
                if attribute(text, "text-line-through-style") not in ("", "none"):
                    kinds.add("strike")
            parent = attribute(style, "parent-style-name")
            document.styles.setdefault(name, _Style(name, parent, frozenset(kinds)))


def _shown(name: str) -> str:
    """A style's name as people see it: other characters than letters are written as their codes."""
    return name.replace("_20_", " ").replace("_", " ")


def _describe(draft: Draft, archive: Archive) -> None:
    """What the properties say; when a file was made is not when its text was published."""
    if archive.find("meta.xml") is None:
        return
    meta = child(archive.xml("meta.xml"), "meta")
    if meta is None:
        return
    if is_title(title := plain(child(meta, "title"))):
        draft.title, draft.origins["title"] = title, "the document's properties"
    author = plain(child(meta, "initial-creator")) or plain(child(meta, "creator"))
    if author:
        draft.authors.append(author)
        draft.origins["authors"] = "the document's properties"
    tags = [plain(e) for e in children(meta, "keyword") if plain(e)]
    if tags:
        draft.tags += tags[:20]
        draft.origins["tags"] = "the document's properties"
    draft.language = plain(child(meta, "language")) or None
