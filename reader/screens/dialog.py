"""What all dialogs share: a box over the screen, escape to leave."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Generic, TypeVar

from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

Result = TypeVar("Result")


class LeftOnce(ModalScreen[Result | None], Generic[Result]):
    """A modal screen that is left once: keys that were waiting when it was are too late."""

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Leave with a result; nothing happens where that was done already."""
        return super().dismiss(result) if self.is_current else AwaitComplete()


class Dialog(LeftOnce[Result]):
    """A modal screen that gives a result, or None when it was left."""

    CSS_PATH: ClassVar = ["dialog.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave_dialog", show=False)]

    def leaving(self) -> Callable[[], None] | None:
        """The program ends: what must be kept, as work that a thread may do."""
        return None

    def action_leave_dialog(self) -> None:
        """Leave without a result."""
        self.dismiss(None)
