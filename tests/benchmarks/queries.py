"""How long a search takes, snippets and all, for each kind of query, as it is typed and finished.

Wall and CPU time of `Collection.search` in this process, after the index was warmed by one query,
the same queries for each size of collection. The words come from the generator's own vocabulary:
frequent ones, technical terms, names, and pairs that really stand side by side.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence

from index.collection import Collection
from tests.benchmarks import generator, words
from tests.benchmarks.measuring import Cell, Workshop, options, percentile, table

Writer = Callable[[random.Random], str]
LIMIT = 60
"""Hits asked for, as many as the search screen shows."""

_FREQUENT = (*words.NOUNS, *words.ACTORS, *words.ADJECTIVES)
_TOPICAL = tuple(word for topic in words.TOPICS.values() for word in topic)
_EVERYWHERE = (
    "compared with", "no evidence that", "part of the", "according to", "more than the year before",
    "what the", "of which", "in common",
)  # fmt: skip
"""Stand in more than half of the sections, as no phrase does in what people write."""


def _word(chance: random.Random) -> str:
    names = generator.common_names(1)[0][:200]
    return chance.choice(chance.choice((_FREQUENT, _TOPICAL, words.TERMS[:300], names)))


def _pair(chance: random.Random) -> str:
    return f"{chance.choice(words.ADJECTIVES)} {chance.choice(words.NOUNS)}"


def _misspelt(chance: random.Random) -> str:
    word = chance.choice((*_TOPICAL, *words.TERMS[:300]))
    place = chance.randrange(1, len(word))
    return word[:place] + chance.choice("aeinrst") + word[place + 1 :]


def _beginning(chance: random.Random) -> str:
    return _word(chance)[: chance.randrange(2, 5)]


def _days(chance: random.Random) -> str:
    return f"date:{chance.choice(('>2020', '<2018', '2019..2022', '2021-03..2021-09'))}"


def _figures(chance: random.Random) -> str:
    return f"figure:{chance.choice(('>30%', '<5%', '10%..20%', '$1m..$5m', '>$1bn', '>2000'))}"


KINDS: dict[str, tuple[bool, Writer]] = {
    "one word": (False, _word),
    "five words": (False, lambda c: " ".join(_word(c) for _ in range(5))),
    "several words": (False, lambda c: " ".join(_word(c) for _ in range(c.randrange(2, 6)))),
    "question": (False, lambda c: f"why does {_word(c)} matter for the {_word(c)}?"),
    "phrase": (False, lambda c: f'"{_pair(c)}"'),
    "phrase in most sections": (False, lambda c: f'"{c.choice(_EVERYWHERE)}"'),
    "near": (False, lambda c: f'"{_word(c)} {_word(c)}"~8'),
    "prefix": (False, lambda c: f"{_beginning(c)}*"),
    "fuzzy": (False, lambda c: f"~{_misspelt(c)}"),
    "fielded": (False, lambda c: f"{c.choice(('title', 'question', 'text'))}:{_word(c)}"),
    "facets and date": (False, lambda c: f"{_word(c)} tag:{_word(c)} date:>2020"),
    "date range": (False, lambda c: f"{_days(c)} {_word(c)}"),
    "dates alone": (False, _days),
    "figure range": (False, _figures),
    "figure range and word": (False, lambda c: f"{_word(c)} {_figures(c)}"),
    "claims, risks": (False, lambda c: f"{c.choice(('claim', 'risk'))}:{_word(c)}"),
    "boolean": (False, lambda c: f"({_word(c)} OR {_word(c)}) AND {_word(c)} NOT {_word(c)}"),
    "typing a word": (True, _beginning),
    "typing the last of several": (True, lambda c: f"{_word(c)} {_word(c)} {_beginning(c)}"),
    "typing a phrase": (True, lambda c: f'"{_pair(c)[:-2]}'),
    "misspelt, with a suggestion": (True, _misspelt),
}


def measure(collection: Collection, kind: str, count: int) -> list[Cell]:
    """Median and p95 of wall and CPU milliseconds of `count` queries, and mean sections found."""
    typing, write = KINDS[kind]
    chance = random.Random(kind)
    wall: list[float] = []
    cpu: list[float] = []
    found = 0
    for _ in range(count):
        query = write(chance)
        began, worked = time.perf_counter(), time.process_time()
        result = collection.search(query, limit=LIMIT, typing=typing)
        wall.append(1000 * (time.perf_counter() - began))
        cpu.append(1000 * (time.process_time() - worked))
        found += result.total
    figures = [percentile(spent, share) for spent in (wall, cpu) for share in (0.5, 0.95)]
    return [*figures, round(found / count)]


def of_size(workshop: Workshop, articles: int, count: int) -> list[list[Cell]]:
    """A row for each kind of query in a collection of so many articles."""
    folder = workshop.collection(articles)
    workshop.indexed(folder, f"indexed-{articles}")
    collection = Collection.of(folder, workshop.cache(f"indexed-{articles}"))
    try:
        sections = collection.counts()[1]
        first = measure(collection, "one word", 1)
        rows: list[list[Cell]] = [[f"{sections:,} sections", "the first of all", *first]]
        rows += [["", kind, *measure(collection, kind, count)] for kind in KINDS]
        return rows
    finally:
        collection.close()


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    chosen, workshop = options(
        __doc__.splitlines()[0] if __doc__ else "",
        arguments,
        ("small", 2000, "articles of the small collection"),
        ("large", 10_000, "articles of the large collection"),
        ("queries", 60, "queries of each kind"),
    )
    if chosen.quick:
        chosen.small, chosen.large, chosen.queries = 5, 0, 2
    rows: list[list[Cell]] = []
    for articles in filter(None, (chosen.small, chosen.large)):
        rows += of_size(workshop, articles, chosen.queries)
    heads = ("collection", "query", "p50 ms", "p95 ms", "p50 CPU", "p95 CPU", "sections found")
    print(table(heads, rows))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
