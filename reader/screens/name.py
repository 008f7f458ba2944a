"""A small dialog that asks for a name."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from reader.screens.dialog import Dialog


class NameScreen(Dialog[str]):
    """Gives the name that was typed, or None if the dialog was left."""

    def __init__(
        self, title: str, about: str, name: str, problem: Callable[[str], str | None]
    ) -> None:
        """`about` says what gets the name; `problem` says why a name cannot be taken, or None."""
        super().__init__()
        self._title, self._about, self._name_before = title, about, name
        self._problem = problem

    def compose(self) -> ComposeResult:
        """Title, what gets the name, the field."""
        with Vertical(id="box"):
            yield Static(self._title, id="title", markup=False)
            yield Static(self._about, markup=False)
            yield Input(self._name_before, id="name")
            yield Static("enter keep · esc leave", id="hint", markup=False)

    def on_mount(self) -> None:
        """Ready to type over what is proposed."""
        field = self.query_one(Input)
        field.focus()
        field.action_select_all()

    @on(Input.Submitted)
    def _named(self, message: Input.Submitted) -> None:
        if problem := self._problem(message.value):
            self.query_one("#hint", Static).update(problem)
        else:
            self.dismiss(message.value)
