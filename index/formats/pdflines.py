"""Pieces of text with places -> the lines of a PDF's pages, without running heads and feet.

Pieces are taken in the order in which the file draws them. Nothing in here knows pypdf, and no line
is judged but by its place and its recurrence.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import isfinite

from index.article import DropReason

Drops = list[tuple[DropReason, str]]

_RUNNING_LINES = 3
_RUNNING_SHARE = 0.4
_CELL_GAP = 1.2
_WIDTH_ERROR = 0.15
_SAME_PLACE = 4.0
_MAX_DROPPED_LINES = 40

_LIGATURES = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st",
    0xFB06: "st",
}  # fmt: skip
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|seite|página|pagina|p\.|s\.)\s*)?\d{1,4}(?:\s*(?:/|of|von|de|sur|di)\s*\d{1,4})?\W*"
    r"|\W*[ivxl]{1,6}\W*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_RAISED_NUMBER = re.compile(r"\d{1,3}")
_TAKES_NOTE = re.compile(r"(?:[^\W\d_]{3}|[.,;:!?)”’\"])$")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of text: its start in points from the page's lower left, its size in points.

    `width` is an estimate, good to a tenth or so. `angle` is that of its baseline: 0, 90, 180 or
    270 degrees.
    """

    text: str
    x: float
    y: float
    size: float
    width: float
    bold: bool = False
    italic: bool = False
    angle: int = 0


@dataclass(slots=True)
class Line:
    """A line of text; `page` counts from 0."""

    x: float
    y: float
    size: float
    page: int
    fragments: list[Fragment] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(fragment.text for fragment in self.fragments).strip()

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(fragment.bold for fragment in self.fragments if fragment.text.strip())

    @property
    def cells(self) -> list[list[Fragment]]:
        """Its pieces, parted where a gap is too wide for a space between words."""
        parts: list[list[Fragment]] = []
        end = 0.0
        for fragment in self.fragments:
            gap = fragment.x - end - _WIDTH_ERROR * (parts[-1][-1].width if parts else 0)
            if not parts or gap > _CELL_GAP * self.size:
                parts.append([])
            parts[-1].append(fragment)
            end = fragment.x + fragment.width
        return parts

    @property
    def style(self) -> tuple[float, bool]:
        """What headings of one rank share."""
        return round(self.size * 2) / 2, self.bold


def lines_of(fragments: Sequence[Fragment], page: int, dropped: Drops) -> list[Line]:
    """The lines of a page in the order of drawing; what runs across the others is dropped."""
    angles = Counter[int]()
    for fragment in fragments:
        angles[fragment.angle] += len(fragment.text)
    upright = angles.most_common(1)[0][0] if angles else 0
    lines: list[Line] = []
    for fragment in fragments:
        if fragment.angle != upright:
            dropped.append(("boilerplate", fragment.text))
            continue
        if not (isfinite(fragment.x) and isfinite(fragment.y) and isfinite(fragment.size)):
            continue
        fragment = _turned(fragment)
        line = lines[-1] if lines else None
        if line is not None and _goes_on(line, fragment):
            line.fragments.append(_as_note_mark(line, fragment))
            if len(fragment.text.strip()) > 2 and fragment.size > line.size:
                line.size, line.y = fragment.size, fragment.y
        elif fragment.text.strip():
            start = Line(fragment.x, fragment.y, fragment.size, page, [fragment])
            lines.append(start)
    return [line for line in lines if line.text]


def _turned(fragment: Fragment) -> Fragment:
    """The fragment as it stands when the page is turned to be read."""
    x, y = {
        0: (fragment.x, fragment.y), 90: (fragment.y, -fragment.x),
        180: (-fragment.x, -fragment.y), 270: (-fragment.y, fragment.x),
    }[fragment.angle]  # fmt: skip
    text = fragment.text.replace("\n", " ").translate(_LIGATURES)
    return replace(fragment, text=text, x=x, y=y, angle=0)


def _goes_on(line: Line, fragment: Fragment) -> bool:
    """Whether a piece stands on the line, raised or lowered a little at most."""
    rise = fragment.y - line.y
    if fragment.x + 1 < line.fragments[-1].x:
        return False
    if abs(rise) <= 0.25 * max(line.size, fragment.size):
        return True
    return min(line.size, fragment.size) < 0.85 * max(line.size, fragment.size) and (
        abs(rise) <= 0.6 * max(line.size, fragment.size)
    )


def _as_note_mark(line: Line, fragment: Fragment) -> Fragment:
    """A raised number after a word as "[1]", the mark of a note; anything else as it is."""
    raised = fragment.y > line.y + 0.15 * line.size and fragment.size < 0.85 * line.size
    number = fragment.text.strip()
    if not raised or not _RAISED_NUMBER.fullmatch(number) or not _TAKES_NOTE.search(line.text):
        return fragment
    return replace(fragment, text=f"[{number}]", bold=False)


def without_running(pages: list[list[Line]], dropped: Drops) -> list[list[Line]]:
    """The pages without running heads, feet and page numbers; each is put down once."""
    edges: list[list[Line]] = []
    for lines in pages:
        by_height = sorted(lines, key=lambda line: -line.y)
        edges.append(by_height[:_RUNNING_LINES] + by_height[_RUNNING_LINES:][-_RUNNING_LINES:])
    seen: dict[tuple[str, int], set[int]] = defaultdict(set)
    for number, lines in enumerate(edges):
        for line in lines:
            for place in (0, 1):
                seen[_running_key(line, place)].add(number)
    needed = max(2, round(_RUNNING_SHARE * len(pages) / 2))
    removed: set[int] = set()
    named: set[str] = set()
    for lines in edges:
        for n, line in enumerate(lines):
            outermost = n in (0, len(lines) - 1)
            recurs = any(len(seen[_running_key(line, place)]) >= needed for place in (0, 1))
            numbered = outermost and _PAGE_NUMBER.fullmatch(line.text) is not None
            if (recurs and len(pages) > 1) or numbered:
                removed.add(id(line))
                key = _DIGITS.sub("#", line.text)
                if key not in named and len(named) < _MAX_DROPPED_LINES:
                    named.add(key)
                    dropped.append(("boilerplate", line.text))
    return [[line for line in lines if id(line) not in removed] for lines in pages]


def _running_key(line: Line, place: int) -> tuple[str, int]:
    """What running lines of several pages share: their words, numbers aside, and their height.

    Heights fall into overlapping bands, so that a point more or less parts nothing.
    """
    text = _DIGITS.sub("#", " ".join(line.text.lower().split()))
    return text, 2 * int(line.y / (2 * _SAME_PLACE) + place / 2) + place
