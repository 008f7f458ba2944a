"""The start screen: where nothing was named and nothing is here, a folder is asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.suggester import Suggester
from textual.widgets import Input, Static

from index.collection import is_article
from index.text import clean_line
from reader.breaking import Breaking
from reader.pasting import cleaned
from reader.themes import DARK, OURS
from reader.widgets.entry import Entry, Look
from reader.widgets.pick_list import PickList

_WELCOME = (
    "Quaere reads a folder of articles: Markdown, text, saved pages, books. Nothing in the folder "
    "is changed, and nothing leaves this machine."
)


class StartApp(Breaking[Path]):
    """Gives the folder or article to open, or None if the reader was left."""

    TITLE = "Quaere"
    ENABLE_COMMAND_PALETTE = False
    CSS = """
    Screen { align: center middle; }
    #box { width: 76; max-width: 96%; height: auto; padding: 1 2; border: round $accent; }
    #title { text-style: bold; color: $accent; }
    Static { margin: 0 0 1 0; }
    Input { border: none; height: 1; padding: 0 1; background: $surface-lighten-1; }
    PickList { height: auto; max-height: 10; margin: 1 0 1 0; }
    #problem { color: $error; margin: 0; }
    #hint { color: $text-muted; margin: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+q", "quit", show=False),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
    ]

    def __init__(self, recent: Sequence[Path], theme: str = "") -> None:
        """`recent` are collections opened before; those that are gone are left out."""
        super().__init__()
        for each in OURS:
            self.register_theme(each)
        self.theme = theme if theme in self.available_themes else DARK.name
        self._recent = [path for path in recent if path.exists()]

    def compose(self) -> ComposeResult:
        """What this is, a field, what was open before."""
        with Vertical(id="box"):
            yield Static("Quaere", id="title", markup=False)
            yield Static(_WELCOME, markup=False)
            yield Input(
                placeholder="a folder of articles, or one article",
                suggester=FolderSuggester(),
                id="path",
            )
            yield Static("", id="problem", markup=False)
            yield PickList(id="recent")
            hint = "enter open · → complete · esc quit"
            yield Static(hint + (" · ↓ opened before" if self._recent else ""), id="hint")

    def on_mount(self) -> None:
        """Ready to type."""
        self.end_well()
        picks = self.query_one(PickList)
        picks.display = bool(self._recent)
        picks.can_focus = False
        picks.fill([_entry(path) for path in self._recent])
        self.query_one(Input).focus()

    async def on_event(self, event: events.Event) -> None:
        """Pasted text passes the door before the field takes it in."""
        await super().on_event(cleaned(event))

    def action_move(self, by: int) -> None:
        """Choose among what was open before."""
        picks = self.query_one(PickList)
        field = self.query_one(Input)
        if field.value and picks.key is not None:
            picks.move(by)
        if picks.key is not None:
            field.value = str(picks.key)
            field.cursor_position = len(field.value)

    @on(PickList.Picked)
    def _picked(self, message: PickList.Picked) -> None:
        self.exit(message.key)

    @on(Input.Changed)
    def _typed(self) -> None:
        self.query_one("#problem", Static).update("")

    @on(Input.Submitted)
    def _chosen(self, message: Input.Submitted) -> None:
        problem = self._open(message.value.strip())
        if problem:
            self.query_one("#problem", Static).update(clean_line(problem))

    def _open(self, typed: str) -> str:
        """Open what was typed; else why not."""
        if not typed:
            return "Type the path of a folder."
        try:
            path = Path(typed).expanduser()
            if path.is_dir() or (path.is_file() and is_article(path.name)):
                self.exit(path)
                return ""
            there = path.exists()
        except (OSError, RuntimeError, ValueError):
            there = False
        if there:
            return f"{path.name} is not an article."
        return f"There is no folder {typed}."


class FolderSuggester(Suggester):
    """Completes the path of a folder as it is typed."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """The first folder whose path begins with `value`."""
        return await asyncio.to_thread(_completed, value) if value else None


def _completed(value: str) -> str | None:
    head, slash, begun = value.rpartition("/")
    try:
        found = sorted(
            each.name
            for each in Path(head + slash or ".").expanduser().iterdir()
            if each.name.startswith(begun)
            and (begun.startswith(".") or not each.name.startswith("."))
            and each.is_dir()
        )
    except (OSError, RuntimeError, ValueError):
        return None
    # A name that is not safe to show cannot be typed either.
    safe = [name for name in found if clean_line(name, 4096) == name]
    return f"{head}{slash}{safe[0]}/" if safe else None


def _entry(path: Path) -> Entry:
    def draw(width: int, look: Look) -> list[Text]:  # noqa: ARG001
        return [Text(clean_line(str(path)), look.accent, no_wrap=True)]

    return Entry(path, draw, height=1)
