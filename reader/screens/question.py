"""A question that is answered by yes or no."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from reader.screens.dialog import Dialog


class QuestionScreen(Dialog[bool]):
    """Gives True for yes, False or None for no."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,enter", "answer(True)", show=False),
        Binding("n,q", "answer(False)", show=False),
    ]

    def __init__(self, fact: str, question: str) -> None:
        super().__init__()
        self._fact = fact
        self._question = question

    def compose(self) -> ComposeResult:
        """What is so, what is asked, the keys."""
        with Vertical(id="box"):
            yield Static(self._question, id="title", markup=False)
            yield Static(self._fact, markup=False)
            yield Static("y yes · n no", id="hint", markup=False)

    def action_answer(self, yes: bool) -> None:
        """Leave with the answer."""
        self.dismiss(yes)
