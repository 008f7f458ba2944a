"""Words that a line's end cuts in two: which hyphens were put there, and which are the word's own.

The document itself is the dictionary: a word that stands elsewhere in one piece was cut; one that
stands elsewhere with its hyphen keeps it. What stands nowhere else follows the document's habit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_CUT = re.compile(r"([^\W\d_]+)[-\u00ad\u2010]$")
_ENDS_IN_HYPHEN = re.compile(r"\w[-\u2010]$")
_FIRST_PART = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_SUSPENDED = re.compile(
    r"(?:and|or|to|und|oder|bis|beziehungsweise|bzw|et|ou|en|of|och|og|eller|y|o|e)\b",
    re.IGNORECASE,
)
"""What follows a hyphen that stands for the second part of a word still to come ("pre- and")."""
_HABIT = 0.02
"""Share of lines that end in a hyphen from which a text is one that cuts its words."""


class Hyphens:
    """Knows the words of a document by its lines."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: set[str] = set()
        pairs: list[tuple[str, str]] = []
        count = 0
        above = ""
        for line in lines:
            count += 1
            words = [word.replace("\u2010", "-").lower() for word in _WORDS.findall(line)]
            self._words.update(words)
            if (cut := _CUT.search(above)) and (rest := _FIRST_PART.match(line)):
                pairs.append((cut[1].lower(), rest[0].lower()))
            above = line
        whole = sum(one + other in self._words for one, other in pairs)
        own = sum(f"{one}-{other}" in self._words for one, other in pairs)
        often = len(pairs) > _HABIT * count
        self._cuts = whole > own or (often and whole == own)

    def joined(self, line: str, end: str, follows: str) -> str:
        """The last piece of a line as it reads before what follows: space, hyphen or neither.

        `line` is the whole line, `end` its last piece without space at its end.
        """
        if not follows:
            return end
        if end.endswith("\u00ad"):
            return end[:-1]
        if not _ENDS_IN_HYPHEN.search(line) or _SUSPENDED.match(follows):
            return f"{end} "
        cut, rest = _CUT.search(line), _FIRST_PART.match(follows)
        if cut is None or rest is None or not follows[0].islower():
            return end
        one, other = cut[1].lower(), rest[0].lower()
        if f"{one}-{other}" in self._words:
            return end
        return end[:-1] if one + other in self._words or self._cuts else end
