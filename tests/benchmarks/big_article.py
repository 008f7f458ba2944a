"""Opening an indexed article of a megabyte beside one of the usual length, and scrolling in it.

CPU is that of the reader's own process, from the key in the library until the first words of the
article are painted; memory is what its resident size has grown by then. The first article that a
reader opens also pays for loading the article screen, so a small one is opened before, and again.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import generator
from tests.benchmarks.measuring import Cell, Workshop, median, options, table
from tests.terminal.pty_app import PtyApp
from tests.terminal.signs import the_library_is_shown

SMALL = 10_000


@dataclass(frozen=True, slots=True)
class Kind:
    """An article to open: its title in the library and the first word of its text."""

    title: str
    first_word: str


SHORT, LONG = Kind("A short article", "Shortopening"), Kind("B long article", "Longopening")
STEPS = {"row": "j", "page": "space", "question": "]"}


@dataclass(frozen=True, slots=True)
class Opened:
    """Seconds, CPU seconds and bytes until the first screen; CPU seconds of each kind of step."""

    wall: float
    cpu: float
    grown: int
    steps: Mapping[str, float]


def make_collection(folder: Path, characters: int) -> Path:
    """A short article and one of at least so many characters; in this order in the library."""
    root = folder / f"big-{characters}"
    root.mkdir(exist_ok=True)
    for kind, size in ((SHORT, SMALL), (LONG, characters)):
        article = root / f"{kind.title[0].lower()}.md"
        if not article.exists():
            text = generator.long_article(size).split("---\n", 2)[2]
            article.write_text(f"---\ntitle: {kind.title}\n---\n\n{kind.first_word}.\n\n{text}")
    return root


class Opener:
    """A reader that opens articles from its library."""

    def __init__(self, app: PtyApp) -> None:
        self.app = app
        app.wait_for(LONG.title)
        app.wait_until_alone()
        app.settle(0.5)

    def open(self, kind: Kind, rows: int) -> Opened:
        """Opens an article, takes so many steps of each kind, and goes back."""
        app = self.app
        app.press("g", *("j" if kind is LONG else ""))
        app.settle(0.3)
        cpu, memory, start = app.cpu_seconds(), app.memory_bytes(), len(app.raw)
        pressed = time.perf_counter()
        app.press("enter")
        app.wait_for_bytes(kind.first_word.encode(), start)
        wall = time.perf_counter() - pressed
        spent, grown = app.cpu_seconds() - cpu, app.memory_bytes() - memory
        app.settle(0.5)
        steps = {step: self._go(key, rows) for step, key in STEPS.items()}
        app.press("q")
        app.wait_for(the_library_is_shown)
        app.settle(0.3)
        return Opened(wall, spent, grown, steps)

    def _go(self, key: str, times: int) -> float:
        app = self.app
        app.press("g")
        app.settle(0.3)
        before = app.cpu_seconds()
        for _ in range(times):
            app.press(key)
            app.rest()
        return (app.cpu_seconds() - before) / times if times else 0.0


def measure(workshop: Workshop, root: Path, env: Mapping[str, str], rows: int) -> list[Opened]:
    """The short article as the first of all, the long one, the short one again."""
    data = workshop.folder / "big-data"
    shutil.rmtree(data, ignore_errors=True)
    with PtyApp("open", root, env={**env, "QUAERE_DATA_DIR": str(data)}) as app:
        opener = Opener(app)
        return [opener.open(SHORT, 0), opener.open(LONG, rows), opener.open(SHORT, rows)]


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    chosen, workshop = options(
        __doc__.splitlines()[0] if __doc__ else "",
        arguments,
        ("rounds", 5, "readers that are started"),
        ("characters", 1_000_000, "length of the long article"),
        ("rows", 50, "steps of each kind: rows, pages, questions"),
    )
    if chosen.quick:
        chosen.rounds, chosen.characters, chosen.rows = 1, 40_000, 3
    root = make_collection(workshop.folder, chosen.characters)
    env = workshop.indexed(root, f"big-{chosen.characters}")
    found = [measure(workshop, root, env, chosen.rows) for _ in range(chosen.rounds)]
    names = (
        f"{SMALL:,} characters, first of all",
        f"{chosen.characters:,} characters",
        f"{SMALL:,} characters, again",
    )
    rows: list[list[Cell]] = [
        [
            name,
            median([each.wall for each in opened]) * 1000,
            median([each.cpu for each in opened]) * 1000,
            median([each.grown for each in opened]) / 1e6,
            *(median([each.steps[step] for each in opened]) * 1000 for step in STEPS),
        ]
        for name, opened in zip(names, zip(*found, strict=True), strict=True)
    ]
    heads = ("article", "first screen ms", "CPU ms", "grown MB", *(f"{s} CPU ms" for s in STEPS))
    print(table(heads, rows))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
