"""Text for a terminal or a pipe: wrapped by cells, bold where that can be seen."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable

from index.article import Span

_MEASURE = 80


def width() -> int:
    """Cells of a line: the terminal's, at most a good measure for reading."""
    return max(20, min(_MEASURE, shutil.get_terminal_size((_MEASURE, 24)).columns))


def coloured() -> bool:
    """Whether standard output is a terminal that may show styles."""
    return (
        sys.stdout.isatty()
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM", "dumb") != "dumb"
    )


def bold(text: str) -> str:
    """Text in bold, where that can be seen."""
    return f"\x1b[1m{text}\x1b[22m" if coloured() and text else text


def dim(text: str) -> str:
    """Text in a quiet tone, where that can be seen."""
    return f"\x1b[2m{text}\x1b[22m" if coloured() and text else text


def marked(text: str, matches: Iterable[Span]) -> str:
    """Text with the matches in bold."""
    pieces: list[str] = []
    at = 0
    for match in matches:
        pieces += text[at : match.start], bold(text[match.start : match.end])
        at = match.end
    return "".join(pieces) + text[at:]


def wrapped(text: str, indent: str = "") -> str:
    """Text wrapped to the measure; every line begins with `indent`. Widths are in cells.

    Escape sequences of `bold` are left whole and count nothing.
    """
    from rich.cells import cell_len

    room = width() - cell_len(indent)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, used = "", 0
        for word in paragraph.split(" "):
            cells = cell_len(word.replace("\x1b[1m", "").replace("\x1b[22m", ""))
            if line and used + 1 + cells > room:
                lines.append(line)
                line, used = word, cells
            else:
                line = f"{line} {word}" if line else word
                used += cells + bool(used)
        lines.append(line)
    return "\n".join(indent + line if line else "" for line in lines)
