"""ONE table of settings: what may be set in `config.toml`, what it means, which values it takes.

Reading the file, the settings screen, `quaere keys --sample` and docs/settings.md are made from it.
What belongs to a collection and keys by action are tables of their own kind: `reader.settings`.
No Textual here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from index.text import clean_line
from reader.notes.model import COLOURS
from reader.presets import PRESETS

THEMES = ("quaere-dark", "quaere-light", "quaere-paper", "quaere-contrast")
"""Our own; Textual's can be chosen too."""
MEASURES = range(40, 121)
"""Columns of text that may be chosen."""
_MEANING = 40


class Kind(Protocol):
    """What values a setting takes."""

    @property
    def values(self) -> str:
        """The values in words, to stand behind "must be"."""

    @property
    def choices(self) -> Sequence[object]:
        """Values to step through; empty where one types."""

    def accept(self, value: object) -> object | None:
        """The value as it is used, None if it is none that can be."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """A name; `open_ended` where others than the known ones are judged elsewhere."""

    choices: Sequence[str]
    what: str = ""
    open_ended: bool = False

    @property
    def values(self) -> str:
        """A list of names, or what they are names of."""
        return self.what or f"one of {', '.join(self.choices)}"

    def accept(self, value: object) -> str | None:
        """A name."""
        if not isinstance(value, str):
            return None
        name = clean_line(value, 80)
        return name if name in self.choices or self.open_ended else None


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number."""

    within: range
    what: str
    step: int = 1

    @property
    def values(self) -> str:
        """From which to which."""
        return f"a number of {self.what}, {self.within.start} to {self.within.stop - 1}"

    @property
    def choices(self) -> Sequence[int]:
        """Round ones."""
        return self.within[:: self.step]

    def accept(self, value: object) -> int | None:
        """A number within the range; true and false are none."""
        is_number = isinstance(value, int) and not isinstance(value, bool)
        return value if is_number and value in self.within else None  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class Switch:
    """On or off."""

    values: str = "true or false"
    choices: Sequence[bool] = (True, False)

    def accept(self, value: object) -> bool | None:
        """True or false, nothing that only counts as such."""
        return value if isinstance(value, bool) else None


@dataclass(frozen=True, slots=True)
class Folder:
    """A path that does not depend on where one stands."""

    values: str = "a folder that begins with / or ~"
    choices: Sequence[Path] = ()

    def accept(self, value: object) -> Path | None:
        """The path, with the home folder filled in."""
        return Path(value).expanduser() if isinstance(value, str) and is_path(value) else None


@dataclass(frozen=True, slots=True)
class Words:
    """A word or two of one's own."""

    values: str = "a word or two of text"
    choices: Sequence[str] = ()

    def accept(self, value: object) -> str | None:
        """The words, on one line."""
        return (clean_line(value, _MEANING) or None) if isinstance(value, str) else None


@dataclass(frozen=True, slots=True)
class Program:
    """A program and its arguments, never a line for a shell."""

    values: str = 'a list of words like ["dict", "{}"]'
    choices: Sequence[str] = ()

    def accept(self, value: object) -> tuple[str, ...] | None:
        """The words; without NUL, which no argument can hold."""
        if not isinstance(value, list) or not value:
            return None
        good = all(isinstance(each, str) and each and "\0" not in each for each in value)
        return tuple(value) if good else None


@dataclass(frozen=True, slots=True)
class Option:
    """One setting: `name` as in the file, with the table before a dot; `sample` is TOML.

    `told` stands for the name in complaints. `at_once` is whether a change shows without a new
    start.
    """

    name: str
    meaning: str
    kind: Kind
    default: object = None
    sample: str = ""
    told: str = ""
    at_once: bool = True

    @property
    def path(self) -> tuple[str, ...]:
        """The name, table by table."""
        return tuple(self.name.split("."))

    @property
    def complaint(self) -> str:
        """What is said of a value that cannot be."""
        return f"{self.told or self.name} must be {self.kind.values}"


def is_path(text: str) -> bool:
    """Whether this names one place, wherever one stands."""
    try:
        return "\0" not in text and Path(text).expanduser().is_absolute()
    except RuntimeError:  # the home of somebody who is not known
        return False


OPTIONS: tuple[Option, ...] = (
    Option("theme", "Colours of the reader",
           OneOf(THEMES, "the name of a theme", open_ended=True), THEMES[0]),
    Option("measure", "Widest line of text, in cells", Number(MEASURES, "columns", step=4), 80),
    Option("motion", "Things glide; false: they jump", Switch(), True),
    Option("watch", "Take in what changes while a folder is open", Switch(), True,
           at_once=False),
    Option("restore", "Open at the start what was open when the collection was left", Switch(),
           False),
    Option("mirror", "A folder to which notes are copied, as Markdown, a file for each article",
           Folder(), sample='"~/notes"', at_once=False),
    Option("dictionary", "The program that T asks for a word", Program(),
           sample='["dict", "{}"]'),
    Option("keys.preset", "The keys to begin with",
           OneOf(tuple(PRESETS)), "default", told="the preset of keys"),
    *(Option(f"colours.{colour}", f"What you mean by {colour}: shown in lists and exports",
             Words(), sample='"important"', told=f"the meaning of {colour}")
      for colour in COLOURS),
)  # fmt: skip
BY_NAME = {option.name: option for option in OPTIONS}
