"""The manual within the reader: a list of pages, each shown as articles are."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from index.article import Article
from index.collection import Unreadable, read_file
from reader.latest import Latest
from reader.manual import Page, pages
from reader.screens.dialog import Dialog
from reader.screens.text_screen import TextScreen
from reader.widgets.article_view import ArticleView
from reader.widgets.entry import Entry, Look
from reader.widgets.pick_list import PickList


class ManualScreen(Dialog[None]):
    """The pages there are."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "leave_dialog", show=False),
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("enter,space", "open", show=False),
    ]

    def compose(self) -> ComposeResult:
        """A list."""
        with Vertical(id="box"):
            yield Static("Manual", id="title", markup=False)
            yield PickList(empty="The pages of the manual were not installed.", id="pages")
            yield Static("enter read · esc close", id="hint", markup=False)

    def on_mount(self) -> None:
        """The pages in their order."""
        picks = self.query_one(PickList)
        picks.fill([_entry(page) for page in pages()])
        picks.focus()

    def action_move(self, by: int) -> None:
        """Another page."""
        self.query_one(PickList).move(by)

    def action_open(self) -> None:
        """Read it."""
        self.query_one(PickList).pick()

    @on(PickList.Picked)
    def _picked(self, message: PickList.Picked) -> None:
        self.app.push_screen(PageScreen(message.key))


class PageScreen(TextScreen):
    """One page."""

    HINT = "esc back · j k scroll · ] [ heading"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right_square_bracket,tab", "heading(1)", show=False),
        Binding("left_square_bracket,shift+tab", "heading(-1)", show=False),
    ]

    def __init__(self, page: Page) -> None:
        super().__init__(page.title)
        self._opening: Latest[Page, Article | str] = Latest(self, _read, self._show)
        self._page = page

    def body(self) -> ComposeResult:
        """The page as the article that it is."""
        yield ArticleView("Opening …", id="scroll")

    @property
    def _view(self) -> ArticleView:
        return self.query_one(ArticleView)

    def on_mount(self) -> None:
        """Read it, in a thread."""
        self._opening.ask(self._page)

    def _show(self, _: Page, article: Article | str) -> None:
        if isinstance(article, str):
            self._view.show_empty(article)
        else:
            self._view.show(article)

    def action_heading(self, by: int) -> None:
        """The next heading, or the one before."""
        article = self._view.article
        if article is None:
            return
        here = self._view.current_section()
        number = (here.number if here else 0) + by
        if 0 <= number < len(article.sections):
            self._view.go_to(article.sections[number].start, place="top")


def _read(page: Page) -> Article | str:
    try:
        return read_file(page.path)
    except Unreadable as error:
        return f"This page {error}."


def _entry(page: Page) -> Entry:
    def draw(width: int, look: Look) -> list[Text]:  # noqa: ARG001
        return [Text(f" {page.title}", look.strong, no_wrap=True)]

    return Entry(page, draw, height=1)
