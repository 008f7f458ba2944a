"""What was read is let go: whoever reads all day does not fill the memory."""

from __future__ import annotations

import gc
from pathlib import Path

from textual._styles_cache import StylesCache
from textual.strip import Strip

from tests.reader.driving import copied, reader


def alive(kind: type) -> int:
    gc.collect()
    return sum(type(each) is kind for each in gc.get_objects())


async def test_an_article_that_was_closed_leaves_no_drawn_lines(tmp_path: Path) -> None:
    root = copied(tmp_path, "energy-grid-queue.md", "chips-ostrel-ardvik-fab.md")
    async with reader(root) as drive:
        await drive.indexed()

        async def read() -> None:
            await drive.press("enter", "right_square_bracket", "space")
            await drive.press("L")

        await read()
        lines, widgets = alive(Strip), alive(StylesCache)
        for _ in range(4):
            await read()
        assert alive(StylesCache) <= widgets + 5
        assert alive(Strip) <= lines + 100
