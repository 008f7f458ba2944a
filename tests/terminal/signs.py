"""How to tell from the screen where in the reader one is: conditions to wait for."""

from __future__ import annotations

import re
from collections.abc import Callable

Screen = list[str]
_LIBRARY = re.compile(r" Quaere · .* articles?, ")


def the_library_is_shown(screen: Screen) -> bool:
    """The bar at the top counts articles."""
    return bool(_LIBRARY.match(screen[0]))


def an_article_is_open(screen: Screen) -> bool:
    """The bar at the top names an article; it is empty while one is being opened."""
    return screen[0].startswith(" Quaere · ") and not _LIBRARY.match(screen[0])


def the_facets_are_counted(screen: Screen) -> bool:
    """The facets beside the hits are of these hits: their formats make up all sections."""
    shown = "\n".join(screen)
    sections = re.search(r"(\d+) sections? in", shown)
    formats = re.findall(r"\b(?:markdown|html|text) +(\d+)", shown)
    return sections is not None and sum(map(int, formats)) == int(sections[1])


def other_than(before: Screen) -> Callable[[Screen], bool]:
    """Anything has changed."""

    def the_screen_changes(screen: Screen) -> bool:
        return screen != before

    return the_screen_changes


def without(words: str) -> Callable[[Screen], bool]:
    """Some words are not on the screen any more."""

    def the_words_are_gone(screen: Screen) -> bool:
        return not any(words in row for row in screen)

    return the_words_are_gone
