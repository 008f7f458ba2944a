"""Textual bindings from the table of actions."""

from __future__ import annotations

from collections.abc import Mapping

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


def keymap(chosen: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Keys by action id, as Textual wants them, and a sentence for each that cannot be used."""
    known = {action.id for action in ACTIONS}
    good = {identity: keys for identity, keys in chosen.items() if identity in known}
    return good, [f"there is no action “{name}”" for name in chosen if name not in known]
