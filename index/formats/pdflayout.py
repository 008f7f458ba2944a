"""Lines with places -> paragraphs, headings, items and rows: the layout of a PDF's pages.

Lines come in the order in which the file draws them, which is the order of reading in nearly
everything that programs write, columns included; places tell where paragraphs and cells end.
Nothing in here knows pypdf.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from index.article import InlineKind
from index.formats.draft import RawBlock, Run
from index.formats.hyphens import Hyphens
from index.formats.pdflines import Drops, Fragment, Line, lines_of, without_running
from index.formats.repeats import words_of

_BIGGER = 1.12
_SMALLER = 0.93
_PARAGRAPH_GAP = 1.3
_HEADING_GAP = 1.8
_INDENT = 0.7
_SHORT_LINE = 0.6
_BROKEN_LINE = 0.45
"""No line within a paragraph is as short as that, but at a break its author made."""
_MAX_HEADING = 300
_STATEMENT_WORDS = 12
_MAX_HEADING_LINES = 4
_MAX_LEVEL = 6

# Symbol fonts put their bullets into the private use area.
_BULLETS = "•‣◦▪▫■●○·∙➢➤✓✔\uf0b7\uf0a7\uf076\uf0d8\uf0fc\uf02d\u2043"
_BULLET = re.compile(rf"(?:[{_BULLETS}]|[-–—*](?=\s))\s*(?=\S)")
_ORDINAL = re.compile(r"(\d{1,2})[.)]\s+(?=\S)")
_NUMBER = re.compile(r"(?:\(?\d{1,2}[.)]|\(?[a-z]\))\s+(?=\S)")
_ENDS = re.compile(r"""[.!?…:;。！？]["'”’»)\]]*\d{0,2}(?:\[\d+\])*$""")


@dataclass(slots=True)
class Layout:
    """What the pages hold.

    `guessed` says whether a heading is one only by its looks, `marked` counts those that bookmarks
    name.
    """

    blocks: list[RawBlock] = field(default_factory=list)
    notes: list[RawBlock] = field(default_factory=list)
    dropped: Drops = field(default_factory=list)
    title: str = ""
    first_lines: list[str] = field(default_factory=list)
    guessed: bool = False
    marked: int = 0


@dataclass(slots=True)
class _Measures:
    """The type area's usual size (points), leading (points) and line length (code points)."""

    size: float
    leading: float
    length: int
    bold: bool


def lay_out(pages: Sequence[Sequence[Fragment]], outline: Mapping[tuple[str, ...], int]) -> Layout:
    """The paragraphs and headings of a file's pages; `outline` are bookmarks with their depth."""
    layout = Layout()
    lines = [lines_of(fragments, number, layout.dropped) for number, fragments in enumerate(pages)]
    layout.first_lines = [line.text for page in lines[:1] for line in page]
    lines = without_running(lines, layout.dropped)
    measures = _measured(lines)
    body, notes = _parted(lines, measures)
    groups = list(_groups(body, measures))
    note_groups = list(_groups(notes, measures))
    hyphens = Hyphens(line.text for line in (*body, *notes))
    _set_headings(layout, groups, measures, hyphens, outline)
    for group in note_groups:
        layout.notes.append(RawBlock("footnote", tuple(_runs(group, hyphens))))
    return layout


def _measured(pages: Sequence[Sequence[Line]]) -> _Measures:
    sizes, bold = Counter[float](), Counter[bool]()
    for line in (line for page in pages for line in page):
        sizes[line.style[0]] += len(line.text)
        bold[line.bold] += len(line.text)
    size = sizes.most_common(1)[0][0] if sizes else 12.0
    usual = [[line for line in page if line.style[0] == size] for page in pages]
    steps = [a.y - b.y for page in usual for a, b in pairwise(page) if 0 < a.y - b.y < 3 * size]
    lengths = sorted(len(line.text) for page in usual for line in page)
    length = lengths[int(0.9 * (len(lengths) - 1))] if lengths else 80
    # The leading is the usual step; steps between paragraphs are longer and fewer.
    leading = median(sorted(steps)[: max(1, int(0.8 * len(steps)))]) if steps else 1.3 * size
    return _Measures(size, leading, length, bold[True] > bold[False])


def _parted(pages: Sequence[Sequence[Line]], measures: _Measures) -> tuple[list[Line], list[Line]]:
    """The lines of the text, and those of the notes that stand in small type below it."""
    body: list[Line] = []
    notes: list[Line] = []
    for page in pages:
        end = len(page)
        while end and page[end - 1].size < _SMALLER * measures.size:
            end -= 1
        lowest = min((line.y for line in page[:end]), default=0.0)
        below = end > 0 and all(line.y < lowest for line in page[end:])
        is_note = below and end < len(page) and page[end].text[:1].isdigit()
        body += page[:end] if is_note else page
        notes += page[end:] if is_note else ()
    return body, notes


def _groups(lines: Sequence[Line], measures: _Measures) -> Iterator[list[Line]]:
    """The lines of each paragraph, heading or item."""
    group: list[Line] = []
    for line in lines:
        if group and _begins(group, line, measures):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _begins(group: list[Line], line: Line, measures: _Measures) -> bool:
    """Whether a line begins a new paragraph after the lines of `group`."""
    above = group[-1]
    text, before = line.text, above.text
    if len(line.cells) > 1 or len(above.cells) > 1:
        return True
    is_big = line.size > _BIGGER * measures.size
    if abs(line.size - above.size) > 0.08 * max(line.size, above.size) or (
        is_big and line.bold != above.bold
    ):
        return True
    one_weight = line.bold or all(each.bold for each in group)
    if line.bold != above.bold and one_weight and _ends_early(above, measures):
        return True
    ended = _ENDS.search(before) is not None
    step = above.y - line.y
    if line.page != above.page or step < -0.5 * line.size or step > 12 * measures.leading:
        # The next column or page: a sentence goes on there.
        return is_big or _opens_item(text) or (ended and not text[:1].islower())
    leading = measures.leading * line.size / measures.size
    if step > (_HEADING_GAP if is_big else _PARAGRAPH_GAP) * leading:
        return True
    if is_big:
        return False
    if _opens_item(text) and (ended or _ends_early(above, measures) or _opens_item(group[0].text)):
        return True
    goes_on = text[:1].islower() or before.endswith(("-", "\u2010", "\u00ad"))
    if len(before) < _BROKEN_LINE * measures.length and not goes_on:
        return True
    shift = line.x - above.x
    in_item = _opens_item(group[0].text)
    if shift > _INDENT * line.size:
        return not in_item and step > 0.5 * leading
    if shift < -_INDENT * line.size:
        return len(group) > 1 or in_item
    return ended and _ends_early(above, measures) and not text[:1].islower()


def _ends_early(line: Line, measures: _Measures) -> bool:
    return len(line.text) < _SHORT_LINE * measures.length


def _opens_item(text: str) -> bool:
    return bool(_BULLET.match(text) or _NUMBER.match(text))


def _runs(group: Sequence[Line], hyphens: Hyphens) -> Iterator[Run]:
    """The text of a paragraph's lines, put together at their ends."""
    for n, line in enumerate(group):
        follows = group[n + 1].text if n + 1 < len(group) else ""
        pieces = [fragment for fragment in line.fragments if fragment.text]
        for place, fragment in enumerate(pieces):
            text = fragment.text
            if place == len(pieces) - 1:
                text = hyphens.joined(line.text, text.rstrip(), follows)
            kinds: set[InlineKind] = set()
            if fragment.bold:
                kinds.add("strong")
            if fragment.italic:
                kinds.add("emphasis")
            yield Run(text, frozenset(kinds))


def _set_headings(
    layout: Layout,
    groups: list[list[Line]],
    measures: _Measures,
    hyphens: Hyphens,
    outline: Mapping[tuple[str, ...], int],
) -> None:
    """Make blocks of the groups: title, headings by bookmark or size, items, paragraphs."""
    texts = ["".join(run.text for run in _runs(group, hyphens)) for group in groups]
    rows, numbers = _rows(groups), _numbered(texts)
    marked = {
        n: depth
        for n, text in enumerate(texts)
        if len(text) <= _MAX_HEADING and (depth := outline.get(words_of(text), -1)) >= 0
    }
    heads = {n for n, group in enumerate(groups) if _is_head(group, texts[n], measures)} - rows
    title = _title(groups, heads, texts)
    # Bookmarks that leave the title out begin below it.
    shift = 1 if title is None or title in marked else 2
    levels = _levels(groups, heads, {n: depth + shift for n, depth in marked.items()}, title)
    layout.marked = len(marked)
    for n, group in enumerate(groups):
        runs = tuple(_runs(group, hyphens))
        if n in rows:
            cells = tuple(tuple(Run(f.text) for f in cell) for cell in group[0].cells)
            is_head = n - 1 not in rows and group[0].bold
            layout.blocks.append(RawBlock("row", level=int(is_head), cells=cells))
            continue
        if n == title:
            layout.title = " ".join(texts[n].split())
        if n in heads or n in marked:
            layout.guessed |= n not in marked and n != title
            level = marked[n] + shift if n in marked else levels[group[0].style]
            layout.blocks.append(RawBlock("heading", (Run(texts[n]),), min(level, _MAX_LEVEL)))
        elif (bullet := _BULLET.match(texts[n])) is not None:
            layout.blocks.append(RawBlock("item", _cut(runs, bullet.end()), 0, "•"))
        elif n in numbers:
            marker, start = numbers[n]
            layout.blocks.append(RawBlock("item", _cut(runs, start), 0, marker))
        else:
            if measures.bold:
                runs = tuple(Run(run.text, run.styles - {"strong"}) for run in runs)
            layout.blocks.append(RawBlock("paragraph", runs))


def _rows(groups: list[list[Line]]) -> set[int]:
    """The groups that are rows of a table: lines of several cells, at least two together."""
    several = [len(group) == 1 and len(group[0].cells) > 1 for group in groups]
    near = [False, *several, False]
    return {n for n, is_row in enumerate(several) if is_row and (near[n] or near[n + 2])}


def _numbered(texts: Sequence[str]) -> dict[int, tuple[str, int]]:
    """The texts that are items of a numbered list, with their marker and where its text begins.

    A number alone is none: a list has at least two, one after the other.
    """
    found = [_ORDINAL.match(text) for text in texts]
    values = [int(match[1]) if match else -9 for match in found]
    near = [-99, *values, -99]
    return {
        n: (f"{values[n]}.", match.end())
        for n, match in enumerate(found)
        if match and (near[n] == values[n] - 1 or near[n + 2] == values[n] + 1)
    }


def _is_head(group: list[Line], text: str, measures: _Measures) -> bool:
    """Whether a group is a heading by its size."""
    if len(group) > _MAX_HEADING_LINES or len(text) > _MAX_HEADING:
        return False
    # A standfirst is set larger than the text, too, but states something.
    if text.rstrip().endswith(".") and len(text.split()) > _STATEMENT_WORDS:
        return False
    return group[0].size > _BIGGER * measures.size and any(map(str.isalpha, text)) and len(text) > 1


def _title(groups: list[list[Line]], heads: set[int], texts: list[str]) -> int | None:
    """The largest heading of the first page, if it is larger than all others there."""
    first = [n for n in heads if groups[n][0].page == 0 and len(texts[n].split()) > 1]
    if not first:
        return None
    largest = max(groups[n][0].size for n in first)
    best = [n for n in first if groups[n][0].size > 0.98 * largest]
    return best[0] if len(best) == 1 else None


def _levels(
    groups: list[list[Line]], heads: set[int], marked: Mapping[int, int], title: int | None
) -> dict[tuple[float, bool], int]:
    """The level of each style of heading: as the bookmarks say, else by its size."""
    said: dict[tuple[float, bool], Counter[int]] = defaultdict(Counter)
    for n, level in marked.items():
        said[groups[n][0].style][level] += 1
    styles = {groups[n][0].style for n in heads if n != title}
    ranked = sorted(styles, reverse=True)
    levels = {style: min(rank + 2, _MAX_LEVEL) for rank, style in enumerate(ranked)}
    if title is not None:
        levels.setdefault(groups[title][0].style, 1)
    for style, depths in said.items():
        levels[style] = min(depths.most_common(1)[0][0], _MAX_LEVEL)
    return levels


def _cut(runs: Sequence[Run], start: int) -> tuple[Run, ...]:
    """The runs without so many code points at their start."""
    kept: list[Run] = []
    for run in runs:
        text = run.text[start:] if start else run.text
        start = max(0, start - len(run.text))
        if text:
            kept.append(Run(text, run.styles))
    return tuple(kept)
