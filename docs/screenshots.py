"""Make the pictures of the documentation from the real reader: `python docs/screenshots.py`.

Runs the reader without a terminal on the sample articles, with folders of its own, and writes
docs/*.svg. Deterministic but for the order in which threads finish, which it waits for.
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from pathlib import Path

from index.collection import Collection
from reader.app import QuaereApp
from reader.places import Places
from reader.settings import Settings
from reader.store import Store

ROOT = Path(__file__).resolve().parents[1]
SIZE = (132, 40)
FONTS = re.compile(r"@font-face\s*\{.*?\}", re.DOTALL)
Steps = list[str]
PICTURES: dict[str, tuple[str, Steps]] = {
    "library": ("Quaere: library", []),
    "search": ("Quaere: search", ["s", *"what is the risk of", "space", *"delay?"]),
    "article": ("Quaere", ["s", *"liver", "enter", "r", "tab", "h", "tab", "i"]),
}


async def picture(title: str, keys: Steps, folder: Path) -> str:
    """One picture as SVG: the reader after these keys."""
    places = Places(folder / "data", folder / "cache", folder / "config")
    with Store(places.data) as store:
        collection = Collection.of(ROOT / "sample_articles", places.cache)
        collection.sync()
        app = QuaereApp(collection, store, places, Settings(watch=False))
        async with app.run_test(size=SIZE, notifications=False) as pilot:
            await settled(pilot, app)
            for key in keys:
                await pilot.press(key)
                await settled(pilot, app)
            svg = app.export_screenshot(title=title)
    return FONTS.sub("", svg)


async def settled(pilot: object, app: QuaereApp) -> None:
    """Wait until no worker but the indexer runs and all messages are handled."""
    await app.workers.wait_for_complete(list(app.workers))
    await pilot.pause()  # type: ignore[attr-defined]


def main() -> None:
    """Write all pictures, in all colours whatever the terminal."""
    os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
    for name, (title, keys) in PICTURES.items():
        with tempfile.TemporaryDirectory() as folder:
            svg = asyncio.run(picture(title, keys, Path(folder)))
        (ROOT / "docs" / f"{name}.svg").write_text(svg, "utf-8")
        print(f"docs/{name}.svg")


if __name__ == "__main__":
    main()
