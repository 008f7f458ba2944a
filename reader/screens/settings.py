"""All settings on one screen, made from their table; what is changed is kept at once."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from index.text import clean, clean_line
from reader.options import OPTIONS, Number, Option, Program
from reader.screens.dialog import Dialog
from reader.settings_file import Value
from reader.widgets.entry import Entry, Look
from reader.widgets.pick_list import PickList

Change = Callable[[Option, Value | None], None]
_HINT = "← → another value · enter type one · d as it comes · esc close"
_NAME_WIDTH = 16
_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is set, by the name of the setting, and what can be chosen beyond the table."""

    values: Mapping[str, object]
    themes: Sequence[str]

    def value(self, option: Option) -> object:
        """What holds now."""
        return self.values.get(option.name, option.default)

    def choices(self, option: Option) -> Sequence[object]:
        """Values to step through."""
        return self.themes if option.name == "theme" else option.kind.choices


class SettingsScreen(Dialog[None]):
    """A list of settings; `change` keeps a value (None: takes it out), and `chosen` asks again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "leave_dialog", show=False),
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("space,pagedown", "page(1)", show=False),
        Binding("b,pageup", "page(-1)", show=False),
        Binding("l,right", "step(1)", show=False),
        Binding("h,left", "step(-1)", show=False),
        Binding("enter", "type", show=False),
        Binding("d", "forget", show=False),
    ]

    def __init__(self, chosen: Callable[[], Chosen], change: Change, file: Path) -> None:
        super().__init__()
        self._chosen = chosen
        self._change = change
        self._file = file

    def compose(self) -> ComposeResult:
        """A list, what the setting means, a field."""
        with Vertical(id="box"):
            yield Static("Settings", id="title", markup=False)
            yield PickList(id="settings")
            yield Static("", id="meaning", markup=False)
            yield Input(id="value")
            yield Static(f"{_HINT}\n{_at_home(self._file)}", id="hint", markup=False)

    def on_mount(self) -> None:
        """Show them."""
        self.query_one("#value").display = False
        self.show_values()
        self.query_one(PickList).focus()

    def show_values(self) -> None:
        """What is set now."""
        picks, chosen = self.query_one(PickList), self._chosen()
        picks.fill([_entry(each, chosen.value(each)) for each in OPTIONS], key=picks.key)
        self._explain()

    @property
    def _option(self) -> Option:
        key = self.query_one(PickList).key
        return next(option for option in OPTIONS if option.name == key)

    def _explain(self) -> None:
        option = self._option
        about = f"{option.meaning}. {option.name} is {option.kind.values}."
        if not option.at_once:
            about += " A change holds from the next start."
        self.query_one("#meaning", Static).update(about)

    def action_move(self, by: int) -> None:
        """Another setting."""
        self.query_one(PickList).move(by)

    def action_page(self, pages: int) -> None:
        """A page of settings."""
        self.query_one(PickList).page(pages)

    def action_step(self, by: int) -> None:
        """The next value, or the one before; typed where there is nothing to step through."""
        option, chosen = self._option, self._chosen()
        choices = list(chosen.choices(option))
        if not choices:
            self.action_type()
            return
        now = chosen.value(option)
        if isinstance(now, int) and not isinstance(now, bool):
            further = [c for c in choices if isinstance(c, int) and (c - now) * by > 0]
            new: object = (min if by > 0 else max)(further, default=now)
        else:
            there = choices.index(now) if now in choices else -1
            new = choices[(there + by) % len(choices)]
        self._keep(option, new)

    def action_type(self) -> None:
        """Type a value; a switch is turned."""
        option = self._option
        if isinstance(option.default, bool):
            self.action_step(1)
            return
        field = self.query_one("#value", Input)
        form = _typed_form(self._chosen().value(option))
        if clean(form) != form:
            self.query_one("#meaning", Static).update(
                f"{option.name} holds characters that cannot be typed here: change it in the file."
            )
            return
        field.value = form
        field.placeholder = option.kind.values
        field.display = True
        field.focus()

    def action_forget(self) -> None:
        """The value it comes with."""
        self._change(self._option, None)

    def action_leave_dialog(self) -> None:
        """Close the field, else leave."""
        if self.query_one("#value").display:
            self._close_field()
        else:
            self.dismiss(None)

    def _close_field(self) -> None:
        self.query_one("#value").display = False
        self.query_one(PickList).focus()

    @on(Input.Submitted, "#value")
    def _typed(self, message: Input.Submitted) -> None:
        option, typed = self._option, message.value.strip()
        value = _parsed(option, typed)
        named = option.name != "theme" or typed in self._chosen().themes
        if typed and (option.kind.accept(value) is None or not named):
            self.query_one("#meaning", Static).update(f"{option.complaint}.")
            return
        self._close_field()
        if value:
            self._keep(option, value)
        else:
            self._change(option, None)

    def _keep(self, option: Option, value: object) -> None:
        if isinstance(value, bool | int | str | list) and value != self._chosen().value(option):
            self._change(option, value)

    @on(PickList.Moved)
    def _moved(self) -> None:
        self._explain()

    @on(PickList.Picked)
    def _picked(self) -> None:
        self.action_type()


def _at_home(file: Path) -> str:
    """A path, short where it lies in the home folder."""
    try:
        return clean_line(f"~/{file.relative_to(Path.home())}", 200)
    except (ValueError, RuntimeError):
        return clean_line(str(file), 200)


def _parsed(option: Option, typed: str) -> Value:
    """What was typed, as the file has it."""
    if isinstance(option.kind, Program):
        try:
            return shlex.split(typed)
        except ValueError:
            return []
    is_number = isinstance(option.kind, Number) and typed.isdecimal() and len(typed) <= _DIGITS
    return int(typed) if is_number else typed


def _typed_form(value: object) -> str:
    """A value as it is typed."""
    if isinstance(value, tuple):
        return shlex.join(value)
    return "" if value is None else str(value)


def _entry(option: Option, value: object) -> Entry:
    return Entry(option.name, partial(_draw, option, value), height=1)


def _draw(option: Option, value: object, width: int, look: Look) -> list[Text]:
    said = {True: "yes", False: "no"}.get(value) if isinstance(value, bool) else None
    said = said or clean_line(_typed_form(value)) or "–"
    name = option.name.removeprefix("keys.")
    is_usual = value == option.default or value == ()
    style = look.dim if is_usual else look.accent
    text = Text.assemble(f" {name:<{_NAME_WIDTH}} ", (f"{said!s:<14} ", style))
    text.append(option.meaning, look.dim)
    text.truncate(width, overflow="ellipsis")
    return [text]
