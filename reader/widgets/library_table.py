"""The library as a table: which columns a width has room for, their heads, an article's row.

Widths are display cells. Texts are rich `Text`, never markup.
"""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text

from reader.library.order import By, Order
from reader.library.shelf import Held
from reader.widgets.entry import Look

MARKED, FAVOURITE = "▌", "★"
SIGNS = {"unread": " ", "reading": "◐", "read": "✓", "archived": "–"}
_SIGN_CELLS = 4
_LEAST_TITLE = 12


@dataclass(frozen=True, slots=True)
class Column:
    """A column beside the title: from `wide` cells of the table on it is shown.

    Numbers stand at the right and leave a cell before them for the sign of the order.
    """

    by: By
    head: str
    cells: int
    wide: int
    right: bool = False

    @property
    def gap(self) -> str:
        """What stands before it: numbers have a free cell of their own."""
        return " " if self.right else "  "


COLUMNS = (
    Column("source", "Source", 20, 100),
    Column("date", "Date", 10, 56),
    Column("last read", "Opened", 10, 1000),
    Column("length", "Length", 7, 92, right=True),
    Column("questions", "Asks", 5, 92, right=True),
    Column("risks", "Risks", 6, 104, right=True),
    Column("notes", "Notes", 6, 104, right=True),
    Column("share read", "Read", 5, 40, right=True),
)
"""In the order in which they stand. The one that orders the library is always shown."""


def columns_for(width: int, order: Order) -> list[Column]:
    """The columns for a width; on a narrow one, what the order goes by in place of the date."""
    shown = [each for each in COLUMNS if width >= each.wide or each.by == order.by]
    if width < 92 and any(each.by == order.by != "share read" for each in shown):
        shown = [each for each in shown if each.by in (order.by, "share read")]
    if _room(width, shown) < _LEAST_TITLE:
        shown = [each for each in shown if each.by == order.by]
    return shown if _room(width, shown) >= _LEAST_TITLE else []


def head(width: int, order: Order, look: Look) -> Text:
    """The heads of the columns; the one that orders has a sign, and each can be clicked."""
    shown = columns_for(width, order)
    line = Text(" " * _SIGN_CELLS, no_wrap=True)
    line.append_text(_cell(_head("title", "Title", order, look), _room(width, shown)))
    for each in shown:
        line.append(each.gap)
        line.append_text(_cell(_head(each.by, each.head, order, look), each.cells, each.right))
    return line


def _head(by: By, name: str, order: Order, look: Look) -> Text:
    click = Style.from_meta({"@click": f"screen.library_order({by!r})"})
    if by != order.by:
        return Text(name, look.dim + click)
    sign = "▲" if order.rises else "▼"
    right = any(each.by == by and each.right for each in COLUMNS)
    return Text(f"{sign}{name}" if right else f"{name} {sign}", look.accent + click)


def row(held: Held, width: int, order: Order, look: Look, *, marked: bool) -> Text:
    """An article as one line."""
    shown = columns_for(width, order)
    line = Text(no_wrap=True)
    line.append(SIGNS[held.state], look.accent if held.state == "reading" else look.dim)
    line.append(FAVOURITE if held.favourite else " ", look.match)
    line.append(MARKED if marked else " ", look.accent)
    line.append(" ")
    line.append_text(_cell(_title(held, _room(width, shown), look), _room(width, shown)))
    for each in shown:
        line.append(each.gap)
        text = _value(held, each.by)
        style = look.accent if each.by == "share read" and held.state == "reading" else look.dim
        line.append_text(_cell(Text(text, style), each.cells, each.right))
    return line


def _room(width: int, shown: list[Column]) -> int:
    """What is left for the title."""
    used = sum(each.cells + len(each.gap) for each in shown)
    return max(1, width - _SIGN_CELLS - used)


def _title(held: Held, room: int, look: Look) -> Text:
    style = {"reading": look.strong, "unread": Style()}.get(held.state, look.dim)
    name = held.summary.title
    text = Text(f"{name} (+{held.copies})" if held.copies else name, style)
    if not held.own_tags:
        return text
    tags = Text("  " + " ".join(f"#{tag}" for tag in held.own_tags), look.figure)
    # A long title leaves them a third of the room.
    least = min(tags.cell_len, room // 3)
    text.truncate(room - least, overflow="ellipsis")
    tags.truncate(room - text.cell_len, overflow="ellipsis")
    return text.append_text(tags)


def _value(held: Held, by: By) -> str:
    about = held.summary
    match by:
        case "source":
            return held.source
        case "date":
            return about.metadata.published or ""
        case "last read":
            return held.read_at[:10]
        case "length":
            return f"{held.minutes} min"
        case "questions":
            return str(about.questions or "")
        case "risks":
            return str(about.risks or "")
        case "notes":
            return str(held.notes or "")
        case "share read":
            return f"{held.progress:.0%}" if held.state != "unread" and held.progress else ""
        case _:
            return ""


def _cell(text: Text, width: int, right: bool = False) -> Text:
    """A text in so many cells, cut by an ellipsis or filled up."""
    text.truncate(width, overflow="ellipsis")
    missing = width - cell_len(text.plain)
    if missing > 0:
        (text.pad_left if right else text.pad_right)(missing)
    return text
