"""The lexicon: which words and phrases speak for harm, doubt, benefit, advice and so on.

The words are data (`lexicon.tsv`: cue, words; `*` ends a stem, `_` joins a phrase). What a cue is
worth is not decided here but fitted (`weights`).
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

_TABLE = Path(__file__).with_name("lexicon.tsv")
_SHORTEST_STEM = 3
_LONGEST_STEM = 20


@cache
def _tables() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Words and stems ("harm*") with their cues; phrases with theirs."""
    words: dict[str, tuple[str, ...]] = {}
    phrases: dict[str, tuple[str, ...]] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        cue, listed = line.split("\t")
        for word in listed.split():
            table, key = (phrases, word.replace("_", " ")) if "_" in word else (words, word)
            if cue not in table.get(key, ()):
                table[key] = (*table.get(key, ()), cue)
    return words, phrases


@lru_cache(maxsize=65536)
def word_cues(word: str) -> tuple[str, ...]:
    """The cues that a word, in lower case, stands for."""
    words, _ = _tables()
    found = dict.fromkeys(words.get(word, ()))
    for length in range(_SHORTEST_STEM, min(len(word), _LONGEST_STEM) + 1):
        found.update(dict.fromkeys(words.get(word[:length] + "*", ())))
    return tuple(found)


@cache
def phrase_table() -> dict[str, tuple[str, ...]]:
    """Phrases of two or three words, in lower case, with their cues."""
    return _tables()[1]


@cache
def phrase_openings() -> frozenset[str]:
    """The words that phrases begin with: most words of a text do not."""
    return frozenset(phrase.partition(" ")[0] for phrase in phrase_table())
