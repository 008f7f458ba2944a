"""Which findings of a section a query found, so that its snippets show them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from index.article import FINDING_KINDS, Finding, FindingKind, RiskKind, Span
from index.everywhere import Standing, Wanted
from index.marked import marked_sections
from index.search.amounts import amounts_of
from index.search.query import (
    FINDING_ZONES,
    AllOf,
    Amounts,
    AnyOf,
    Facet,
    Group,
    Leaf,
    Query,
    belongs_to,
    wanted,
)
from index.search.texts import Texts


@dataclass(frozen=True, slots=True)
class Pointed:
    """Where in an article the findings stand that a query asks for.

    `places` are those it asks for without words (a kind, an amount). `within` has, for words asked
    of findings alone, by their number in `query.wanted`, the findings that may hold them.
    """

    places: tuple[Span, ...] = ()
    within: dict[int, tuple[Span, ...]] = field(default_factory=dict)


def findings_asked_for(query: Query) -> frozenset[Wanted]:
    """Which findings any part of a query is about, or more of them than that; perhaps none."""
    words = (leaf for leaf in wanted(query) if belongs_to(leaf, FINDING_ZONES))
    return frozenset(map(_wanted, (*words, *_kinds(query))))


def _wanted(leaf: Leaf) -> Wanted:
    match leaf:
        case Amounts(unit, low, high):
            return Wanted("figure", least=low, most=high, unit=unit)
        case Facet(_, words):
            return Wanted(next(kind for kind in FINDING_KINDS if kind in words))
        case _:
            return Wanted(next(kind for kind in FINDING_KINDS if belongs_to(leaf, (kind,))))


def pointed(query: Query, findings: Sequence[Standing]) -> Pointed:
    """Those of some findings that a query asks for; they are among `findings_asked_for`."""
    asked = enumerate(wanted(query))
    words = {number: leaf for number, leaf in asked if belongs_to(leaf, FINDING_ZONES)}
    of_kinds = [_span(each) for leaf in _kinds(query) for each in findings if _is(each, leaf)]
    return Pointed(
        places=tuple(dict.fromkeys(of_kinds)),
        within={
            number: tuple(_span(each) for each in findings if belongs_to(leaf, (each.kind,)))
            for number, leaf in words.items()
        },
    )


def _is(finding: Standing, leaf: Facet | Amounts) -> bool:
    """Whether it is of a kind, or a figure of such an amount."""
    if isinstance(leaf, Amounts):
        return any(map(leaf.holds, amounts_of(finding.figure)))
    return _is_of_kind(leaf, finding.kind, finding.risk_kind)


@lru_cache(maxsize=64)
def _is_of_kind(leaf: Facet, kind: FindingKind, risk_kind: RiskKind | None) -> bool:
    bare = Finding(kind, 0, 0, 0, "", 1.0, shown=True, reasons=(), risk_kind=risk_kind)
    return bool(Texts(marked_sections("", [bare], None)).find(leaf).scores)


def _span(finding: Standing) -> Span:
    return Span(finding.start, finding.end)


def _kinds(query: Query) -> Iterator[Facet | Amounts]:
    """The kinds and amounts a query asks for, not those it excludes."""
    match query:
        case Amounts():
            yield query
        case Facet():
            if belongs_to(query, FINDING_ZONES):
                yield query
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _kinds(part)
        case Group(should, must, _, filters):
            for part in (*should, *must, *filters):
                yield from _kinds(part)
        case _:
            pass
