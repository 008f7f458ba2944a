"""The field one asks in: it shows how the last word may go on and where it cannot be read."""

from __future__ import annotations

from dataclasses import dataclass, replace

from textual.suggester import SuggestionReady
from textual.widgets import Input

from index.collection import Completions


@dataclass(frozen=True, slots=True)
class GoingOn:
    """A query, what its last word may become, and the number of the choice that was taken."""

    query: str
    completions: Completions
    taken: int | None = None

    @classmethod
    def from_here(cls, query: str, completions: Completions) -> GoingOn:
        """Without the choice that is what was typed."""
        typed = query[completions.start :].casefold()
        others = tuple(each for each in completions.choices if each.text.casefold() != typed)
        return cls(query, replace(completions, choices=others))

    @property
    def made(self) -> str:
        """The query with the choice that was taken."""
        if self.taken is None:
            return self.query
        choice = self.completions.choices[self.taken].text
        return self.query[: self.completions.start] + choice

    @property
    def has_others(self) -> bool:
        """Whether a choice was taken that is not to be gone on with, and there are others."""
        several = len(self.completions.choices) > 1
        return self.taken is not None and several and not self.made.endswith(":")

    @property
    def next(self) -> GoingOn:
        """With the next choice, the first after the last."""
        following = 0 if self.taken is None else self.taken + 1
        return replace(self, taken=following % len(self.completions.choices))


class QueryField(Input):
    """An input whose ending somebody else proposes."""

    def propose(self, query: str, whole: str) -> None:
        """If `query` still stands here, show `whole` as what it may become; → takes it."""
        self.post_message(SuggestionReady(query, whole))

    def put(self, query: str) -> None:
        """Another query, ready to be gone on with."""
        self.value = query
        self.cursor_position = len(query)
