"""How the library may be ordered and grouped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from reader.library.shelf import STATES, Held, Shelf

By = Literal[
    "file", "date", "title", "source", "length", "questions", "risks", "share read", "notes",
    "last read",
]  # fmt: skip
ORDERS: tuple[By, ...] = get_args(By)
Group = Literal["nothing", "source", "month", "state", "tag", "questions"]
GROUPS: tuple[Group, ...] = get_args(Group)

_TEXTS: tuple[By, ...] = ("file", "title", "source")
"""What begins with a; of all else the newest or the most comes first."""
_MANY = (8, 4, 1, 0)
"""Bounds of the groups by questions."""


@dataclass(frozen=True, slots=True)
class Order:
    """By what, and whether the other way round than is usual for it."""

    by: By = "file"
    reversed: bool = False

    def chosen(self, by: By) -> Order:
        """When somebody asks for this order; for the same as before, turned round."""
        return Order(by, not self.reversed) if by == self.by else Order(by)

    @property
    def rises(self) -> bool:
        """Whether small comes first."""
        return (self.by in _TEXTS) is not self.reversed

    def written(self) -> str:
        """As it is kept."""
        return f"{self.by}{' reversed' if self.reversed else ''}"

    @classmethod
    def read(cls, kept: str | None) -> Order:
        """The inverse of `written`; what is not understood is the order of files."""
        name = (kept or "").removesuffix(" reversed")
        by: By = next((each for each in ORDERS if each == name), "file")
        return cls(by, bool(kept) and kept != name and by == name)

    def of(self, shelf: Shelf) -> list[Held]:
        """The articles in this order; those that have nothing to be ordered by come last."""
        key = _key(self.by, shelf)
        keyed = [(key(each), each) for each in shelf.articles]
        known = [pair for pair in keyed if pair[0]]
        known.sort(key=_first, reverse=not self.rises)
        return [each for _, each in known] + [each for nothing, each in keyed if not nothing]


def _first(pair: tuple[Any, Held]) -> Any:
    return pair[0]


def _key(by: By, shelf: Shelf) -> Callable[[Held], Any]:
    match by:
        case "file":
            return lambda held: held.summary.path
        case "title":
            titles = shelf.facts.titles
            return lambda held: titles[held.id]
        case "source":
            return lambda held: held.source.casefold()
        case "date":
            return lambda held: held.summary.metadata.published or ""
        case "length":
            return lambda held: held.summary.words
        case "questions":
            return lambda held: held.summary.questions
        case "risks":
            return lambda held: held.summary.risks
        case "share read":
            return lambda held: held.progress
        case "notes":
            return lambda held: held.notes
        case "last read":
            return lambda held: held.read_at


def grouped(articles: Iterable[Held], group: Group) -> list[tuple[str, list[Held]]]:
    """Articles under the heads of their groups, in the order given within each; no empty group.

    An article stands under each of its tags. Grouped by nothing there is one group without a head.
    """
    if group == "nothing":
        return [("", list(articles))]
    found: dict[tuple[Any, str], list[Held]] = {}
    for each in articles:
        for place in _groups_of(each, group):
            found.setdefault(place, []).append(each)
    return [(name, found[rank, name]) for rank, name in sorted(found)]


def _groups_of(held: Held, group: Group) -> Sequence[tuple[Any, str]]:
    """The groups an article belongs to, each with what its place among them follows from."""
    match group:
        case "source":
            return [((not held.source, held.source.casefold()), held.source or "No source")]
        case "month":
            return [_month(held.summary.metadata.published)]
        case "state":
            shown = ("reading", "unread", "read", "archived")
            assert set(shown) == set(STATES)
            return [(shown.index(held.state), held.state.capitalize())]
        case "tag":
            return [((False, tag.casefold()), f"#{tag}") for tag in held.tags] or [
                ((True, ""), "No tag")
            ]
        case _:
            count = held.summary.questions
            rank = next(i for i, bound in enumerate(_MANY) if count >= bound)
            heads = ("8 questions and more", "4 to 7 questions", "1 to 3 questions", "Asks nothing")
            return [(rank, heads[rank])]


def _month(published: str | None) -> tuple[Any, str]:
    """Newest first; what is known to the year only comes after its months."""
    if not published:
        return (1, 0, 0), "No date"
    year, _, rest = published.partition("-")
    try:
        month = int(rest[:2]) if rest else 0
        head = f"{date(int(year), month, 1):%B %Y}" if month else f"{int(year)}"
        return (0, -int(year), -month), head
    except ValueError:
        return (1, 0, 0), "No date"
