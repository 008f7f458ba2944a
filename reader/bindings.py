"""Textual bindings from the table of actions."""

from __future__ import annotations

from textual.binding import Binding

from reader.actions import ACTIONS, Action, Where, key_name


def bindings(where: Where) -> list[Binding]:
    """The bindings of a screen (or of the application, for "everywhere")."""
    return [_binding(action) for action in ACTIONS if action.where == where]


def _binding(action: Action) -> Binding:
    return Binding(
        ",".join(action.keys),
        action.method,
        description=action.label or action.help,
        show=bool(action.label),
        key_display=key_name(action.keys[0]),
        id=action.id,
        tooltip=action.help,
    )
