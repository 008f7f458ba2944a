"""What a figure says in short: kind, value, unit, and what it seems to measure. No screens."""

from __future__ import annotations

from index.article import Figure


def figure_label(figure: Figure) -> str:
    """ "percent: 0.7 % · hull value"; what is measured is a guess."""
    of = f" · {' '.join(figure.of.split())}" if figure.of else ""
    return f"{figure.kind}: {figure_value(figure)}{of}"


def figure_value(figure: Figure) -> str:
    """Value and unit: "742 to 811 USD", "2026-06"."""
    value = figure.value
    shown = " to ".join(map(_number, value)) if isinstance(value, tuple) else _number(value)
    return shown if figure.unit in ("date", "") else f"{shown} {figure.unit}"


def _number(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:,.10g}"


def counted(number: int, what: str) -> str:
    """ "1 article", "18 articles"."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
