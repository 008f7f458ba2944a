"""The themes of our own; Textual's may be chosen too."""

from __future__ import annotations

from rich.console import Console
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
PAPER = Theme(
    name="quaere-paper",
    primary="#1f4a5e",
    secondary="#4a6350",
    accent="#8a4f1d",
    warning="#94600f",
    error="#9c3522",
    success="#4f6520",
    foreground="#43362a",
    background="#f3e8d2",
    surface="#ebdfc5",
    panel="#e1d3b5",
    dark=False,
    variables={"footer-key-foreground": "#8a4f1d", "block-cursor-text-style": "none"},
)
CONTRAST = Theme(
    name="quaere-contrast",
    primary="#6cc4ff",
    secondary="#7ff0e0",
    accent="#ffd75f",
    warning="#ffd75f",
    error="#ff8a75",
    success="#9dff8a",
    foreground="#ffffff",
    background="#000000",
    surface="#0c0c0c",
    panel="#1c1c1c",
    dark=True,
    variables={"footer-key-foreground": "#ffd75f", "block-cursor-text-style": "none"},
)
OURS = (DARK, LIGHT, PAPER, CONTRAST)


def has_few_colours(console: Console) -> bool:
    """Whether a terminal knows 16 colours or less: then ours would be rounded to each other."""
    return console.color_system in ("standard", "windows")


def in_few_colours(dark: bool) -> str:
    """The theme that is drawn in the terminal's own 16 colours."""
    return "ansi-dark" if dark else "ansi-light"
