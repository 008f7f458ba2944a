"""Laying a table out in columns, or in lines where columns do not fit.

Pure: blocks of kind `row` in, placed pieces of text out. Nothing here knows styles or widgets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, zip_longest

from rich.cells import cell_len

from index.article import Block, Span
from reader.widgets.article_wrap import wrap

GAP = 3
"""Cells between two columns: a space, a bar, a space."""
_NARROWEST = 8
_SET_IN = 2
_NUMBER = re.compile(r"[^\w\s]{0,3}\d[\d.,\u00a0\u202f]{0,20}\s?\w{0,4}[^\w\s]{0,2}$|[–—-]?$")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text drawn `column` cells right of where the row's text begins."""

    start: int
    end: int
    column: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One row of terminal cells in a table: its pieces, and the cells where a bar is drawn."""

    pieces: tuple[Piece, ...]
    bars: tuple[int, ...] = ()


def lay_out(text: str, blocks: Sequence[Block], width: int) -> list[list[Line]]:
    """The lines of each row of a table, none wider than `width` cells.

    Columns keep their natural width where they fit, else the widest are narrowed and their cells
    wrapped; where that leaves a column under eight cells, the cells of a row follow one another.
    """
    table = _table(blocks)
    natural = _natural(text, table)
    widths = _fit(natural, width - GAP * (len(natural) - 1))
    if widths is None:
        return [_flow(text, cells, width) for cells in table]
    to_the_right = _numeric(text, blocks, table, len(natural))
    return [_in_columns(text, cells, widths, to_the_right) for cells in table]


def natural_width(text: str, blocks: Sequence[Block], most: int) -> int:
    """The cells that a table takes whose columns are as wide as they want, `most` cells each."""
    natural = _natural(text, _table(blocks))
    return sum(min(cells, most) for cells in natural) + GAP * (len(natural) - 1)


def _table(blocks: Sequence[Block]) -> list[tuple[Span, ...]]:
    return [block.cells or (Span(block.start, block.end),) for block in blocks]


def _natural(text: str, table: Sequence[tuple[Span, ...]]) -> list[int]:
    """The widest cell of each column."""
    natural = [0] * max(len(cells) for cells in table)
    for cells in table:
        for number, cell in enumerate(cells):
            natural[number] = max(natural[number], _cells(text, cell))
    return natural


def _cells(text: str, cell: Span) -> int:
    return max(cell_len(line) for line in text[cell.start : cell.end].split("\n"))


def _fit(natural: list[int], room: int) -> list[int] | None:
    """Widths of at most `room` cells in all: the widest columns give, evenly, and only they."""
    if sum(natural) <= room:
        return natural
    widths, left = [0] * len(natural), room
    for waiting, number in enumerate(sorted(range(len(natural)), key=natural.__getitem__)):
        share = left // (len(natural) - waiting)
        widths[number] = min(natural[number], share)
        left -= widths[number]
        if widths[number] < min(natural[number], _NARROWEST):
            return None
    return widths


def _numeric(
    text: str, blocks: Sequence[Block], table: Sequence[tuple[Span, ...]], columns: int
) -> list[bool]:
    """Which columns hold numbers below their head and are set flush right."""
    body = [cells for block, cells in zip(blocks, table, strict=True) if block.level == 0]

    def is_numeric(column: int) -> bool:
        cells = [row[column] for row in body if column < len(row)]
        return bool(cells) and all(_NUMBER.match(text, cell.start, cell.end) for cell in cells)

    return [column > 0 and is_numeric(column) for column in range(columns)]


def _in_columns(
    text: str, cells: Sequence[Span], widths: Sequence[int], to_the_right: Sequence[bool]
) -> list[Line]:
    lefts = [0, *accumulate(width + GAP for width in widths)]
    bars = tuple(left - GAP + 1 for left in lefts[1:-1])
    wrapped = [
        wrap(text, cell.start, cell.end, width) for cell, width in zip(cells, widths, strict=False)
    ]
    lines = []
    for pieces in zip_longest(*wrapped):
        placed = []
        for column, piece in enumerate(pieces):
            start, end = piece or (0, 0)
            if start == end:
                continue
            left = lefts[column]
            if to_the_right[column]:
                left += widths[column] - cell_len(text[start:end])
            placed.append(Piece(start, end, left))
        lines.append(Line(tuple(placed), bars))
    return lines


def _flow(text: str, cells: Sequence[Span], width: int) -> list[Line]:
    """Cells one after another, a bar between two that share a line, further lines set in."""
    lines: list[Line] = []
    pieces: list[Piece] = []
    bars: list[int] = []
    used = 0
    for cell in cells:
        if pieces and used + GAP + _cells(text, cell) <= width:
            bars.append(used + 1)
            used += GAP
        elif pieces:
            lines.append(Line(tuple(pieces), tuple(bars)))
            pieces, bars, used = [], [], _SET_IN
        fits = used + _cells(text, cell) <= width
        *rows, last = wrap(text, cell.start, cell.end, width - (used if fits else _SET_IN))
        for start, end in rows:
            lines.append(Line((Piece(start, end, used),)))
            used = _SET_IN
        pieces.append(Piece(*last, used))
        used += cell_len(text[slice(*last)])
    lines.append(Line(tuple(pieces), tuple(bars)))
    return lines
