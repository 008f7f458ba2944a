"""The least that a Textual application can be: what start-up is compared with."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static

READY = "The empty application is ready."


class EmptyApp(App[None]):
    """One line of text."""

    def compose(self) -> ComposeResult:
        """The line."""
        yield Static(READY)


if __name__ == "__main__":
    EmptyApp().run()
