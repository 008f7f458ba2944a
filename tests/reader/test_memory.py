"""What was read is let go: whoever reads all day does not fill the memory."""

from __future__ import annotations

import gc
from pathlib import Path

from textual._styles_cache import StylesCache
from textual.strip import Strip

from tests.reader.driving import reader


def alive(kind: type) -> int:
    gc.collect()
    return sum(type(each) is kind for each in gc.get_objects())


async def test_an_article_that_was_closed_leaves_no_drawn_lines(samples: Path) -> None:
    async with reader(samples) as drive:
        await drive.indexed()

        async def read() -> None:
            await drive.press("enter", "right_square_bracket", "space")
            await drive.press("L")

        await read()
        lines, widgets = alive(Strip), alive(StylesCache)
        for _ in range(4):
            await read()
        # Timers that have not run out yet know the screen that they were set on.
        await drive.until(lambda: alive(StylesCache) <= widgets + 5, "the widgets go")
        await drive.until(lambda: alive(Strip) <= lines + 100, "their lines go")
