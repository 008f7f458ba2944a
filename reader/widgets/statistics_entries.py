"""What was read, as lines of a list: a sum, and rows with a bar."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any

from rich.text import Text

from reader.library.statistics import Tally
from reader.widgets.entries import counted
from reader.widgets.entry import Entry, Look

_NAME, _BAR, _NUMBERS = 32, 24, 34
"""Cells of the parts of a row; what is left of a narrow one is for the name."""
_WITH_BAR = 100


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
    # An answer is one that was read to its end.
    parts = (
        (spent(whole.seconds), "read"),
        (f"{whole.articles:,}", "article" if whole.articles == 1 else "articles"),
        (f"{whole.questions:,}", "answer" if whole.questions == 1 else "answers"),
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
    room = _NAME if width >= _WITH_BAR else max(12, width - _NUMBERS)
    label = Text(f"  {name}")
    label.truncate(room, overflow="ellipsis")
    label.pad_right(room - label.cell_len)
    line = Text(no_wrap=True).append_text(label)
    if width >= _WITH_BAR:
        line.append(f"  {_bar(tally.seconds / most if most else 0.0)}", look.accent)
    line.append(f"{spent(tally.seconds):>9}")
    line.append(f"{_counted(tally.articles, 'article'):>13}", look.dim)
    line.append(f"{_counted(tally.questions, 'answer'):>12}", look.dim)
    return [line]


def _counted(number: int, what: str) -> str:
    return counted(number, what) if number else ""


def _bar(share: float) -> str:
    halves = round(min(1.0, share) * _BAR * 2)
    return ("━" * (halves // 2) + "╸" * (halves % 2)).ljust(_BAR)
