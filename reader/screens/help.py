"""Texts over the screen: the keys that work here, files that could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from reader.actions import PLACES, Action, Where
from reader.screens.dialog import Dialog
from reader.widgets.overlay import overlay

_KEYS_WIDTH = 16


class TextScreen(Dialog[None]):
    """A title and lines, to scroll and leave."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"text-screen--key"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,q,enter", "leave_dialog", show=False),
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
        Binding("space,pagedown", "scroll(20)", show=False),
        Binding("b,pageup", "scroll(-20)", show=False),
    ]

    def __init__(self, title: str, lines: Sequence[str]) -> None:
        super().__init__()
        self._title = title
        self._lines = lines

    def compose(self) -> ComposeResult:
        """A box with a scrolling text."""
        with Vertical(id="box"):
            yield Static(self._title, id="title", markup=False)
            with VerticalScroll(id="scroll"):
                yield Static(self.content(), id="text", markup=False)
            yield Static("esc close · j k scroll", id="hint", markup=False)

    def content(self) -> Text:
        """The lines, literally."""
        return Text("\n".join(self._lines))

    def action_scroll(self, lines: int) -> None:
        """Scroll by so many lines."""
        self.query_one("#scroll").scroll_relative(y=lines, animate=False)


class HelpScreen(TextScreen):
    """The keys that work in one place, from the table of actions."""

    def __init__(self, where: Where, actions: Sequence[Action]) -> None:
        super().__init__(f"Keys: {PLACES[where]}", ())
        self._actions = actions
        self._where = where

    def content(self) -> Text:
        """Keys and what they do, the place's own first."""
        key_style = overlay(self, "text-screen--key")
        text = Text()
        place = self._where
        for action in self._actions:
            if action.where != place:
                place = action.where
                text.append(f"\n{PLACES[place]}\n", "bold")
            keys = action.shown_keys
            text.append(f"{keys:<{_KEYS_WIDTH}}", key_style)
            text.append(f"{action.help}\n")
        return text
