"""What was read, as lines of a list: a sum, and rows with a bar."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any

from rich.cells import cell_len
from rich.text import Text

from reader.library.statistics import Tally
from reader.widgets.pick_list import Entry, Look

_NAME, _BAR = 30, 24
_NARROW = 84
_EIGHTHS = " ▏▎▍▌▋▊▉█"


def spent(seconds: float) -> str:
    """A time as people say it: "7 min", "2 h 05"."""
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02}"


def week_name(monday: str) -> str:
    """A week by its first and last day: "16 – 22 Nov 2026"."""
    first = date.fromisoformat(monday)
    last = first + timedelta(days=6)
    begin = f"{first.day}" if first.month == last.month else f"{first.day} {first:%b}"
    return f"{begin} – {last.day} {last:%b %Y}"


def sum_entry(whole: Tally) -> Entry:
    """All of it in one line."""
    return Entry(None, partial(_draw_sum, whole), pickable=False, height=2)


def _draw_sum(whole: Tally, width: int, look: Look) -> list[Text]:  # noqa: ARG001
    line = Text("  ")
    parts = (
        (spent(whole.seconds), "read"),
        (f"{whole.articles:,}", "article" if whole.articles == 1 else "articles"),
        (f"{whole.questions:,}", "question answered" if whole.questions == 1 else "answered"),
    )
    for number, (count, what) in enumerate(parts):
        line.append("   " if number else "").append(count, look.strong)
        line.append(f" {what}", look.dim)
    return [Text(), line]


def tally_entry(tally: Tally, name: str, most: float, key: Any = None) -> Entry:
    """A row: name, bar beside the longest (`most` seconds), time, articles, questions.

    With a key it can be picked.
    """
    return Entry(key, partial(_draw_tally, tally, name, most), pickable=key is not None, height=1)


def _draw_tally(tally: Tally, name: str, most: float, width: int, look: Look) -> list[Text]:
    room = _NAME if width >= _NARROW else max(12, width - 34)
    label = Text(f"  {name}")
    label.truncate(room, overflow="ellipsis")
    label.pad_right(room - cell_len(label.plain))
    line = Text(no_wrap=True).append_text(label)
    if width >= _NARROW:
        line.append(f"  {_bar(tally.seconds / most if most else 0.0)}", look.accent)
    line.append(f"  {spent(tally.seconds) if tally.seconds else '':>9}")
    line.append(f"  {_counted(tally.articles, 'art.'):>8}", look.dim)
    line.append(f"  {_counted(tally.questions, 'qu.'):>8}", look.dim)
    return [line]


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}" if number else ""


def _bar(share: float) -> str:
    eighths = round(min(1.0, share) * _BAR * 8)
    full, rest = divmod(eighths, 8)
    return ("█" * full + (_EIGHTHS[rest] if rest else "")).ljust(_BAR)
