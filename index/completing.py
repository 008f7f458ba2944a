"""What may go on at the cursor of a query: fields, their values, words of the collection."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import get_args

from index.article import Asks, Format, SectionKind
from index.found import Completion, Completions
from index.search.language import FIELDS
from index.shelves import Shelves
from index.text import fold

_AT_CURSOR = re.compile(
    r'(?P<field>[A-Za-z]+):(?P<value>"[^"]*|[^\s()"]*)\Z|(?P<word>[^\s()":]*)\Z'
)
_FIXED: Mapping[str, tuple[str, ...]] = {
    "asks": get_args(Asks),
    "kind": get_args(SectionKind),
    "format": get_args(Format),
}
_EXAMPLES = {"date": ("2026", "2026-03..2026-06", ">2026-01")}


def complete(shelves: Shelves, query: str, cursor: int, limit: int) -> Completions:
    """See `Collection.complete`."""
    match = _AT_CURSOR.search(query[:cursor])
    if match is None:
        return Completions(cursor, cursor, ())
    if match["field"]:
        start, choices = match.start("value"), _values(shelves, match["field"], match["value"])
    else:
        word = match["word"].lstrip("+-~")
        start, choices = match.end() - len(word), _words(shelves, word)
    return Completions(start, cursor, tuple(choices)[:limit])


def _words(shelves: Shelves, word: str) -> Iterable[Completion]:
    if not word:
        return
    for field in FIELDS:
        if field.startswith(word.lower()):
            yield Completion(f"{field}:", "field")
    for each in shelves.sections.completions(word):
        yield Completion(each, "word")


def _values(shelves: Shelves, field: str, typed: str) -> Iterable[Completion]:
    begun = fold(typed.lstrip('"'))
    for value in (*_FIXED.get(field, ()), *_EXAMPLES.get(field, ())):
        if value.startswith(begun):
            yield Completion(value, "")
    counts = Counter(
        value for facts in shelves.facts().values() for value in getattr(facts, field + "s", ())
    )
    for value, number in counts.most_common():
        if fold(value).startswith(begun):
            yield Completion(f'"{value}"' if " " in value else value, f"{number} articles")
