"""The field one asks in: it shows how the last word may go on and where it cannot be read."""

from __future__ import annotations

from textual.suggester import SuggestionReady
from textual.widgets import Input


class QueryField(Input):
    """An input whose ending somebody else proposes."""

    def propose(self, query: str, whole: str) -> None:
        """If `query` still stands here, show `whole` as what it may become; → takes it."""
        self.post_message(SuggestionReady(query, whole))

    def put(self, query: str) -> None:
        """Another query, ready to be gone on with."""
        self.value = query
        self.cursor_position = len(query)
