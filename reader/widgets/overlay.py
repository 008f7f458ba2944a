"""What a component class changes, as a rich style to lay over another."""

from __future__ import annotations

from rich.style import Style
from textual.widget import Widget


def overlay(widget: Widget, component: str) -> Style:
    """The parts that the rules of a component class name, mixed with the widget's own colours.

    Textual's partial styles leave colours with an alpha unmixed, and its whole ones hide what
    lies below.
    """
    styles = widget.get_component_styles(component)
    mixed = widget.get_component_rich_style(component)
    colour = mixed.color if styles.has_rule("color") else None
    ground = mixed.bgcolor if styles.has_rule("background") else None
    return Style(color=colour, bgcolor=ground) + styles.text_style
