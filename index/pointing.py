"""Which findings of a section a query found, so that its snippets show them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from index.article import Finding, Span
from index.marked import marked_sections
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
    of findings alone, by their number in `query.wanted`, the findings that hold them.
    """

    places: tuple[Span, ...] = ()
    within: dict[int, tuple[Span, ...]] = field(default_factory=dict)


def asks_findings(query: Query) -> bool:
    """Whether any part of a query is about findings."""
    return any(belongs_to(leaf, FINDING_ZONES) for leaf in wanted(query)) or any(_kinds(query))


def pointed(query: Query, findings: Sequence[Finding], language: str | None) -> Pointed:
    """Those of some findings that a query asks for; `language` is their article's."""
    texts = [marked_sections("", [each], language) for each in findings]
    known = [
        (each, document) for each, some in zip(findings, texts, strict=True) for document in some
    ]
    source = Texts(document for _, document in known)

    def spans(leaf: Leaf) -> tuple[Span, ...]:
        return tuple(_span(known[number][0]) for number in sorted(source.find(leaf).scores))

    words = {n: leaf for n, leaf in enumerate(wanted(query)) if belongs_to(leaf, FINDING_ZONES)}
    return Pointed(
        places=tuple(dict.fromkeys(span for leaf in _kinds(query) for span in spans(leaf))),
        within={number: spans(leaf) for number, leaf in words.items()},
    )


def _span(finding: Finding) -> Span:
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
