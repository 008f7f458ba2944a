"""Keys as a person has set them: the table of actions with other keys, and what cannot be so.

Bindings, footer, help, palette and `quaere keys` all take their keys from here. No Textual.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace

from reader.actions import ACTIONS, KEY_NAMES, Action, Where, shared_by
from reader.meant import meant
from reader.presets import PRESETS

_MODIFIED = re.compile(r"(?:(?:ctrl|alt|shift|super|hyper|meta)\+)*([a-z0-9_]+)|[A-Z]")
_RENAMED = {
    "solidus": "slash", "reverse_solidus": "backslash", "commercial_at": "at",
    "hyphen_minus": "minus", "plus_sign": "plus", "low_line": "underscore",
}  # fmt: skip
"""Signs that have other names among keys than in Unicode."""


def _named_keys() -> frozenset[str]:
    """The names of all keys that a terminal sends, without what is held down with them."""
    names = [unicodedata.name(sign).lower() for sign in string.punctuation]
    signs = [re.sub(r"[ -]", "_", name) for name in names]
    usual = (
        "up down left right home end pageup pagedown insert delete backspace enter escape tab space"
    )
    return frozenset(
        (
            *string.ascii_lowercase,
            *string.digits,
            *usual.split(),
            *(_RENAMED.get(sign, sign) for sign in signs),
            *(f"f{number}" for number in range(1, 25)),
        )
    )


_KEYS = _named_keys()
_WRITTEN = {shown: name for name, shown in KEY_NAMES.items()}


@dataclass(frozen=True, slots=True)
class Keymap:
    """The actions with the keys that are in force, and a sentence for each that is not."""

    actions: tuple[Action, ...] = ACTIONS
    problems: tuple[str, ...] = ()

    @property
    def changed(self) -> dict[str, str]:
        """The keys of the actions that have others than in the table, as Textual takes them."""
        usual = {action.id: action.keys for action in ACTIONS}
        return {a.id: ",".join(a.keys) for a in self.actions if a.keys != usual[a.id]}

    def at(self, where: Where) -> list[Action]:
        """The actions of one place and those that work there too, the place's own first.

        A key of the place's own goes before the same key of one that works in more places.
        """
        found = [action for action in self.actions if action.where == where]
        for wider in shared_by(where):
            taken = {key for action in found for key in action.keys}
            for action in self.actions:
                keys = tuple(key for key in action.keys if key not in taken)
                # One that was left without a key stays in help and palette.
                if action.where == wider and (keys or not action.keys):
                    found.append(replace(action, keys=keys))
        return found


def keymap(chosen: Mapping[str, str], preset: str = "default") -> Keymap:
    """The table of actions with chosen keys, given as "j,down" by action id.

    What was not chosen has the keys of the preset. An action may lose all its keys (""). Of two
    actions of one place that claim the same key the one that was chosen gets it; of two that were
    chosen, the first in the table. Raises KeyError if there is no such preset.
    """
    begun = _remapped(ACTIONS, PRESETS[preset])
    return _remapped(tuple(map(_never_without, ACTIONS, begun.actions)), chosen)


def _never_without(usual: Action, begun: Action) -> Action:
    """An action that lost its keys to others of a preset is on alt and its first one."""
    if begun.keys or not usual.keys:
        return begun
    return replace(begun, keys=(f"alt+{usual.keys[0]}",))


def _remapped(table: tuple[Action, ...], chosen: Mapping[str, str]) -> Keymap:
    known = {action.id: action for action in table}
    problems = [
        f"keys: there is no action “{name}”{meant(name, known)}"
        for name in chosen
        if name not in known
    ]
    changed: dict[str, tuple[str, ...]] = {}
    for name, written in chosen.items():
        if name in known:
            keys, wrong = _keys(written)
            problems += [f"keys: “{key}” of {name} is no key" for key in wrong]
            if keys or not wrong:
                changed[name] = keys
    taken: dict[tuple[Where, str], str] = {}
    for action in table:
        for key in changed.get(action.id, ()):
            other = taken.setdefault((action.where, key), action.id)
            if other != action.id:
                problems.append(f"keys: “{key}” is {other}'s already, not {action.id}'s")
    actions: list[Action] = []
    for action in table:
        keys = changed.get(action.id, action.keys)
        free = tuple(k for k in keys if taken.get((action.where, k), action.id) == action.id)
        if keys and not free:
            problems.append(f"keys: {action.id} is left without a key")
        actions.append(replace(action, keys=free))
    return Keymap(tuple(actions), tuple(problems))


def _keys(written: str) -> tuple[tuple[str, ...], list[str]]:
    """Keys as the table names them, and what is none."""
    parts = [part.strip() for part in written.split(",")] if written != "," else ["comma"]
    keys = [_WRITTEN.get(part, part) for part in parts if part]
    keys = [f"ctrl+{key[1:]}" if re.fullmatch(r"\^[a-z]", key) else key for key in keys]
    keys = [key.lower() if re.fullmatch(r"F\d+", key) else key for key in keys]
    good = tuple(dict.fromkeys(key for key in keys if _is_key(key)))
    return good, [key for key in keys if not _is_key(key)]


def _is_key(key: str) -> bool:
    """Whether a terminal can send this."""
    found = _MODIFIED.fullmatch(key)
    return found is not None and (found[1] is None or found[1] in _KEYS)
