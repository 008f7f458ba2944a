"""An lxml tree -> raw blocks, in the order of the document.

Whole pages and the HTML inside Markdown come through here. Every text of the tree lands in exactly
one block, nothing is judged: what belongs to the article is for others to say. Walks without
recursion, so depth costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from index.article import BlockKind, InlineKind
from index.formats.accordions import is_icon, unfolds, without_signs
from index.formats.draft import RawBlock, Run
from index.formats.furniture import (
    REGIONS,
    asks_by_element,
    is_furniture,
    is_label_for_ears,
)
from index.formats.headings import asks
from index.formats.htmltree import weight_of

if TYPE_CHECKING:
    from lxml.etree import _Element


def _tags(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_SKIPPED = _tags("""
    script style template noscript head svg math iframe object embed canvas audio video select
    option textarea datalist map
""")
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_LEVELS = frozenset("123456")
_STYLES: dict[str, InlineKind] = {
    "em": "emphasis", "i": "emphasis", "cite": "emphasis", "var": "emphasis", "dfn": "emphasis",
    "strong": "strong", "b": "strong", "code": "code", "kbd": "code", "samp": "code", "tt": "code",
    "s": "strike", "del": "strike", "strike": "strike",
}  # fmt: skip
_BLOCKS = frozenset(_HEADINGS) | _tags("""
    address article aside blockquote body button caption center dd details dialog dir div dl dt
    fieldset figcaption figure footer form header hgroup hr html legend li main menu nav ol p pre
    search section summary table tbody td tfoot th thead tr ul
""")
_LISTS = _tags("ul ol menu dir")
_CAPTIONS = _tags("figcaption caption")
_ASKED = _tags("summary dt button")
_HTML_SPACE = re.compile(r"[ \t\n\r\f]+")
_PERMALINKS = frozenset("¶ # § 🔗".split())
_GLUED = re.compile(r"[^\W\d_A-Z][^\W\d_a-z]|[?!:.][^\W\d_]")
_LONG_CELL = 600
_MAX_NUMBER = 9999
_MAX_REGIONS = 10


@dataclass(frozen=True, slots=True)
class Found:
    """A block and where it was found.

    `asked` marks headings by their element (summary, dt), `named` those that the page's data name
    as questions.
    """

    block: RawBlock
    element: _Element
    regions: tuple[_Element, ...] = ()
    asked: bool = False
    named: bool = False


@dataclass(slots=True)
class _List:
    ordered: bool
    number: int = 1


@dataclass(slots=True)
class _Walk:
    """What is open at one point of the walk."""

    base: str
    alt_captions: bool
    runs: list[Run] = field(default_factory=list)
    styles: list[InlineKind] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    regions: list[_Element] = field(default_factory=list)
    cells: list[tuple[Run, ...]] = field(default_factory=list)
    marker: str = ""
    quotes: int = 0
    heading: int = 0
    captions: int = 0
    asked: int = 0
    pre: int = 0
    row: _Element | None = None


def blocks_of(root: _Element, *, base: str = "", alt_captions: bool = False) -> Iterator[Found]:
    """Every block of a tree. Relative links are resolved against the address `base`.

    `alt_captions`: pictures give a caption, their alternative text.
    """
    from lxml import etree

    walk = _Walk(base, alt_captions)
    skipped: _Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start" and skipped is None:
            if (
                not tag
                or tag in _SKIPPED
                or (tag == "button" and not unfolds(element))
                or is_label_for_ears(element)
                or is_icon(element)
            ):
                skipped = element
            if skipped is not None:
                continue
            yield from _open(walk, element, tag)
            _text(walk, element.text)
        elif event == "end":
            if skipped is element:
                skipped = None
            elif skipped is None:
                yield from _close(walk, element, tag)
            if skipped is None and element is not root:
                _text(walk, element.tail)
    yield from _flush(walk, root)


def as_question(found: Found) -> RawBlock:
    """The block; a question that its element marks is bold, and so a heading's candidate."""
    block = found.block
    is_question = found.named or (found.asked and asks(block.plain.strip()))
    if not is_question or block.kind not in ("paragraph", "item"):
        return block
    runs = (Run(run.text, run.styles | {"strong"}, run.target) for run in block.runs)
    return RawBlock("paragraph", tuple(runs))


def _open(walk: _Walk, element: _Element, tag: str) -> Iterator[Found]:
    if (style := _style_of(element, tag)) is not None:
        walk.styles.append(style)
    if tag == "a":
        walk.links.append(_resolved(walk.base, element.get("href", "")))
    elif tag == "br":
        walk.runs.append(Run("\n"))
    elif tag == "img" and walk.alt_captions and (alt := caption_of(element.get("alt", ""))):
        address = _resolved(walk.base, element.get("src", ""))
        run = Run(alt, frozenset({"link"}), address) if address else Run(alt)
        yield Found(RawBlock("caption", (run,)), element, tuple(walk.regions))
    if tag not in _BLOCKS:
        return
    if walk.row is not None:
        walk.runs.append(Run(" "))
    else:
        yield from _flush(walk, element)
    if len(walk.regions) < _MAX_REGIONS and (tag in REGIONS or is_furniture(element)):
        walk.regions.append(element)
    _open_block(walk, element, tag)


def _style_of(element: _Element, tag: str) -> InlineKind | None:
    """What an element makes of its text, by its name or its weight; what holds blocks does not."""
    style = _STYLES.get(tag)
    if style not in (None, "strong") or tag in _HEADINGS or (is_bold := weight_of(element)) is None:
        return style
    return "strong" if is_bold and not any(each.tag in _BLOCKS for each in element) else None


def _open_block(walk: _Walk, element: _Element, tag: str) -> None:
    if tag in _HEADINGS:
        walk.heading = _HEADINGS[tag]
    elif element.get("role") == "heading" and tag != "button":
        level = element.get("aria-level", "")
        walk.heading = int(level) if level in _LEVELS else 2
    elif tag in _LISTS:
        start = element.get("start", "")
        number = int(start) if start.isdecimal() and len(start) <= 4 else 1
        walk.lists.append(_List(tag == "ol", number))
    elif tag == "li":
        walk.marker = _next_marker(walk)
    elif tag == "blockquote":
        walk.quotes += 1
    elif tag == "pre":
        walk.pre += 1
    elif tag in _CAPTIONS:
        walk.captions += 1
    elif tag in _ASKED or element.get("role") == "button":
        walk.asked += 1
    elif tag == "tr" and walk.row is None and _is_data_row(element):
        walk.row = element
    elif tag in ("td", "th") and walk.row is not None:
        walk.runs.clear()


def _close(walk: _Walk, element: _Element, tag: str) -> Iterator[Found]:
    if _style_of(element, tag) is not None and walk.styles:
        walk.styles.pop()
    if tag == "a" and walk.links:
        walk.links.pop()
    if tag not in _BLOCKS:
        return
    if walk.row is not None:
        if tag in ("td", "th"):
            walk.cells.append(tuple(walk.runs))
            walk.runs.clear()
        elif element is walk.row:
            yield _row(walk, element)
    else:
        yield from _flush(walk, element)
    if walk.regions and walk.regions[-1] is element:
        walk.regions.pop()
    _close_block(walk, element, tag)


def _close_block(walk: _Walk, element: _Element, tag: str) -> None:
    if tag in _HEADINGS or element.get("role") == "heading":
        walk.heading = 0
    elif tag in _LISTS and walk.lists:
        walk.lists.pop()
    elif tag == "li":
        walk.marker = ""
    elif tag == "blockquote":
        walk.quotes -= 1
    elif tag == "pre":
        walk.pre -= 1
    elif tag in _CAPTIONS:
        walk.captions -= 1
    elif tag in _ASKED or element.get("role") == "button":
        walk.asked -= 1


def _text(walk: _Walk, text: str | None) -> None:
    if not text:
        return
    if not walk.pre:
        text = _HTML_SPACE.sub(" ", text)
    target = walk.links[-1] if walk.links else ""
    styles = set(walk.styles)
    if target:
        styles.add("link")
    walk.runs.append(Run(text, frozenset(styles), target or None))


def _flush(walk: _Walk, element: _Element) -> Iterator[Found]:
    """What was read since the last block began; two line breaks part paragraphs."""
    runs, walk.runs = walk.runs, []
    if not any(run.text.strip() for run in runs):
        return
    kind, level = _kind(walk)
    if kind == "heading" and len(runs) > 1:
        # Links to the heading itself, which some sites put beside it.
        runs = _spaced([run for run in runs if run.text.strip() not in _PERMALINKS])
    if kind == "heading" or walk.asked:
        runs = without_signs(runs)
    for part in [runs] if kind in ("code", "heading") else _parted(runs):
        block = RawBlock(kind, tuple(part), level, walk.marker if kind == "item" else "")
        if kind == "item":
            walk.marker = ""
        asked = walk.asked > 0 or (
            kind in ("paragraph", "item") and asks_by_element(block, element)
        )
        yield Found(block, element, tuple(walk.regions), asked)


def _spaced(runs: list[Run]) -> list[Run]:
    """The runs of a heading with a space where a line of it ends for the eye only.

    A rubric and a headline in one heading are often two elements with nothing between them.
    """
    result: list[Run] = []
    for run in runs:
        before = result[-1].text if result else ""
        if (
            " " in before.strip()
            and " " in run.text.strip()
            and _GLUED.search(before[-1] + run.text[0])
        ):
            result.append(Run(" "))
        result.append(run)
    return result


def _kind(walk: _Walk) -> tuple[BlockKind, int]:
    if walk.heading:
        return "heading", walk.heading
    if walk.pre:
        return "code", 0
    if walk.captions:
        return "caption", 0
    if walk.lists:
        return "item", len(walk.lists) - 1
    if walk.quotes:
        return "quote", walk.quotes - 1
    return "paragraph", 0


def _parted(runs: list[Run]) -> Iterator[list[Run]]:
    """The paragraphs of a block that two or more line breaks in a row divide."""
    part: list[Run] = []
    breaks = 0
    for run in runs:
        if run.text == "\n":
            breaks += 1
        elif run.text.strip():
            if breaks >= 2 and any(r.text.strip() for r in part):
                yield part
                part = []
            breaks = 0
        part.append(run)
    if any(run.text.strip() for run in part):
        yield part


def _row(walk: _Walk, row: _Element) -> Found:
    cells, walk.cells, walk.row = tuple(walk.cells), [], None
    walk.runs.clear()
    tags = [cell.tag for cell in row if isinstance(cell.tag, str)]
    parent = row.getparent()
    is_head = bool(tags) and all(tag == "th" for tag in tags)
    is_head = is_head or (parent is not None and parent.tag == "thead")
    return Found(RawBlock("row", level=int(is_head), cells=cells), row, tuple(walk.regions))


def _is_data_row(row: _Element) -> bool:
    """Whether a table row holds data; rows that lay out a page are not rows to a reader."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    if len(cells) < 2:
        return False
    for cell in cells:
        if any(True for _ in cell.iter("table", "blockquote", "pre", *_HEADINGS)):
            return False
        if _is_longer(cell, _LONG_CELL):
            return False
    return True


def _is_longer(element: _Element, limit: int) -> bool:
    """Whether an element holds more text than so many code points; stops as soon as it does."""
    length = 0
    for text in element.itertext():
        length += len(text)
        if length > limit:
            return True
    return False


def _next_marker(walk: _Walk) -> str:
    if not walk.lists or not walk.lists[-1].ordered:
        return "•"
    current = walk.lists[-1]
    number = current.number
    current.number = min(number + 1, _MAX_NUMBER)
    return f"{number}."


def _resolved(base: str, href: str) -> str:
    href = href.strip()
    if not href or href.startswith("#"):
        return ""
    try:
        return urljoin(base, href) if base else href
    except ValueError:
        return ""


_NO_CAPTION = re.compile(
    r"[\w-]*(?:image|img|photo|picture|logo|icon|avatar|screenshot|banner|cover|thumbnail|bild|foto)"
    r"[\w-]*\d*|.*\.(?:jpe?g|png|gif|svg|webp|avif|bmp)|[\W\d_]*",
    re.IGNORECASE,
)


def caption_of(alt: str) -> str:
    """A picture's alternative text if it says something, else nothing."""
    alt = " ".join(alt[:2000].split())
    return "" if _NO_CAPTION.fullmatch(alt) or len(alt) < 4 else alt


def link_share(found: Found) -> float:
    """Share of a block's characters that are links; of none, all."""
    runs = found.block.runs or tuple(run for cell in found.block.cells for run in cell)
    total = sum(len(run.text.strip()) for run in runs)
    linked = sum(len(run.text.strip()) for run in runs if "link" in run.styles)
    return linked / total if total else 1.0
