"""The same queries asked of Quaere, SQLite FTS5 and tantivy, on the same sections, with snippets.

tantivy is measured where it can be imported; the project does not need it. CPU milliseconds of
this process for the best 20 hits and a snippet of each.
"""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence

from index.cache import CATALOG
from index.catalog import Catalog
from index.collection import Collection
from index.taking_in import section_documents
from tests.benchmarks import queries
from tests.benchmarks.measuring import Cell, options, percentile, table

LIMIT = 20
Ask = Callable[[str], object]
KINDS = ("one word", "five words", "phrase", "prefix", "fuzzy")


def written(kind: str, count: int) -> list[str]:
    """Queries of a kind, in our language."""
    chance = random.Random(kind)
    return [queries.KINDS[kind][1](chance) for _ in range(count)]


def sections(collection: Collection) -> Iterator[tuple[str, str, str]]:
    """Title, heading and text of every section."""
    current = collection._cache.current()
    assert current is not None
    catalog = Catalog(current / CATALOG)
    for each in section_documents(catalog, [summary.id for summary in catalog.summaries()]):
        yield each.title, each.heading or "", each.text
    catalog.close()


def fts5(rows: Sequence[tuple[str, str, str]]) -> Ask:
    """SQLite's own search, in memory, with stems."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE s USING fts5(title, heading, text, tokenize='porter')")
    db.executemany("INSERT INTO s VALUES(?,?,?)", rows)

    def ask(query: str) -> object:
        words = query if query[0] == '"' or query[-1] == "*" else " OR ".join(query.split())
        return db.execute(
            "SELECT snippet(s, 2, '<', '>', '', 30) FROM s WHERE s MATCH ?"
            f" ORDER BY rank LIMIT {LIMIT}",
            (words,),
        ).fetchall()

    return ask


def tantivy_of(rows: Sequence[tuple[str, str, str]]) -> Ask | None:
    """tantivy, in memory, with English stems; None where it is not installed."""
    try:
        import tantivy  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        return None
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("body", stored=True, tokenizer_name="en_stem")
    schema = builder.build()
    index = tantivy.Index(schema)
    writer = index.writer(heap_size=64_000_000, num_threads=1)
    for row in rows:
        writer.add_document(tantivy.Document(body="\n".join(row)))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def ask(query: str) -> object:
        if query[0] == "~":
            wanted = tantivy.Query.fuzzy_term_query(schema, "body", query[1:].lower(), 2)
        elif query[-1] == "*":
            wanted = tantivy.Query.regex_query(schema, "body", query[:-1].lower() + ".*")
        else:
            wanted = index.parse_query(query, ["body"])
        maker = tantivy.SnippetGenerator.create(searcher, wanted, schema, "body")
        hits = searcher.search(wanted, LIMIT).hits
        return [maker.snippet_from_doc(searcher.doc(place)).to_html() for _, place in hits]

    return ask


def measure(ask: Ask, asked: Sequence[str]) -> list[Cell]:
    """Median and p95 of CPU milliseconds."""
    ask(asked[0])
    spent = []
    for query in asked:
        began = time.process_time()
        ask(query)
        spent.append(1000 * (time.process_time() - began))
    return [percentile(spent, 0.5), percentile(spent, 0.95)]


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    chosen, workshop = options(
        __doc__.splitlines()[0] if __doc__ else "",
        arguments,
        ("articles", 2000, "articles of the collection"),
        ("queries", 40, "queries of each kind"),
    )
    if chosen.quick:
        chosen.articles, chosen.queries = 5, 2
    folder, user = workshop.collection(chosen.articles), f"indexed-{chosen.articles}"
    workshop.indexed(folder, user)
    collection = Collection.of(folder, workshop.cache(user))
    rows = list(sections(collection))
    peers: dict[str, Ask | None] = {
        "Quaere": lambda query: collection.search(query, limit=LIMIT),
        "FTS5": fts5(rows),
        "tantivy": tantivy_of(rows),
    }
    lines: list[list[Cell]] = []
    for kind in KINDS:
        asked = written(kind, chosen.queries)
        for name, ask in peers.items():
            if ask is not None and not (kind == "fuzzy" and name == "FTS5"):
                lines.append([kind, name, *measure(ask, asked)])
    print(f"{len(rows):,} sections, {LIMIT} hits with snippets\n")
    print(table(("query", "engine", "p50 CPU ms", "p95 CPU ms"), lines))
    collection.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
