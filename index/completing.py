"""What may go on at the cursor of a query: fields, their values, words of the collection."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from index.found import Completion, Completions
from index.search.fields import ABOUT, FIELDS, RISK_KINDS, VALUES, WORD_FIELDS
from index.shelves import ArticleFacts, Shelves
from index.text import fold

_AT_CURSOR = re.compile(
    r'(?P<field>[A-Za-z]+):(?P<value>"[^"]*|[^\s()"]*)\Z|(?P<word>[^\s()":]*)\Z'
)
_EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "date": ("2026", "2026-03", "2026-03..2026-06", ">2026-01", "<30d"),
    "figure": (">30%", "$1m..$5m", "5mg"),
    "risk": RISK_KINDS,
    **VALUES,
}
_OF_ARTICLES: Mapping[str, Callable[[ArticleFacts], tuple[str, ...]]] = {
    "author": lambda facts: facts.authors,
    "source": lambda facts: (facts.source,),
    "tag": lambda facts: facts.tags,
}


def complete(shelves: Shelves, query: str, cursor: int, limit: int) -> Completions:
    """See `Collection.complete`."""
    match = _AT_CURSOR.search(query[:cursor])
    if match is None:
        return Completions(cursor, cursor, ())
    if match["field"]:
        field = match["field"].lower()
        start, choices = match.start("value"), _values(shelves, field, match["value"])
    else:
        word = match["word"].lstrip("+-~")
        start, choices = match.end() - len(word), _words(shelves, word)
    return Completions(start, cursor, tuple(islice(choices, limit)))


def _words(shelves: Shelves, word: str) -> Iterator[Completion]:
    """Fields that begin so, then words of the collection."""
    if word:
        for field in FIELDS:
            if field.startswith(word.lower()):
                yield Completion(f"{field}:", ABOUT[field])
        for each in shelves.sections.completions(word):
            yield Completion(each, "word")


def _values(shelves: Shelves, field: str, typed: str) -> Iterator[Completion]:
    """What may stand behind a field: its only values, those there are, else words."""
    begun = fold(typed.lstrip('"'))
    for value in _EXAMPLES.get(field, ()):
        if value.startswith(begun):
            yield Completion(value, "")
    if field in _OF_ARTICLES:
        of_article = _OF_ARTICLES[field]
        counts = Counter(v for facts in shelves.facts().values() for v in of_article(facts) if v)
        for value, number in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
            if fold(value).startswith(begun):
                yield Completion(
                    _quoted(value), f"{number} articles" if number > 1 else "1 article"
                )
    elif field in ("colour", "color"):
        for colour in sorted({note.colour for note in shelves.notes if note.colour}):
            if colour.startswith(begun):
                yield Completion(colour, "")
    elif field in WORD_FIELDS and begun:
        for each in shelves.sections.completions(begun):
            yield Completion(each, "word")


def _quoted(value: str) -> str:
    return value if re.fullmatch(r"[\w.-]+", value) else f'"{value.replace(chr(34), " ")}"'
