"""Driving the application in tests: real collection, real store, real indexing child, no sleep."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from time import monotonic

from textual.pilot import Pilot
from textual.widgets import Input

from index.collection import Collection
from reader.app import QuaereApp
from reader.places import Places, places
from reader.screens.article import ArticleScreen
from reader.settings import Settings
from reader.store import Store
from reader.widgets.pick_list import PickList

SAMPLES = Path(__file__).resolve().parents[2] / "sample_articles"
PATIENCE = 120.0
"""Seconds before a condition is given up: only what fails takes as long."""


def copied(folder: Path, *names: str) -> Path:
    """A copy of the sample articles, or of some of them, that a test may change."""
    root = folder / "articles"
    root.mkdir()
    for path in sorted(SAMPLES.iterdir()):
        if not names or path.name in names:
            shutil.copy(path, root)
    return root


class Driver:
    """The application under the hands of a test."""

    def __init__(self, app: QuaereApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other, and let everything they start come to its end."""
        for key in keys:
            await self.pilot.press(key)
        await self.settle()

    async def type(self, text: str) -> None:
        """Type a text."""
        await self.press(*("space" if c == " " else c for c in text))

    async def settle(self) -> None:
        """Until no worker runs but the indexer, and all messages are handled."""
        quiet = 0
        for _ in range(400):
            await self.pilot.pause()
            goes_on = ("indexing", "watching")
            busy = [w for w in self.app.workers if w.group not in goes_on and not w.is_finished]
            # The answer of one worker may start the next: quiet once is not yet quiet.
            quiet = 0 if busy else quiet + 1
            if quiet == 2:
                return
            if busy:
                await self.app.workers.wait_for_complete(busy)

    async def until(self, met: Callable[[], object], what: str = "") -> None:
        """Until a condition is met."""
        until = monotonic() + PATIENCE
        while monotonic() < until:
            if met():
                return
            await self.pilot.pause(0.05)
        raise AssertionError(f"never came: {what or met}")

    async def indexed(self) -> None:
        """Until the child process has brought the index up to date."""
        await self.until(lambda: not self.app.indexing, "the index")
        await self.settle()

    @property
    def article(self) -> ArticleScreen:
        """The article screen that is shown."""
        assert isinstance(self.app.screen, ArticleScreen)
        return self.app.screen

    @property
    def picks(self) -> PickList:
        """The list of a screen, the first if it has several."""
        return self.app.screen.query(PickList).first()

    @property
    def focused_list(self) -> PickList | None:
        """The list that has the focus."""
        focused = self.app.screen.focused
        return focused if isinstance(focused, PickList) else None

    def lines(self, picks: PickList | None = None) -> list[str]:
        """What a list says, line by line."""
        shown = picks or self.picks
        return [
            line.plain
            for entry in shown.entries
            for line in entry.draw(shown.size.width, shown.look)
        ]

    def field(self, id: str) -> Input:
        """A field of the screen that is shown."""
        return self.app.screen.query_one(f"#{id}", Input)

    def text(self) -> str:
        """All that the screen shows, as text."""
        width, height = self.app.size
        screen = self.app.screen
        strips = screen._compositor.render_strips()
        return "\n".join(strip.text for strip in strips[:height]) if width else ""


@asynccontextmanager
async def reader(
    root: Path,
    *,
    size: tuple[int, int] = (120, 40),
    article: str | None = None,
    watch: bool = False,
    most_new: int | None = None,
    settings: Settings | None = None,
) -> AsyncIterator[Driver]:
    """The application on a folder, in the places of the test's own user."""
    where: Places = places()
    with Store(where.data) as store:
        collection = Collection.of(root, where.cache)
        chosen = replace(settings or Settings(), watch=watch)
        app = QuaereApp(collection, store, where, chosen, article=article, jobs=1)
        if most_new is not None:
            app.most_new = most_new
        async with app.run_test(size=size, notifications=True) as pilot:
            yield Driver(app, pilot)
