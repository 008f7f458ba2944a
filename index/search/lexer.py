"""A query as typed, cut into signs, fields, quotes and words. `language` makes sense of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["(", ")", "+", "-", "~", "AND", "OR", "NOT", "field", "quote", "word"]

_QUOTES = '"“”„‟'
_TOKEN = re.compile(
    rf"""\s+
    | (?P<bracket>[()])
    | [{_QUOTES}](?P<quote>[^{_QUOTES}]*)(?P<close>[{_QUOTES}]|\Z)(?:~(?P<near>\d+))?
    | (?P<operator>AND|OR|NOT)(?=[\s()]|\Z)
    | (?P<sign>[+~-])(?=[^\s)])
    | (?P<field>[A-Za-z]+):(?=[^\s)])(?!//)
    | (?P<word>[^\s(){_QUOTES}]+)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query; `start` and `end` are code points in it.

    `text` is what stands in quotes, a field's name, or the word itself. `closed` says whether a
    quote ends; `near` is the number behind it (`"a b"~8`).
    """

    kind: Kind
    text: str
    start: int
    end: int
    closed: bool = True
    near: int | None = None


def cut(query: str) -> list[Token]:
    """The pieces of a query, in order. Anything can be cut; nothing is raised."""
    found = []
    for match in _TOKEN.finditer(query):
        start, end = match.span()
        if bracket := match["bracket"]:
            found.append(Token("(" if bracket == "(" else ")", bracket, start, end))
        elif match["quote"] is not None:
            near = int(match["near"][:4]) if match["near"] else None
            closed = bool(match["close"])
            found.append(Token("quote", match["quote"], start, end, closed, near))
        elif operator := match["operator"]:
            found.append(Token(_OPERATORS[operator], operator, start, end))
        elif sign := match["sign"]:
            found.append(Token(_SIGNS[sign], sign, start, end))
        elif match["field"]:
            found.append(Token("field", match["field"].lower(), start, end))
        elif match["word"]:
            found.append(Token("word", match["word"], start, end))
    return found


_OPERATORS: dict[str, Kind] = {"AND": "AND", "OR": "OR", "NOT": "NOT"}
_SIGNS: dict[str, Kind] = {"+": "+", "-": "-", "~": "~"}
