"""What somebody may have meant by a name that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def meant(name: str, known: Iterable[str]) -> str:
    """ "; did you mean “exclude”?", to end a sentence with; "" if nothing is like it."""
    close = get_close_matches(name, [*known], 1, 0.75)
    return f"; did you mean “{close[0]}”?" if close else ""
