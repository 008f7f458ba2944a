"""A query as a tree: what `language` reads and everything else evaluates.

Frozen dataclasses without behaviour. Words are folded (`index.text.fold`) and cut as
`index.search.analysis` cuts them, except `Word.text`, which stays as typed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

Zone = Literal["title", "question", "text", "claim", "risk", "figure", "note", "highlight"]
"""A part of a section: its article's title, its heading, what follows the heading; its findings;
what the reader noted, and what was highlighted with what was noted and tagged there."""
FacetName = Literal["author", "source", "tag", "format", "lang", "asks", "kind", "has", "colour"]
"""`has` holds "claim", "figure", "risk", the risk's kind as "risk hazard", "highlight", "note"."""

ZONES: tuple[Zone, ...] = ("title", "question", "text")
FINDING_ZONES: tuple[Zone, ...] = ("claim", "risk", "figure")
NOTE_ZONES: tuple[Zone, ...] = ("note", "highlight")
FACETS: tuple[FacetName, ...] = ("author", "source", "tag", "format", "lang", "asks", "kind", "has")


@dataclass(frozen=True, slots=True)
class Word:
    """A word in any of its inflections, as typed.

    One of several parts ("F-35") stands for its parts side by side, or for its joined form.
    """

    text: str
    zone: Zone | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words one after the other, exactly so; with `open_end` the last may go on."""

    words: tuple[str, ...]
    zone: Zone | None = None
    open_end: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """Exact words in any order, with at most `distance` other words among them."""

    words: tuple[str, ...]
    distance: int
    zone: Zone | None = None


@dataclass(frozen=True, slots=True)
class Prefix:
    """Any word that begins so."""

    prefix: str
    zone: Zone | None = None


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Any word that differs by a letter or two."""

    word: str
    zone: Zone | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    """What is known of the article or section: words one after the other in one value of it."""

    name: FacetName
    words: tuple[str, ...]
    open_end: bool = False


@dataclass(frozen=True, slots=True)
class Dates:
    """Published within these days, both included ("YYYY-MM-DD"; "" is open)."""

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Amounts:
    """A figure of this unit ("" is any) from `low` to `high`; None is open.

    With `beyond` the bounds themselves are left out.
    """

    unit: str
    low: float | None
    high: float | None
    beyond: bool = False

    def holds(self, amount: tuple[str, float]) -> bool:
        """Whether a figure, as unit and value, is one of these."""
        unit, value = amount
        if self.unit not in ("", unit) or (self.beyond and value in (self.low, self.high)):
            return False
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


@dataclass(frozen=True, slots=True, eq=False)
class Among:
    """Sections found elsewhere, by key, with their scores; `of` says what for."""

    scores: Mapping[str, float] = field(repr=False)
    of: Query


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part matches."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part matches."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not match."""

    part: Query


@dataclass(frozen=True, slots=True)
class Group:
    """Parts side by side.

    Every `must` and every filter matches and no `without` does. One of `should` has to match if
    there is no `must`; otherwise they only raise the score. Filters (facets, dates) add nothing
    to the score.
    """

    should: tuple[Query, ...] = ()
    must: tuple[Query, ...] = ()
    without: tuple[Query, ...] = ()
    filters: tuple[Query, ...] = ()


Leaf = Word | Phrase | Near | Prefix | Fuzzy | Facet | Dates | Amounts | Among
Query = Leaf | AllOf | AnyOf | Not | Group


def is_filter(query: Query) -> bool:
    """Whether a query only asks for facets and dates, not for words."""
    match query:
        case Facet() | Dates() | Amounts():
            return True
        case Among(_, of):
            return is_filter(of)
        case AllOf(parts) | AnyOf(parts):
            return all(map(is_filter, parts))
        case Not(part):
            return is_filter(part)
        case Group(should, must, without, _):
            return not should and not must and all(map(is_filter, without))
        case _:
            return False


def finds_something(query: Query) -> bool:
    """Whether anything in a query says what to find, not only what to leave out."""
    match query:
        case Not():
            return False
        case AllOf(parts) | AnyOf(parts):
            return any(map(finds_something, parts))
        case Group(should, must, _, filters):
            return any(map(finds_something, should + must + filters))
        case _:
            return True


def asks_fields(query: Query) -> bool:
    """Whether a query asks for anything but words that may stand anywhere."""
    match query:
        case Facet() | Dates() | Amounts() | Among():
            return True
        case AllOf(parts) | AnyOf(parts):
            return any(map(asks_fields, parts))
        case Not(part):
            return asks_fields(part)
        case Group(should, must, without, filters):
            return any(map(asks_fields, should + must + without + filters))
        case _:
            return query.zone is not None


def changed(query: Query, change: Callable[[Leaf], Query]) -> Query:
    """The same query with each leaf replaced by what `change` makes of it."""

    def every(parts: tuple[Query, ...]) -> tuple[Query, ...]:
        return tuple(changed(part, change) for part in parts)

    match query:
        case AllOf(parts) | AnyOf(parts):
            return replace(query, parts=every(parts))
        case Not(part):
            return Not(changed(part, change))
        case Group(should, must, without, filters):
            return Group(every(should), every(must), every(without), every(filters))
        case _:
            return change(query)


def in_zone(query: Query, zone: Zone) -> Query:
    """The same query with words that may stand anywhere asked of one zone alone."""

    def change(leaf: Leaf) -> Leaf:
        if isinstance(leaf, Facet | Dates | Amounts | Among) or leaf.zone:
            return leaf
        return replace(leaf, zone=zone)

    return changed(query, change)


def belongs_to(leaf: Leaf, zones: tuple[Zone, ...]) -> bool:
    """Whether a leaf asks for words in one of these zones, or whether there is anything in one."""
    match leaf:
        case Facet(name, words):
            return name == "has" and any(word in zones for word in words)
        case Dates() | Amounts() | Among():
            return False
        case _:
            return leaf.zone in zones


def wanted(query: Query) -> list[Word | Phrase | Near | Prefix | Fuzzy]:
    """The words, phrases ... that a query looks for (not those it excludes), in its order."""
    match query:
        case Word() | Phrase() | Near() | Prefix() | Fuzzy():
            return [query]
        case AllOf(parts) | AnyOf(parts):
            return [leaf for part in parts for leaf in wanted(part)]
        case Group(should, must):
            return [leaf for part in must + should for leaf in wanted(part)]
        case _:
            return []
