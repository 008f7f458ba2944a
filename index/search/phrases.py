"""Where words stand together: the arithmetic of positions behind phrases and nearness."""

from __future__ import annotations

from collections.abc import Sequence


def runs(places: Sequence[Sequence[int]]) -> list[int]:
    """Where a phrase begins: positions of its first word with the others right behind it.

    `places` has the positions of each word, in the order of the phrase.
    """
    last, *before = reversed(places)
    ends = set(last)
    for distance, found in enumerate(before, 1):
        ends.intersection_update([place + distance for place in found])
        if not ends:
            return []
    length = len(places) - 1
    return sorted(end - length for end in ends)


def windows(places: Sequence[Sequence[int]], distance: int) -> list[tuple[int, ...]]:
    """Stretches that hold each word, in any order, with at most `distance` others among them.

    Each is given as the positions of its words, in rising order; no word is in two of them.
    """
    order = sorted((place, word) for word, found in enumerate(places) for place in found)
    longest = distance + len(places) - 1
    found: list[tuple[int, ...]] = []
    last: dict[int, int] = {}
    for place, word in order:
        last[word] = place
        if len(last) == len(places) and place - min(last.values()) <= longest:
            found.append(tuple(sorted(last.values())))
            last.clear()
    return found
