"""What the last filter costs: its share of the CPU that a whole repaint of an article takes.

An article is turned page by page without a terminal, so that every page is drawn anew; the time to
draw it and to make bytes of it is beside the time that the filter takes to look at its strips. All
else that a key costs (events, layout) is left out, so the share is rather too large.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from textual.strip import Strip

from index.collection import Collection
from reader import last_filter
from reader.app import QuaereApp
from reader.places import Places
from reader.store import Store
from reader.widgets.article_view import ArticleView
from tests.benchmarks import generator
from tests.benchmarks.measuring import Cell, median, options, table

SIZE = (120, 40)


async def measure(folder: Path, characters: int, pages: int) -> list[tuple[float, float]]:
    """CPU seconds of each repaint, and of the filter alone on the same strips."""
    root = folder / "articles"
    root.mkdir()
    (root / "long.md").write_text(generator.long_article(characters))
    places = Places(folder / "data", folder / "cache", folder / "config")
    collection = Collection(root, places.cache)
    collection.sync(jobs=1)
    (article,) = collection.articles()
    found: list[tuple[float, float]] = []
    with Store(places.data) as store:
        app = QuaereApp(collection, store, places, article=article.id)
        async with app.run_test(size=SIZE) as pilot:
            while not any(view.max_scroll_y for view in app.screen.query(ArticleView)):
                await pilot.pause(0.05)
            view = app.screen.query_one(ArticleView)
            compositor = app.screen._compositor
            for _ in range(pages):
                view.scroll_rows(SIZE[1])
                await pilot.pause()
                view.refresh()
                began = time.process_time()
                compositor.render_update(full=True).render_segments(app.console)  # type: ignore[union-attr]
                repainted = time.process_time()
                strips = [Strip(list(strip)) for strip in compositor.render_strips()]
                copied = time.process_time()
                for strip in strips:
                    last_filter.is_safe(strip)
                found.append((repainted - began, time.process_time() - copied))
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints medians over the pages and the share."""
    chosen, _ = options(
        "The last filter beside a whole repaint.",
        arguments,
        ("characters", 400_000, "length of the article"),
        ("pages", 100, "pages to turn"),
    )
    pages = 4 if chosen.quick else chosen.pages
    characters = 20_000 if chosen.quick else chosen.characters
    with tempfile.TemporaryDirectory(dir=chosen.folder) as folder:
        found = asyncio.run(measure(Path(folder), characters, pages))
    repaint, filtered = (median([each[part] for each in found]) * 1000 for part in (0, 1))
    row: list[Cell] = ["a whole repaint", repaint, filtered, 100 * filtered / repaint]
    print(table(["", "repaint, ms", "filter, ms", "share, %"], [row]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
