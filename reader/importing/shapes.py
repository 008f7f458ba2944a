"""Looking into JSON that somebody else wrote: the kind that is wanted, or nothing."""

from __future__ import annotations

from collections.abc import Mapping

Fields = Mapping[str, object]
_LARGEST = 2**53  # what any JSON program can count to


def text(value: object) -> str:
    """A text, or an empty one."""
    return value if isinstance(value, str) else ""


def maybe_text(value: object) -> str | None:
    """A text that is not empty, or None."""
    return text(value) or None


def number(value: object) -> int:
    """A whole number that can be an offset or a count, or 0."""
    if not isinstance(value, int) or isinstance(value, bool):
        return 0
    return value if 0 <= value <= _LARGEST else 0


def fields(value: object) -> Fields:
    """An object, or an empty one."""
    return value if isinstance(value, dict) else {}


def each(value: object) -> list[object]:
    """The members of a list; a single value is a list of one, none an empty one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def texts(value: object) -> tuple[str, ...]:
    """The texts in a list."""
    return tuple(found for found in each(value) if isinstance(found, str))
