"""From a key to what it paints, while the collection is being indexed, beside an idle reader.

In a real terminal an article is scrolled down by single rows; the repaint is seen when the first
word of the new row, which was not on the screen before, comes out. Every word of that article is
numbered. Each run measures both: first the reader on an indexed collection, then one on a fresh
index, from the moment the article is open until all keys are pressed or the indexing is done.
"""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.measuring import Cell, Workshop, median, options, percentile, table
from tests.terminal.pty_app import PtyApp

NAME = "00-scroll.md"
"""Sorts before all others, so it is read first and stands at the top of the library."""
TITLE = "An article to scroll"
_LETTERS = "bcdfghjklm"
_NUMBERED = re.compile(rb"q([bcdfghjklm]{4})")
_WORDS_A_SENTENCE = 12
_LENGTH = 3600
_ROWS = 120
"""Rows down before it goes to the top again."""
_AT_ONCE = 10
"""Keys between two looks whether the indexing goes on."""


def numbered(number: int) -> str:
    """A word that stands for a number and cannot be taken for a figure."""
    return "q" + "".join(_LETTERS[int(digit)] for digit in f"{number:04}")


def numbers_in(output: bytes) -> list[int]:
    """The numbers of the words in a piece of output."""
    return [
        int("".join(str(_LETTERS.index(chr(letter))) for letter in match[1]))
        for match in _NUMBERED.finditer(output)
    ]


def scrolling_article() -> str:
    """Markdown: one long paragraph under a heading, so that every row has new words."""
    sentences = (
        " ".join(numbered(n) for n in range(first, first + _WORDS_A_SENTENCE)).capitalize() + "."
        for first in range(0, _LENGTH, _WORDS_A_SENTENCE)
    )
    text = " ".join(sentences).replace("Q", "q")
    return f"---\ntitle: {TITLE}\n---\n\n{text}\n"


def prepare(collection: Path, copy: Path) -> Path:
    """The collection with the article to scroll, in a folder of its own."""
    if not (copy / NAME).exists():
        shutil.copytree(collection, copy, dirs_exist_ok=True)
        (copy / NAME).write_text(scrolling_article())
    return copy


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds from key to repaint, one a key; whether the index was being made all the time."""

    seconds: list[float]
    indexing: bool


class Scroller:
    """Scrolls the open article down by single rows and takes the time of each repaint."""

    def __init__(self, app: PtyApp, gap: float) -> None:
        """`gap` is the time in seconds between a repaint and the next key."""
        self.app = app
        self._gap = gap
        self._rows = 0
        self._last = 0
        self._go_up()

    def step(self) -> float:
        """Presses j; seconds until the next word after the last one in view is out."""
        if self._rows == _ROWS:
            self._go_up()
        app, start = self.app, len(self.app.raw)
        pressed = time.perf_counter()
        app.press("j")
        app.wait_for_bytes(numbered(self._last + 1).encode(), start)
        seconds = time.perf_counter() - pressed
        app.settle(self._gap)
        self._last = max(numbers_in(bytes(app.raw[start:])))
        self._rows += 1
        return seconds

    def _go_up(self) -> None:
        """Back to the top: the last word in view is then the last one on the screen."""
        self.app.press("g")
        self.app.settle(0.3)
        self._last = max(numbers_in("\n".join(self.app.screen).encode()))
        self._rows = 0


def open_article(app: PtyApp) -> None:
    """Opens the first article of the library, as soon as it is there."""
    app.wait_for(TITLE, timeout=120)
    app.press("g", "enter")
    app.wait_for(numbered(0))


def scroll(app: PtyApp, keys: int, gap: float, *, while_indexing: bool) -> Run:
    """Presses keys; with `while_indexing` those after the end of the indexing do not count."""
    scroller = Scroller(app, gap)
    seconds: list[float] = []
    while len(seconds) < keys:
        seconds += [scroller.step() for _ in range(_AT_ONCE)]
        if while_indexing and not _indexes(app):
            return Run(seconds[:-_AT_ONCE] or seconds, indexing=len(seconds) > _AT_ONCE)
    return Run(seconds, while_indexing)


def _indexes(app: PtyApp) -> bool:
    return any(" index " in line for line in app.children().values())


def idle(workshop: Workshop, collection: Path, keys: int, gap: float) -> Run:
    """The reader on an index that is up to date."""
    env = workshop.indexed(collection, "latency-indexed")
    with PtyApp("open", collection, env=env) as app:
        open_article(app)
        app.wait_until_alone(120)
        return scroll(app, keys, gap, while_indexing=False)


def busy(workshop: Workshop, collection: Path, keys: int, gap: float) -> Run:
    """The reader while it makes the index of the whole collection."""
    shutil.rmtree(workshop.cache("latency-fresh"), ignore_errors=True)
    with PtyApp("open", collection, env=workshop.user("latency-fresh")) as app:
        open_article(app)
        return scroll(app, keys, gap, while_indexing=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    chosen, workshop = options(
        __doc__.splitlines()[0] if __doc__ else "",
        arguments,
        ("articles", 2000, "articles that are indexed meanwhile"),
        ("keys", 1000, "keys of each measurement, at the most"),
        ("runs", 3, "runs, of which the middle one counts"),
        ("gap", 40, "milliseconds between a repaint and the next key"),
    )
    if chosen.quick:
        chosen.articles, chosen.keys, chosen.runs, chosen.gap = 60, 20, 1, 5
    collection = prepare(
        workshop.collection(chosen.articles), workshop.folder / f"scroll-{chosen.articles}"
    )
    gap = chosen.gap / 1000
    rows: list[list[Cell]] = []
    ratios: list[tuple[float, float]] = []
    for number in range(chosen.runs):
        calm = idle(workshop, collection, min(chosen.keys, 300), gap)
        loaded = busy(workshop, collection, chosen.keys, gap)
        for name, run in (("idle", calm), ("indexing" if loaded.indexing else "indexed", loaded)):
            values = [1000 * seconds for seconds in run.seconds]
            shares = (percentile(values, share) for share in (0.5, 0.95, 0.99, 1.0))
            rows.append([f"{number + 1}", name, len(values), *shares])
        ratios.append(
            (
                median(loaded.seconds) / median(calm.seconds),
                percentile(loaded.seconds, 0.95) / percentile(calm.seconds, 0.95),
            )
        )
    print(table(("run", "reader", "keys", "p50 ms", "p95 ms", "p99 ms", "worst ms"), rows))
    print(
        f"\nindexing beside idle, middle of {len(ratios)} runs: "
        f"p50 x {median([r[0] for r in ratios]):.2f}, p95 x {median([r[1] for r in ratios]):.2f}"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
