"""Laying an article out in rows of terminal cells.

Pure: an `Article` and a width in, a table of rows out; no styles, no widget. The article's blocks
stay what they are, and a row only says which piece of which block it shows. Rows that show no text
(blank ones, rules, the head of the article) belong to no block.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from itertools import chain, groupby, pairwise
from typing import Literal, NamedTuple, get_args

from rich.cells import cell_len

from index.article import Article, Block, Section, Span
from reader.widgets.article_header import byline
from reader.widgets.article_tables import Line, Piece, lay_out
from reader.widgets.article_wrap import chop, wrap

MEASURE = 80
"""The widest column of text, in cells."""
NARROWEST = 8
"""No text is laid out narrower than this, however deep its list or quote is nested."""
QUOTE_BAR = "▌ "
CODE_INSET = " "

RowKind = Literal["text", "blank", "rule", "title", "byline"]


class Lead(NamedTuple):
    """What is drawn left of a block's text: in its first row, and in those that follow."""

    first: str = ""
    rest: str = ""


_NO_LEAD = Lead()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of cells.

    `start` and `end` are offsets into the text; for a row without text both are the place between
    the texts above and below. `block` is None for those. `lead` is drawn first and is no part of
    the text, nor is `drawn`, the text of a head row. `pieces` are the row's texts with their
    distance from the lead: one, except in tables, whose `bars` are cells in which a bar stands.
    """

    kind: RowKind
    start: int
    end: int
    block: int | None = None
    lead: str = ""
    pieces: tuple[Piece, ...] = ()
    bars: tuple[int, ...] = ()
    drawn: str = ""

    def piece_at(self, offset: int) -> Piece | None:
        """The piece that shows the text at an offset; white space at a break is in none."""
        return next((each for each in self.pieces if each.start <= offset < each.end), None)


class _Raw(NamedTuple):
    """A row as it is kept, as many as there are: `first` rows of a block carry its marker."""

    start: int
    end: int
    block: int
    kind: RowKind
    first: bool


_KINDS: tuple[RowKind, ...] = get_args(RowKind)
_TEXT = _KINDS.index("text")
_FIRST = 128


class _Rows:
    """Raw rows as columns of numbers: an article of a megabyte has twenty thousand."""

    def __init__(self) -> None:
        self.starts = array("I")
        self._ends = array("I")
        self._blocks = array("i")
        self._kinds = bytearray()

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, index: int) -> _Raw:
        kind = self._kinds[index]
        return _Raw(
            self.starts[index],
            self._ends[index],
            self._blocks[index],
            _KINDS[kind & ~_FIRST],
            kind >= _FIRST,
        )

    def is_text(self, index: int) -> bool:
        """Whether a row shows text."""
        return self._kinds[index] & ~_FIRST == _TEXT

    def add(self, start: int, end: int, block: int, kind: RowKind) -> None:
        """One row more."""
        self.starts.append(start)
        self._ends.append(end)
        self._blocks.append(block)
        self._kinds.append(_KINDS.index(kind))

    def add_block(self, pieces: list[tuple[int, int]], block: int) -> None:
        """The rows of a block of text, at least one."""
        self.starts.extend([start for start, _ in pieces])
        self._ends.extend([end for _, end in pieces])
        self._blocks.extend([block] * len(pieces))
        self._kinds += bytes([_TEXT | _FIRST]) + bytes([_TEXT]) * (len(pieces) - 1)


class RowTable:
    """The rows of an article at one width."""

    def __init__(self, article: Article, width: int, only: Span | None = None) -> None:
        """Lays `article` out in a column of `width` cells: all of it, or one piece without head."""
        self.width = max(NARROWEST, width)
        self.head = _head(article, self.width) if only is None else ()
        layout = _Layout(article, self.width, only or Span(0, len(article.text)))
        self._rows = layout.rows
        self._leads = layout.leads
        self._tables = layout.tables

    def __len__(self) -> int:
        return len(self.head) + len(self._rows)

    def __getitem__(self, number: int) -> Row:
        if number < len(self.head):
            return self.head[number]
        index = number - len(self.head)
        start, end, block, kind, first = self._rows[index]
        lead = self._leads.get(block, _NO_LEAD)
        if kind != "text":
            return Row(kind, start, end, lead=lead.rest if kind == "blank" else "")
        if (line := self._tables.get(index)) is not None:
            return Row(kind, start, end, block, "", line.pieces, line.bars)
        text = lead.first if first else lead.rest
        return Row(kind, start, end, block, text, (Piece(start, end),))

    def row_at(self, offset: int) -> int:
        """The row that shows an offset, else the last one before it."""
        if not self._rows:
            return 0
        index = max(0, bisect_right(self._rows.starts, offset) - 1)
        return len(self.head) + (self._in_table(index, offset) if self._tables else index)

    def rows_of(self, span: Span) -> range:
        """The rows that show a piece of text."""
        first, last = self.row_at(span.start), self.row_at(max(span.start, span.end - 1))
        return range(min(first, last), max(first, last) + 1)

    def opening(self, number: int) -> int:
        """The row that comes to the top when row `number` is to be read from the top.

        That is the rule above a heading, and for the first text of all the head of the article.
        """
        if number <= self.first_text(0):
            return 0
        return number - 1 if self[number - 1].kind == "rule" else number

    def first_text(self, number: int) -> int:
        """The first row at or below `number` that shows text, else the last one that does."""
        index = max(0, number - len(self.head))
        for at in chain(range(index, len(self._rows)), range(len(self._rows) - 1, -1, -1)):
            if self._rows.is_text(at):
                return len(self.head) + at
        return 0

    def _in_table(self, index: int, offset: int) -> int:
        """The line of a table row that shows an offset: all its lines start at the same one."""
        last = index
        starts = self._rows.starts
        while index in self._tables and starts[index] == starts[last]:
            pieces = self._tables[index].pieces
            if any(piece.start <= offset < piece.end for piece in pieces):
                return index
            index -= 1
        return last if last not in self._tables else index + 1


def _head(article: Article, width: int) -> tuple[Row, ...]:
    """Title, quiet line, a thin rule: drawn above the text, no part of it."""
    rows = [Row("blank", 0, 0)]
    lines: Iterable[tuple[RowKind, str]] = (
        ("title", article.title),
        ("byline", byline(article, width)),
    )
    for kind, line in lines:
        rows += [
            Row(kind, 0, 0, drawn=line[start:end])
            for start, end in wrap(line, 0, len(line), width)
            if line
        ]
    return (*rows, Row("rule", 0, 0), Row("blank", 0, 0))


class _Layout:
    """One pass over the blocks, a run of alike ones at a time."""

    def __init__(self, article: Article, width: int, piece: Span) -> None:
        self.rows = _Rows()
        self.leads: dict[int, Lead] = {}
        self.tables: dict[int, Line] = {}
        self._text = article.text
        self._blocks = article.blocks
        self._width = width
        self._top = top_level(article.sections)
        begins = partial(bisect_left, article.blocks, key=lambda block: block.start)
        self._first = begins(piece.start)
        inside = range(self._first, begins(max(piece.end, piece.start + 1)))
        runs = groupby(inside, key=lambda number: article.blocks[number].kind)
        for kind, numbers in runs:
            if kind == "row":
                self._table(list(numbers))
            else:
                self._run(list(numbers))
        if self.rows:
            self.rows.add(piece.end, piece.end, -1, "blank")

    def _run(self, numbers: list[int]) -> None:
        leads = _leads([self._blocks[number] for number in numbers], self._width)
        for number, lead in zip(numbers, leads, strict=True):
            block = self._blocks[number]
            self._space(number)
            if lead.first or lead.rest:
                self.leads[number] = lead
            width = self._width - cell_len(lead.first) - (block.kind == "code")
            rows = (chop if block.kind == "code" else wrap)(
                self._text, block.start, block.end, width
            )
            self.rows.add_block(rows, number)

    def _table(self, numbers: list[int]) -> None:
        blocks = [self._blocks[number] for number in numbers]
        self._space(numbers[0])
        for number, lines in zip(numbers, lay_out(self._text, blocks, self._width), strict=True):
            block = self._blocks[number]
            if number > numbers[0] and block.level == 0 and self._blocks[number - 1].level:
                self.rows.add(block.start, block.start, -1, "rule")
            for line in lines:
                self.tables[len(self.rows)] = line
                self.rows.add(block.start, block.end, number, "text")

    def _space(self, number: int) -> None:
        """Blank rows, and the rule of a leading heading, above a block."""
        if number == self._first:
            return
        block, above = self._blocks[number], self._blocks[number - 1]
        leads = block.kind == "heading" and block.level <= self._top
        owner = number - 1 if block.kind == above.kind == "quote" else -1
        for _ in range(blank_rows(above, block)):
            self.rows.add(above.end, above.end, owner, "blank")
        if leads and above.kind != "heading":
            self.rows.add(above.end, above.end, -1, "rule")


def blank_rows(above: Block, block: Block) -> int:
    """How many blank rows stand between two blocks.

    None within a list, a table or the footnotes, nor between a table or code and its caption.
    """
    pair = (above.kind, block.kind)
    if pair[0] == pair[1] and block.kind in ("item", "row", "footnote"):
        return 0
    if pair in (("row", "caption"), ("code", "caption"), ("caption", "row")):
        return 0
    return 1


def top_level(sections: Iterable[Section]) -> int:
    """The level of the headings that divide an article: the highest that occurs twice, else 2."""
    levels = sorted(section.level for section in sections if section.level is not None)
    repeated = (level for level, next_level in pairwise(levels) if level == next_level)
    return min(repeated, default=levels[0] if levels else 2)


def _leads(blocks: list[Block], width: int) -> list[Lead]:
    """What is drawn before each block of a run of one kind."""
    kind = blocks[0].kind
    if kind == "code":
        return [Lead(CODE_INSET, CODE_INSET)] * len(blocks)
    if kind == "quote":
        bars = [QUOTE_BAR * (_depth(block, width, cell_len(QUOTE_BAR)) + 1) for block in blocks]
        return [Lead(bar, bar) for bar in bars]
    lists = _lists(blocks)
    widest = dict.fromkeys(lists, 0)
    for block, column in zip(blocks, lists, strict=True):
        widest[column] = max(widest[column], cell_len(block.marker))
    return [
        _hanging(block, widest[column], width) for block, column in zip(blocks, lists, strict=True)
    ]


def _lists(blocks: list[Block]) -> list[tuple[int, bool]]:
    """The column of markers of each item: its level, and whether the markers are numbers.

    An item without a marker continues the one before it on its level.
    """
    columns = []
    numbered: dict[int, bool] = {}
    for block in blocks:
        if block.marker:
            numbered[block.level] = block.marker[0].isdigit()
        columns.append((block.level, numbered.get(block.level, False)))
    return columns


def _hanging(block: Block, widest: int, width: int) -> Lead:
    """A marker in a column of its own, numbers flush right."""
    if not widest or block.kind == "heading":
        return _NO_LEAD
    room = " " * min(widest, width // 3)
    indent = "  " * _depth(block, width, 2)
    marker = block.marker if cell_len(block.marker) <= len(room) else block.marker[: len(room)]
    pad = " " * (len(room) - cell_len(marker))
    marker = pad + marker if block.marker[:1].isdigit() else marker + pad
    return Lead(f"{indent}{marker} ", f"{indent}{room} ")


def _depth(block: Block, width: int, step: int) -> int:
    """How deep a block is indented; at most half the column is given to that."""
    return max(0, min(block.level, (width // 2 - step) // step))
