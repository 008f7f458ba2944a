"""What is mended in Textual itself, until Textual does it."""

from __future__ import annotations

from textual._styles_cache import StylesCache


def forget_widgets_that_are_gone() -> None:
    """Let the memory of backgrounds know colours only, not the widgets that asked.

    Textual remembers the two backgrounds by the styles cache that asked for them, and so keeps
    alive all drawn lines of the last 1,024 widgets, some 80 articles (Textual's issue 6665).
    The answer depends on the colours alone.
    """
    remembered = StylesCache.__dict__["get_inner_outer"]
    if not isinstance(remembered, staticmethod | classmethod):
        StylesCache.get_inner_outer = classmethod(remembered)  # type: ignore[assignment]
