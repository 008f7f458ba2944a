"""Tables that are drawn with characters: with bars and dashes, or as columns set apart by spaces.

Lines go in, the cells of each row come out. What only looks like columns (justified text) is no
table: every column must be straight on one of its sides, in at least three lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_BAR = re.compile(r"[|│║┃¦]")
_OUTER = re.compile(r"\s*[|│║┃¦](.*)[|│║┃¦]\s*")
_BORDER = re.compile(r"[\s+\-=|:─━═│┃║┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝╞╪╡╒╤╕╘╧╛]+")
_DRAWN = re.compile(r"[-=─━═]{2}")
_COLUMN = re.compile(r"\S+(?: \S+)*")
_FEWEST_LINES = 3
_MOST_COLUMNS = 30
_WIDEST = 600

Row = tuple[bool, list[str]]
"""Whether a row is a head, and its cells."""


def table_at(lines: Sequence[str], start: int) -> tuple[int, list[Row]]:
    """Where the table ends that begins with a line, and its rows; (`start`, []) if none does."""
    for read in (_with_bars, _in_columns):
        end, rows = read(lines, start)
        if end > start:
            return end, rows
    return start, []


def _is_border(line: str) -> bool:
    return _BORDER.fullmatch(line) is not None and _DRAWN.search(line) is not None


def _with_bars(lines: Sequence[str], start: int) -> tuple[int, list[Row]]:
    rows: list[Row] = []
    end, borders, after_border = start, 0, False
    while end < len(lines) and len(lines[end]) <= _WIDEST:
        line = lines[end]
        if _is_border(line):
            if after_border:
                break
            borders += 1
            if len(rows) == 1:
                rows[0] = (True, rows[0][1])
        else:
            cells = _cells(line)
            if len(cells) < 2 or (rows and len(cells) != len(rows[0][1])):
                break
            rows.append((False, cells))
        after_border = _is_border(line)
        end += 1
    has_bars = len(rows) > 1 and any(_OUTER.fullmatch(line) for line in lines[start:end])
    enough = len(rows) >= 2 and (borders or has_bars or len(rows) >= _FEWEST_LINES)
    return (end, rows) if enough else (start, [])


def _cells(line: str) -> list[str]:
    outer = _OUTER.fullmatch(line)
    return [cell.strip() for cell in _BAR.split(outer[1] if outer else line)]


def _in_columns(lines: Sequence[str], start: int) -> tuple[int, list[Row]]:
    rows: list[Row] = []
    sides: list[tuple[int, int]] = []
    end, after_border = start, True
    while end < len(lines) and len(lines[end]) <= _WIDEST and "\t" not in lines[end]:
        line = lines[end]
        if _is_border(line):
            if after_border:
                break
            if len(rows) == 1:
                rows[0] = (True, rows[0][1])
        else:
            found = [match.span() for match in _COLUMN.finditer(line)]
            if not 2 <= len(found) <= _MOST_COLUMNS:
                break
            straight = _still_straight(sides, found) if sides else found
            if not straight:
                break
            sides = straight
            rows.append((False, [line[a:b] for a, b in found]))
        after_border = _is_border(line)
        end += 1
    return (end, rows) if len(rows) >= _FEWEST_LINES else (start, [])


def _still_straight(
    sides: list[tuple[int, int]], found: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The sides (-1: a crooked one) on which all columns are straight so far; [] if one is not."""
    if len(sides) != len(found):
        return []
    kept = [
        (left if left == start else -1, right if right == end else -1)
        for (left, right), (start, end) in zip(sides, found, strict=True)
    ]
    return [] if (-1, -1) in kept else kept
