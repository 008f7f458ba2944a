"""How the help of a place with many actions is divided; taken from the first word of their ids."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from reader.actions import PLACES, Action, Where

_GROUPS: dict[Where, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "article": (
        ("moving", ("question", "line", "page", "half", "text", "paragraph", "sentence", "jump",
                    "outline", "place", "count", "labels", "link", "series")),
        ("what is shown", ("mode", "wider", "narrower", "panel", "density", "article",
                            "table")),
        ("finding", ("find", "like", "finding")),
        ("marking and copying", ("select", "highlight", "annotate", "annotate-question", "accept",
                                 "attach", "unhighlight", "undo", "copy")),
    ),
    "library": (
        ("ordering", ("library.sort", "library.reverse", "library.group", "library.by")),
    ),
    "search": (
        ("asking", ("search.complete", "search.ask", "search.like", "search.suggestion",
                    "search.earlier", "search.later")),
        ("narrowing", ("search.narrow", "search.sort", "search.collapse", "search.widen",
                       "search.clear")),
        ("saved searches", ("search.save", "search.saved", "search.rename", "search.remove",
                            "search.undo")),
    ),
}  # fmt: skip
"""The parts of a place, each with the beginnings of its ids; what is in none comes last."""


def grouped(actions: Iterable[Action]) -> list[tuple[str, list[Action]]]:
    """Actions under headings, in order; those of one place stand together."""
    found: list[tuple[str, list[Action]]] = []
    for where, own in groupby(actions, key=lambda action: action.where):
        found += _parts(where, list(own))
    return found


def _parts(where: Where, actions: list[Action]) -> list[tuple[str, list[Action]]]:
    parts: list[tuple[str, list[Action]]] = []
    for title, begins in _GROUPS.get(where, ()):
        own = [each for each in actions if re.match(rf"({'|'.join(begins)})\b", each.id)]
        if own:
            parts.append((f"{PLACES[where]}: {title}", own))
            actions = [each for each in actions if each not in own]
    if actions:
        parts.append((f"{PLACES[where]}: more" if parts else PLACES[where], actions))
    return parts
