"""The two themes of our own; Textual's may be chosen too."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="quaere-dark",
    primary="#86b2cf",
    secondary="#7daea3",
    accent="#d8a657",
    warning="#e3b768",
    error="#e08672",
    success="#a0b570",
    foreground="#d9d3c5",
    background="#181a1b",
    surface="#1f2223",
    panel="#26292b",
    dark=True,
    variables={"footer-key-foreground": "#d8a657", "block-cursor-text-style": "none"},
)
LIGHT = Theme(
    name="quaere-light",
    primary="#1d5f86",
    secondary="#1f6a70",
    accent="#8c5a08",
    warning="#8a5a00",
    error="#a8402c",
    success="#54701c",
    foreground="#2a2824",
    background="#fbf9f4",
    surface="#f3f0e7",
    panel="#e9e4d7",
    dark=False,
    variables={"footer-key-foreground": "#8c5a08", "block-cursor-text-style": "none"},
)
