"""The head word of what a figure measures: what tells figures of the same thing.

"the annual risk of death" and "risks for owners" are both about risk. A rule for English noun
phrases: the head is the last word before the first preposition or relative word.
"""

from __future__ import annotations

import re

from index.search.stemmer import stem
from index.text import fold

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_ENDS = frozenset(
    "of for in on to from by with at per among between against over under after before since than "
    "who which that whose when where and or as without within during across through about".split()
)


def head_word(phrase: str | None) -> str:
    """The stem of the head of a noun phrase, "" if it has no word at all."""
    head = ""
    for word in _WORD.findall(fold(phrase or "")):
        if head and word in _ENDS:
            break
        if word not in _ENDS:
            head = word
    return stem(head.removesuffix("'s"))
