"""A small dialog for the tags of articles."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from reader.screens.dialog import Dialog
from reader.widgets.tag_suggester import TagSuggester


class TagsScreen(Dialog[str]):
    """Gives the tags that were typed, with spaces between, or None if the dialog was left."""

    def __init__(self, about: str, tags: str, brought: str, known: Sequence[str]) -> None:
        """`about` says of what; `tags` may be changed, those that the article `brought` not."""
        super().__init__()
        self._about, self._tags, self._brought, self._known = about, tags, brought, known

    def compose(self) -> ComposeResult:
        """Of what, the field, the tags that stay."""
        with Vertical(id="box"):
            yield Static("Tags", id="title", markup=False)
            yield Static(self._about, markup=False)
            yield Input(
                self._tags,
                placeholder="words with spaces between",
                suggester=TagSuggester(lambda: self._known),
                id="tags",
            )
            if self._brought:
                yield Static(f"it brought along: {self._brought}", markup=False)
            yield Static("enter keep · → complete · esc leave", id="hint", markup=False)

    def on_mount(self) -> None:
        """Ready to write on."""
        field = self.query_one(Input)
        field.focus()
        if self._tags:
            field.value = f"{self._tags} "
        field.cursor_position = len(field.value)

    @on(Input.Submitted)
    def _written(self, message: Input.Submitted) -> None:
        self.dismiss(message.value)
