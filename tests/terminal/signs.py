"""How to tell from the screen where in the reader one is: conditions to wait for."""

from __future__ import annotations

from collections.abc import Callable

Screen = list[str]


def the_library_is_shown(screen: Screen) -> bool:
    """The bar at the top counts articles."""
    return screen[0].startswith(" Quaere · ") and " articles, " in screen[0]


def an_article_is_open(screen: Screen) -> bool:
    """The bar at the top names an article; it is empty while one is being opened."""
    return screen[0].startswith(" Quaere · ") and " articles, " not in screen[0]


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
