"""Somebody who reads for half an hour: the real program in a real terminal, seeded random use.

Articles are opened, searched, highlighted and noted, keys are hit at random, the window changes,
and the files change underneath. From time to time all is let come to rest and looked at.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reader.actions import ACTIONS
from tests.benchmarks import generator
from tests.reader.monkey import LEAVING
from tests.terminal.pty_app import KEYS, PtyApp
from tests.terminal.signs import the_library_is_shown

ARTICLES = 60
PATIENCE = 120.0
_OUT = (*LEAVING, "go.palette")
"""The palette knows all actions by name, also those that lead out."""
_WORDS = ("bank", "risk", "because", "percent", "ruling", "will", "market", "the", "why", "costs")
_USUAL = (120, 40)
_KEPT_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen at rest: seconds since the start, the size of the program, its children.

    `anonymous` is the part of the `megabytes` that no file stands behind: the index is mapped.
    """

    seconds: float
    acts: int
    megabytes: float
    anonymous: float
    handles: int
    threads: int
    children: int


class Soak:
    """A person at the program that runs in `app`, on the articles in `root`."""

    def __init__(self, app: PtyApp, root: Path, seed: int) -> None:
        self.app = app
        self.root = root
        self.chance = random.Random(seed)
        self.acts = 0
        self.looks: list[Look] = []
        self._size: tuple[int, ...] = _USUAL
        self._began = time.monotonic()
        known = {key for each in ACTIONS if each.id not in _OUT for key in each.keys}
        closed = {key for each in ACTIONS if each.id in _OUT for key in each.keys}
        self._keys = sorted(key for key in known - closed if len(key) == 1 or key in KEYS)

    def use(self, seconds: float) -> None:
        """Do this and that for so long."""
        until = time.monotonic() + seconds
        ways: list[Callable[[], None]] = [
            self._read, self._read, self._search, self._ask, self.note, self._change, self._change,
            self._hit_keys, self._resize,
        ]  # fmt: skip
        while time.monotonic() < until:
            self.chance.choice(ways)()
            self.acts += 1
            self.app.settle(0.02)
            self._forget()
            assert self.app.process.poll() is None, "the program has ended"

    def look(self) -> Look:
        """Let everything come to rest, and see how large the program is."""
        self._library()
        until = time.monotonic() + PATIENCE
        while (children := len(self.app.children())) and time.monotonic() < until:
            self.app.settle(0.3)
        process = Path("/proc", str(self.app.process.pid))
        memory = (process / "smaps_rollup").read_text()
        self.looks.append(
            Look(
                time.monotonic() - self._began,
                self.acts,
                _megabytes(memory, "Pss"),
                _megabytes(memory, "Pss_Anon"),
                len(list((process / "fd").iterdir())),
                len(list((process / "task").iterdir())),
                children,
            )
        )
        return self.looks[-1]

    def growth(self) -> float:
        """Megabytes by which the program has grown since it knew its way about."""
        sizes = [look.megabytes for look in self.looks]
        few = max(1, len(sizes) // 6)
        return statistics.median(sizes[-few:]) - statistics.median(sizes[:few])

    def table(self) -> str:
        """All looks, in Markdown."""
        heads = ("minutes", "acts", "MB (PSS)", "without files", "handles", "threads", "children")
        lines = [heads, ("---",) * len(heads)]
        lines += [
            (f"{e.seconds / 60:.1f}", str(e.acts), f"{e.megabytes:.1f}", f"{e.anonymous:.1f}",
             str(e.handles), str(e.threads), str(e.children))
            for e in self.looks
        ]  # fmt: skip
        return "\n".join("| " + " | ".join(line) + " |" for line in lines)

    # What a person does

    def _library(self) -> None:
        self._make_size(*_USUAL)
        until = time.monotonic() + PATIENCE
        while not the_library_is_shown(self.app.screen):
            assert time.monotonic() < until, self.app.text
            # Fields take letters: out of them first, twice where something would be thrown away.
            # A lone escape is told from a sequence by time.
            for _ in range(3):
                self.app.press("escape")
                self.app.settle(0.3)
            self.app.press("L")
            self.app.settle(0.4)

    def _press(self, *keys: str) -> None:
        for key in keys:
            self.app.press(key)
            self.app.settle(0.01)

    def _read(self) -> None:
        self._library()
        self._press("g", *["down"] * self.chance.randrange(20), "enter")
        self.app.settle(0.2)
        for _ in range(self.chance.randrange(12)):
            self._press(
                self.chance.choice(("]", "[", "space", "b", "tab", "j", "G", "p", "o", "w"))
            )

    def _search(self) -> None:
        self._library()
        self._press("s", *self.chance.choice(_WORDS), "space", *self.chance.choice(_WORDS))
        self.app.settle(0.3)
        self._press("enter", "down", "enter")
        self.app.settle(0.2)

    def _ask(self) -> None:
        self._library()
        self._press("A", *f"why do {self.chance.choice(_WORDS)} and {self.chance.choice(_WORDS)}")
        self.app.settle(0.3)
        self._press("enter", "down", "down", "enter")
        self.app.settle(0.2)

    def note(self) -> None:
        """Open an article, and mark it or write something."""
        self._read()
        self._press(self.chance.choice("haBhh"))
        self.app.settle(0.2)
        self._press(*f"note {self.acts}", "enter")

    def _hit_keys(self) -> None:
        self._press(*self.chance.choices([*self._keys, *KEYS_NEAR], k=30))

    def _resize(self) -> None:
        self._make_size(self.chance.randint(30, 200), self.chance.randint(8, 60))
        self.app.settle(0.1)

    def _make_size(self, *size: int) -> None:
        """A terminal of the size that it has already is not painted anew."""
        if size != self._size:
            self._size = size
            self.app.resize(*size)

    def _change(self) -> None:
        file = self.root / f"a{self.chance.randrange(2 * ARTICLES)}.md"
        if file.exists() and self.chance.random() < 0.3:
            file.unlink()
        else:
            made = generator.make(self.chance.randrange(10_000), 1)
            file.write_text(generator.as_markdown(made))

    def _forget(self) -> None:
        """Half an hour of output is not kept, but looked through."""
        if len(self.app.raw) > _KEPT_BYTES:
            assert b"Traceback" not in self.app.raw
            self.app.forget()


KEYS_NEAR = ("up", "down", "left", "right", "enter", "tab", "escape", "backspace")


def _megabytes(memory: str, name: str) -> float:
    """A line of what Linux says of a process's memory, in thousands of its kB."""
    return int(memory.split(f"\n{name}:")[1].split()[0]) / 1000


def furnish(folder: Path) -> Path:
    """A collection to read, and settings by which no key leads out."""
    root = folder / "articles"
    root.mkdir()
    for number in range(ARTICLES):
        made = generator.make(number, 1)
        (root / f"a{number}.md").write_text(generator.as_markdown(made))
    config = folder / "config"
    config.mkdir()
    (config / "config.toml").write_text(
        "motion = false\n[keys]\n" + "".join(f'"{each}" = ""\n' for each in _OUT)
    )
    return root
