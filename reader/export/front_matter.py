"""YAML front matter that loads back as what was put in, in YAML 1.1 and 1.2."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

_UNPRINTABLE = re.compile("[^\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def front_matter(lines: Sequence[str]) -> str:
    """The lines between their fences."""
    return "\n".join(["---", *lines, "---"])


def quoted(text: str) -> str:
    """A double-quoted scalar (YAML 1.1, section 5.7) on one line."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_UNPRINTABLE.sub(_code, plain)}"'


def dated(text: str) -> str:
    """A whole date as a YAML date, so that it can be sorted by; a part of one as text."""
    try:
        whole = date.fromisoformat(text).isoformat() == text
    except ValueError:
        whole = False
    return text if whole else quoted(text)


def listed(name: str, values: Sequence[str]) -> list[str]:
    """A property that is a list; no line at all where it is empty."""
    return [f"{name}:", *(f"  - {quoted(value)}" for value in values)] if values else []


def _code(found: re.Match[str]) -> str:
    return f"\\U{ord(found[0]):08x}"
