"""A table on its own: its columns as wide as they want to be, scrolled in all directions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import ScrollableContainer
from textual.widgets import Static

from index.article import Article, Block, Span
from reader.screens.text_screen import TextScreen
from reader.widgets.article_paint import BAR, RULE
from reader.widgets.article_tables import Line, lay_out, natural_width

WIDEST = 48
"""Cells from which on a column wraps here, too: sentences are no easier to read in one line."""
_STEP = 8


class TableScreen(TextScreen):
    """One table of an article."""

    HINT: ClassVar[str] = "esc close · h j k l scroll"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l,right", f"aside({_STEP})", show=False),
        Binding("h,left", f"aside(-{_STEP})", show=False),
    ]

    def __init__(self, article: Article, rows: Sequence[Block]) -> None:
        """`rows` are the blocks of the table."""
        super().__init__(article.section_at(rows[0].start).heading or article.title)
        self._text = article.text
        self._rows = rows

    def body(self) -> ComposeResult:
        """The table, as wide as it is."""
        with ScrollableContainer(id="scroll", can_focus=False):
            table = Static(self.content(), id="text", markup=False)
            table.styles.width = "auto"
            yield table

    def content(self) -> Text:
        """All lines, with a rule below the heads."""
        width = natural_width(self._text, self._rows, WIDEST)
        written = Text(no_wrap=True)
        laid_out = lay_out(self._text, self._rows, width)
        for number, (block, lines) in enumerate(zip(self._rows, laid_out, strict=True)):
            if number and not block.level and self._rows[number - 1].level:
                written.append(f"{RULE * width}\n")
            for line in lines:
                style = Style(bold=True) if block.level else Style()
                written.append(self._written(line), style).append("\n")
        return written

    def _written(self, line: Line) -> str:
        """A line of a table as one string: its pieces in their columns, bars between them."""
        bars = [(column, BAR) for column in line.bars]
        pieces = [(each.column, self._text[each.start : each.end]) for each in line.pieces]
        written = ""
        for column, said in sorted(bars + pieces):
            written += " " * (column - cell_len(written)) + said
        return written

    def action_aside(self, cells: int) -> None:
        """Scroll sideways."""
        self.scrolled.scroll_relative(x=cells, animate=False)


def table_in(article: Article, inside: Span, cursor: int) -> Sequence[Block]:
    """The rows of the table the cursor is in, else of the first that meets a span; () if none."""
    blocks = article.blocks
    places = [i for i, each in enumerate(blocks) if each.kind == "row" and _meets(each, inside)]
    at = article.block_at(cursor) if blocks else 0
    if not places:
        return ()
    first = last = at if at in places else places[0]
    while first and blocks[first - 1].kind == "row":
        first -= 1
    while last + 1 < len(blocks) and blocks[last + 1].kind == "row":
        last += 1
    return blocks[first : last + 1]


def _meets(block: Block, span: Span) -> bool:
    return block.start < span.end and span.start < block.end
