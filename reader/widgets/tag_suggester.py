"""Completes the last of several tags in a field from those that were given before."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from textual.suggester import Suggester

from index.text import fold


class TagSuggester(Suggester):
    """`known` gives the tags, the most used first; it is asked once, in a thread."""

    def __init__(self, known: Callable[[], Sequence[str]]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._known = known
        self._tags: Sequence[str] | None = None

    async def get_suggestion(self, value: str) -> str | None:
        """The whole value with its last word completed, or None."""
        if self._tags is None:
            self._tags = await asyncio.to_thread(self._known)
        word = value.rpartition(" ")[2].rpartition(",")[2].removeprefix("#")
        if not word:
            return None
        begun = fold(word)
        found = next((tag for tag in self._tags if tag != word and fold(tag).startswith(begun)), "")
        return f"{value}{found[len(word) :]}" if found else None
