"""What the parts of the article screen share: the article, its file, its widgets.

The screen is made of four layers, each in a file of its own: this one, moving (`article_moving`),
marking (`article_notes`), findings (`article_findings`); `article` puts them on the screen.
"""

from __future__ import annotations

from pathlib import Path

from textual.geometry import Offset
from textual.widget import Widget

from index.article import Article, Finding
from reader.screens.room import Room
from reader.series import Series
from reader.widgets.article_view import ArticleView
from reader.widgets.findings_panel import FindingsPanel
from reader.widgets.pick_list import PickList


class ArticleRoom(Room):
    """The article that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.article: Article | None = None
        self.file: Path | None = None
        self.current: Finding | None = None
        self.series: Series | None = None

    def _key_escape(self) -> None:
        """Leave escape to the actions: Textual would drop a selection before they see it."""

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[Widget | None, Offset | None]:
        """What is under the mouse, and which place of it; in the article exact to a cell."""
        widget, place = super().get_widget_and_offset_at(x, y)
        if not isinstance(widget, ArticleView) or place is None:
            return widget, place
        beside, left_of_it = super().get_widget_and_offset_at(x - 1, y)
        return widget, widget.under_mouse(place, left_of_it if beside is widget else None)

    @property
    def view(self) -> ArticleView:
        """The text."""
        return self.query_one(ArticleView)

    @property
    def panel(self) -> FindingsPanel:
        """The findings beside it."""
        return self.query_one(FindingsPanel)

    @property
    def focused_list(self) -> PickList | None:
        """The outline or the findings, if one of them has the focus."""
        return self.focused if isinstance(self.focused, PickList) else None
