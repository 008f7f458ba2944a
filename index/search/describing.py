"""A query said in words: what the reader is shown as "understood"."""

from __future__ import annotations

from index.search.query import (
    AllOf,
    Among,
    Amounts,
    AnyOf,
    Dates,
    Facet,
    Fuzzy,
    Group,
    Near,
    Not,
    Phrase,
    Prefix,
    Query,
    Word,
    Zone,
)
from index.text import clean_line

_LONGEST = 30_000
"""Code points, more than any query that is read makes of itself."""
_EXACT = 1e15
_FACET_NAMES = {
    "author": "by",
    "source": "from",
    "tag": "tagged",
    "format": "format",
    "lang": "language",
    "asks": "asking",
    "kind": "section kind",
    "has": "with a",
    "colour": "highlighted in",
}
_ZONE_NAMES = {
    "title": "in the title",
    "question": "in the question",
    "text": "in the text",
    "claim": "in a claim",
    "risk": "in a risk",
    "figure": "in a figure",
    "note": "in a note",
    "highlight": "in a highlight or its note",
}


def describe(query: Query) -> str:
    """How a query was read, on one line, clean: words may come from anywhere, as typed."""
    return clean_line(_said(query), _LONGEST)


def _said(query: Query) -> str:
    match query:
        case Group():
            return _group(query)
        case AllOf(parts):
            return " and ".join(map(_inner, parts))
        case AnyOf((Word(text, zone), Prefix() | Phrase(open_end=True))):
            return f"{text}…" + _where(zone)
        case AnyOf(parts):
            return " or ".join(map(_inner, parts))
        case Not(part):
            return f"not {_inner(part)}"
        case Facet("has", ("risk", kind)):
            return f"with a risk of kind {kind}"
        case Facet(name, words, open_end):
            return f"{_FACET_NAMES[name]} {' '.join(words)}{'…' * open_end}"
        case Dates(first, last):
            return _dates(first, last)
        case Amounts():
            return _amounts(query)
        case Among(_, of):
            return _said(of)
        case _:
            return _words(query) + _where(query.zone)


def _where(zone: Zone | None) -> str:
    return f" {_ZONE_NAMES[zone]}" if zone else ""


def _words(leaf: Word | Phrase | Near | Prefix | Fuzzy) -> str:
    match leaf:
        case Word(text):
            return text
        case Phrase(words, _, open_end):
            return f"“{' '.join(words)}{'…' * open_end}”"
        case Near(words, distance):
            return f"“{' '.join(words)}” within {distance} words"
        case Prefix(prefix):
            return f"{prefix}…"
        case Fuzzy(word):
            return f"words like {word}"


def _inner(query: Query) -> str:
    text = _said(query)
    return f"({text})" if isinstance(query, AllOf | AnyOf | Group) else text


def _group(group: Group) -> str:
    said = []
    if group.must:
        said.append("with " + " and ".join(map(_inner, group.must)))
    if group.should:
        lead = "better with" if group.must else "any of" if len(group.should) > 1 else ""
        said.append(f"{lead} {', '.join(map(_inner, group.should))}".strip())
    if group.without:
        said.append("without " + " or ".join(map(_inner, group.without)))
    said.extend(map(_inner, group.filters))
    return "; ".join(said)


def _dates(first: str, last: str) -> str:
    if first and last:
        return f"published {first} to {last}" if first != last else f"published {first}"
    return f"published from {first}" if first else f"published up to {last}"


def _amounts(amounts: Amounts) -> str:
    def said(value: float) -> str:
        number = f"{value:,.15g}" if abs(value) < _EXACT else f"{value:.3g}"
        return f"{number}%" if amounts.unit == "%" else f"{number} {amounts.unit}".strip()

    low, high = amounts.low, amounts.high
    if low is not None and low == high:
        return f"with a figure of {said(low)}"
    from_, to = ("above", "below") if amounts.beyond else ("from", "up to")
    bounds = [f"{from_} {said(low)}"] if low is not None else []
    bounds += [f"{to} {said(high)}"] if high is not None else []
    return f"with a figure {' '.join(bounds)}"
