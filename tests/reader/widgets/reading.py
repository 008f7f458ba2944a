"""A running app that shows one article, and what a test asks of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeVar

from rich.cells import cell_len
from rich.style import Style
from textual.app import App, ComposeResult
from textual.geometry import Offset
from textual.message import Message
from textual.pilot import Pilot

from index.article import Article
from reader.widgets.article_view import ArticleView
from reader.widgets.marks import HighlightMark, Mark

MessageT = TypeVar("MessageT", bound=Message)


class Host(App[None]):
    """Shows one article and remembers what the view says."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[Message] = []
        self.entered: list[int] = []
        """Numbers of the sections that the cursor came into."""

    def compose(self) -> ComposeResult:
        yield ArticleView("Nothing is open.")

    def on_mount(self) -> None:
        self.watch(self.query_one(ArticleView), "section", self._entered, init=False)

    def _entered(self, section: int) -> None:
        self.entered.append(section)

    def on_article_view_cursor_moved(self, message: ArticleView.CursorMoved) -> None:
        self.said.append(message)

    def on_article_view_selection_changed(self, message: ArticleView.SelectionChanged) -> None:
        self.said.append(message)

    def on_article_view_clicked(self, message: ArticleView.Clicked) -> None:
        self.said.append(message)

    def heard(self, kind: type[MessageT]) -> list[MessageT]:
        """Messages of one kind since the last time, oldest first."""
        heard = [message for message in self.said if isinstance(message, kind)]
        self.said = [message for message in self.said if not isinstance(message, kind)]
        return heard


class Reading:
    """A view in a running app, and the pilot that works it."""

    def __init__(self, app: Host, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot
        self.view = app.query_one(ArticleView)

    @property
    def article(self) -> Article:
        assert self.view.article is not None
        return self.view.article

    def lines(self) -> list[str]:
        return [self.view.render_line(y).text for y in range(self.view.size.height)]

    def text(self) -> str:
        """The text column as one string."""
        return " ".join(" ".join(self.lines()).split())

    def cell_of(self, quote: str) -> Offset:
        """Where the first character of a quote is drawn."""
        for y, line in enumerate(self.lines()):
            if (at := line.find(quote)) >= 0:
                return Offset(cell_len(line[:at]), y)
        raise AssertionError(f"{quote!r} is not on the screen")

    def style_of(self, quote: str) -> Style:
        """The style of the cell in which a quote begins."""
        cell = self.cell_of(quote)
        at = 0
        for segment in self.view.render_line(cell.y):
            at += segment.cell_length
            if at > cell.x:
                assert segment.style is not None
                return segment.style
        raise AssertionError

    def look(self, name: str) -> Style:
        return self.view._book[name]

    def ground(self, name: str) -> object:
        return self.look(name).bgcolor

    async def drag(self, start: Offset, end: Offset) -> None:
        await self.pilot.mouse_down(offset=start)
        await self.pilot.hover(offset=end)
        await self.pilot.mouse_up(offset=end)
        await self.pilot.pause()


@asynccontextmanager
async def reading(
    shown: Article | None,
    size: tuple[int, int] = (80, 24),
    *,
    marks: tuple[Mark, ...] = (),
    highlights: tuple[HighlightMark, ...] = (),
    at: int | None = None,
) -> AsyncIterator[Reading]:
    app = Host()
    async with app.run_test(size=size) as pilot:
        read = Reading(app, pilot)
        read.view.show(shown, marks=marks, highlights=highlights, at=at)
        read.view.focus()
        await pilot.pause()
        yield read
