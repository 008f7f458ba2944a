"""Classes of words that mean much the same to a claim or a risk: "killed" and "injured" are of one.

What a pair of classes is worth is learned from all their words together, so that it is known of
pairs of words that no labelled sentence held. The classes are data (`classes.tsv`: a number and its
words; `=` before words that stand for themselves, `-` before words that are passed over), made by
tests/fitting/word_classes.py.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

CLASSES = Path(__file__).with_name("classes.tsv")
CLASS = "#"
"""What the name of a class begins with."""
NEAR = "~"
"""What stands between the names of a pair."""
REACH = 3
"""How many words of a class a word is paired with, behind it."""


@cache
def word_classes() -> dict[str, str]:
    """The class of every word that has one: "#12", or the word itself."""
    found: dict[str, str] = {}
    for line in CLASSES.read_text(encoding="utf-8").splitlines():
        name, _, words = line.partition("\t")
        if name == "=":
            found.update((word, word) for word in words.split())
        elif name.isdigit():
            found.update(dict.fromkeys(words.split(), f"{CLASS}{name}"))
    return found
