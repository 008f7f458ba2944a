"""The last filter before the terminal: a net under the door through which all text enters.

Everything shown has been cleaned when it came in (`index.text`). Should anything ever slip past
that door, it still cannot reach the terminal as a command: here the strips of the screens become
bytes, and here commands write to a terminal. Nothing else is decided here, and nobody may rely on
it: what it takes out is lost, and the columns of its line may be off.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from functools import wraps
from typing import TYPE_CHECKING, Any, TextIO, cast

from index.text import UNSAFE

if TYPE_CHECKING:
    from rich.console import Console
    from rich.segment import Segment
    from textual.strip import Strip

_OURS = "\x1b\\[[0-9;]*[mK]|\x1b\\[\\?25[hl]|[\t\r]"
"""What commands write besides text: styles, and what a progress bar needs."""
_OURS_OR_UNSAFE = re.compile(f"({_OURS})|{UNSAFE.pattern}")


def under_screens() -> None:
    """Install the net where Textual makes bytes of what widgets draw; twice is once."""
    from textual.strip import Strip

    if not is_under_screens():
        Strip.render = _netted(Strip.render)  # type: ignore[method-assign, assignment]


def is_under_screens() -> bool:
    """Whether the net is installed."""
    from textual.strip import Strip

    return hasattr(Strip.render, "__wrapped__")


def _netted(render: Callable[[Strip, Console], str]) -> Callable[[Strip, Console], str]:
    """`Strip.render` for text without controls, and for links that may be opened."""

    @wraps(render)
    def rendered(strip: Strip, console: Console) -> str:
        # What was rendered before was looked at before.
        if strip._render_cache is None and not is_safe(strip):
            strip._render_cache = render(type(strip)(map(_disarmed, strip)), console)
        return render(strip, console)

    return rendered


def is_safe(strip: Strip) -> bool:
    """Whether a strip can become bytes as it is."""
    text = strip.text
    plain = (text.isascii() and text.isprintable()) or not (UNSAFE.search(text) or "\n" in text)
    return plain and not any(
        style is not None and style.link and not _may_open(style.link) for _, style, _ in strip
    )


def _disarmed(segment: Segment) -> Segment:
    text, style, _ = segment
    if style is not None and style.link and not _may_open(style.link):
        style = style.update_link(None)
    return type(segment)(UNSAFE.sub("", text).replace("\n", ""), style)


def _may_open(link: str) -> bool:
    from reader.links import safe_address

    return safe_address(link) == link


def under_commands() -> None:
    """Install the net under standard output and standard error, where they are terminals."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is not None and stream.isatty():
            setattr(sys, name, cast(TextIO, _Filtered(stream)))


class _Filtered:
    """A stream of text on a terminal; all but `write` is the stream's own."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write what a terminal may be given of a text."""
        self._stream.write(_OURS_OR_UNSAFE.sub(lambda found: found[1] or "", text))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """`write`, line by line."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
