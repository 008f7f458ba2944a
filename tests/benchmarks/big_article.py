"""Opening an indexed article of a megabyte beside one of the usual length, and scrolling in it.

CPU is that of the reader's own process, from the key in the library until the first words of the
article are painted; memory is what its resident size has grown by then.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import generator
from tests.benchmarks.measuring import Cell, Workshop, median, options, table
from tests.terminal.pty_app import PtyApp

FIRST_WORD = "Openingword"
_TITLE = "The article to open"


@dataclass(frozen=True, slots=True)
class Opened:
    """Seconds, CPU seconds and bytes until the first screen; CPU seconds for a row scrolled."""

    wall: float
    cpu: float
    grown: int
    row_cpu: float


def collection_with(folder: Path, characters: int) -> Path:
    """A collection of one article of at least so many characters."""
    root = folder / f"big-{characters}"
    root.mkdir(exist_ok=True)
    article = root / "article.md"
    if not article.exists():
        text = generator.long_article(characters).split("---\n", 2)[2]
        article.write_text(f"---\ntitle: {_TITLE}\n---\n\n{FIRST_WORD} is here.\n\n{text}")
    return root


def open_in(root: Path, env: Mapping[str, str], rows: int) -> Opened:
    """Opens the article from the library, then scrolls by so many rows."""
    with PtyApp("open", root, env=env) as app:
        app.wait_for(_TITLE)
        _rest(app)
        cpu, memory, start = app.cpu_seconds(), app.memory_bytes(), len(app.raw)
        pressed = time.perf_counter()
        app.press("enter")
        app.wait_for_bytes(FIRST_WORD.encode(), start)
        wall = time.perf_counter() - pressed
        spent, grown = app.cpu_seconds() - cpu, app.memory_bytes() - memory
        _rest(app)
        before = app.cpu_seconds()
        for _ in range(rows):
            start = len(app.raw)
            app.press("j")
            app.wait_for_bytes(b"\x1b[", start)
            app.settle(0.02)
        return Opened(wall, spent, grown, (app.cpu_seconds() - before) / max(1, rows))


def _rest(app: PtyApp) -> None:
    """Until the indexer is gone and nothing has been painted for a while."""
    app.wait_until_alone()
    app.settle(0.5)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    chosen, workshop = options(
        __doc__.splitlines()[0] if __doc__ else "",
        arguments,
        ("rounds", 5, "openings of each article"),
        ("characters", 1_000_000, "length of the long article"),
        ("rows", 50, "rows to scroll"),
    )
    if chosen.quick:
        chosen.rounds, chosen.characters, chosen.rows = 1, 60_000, 3
    sizes = (10_000, chosen.characters)
    rows: list[list[Cell]] = []
    for size in sizes:
        found = _openings(workshop, size, chosen.rounds, chosen.rows)
        rows.append(
            [
                f"{size:,} characters",
                median([o.wall for o in found]) * 1000,
                median([o.cpu for o in found]) * 1000,
                median([o.grown for o in found]) / 1e6,
                median([o.row_cpu for o in found]) * 1000,
            ]
        )
    heads = ("article", "first screen ms", "CPU ms", "grown MB", "CPU ms a row")
    print(table(heads, rows))
    return 0


def _openings(workshop: Workshop, size: int, rounds: int, rows: int) -> list[Opened]:
    root = collection_with(workshop.folder, size)
    env = workshop.indexed(root, f"big-{size}")
    return [open_in(root, env, rows) for _ in range(rounds)]


if __name__ == "__main__":
    raise SystemExit(main())
