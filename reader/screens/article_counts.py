"""A number typed before a key says how often, as in 5j and 3]."""

from __future__ import annotations

from textual import events

from reader.screens.article_room import ArticleRoom
from reader.widgets.top_bar import TopBar

_MOST = 4
"""Digits of a count."""


class CountingRoom(ArticleRoom):
    """Knows the count that was typed before the key that is being carried out."""

    def __init__(self) -> None:
        super().__init__()
        self._key = ""
        self._digits = ""
        self._count = ""
        self._told = ""

    def on_key(self, event: events.Key) -> None:
        """Every key takes the count that stands before it; bindings are carried out after this."""
        self._key = event.key
        self._count, self._digits = self._digits, ""
        if self._count:
            self._tell_place()

    def on_mouse_down(self) -> None:
        """What is done with the mouse takes no count."""
        self._count = self._digits = ""
        self._tell_place()

    def action_count(self) -> None:
        """One more digit of a count."""
        if self._key.isdigit() and (self._count or self._key != "0"):
            self._digits = (self._count + self._key)[-_MOST:]
            self._tell_place()

    def times(self) -> int:
        """How often what a key asks for is to be done: 1 where no count was typed."""
        return max(1, int(self._count or 1))

    @property
    def is_counted(self) -> bool:
        """Whether a count was typed."""
        return bool(self._count)

    def tell_place(self, told: str) -> None:
        """Say at the top where one is."""
        self._told = told
        self._tell_place()

    def _tell_place(self) -> None:
        typed = f" · {self._digits}" if self._digits else ""
        self.query_one(TopBar).place = f"{self._told}{typed}"
