"""A list to pick from, drawn line by line: ten thousand entries cost no more than what is seen.

The library, hits, questions, highlights, the outline and the panels are all lists like this; they
differ only in how an entry draws itself. Text is never markup.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Any, ClassVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.widgets.article_wrap import wrap
from reader.widgets.entry import Entry, LongList, Look
from reader.widgets.overlay import overlay

_EMPTY_MEASURE = 76
_KEPT = 500
"""Entries whose lines are kept after they were drawn."""


class PickList(ScrollView, can_focus=True, inherit_bindings=False):
    """A scrolling list with a cursor.

    It has no keys of its own: those of scrolling widgets would keep the arrows from its screen.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "pick-list--cursor",
        "pick-list--strong",
        "pick-list--dim",
        "pick-list--accent",
        "pick-list--match",
        "pick-list--claim",
        "pick-list--figure",
        "pick-list--risk",
    }
    DEFAULT_CSS = """
    PickList {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        background: $background;
        & > .pick-list--cursor { background: $foreground 8%; }
        &:focus > .pick-list--cursor { background: $accent 22%; }
        & > .pick-list--strong { text-style: bold; }
        & > .pick-list--dim { color: $foreground 60%; }
        & > .pick-list--accent { color: $accent; }
        & > .pick-list--match { color: $warning; text-style: bold; }
        & > .pick-list--claim { color: $primary; }
        & > .pick-list--figure { color: $success; }
        & > .pick-list--risk { color: $error; }
        &:nocolor, &:ansi {
            & > .pick-list--cursor, &:focus > .pick-list--cursor {
                background: transparent; text-style: reverse;
            }
            & > .pick-list--match { text-style: bold underline; }
            & > .pick-list--claim { text-style: underline; }
            & > .pick-list--figure { text-style: bold; }
            & > .pick-list--risk { text-style: bold underline; }
        }
    }
    """

    # Another number of entries is no reason to lay out the whole screen, which costs more than all
    # else that a list does.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0))

    class Moved(Message):
        """The cursor is on another entry."""

        def __init__(self, pick_list: PickList, key: Any) -> None:
            self.pick_list = pick_list
            self.key = key
            super().__init__()

        @property
        def control(self) -> PickList:
            """The list."""
            return self.pick_list

    class Picked(Moved):
        """An entry was picked."""

    def __init__(self, *, empty: str = "", one_click: bool = False, id: str | None = None) -> None:
        """`empty` is shown while there are no entries; `one_click`: the first click picks."""
        super().__init__(id=id)
        self._one_click = one_click
        self._entries: Sequence[Entry] = ()
        self._tops: Sequence[int] = [0]
        self._cursor = 0
        self._empty = empty
        self._drawn: dict[int, list[Text]] = {}
        self._strips: dict[tuple[int, int, bool], Strip] = {}
        self._styles: Look | None = None
        self._grounds: tuple[Style, Style] | None = None
        self._blank = Strip([])
        self._measured_for = -1

    # Content

    def fill(self, entries: Sequence[Entry], *, key: Any = None, empty: str | None = None) -> None:
        """Show these entries, the cursor on the one with `key`, else on the first."""
        self._entries = entries
        if empty is not None:
            self._empty = empty
        there = None if key is None else self._place_of(key)
        if there is None:
            there = next((i for i, entry in enumerate(entries) if entry.pickable), 0)
        self._cursor = there
        self._measure()
        if key is None:
            self.scroll_to(y=0, animate=False)
        else:
            self.call_after_refresh(self._show_cursor)
        self.refresh()

    @property
    def key(self) -> Any:
        """The key of the entry under the cursor, None if there is none."""
        if not self._entries:
            return None
        entry = self._entries[self._cursor]
        return entry.key if entry.pickable else None

    @property
    def is_at_first(self) -> bool:
        """Whether nothing above the cursor can be picked."""
        return not any(entry.pickable for entry in self._entries[: self._cursor])

    @property
    def entries(self) -> Sequence[Entry]:
        """What is shown."""
        return self._entries

    def in_view(self) -> list[tuple[int, Any]]:
        """(line of the widget, key) of each entry that can be picked and begins in view."""
        if not self.display or not self.size.height:
            return []
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        first = max(0, bisect_right(self._tops, top - 1))
        last = bisect_right(self._tops, top + height - 1)
        return [
            (self._tops[index] - top, self._entries[index].key)
            for index in range(first, min(last, len(self._entries)))
            if self._entries[index].pickable
        ]

    # Moving

    def move(self, by: int) -> None:
        """Move the cursor by so many entries that can be picked."""
        self._go(self._step(self._cursor, by))

    def page(self, pages: int) -> None:
        """Move the cursor by pages."""
        height = max(1, self.size.height - 1)
        line = self._tops[self._cursor] + pages * height
        index = max(0, min(len(self._entries) - 1, bisect_right(self._tops, line) - 1))
        self._go(self._nearest(index, 1 if pages > 0 else -1))

    def to_end(self, *, first: bool) -> None:
        """Move the cursor to the first or the last entry."""
        last = len(self._entries) - 1
        self._go(self._nearest(0 if first else last, 1 if first else -1))

    def go_to(self, key: Any, *, quietly: bool = False) -> None:
        """Move the cursor to the entry with `key`, if it is there."""
        there = self._place_of(key)
        if there is not None:
            self._go(there, quietly=quietly)

    def _place_of(self, key: Any) -> int | None:
        if isinstance(self._entries, LongList):
            return self._entries.place_of(key, self._cursor)
        places = enumerate(self._entries)
        return next((i for i, each in places if each.pickable and each.key == key), None)

    def draw_again(self, *keys: Any) -> None:
        """What entries say has changed, but neither their number nor their heights.

        It is that of the entries with these keys; without one, that of all.
        """
        found = map(self._place_of, keys)
        places = {place for place in found if place is not None}
        if not keys:
            self._forget()
            self.refresh()
        for place in places:
            self._drawn.pop(place, None)
            self._refresh_entry(place)
        self._strips = {at: strip for at, strip in self._strips.items() if at[0] not in places}

    def _refresh_entry(self, index: int) -> None:
        top = self._tops[index]
        height = self._tops[index + 1] - top
        self.refresh(Region(0, top - self.scroll_offset.y, self.size.width, height))

    def _forget(self) -> None:
        """Everything is drawn anew."""
        self._drawn.clear()
        self._strips.clear()

    def pick(self) -> None:
        """Pick the entry under the cursor."""
        if self.key is not None:
            self.post_message(self.Picked(self, self.key))

    def _step(self, index: int, by: int) -> int:
        direction = 1 if by > 0 else -1
        for _ in range(abs(by)):
            following = self._nearest(index + direction, direction)
            if following == index:
                break
            index = following
        return index

    def _nearest(self, index: int, direction: int) -> int:
        """The first entry from `index` on that can be picked, else where the cursor is."""
        while 0 <= index < len(self._entries):
            if self._entries[index].pickable:
                return index
            index += direction
        return self._cursor

    def _go(self, index: int, *, quietly: bool = False) -> None:
        if not self._entries:
            return
        before, self._cursor = self._cursor, index
        self._show_cursor()
        self._refresh_entry(before)
        self._refresh_entry(index)
        if not quietly and self.key is not None:
            self.post_message(self.Moved(self, self.key))

    def _show_cursor(self) -> None:
        if not self._entries:
            return
        top = self._tops[self._cursor]
        if self._cursor and not self._entries[self._cursor - 1].pickable:
            top = self._tops[self._cursor - 1]
        height = self._tops[self._cursor + 1] - top
        self.scroll_to_region(Region(0, top, 1, height), animate=False, force=True)

    # Drawing

    def _measure(self) -> None:
        width = self.scrollable_content_region.width
        self._measured_for = width
        self._forget()
        if isinstance(self._entries, LongList):
            self._tops = self._entries.tops
            self.virtual_size = Size(max(1, width), max(1, self._tops[-1]))
            return
        heights = map(self._height, range(len(self._entries)))
        self._tops = list(accumulate(heights, initial=0)) if width > 0 else [0]
        if len(self._tops) <= len(self._entries):
            self._tops = list(range(len(self._entries) + 1))
        self.virtual_size = Size(max(1, width), max(1, self._tops[-1]))

    def _height(self, index: int) -> int:
        """Lines of an entry; what must be drawn to tell is kept to be seen."""
        entry, width = self._entries[index], max(1, self._measured_for)
        if entry.height == 0 and index < _KEPT:
            return len(self._lines(index, width))
        return entry.lines(width, self.look)

    @property
    def look(self) -> Look:
        """The styles that entries are drawn with, from the theme."""
        if self._styles is None:
            names = ("strong", "dim", "accent", "match", "claim", "figure", "risk")
            self._styles = Look(*(overlay(self, f"pick-list--{name}") for name in names))
        return self._styles

    def notify_style_update(self) -> None:
        """Forget what was drawn in the colours of another theme."""
        super().notify_style_update()
        self._styles = self._grounds = None
        self._forget()

    def _lines(self, index: int, width: int) -> list[Text]:
        if index not in self._drawn:
            if len(self._drawn) > _KEPT:
                self._forget()
            self._drawn[index] = self._entries[index].draw(width, self.look)
        return self._drawn[index]

    def render_line(self, y: int) -> Strip:
        """One line of the list."""
        width = self.scrollable_content_region.width
        line = y + self.scroll_offset.y
        ground, under_cursor = self._ground
        if not self._entries:
            return self._strip(self._empty_line(line, width), width, ground)
        if line >= self._tops[-1]:
            if self._blank.cell_length != width:
                self._blank = Strip.blank(width, ground)
            return self._blank
        index = bisect_right(self._tops, line) - 1
        row = line - self._tops[index]
        has_cursor = index == self._cursor and self._entries[index].pickable
        if (strip := self._strips.get((index, row, has_cursor))) is None:
            rows = self._lines(index, width)
            text = rows[row] if row < len(rows) else Text()
            strip = self._strip(text, width, under_cursor if has_cursor else ground)
            self._strips[index, row, has_cursor] = strip
        return strip

    @property
    def _ground(self) -> tuple[Style, Style]:
        """What entries stand on, and the one under the cursor."""
        if self._grounds is None:
            ground, self._blank = self.rich_style, Strip([])
            self._grounds = ground, ground + overlay(self, "pick-list--cursor")
        return self._grounds

    def _empty_line(self, line: int, width: int) -> Text:
        """What stands where there are no entries, in as many lines as it needs."""
        rows = wrap(self._empty, 0, len(self._empty), max(4, min(width - 2, _EMPTY_MEASURE)))
        if not 1 <= line <= len(rows):
            return Text()
        start, end = rows[line - 1]
        return Text(f" {self._empty[start:end]}", self.look.dim, no_wrap=True)

    def _strip(self, text: Text, width: int, style: Style) -> Strip:
        text.truncate(width, overflow="ellipsis")
        segments = text.render(self.app.console, end="")
        # Rich leaves the style of a text without spans to its console.
        base = style + text.style if isinstance(text.style, Style) else style
        return Strip(segments).apply_style(base).adjust_cell_length(width, style)

    # Events

    def watch_virtual_size(self, before: Size, after: Size) -> None:
        """The bar at the side follows; it is always there, so that nothing is laid out anew."""
        self.vertical_scrollbar.window_virtual_size = after.height
        if self.scroll_y > self.max_scroll_y:
            self.scroll_to(y=self.max_scroll_y, animate=False, force=True, immediate=True)
        if self.styles.is_auto_height and before.height != after.height:
            self.refresh(layout=True)

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002
        """Measure again for the new width."""
        if self.scrollable_content_region.width != self._measured_for:
            self._measure()
            self._show_cursor()

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor; a click on the cursor picks, in some lists every one."""
        index = bisect_right(self._tops, event.y + self.scroll_offset.y) - 1
        if 0 <= index < len(self._entries) and self._entries[index].pickable:
            again = index == self._cursor or self._one_click
            self._go(index)
            if again or event.chain > 1:
                self.pick()
