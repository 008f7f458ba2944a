"""What the parts of the article screen share: the article, its file, its widgets.

The screen is made of layers, each in a file of its own: this one, counts (`article_counts`), layout
(`article_layout`), moving (`article_moving`), marking (`article_notes`), judging
(`article_judging`), findings (`article_findings`), what leads elsewhere (`article_places`), loading
(`article_opening`); `article` puts them on the screen.
"""

from __future__ import annotations

from pathlib import Path

from textual.geometry import Offset
from textual.widget import Widget

from index.article import Article, Finding
from reader.screens.room import Memory, Room
from reader.series import Series
from reader.store import StoreError, preferences
from reader.widgets.article_view import ArticleView
from reader.widgets.findings_panel import FindingsPanel
from reader.widgets.pick_list import PickList


class ArticleRoom(Room):
    """The article that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.article: Article | None = None
        self.file: Path | None = None
        self.is_whole = False
        """Whether it is shown as the whole page it was taken from; see `action_article_whole`."""
        self.current: Finding | None = None
        self.series: Series | None = None

    def _key_escape(self) -> None:
        """Leave escape to the actions: Textual would drop a selection before they see it."""

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[Widget | None, Offset | None]:
        """What lies under the mouse, for Textual's selection.

        Textual takes the second cell of a wide character for the character behind it.
        """
        widget, offset = super().get_widget_and_offset_at(x, y)
        if isinstance(widget, ArticleView) and offset is not None:
            place = widget.offset_at(Offset(x, y) - widget.content_region.offset)
            if place is not None:
                return widget, Offset(0, place)
        return widget, offset

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

    def memory(self) -> Memory | None:
        """Which article it is; its place is kept elsewhere."""
        article = self.article
        if article is None:
            return None
        return {"article": article.id, "text": article.text_hash, "title": article.title}

    def preference(self, name: str) -> str | None:
        """What was chosen last with a key; None if nothing was, or if it cannot be read now."""
        try:
            return preferences.get(self.quaere.store, name)
        except StoreError:
            return None  # the place in the article is read from the same file, and says why
