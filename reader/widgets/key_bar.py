"""The line at the bottom: the next keys, as many as fit, help always among them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from reader.actions import KEY_NAMES, Action, Where, key_name
from reader.keymap import Keymap
from reader.widgets.overlay import overlay

_HELP = "help"
_ARROWS = ("up", "down", "left", "right")


class KeyBar(Widget):
    """Keys of one place, from the table of actions, with what they do; they can be clicked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-bar--key", "key-bar--label"}
    DEFAULT_CSS = """
    KeyBar {
        dock: bottom; height: 1; background: $panel; padding: 0 1;
        & > .key-bar--key { color: $accent; text-style: bold; }
        & > .key-bar--label { color: $foreground 75%; }
    }
    """

    def __init__(self, where: Where) -> None:
        super().__init__()
        self._where = where
        self._instead: Mapping[str, str] = {}

    def show_instead(self, labels: Mapping[str, str]) -> None:
        """For the time being these only: labels by the id of the action; none for all again."""
        if labels != self._instead:
            self._instead = labels
            self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        """The keys that fit."""
        key_style = overlay(self, "key-bar--key")
        label_style = overlay(self, "key-bar--label")
        typing = isinstance(self.screen.focused, Input)
        here = self._actions()
        actions = [each for each in here if each.label and each.keys]
        if typing:
            actions = [each for each in actions if not _is_letter(each)]
        help_ = next((each for each in here if each.id == _HELP), None)
        others = [each for each in actions if each.id != _HELP]
        room = self.size.width - (self._width(help_, typing) if help_ is not None else 0)
        segments: list[Segment] = []
        for each in others:
            room -= self._width(each, typing)
            if room < 0:
                break
            segments += self._segments(each, typing, key_style, label_style)
        if help_ is not None:
            segments += self._segments(help_, typing, key_style, label_style)
        strip = Strip(segments).apply_style(self.rich_style)
        return strip.adjust_cell_length(self.size.width, self.rich_style)

    def on_mount(self) -> None:
        """Other keys work where one types."""
        self.watch(self.screen, "focused", self._draw_again, init=False)

    def _draw_again(self) -> None:
        self.refresh()

    def _actions(self) -> list[Action]:
        """What works here, with the keys that the settings give it."""
        known: Keymap = getattr(self.app, "keymap", Keymap())
        if self._instead:
            here = {each.id: each for each in known.at(self._where)}
            shown = [replace(here[id_], label=label) for id_, label in self._instead.items()]
            return [*shown, here[_HELP]]
        # What every list does comes first here: to open what is under the cursor.
        return sorted(known.at(self._where), key=lambda action: action.where != "list")

    def _key(self, action: Action, typing: bool) -> str:
        first = action.keys[0]
        if typing and _is_typed(first):
            first = next((key for key in action.keys if not _is_typed(key)), first)
        return key_name(first)

    def _width(self, action: Action, typing: bool) -> int:
        return cell_len(self._key(action, typing)) + cell_len(action.label) + 3

    def _segments(self, action: Action, typing: bool, key: Style, label: Style) -> list[Segment]:
        target = "app" if action.where == "everywhere" else "screen"
        click = Style.from_meta({"@click": f"{target}.{action.method}"})
        return [
            Segment(self._key(action, typing), key + click),
            Segment(f" {action.label}", label + click),
            Segment("  "),
        ]


def _is_letter(action: Action) -> bool:
    """Whether all its keys are characters that a field takes for itself."""
    return all(map(_is_typed, action.keys))


def _is_typed(key: str) -> bool:
    return len(key) == 1 or (key not in _ARROWS and len(KEY_NAMES.get(key, key)) == 1)
