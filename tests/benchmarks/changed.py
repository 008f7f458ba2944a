"""What it costs until one changed article is searchable, in a collection that is indexed.

CPU milliseconds, median and most, of a sync that finds one file changed (listing the folder,
reading, catalog, its commit and its findings), of its commit to the search engine alone, and of the
next search in a reader that has the collection open. Files are put back afterwards.
"""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Callable, Sequence

from index.collection import Collection
from index.search.engine import WhooshEngine
from tests.benchmarks.measuring import Cell, median, options, table


def spent(work: Callable[[], object]) -> float:
    """CPU milliseconds of this process and of children that ended meanwhile."""

    def clock() -> float:
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return time.process_time() + children.ru_utime + children.ru_stime

    began = clock()
    work()
    return 1000 * (clock() - began)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    chosen, workshop = options(
        __doc__.splitlines()[0] if __doc__ else "",
        arguments,
        ("articles", 11_100, "articles of the collection"),
        ("changes", 5, "articles that are changed, one after the other"),
    )
    if chosen.quick:
        chosen.articles, chosen.changes = 5, 2
    folder, user = workshop.collection(chosen.articles), f"indexed-{chosen.articles}"
    workshop.indexed(folder, user)
    writer = Collection.of(folder, workshop.cache(user))
    reader = Collection.of(folder, workshop.cache(user))
    reader.search("report")
    sections = reader.counts()[1]
    commits: list[float] = []
    commit = WhooshEngine.replace

    def timed(engine: WhooshEngine, documents: object, removed: object) -> None:
        commits.append(spent(lambda: commit(engine, documents, removed)))  # type: ignore[arg-type]

    WhooshEngine.replace = timed  # type: ignore[method-assign, assignment]
    rows: dict[str, list[float]] = {"sync": [], "commit": [], "next search": []}
    for number, file in enumerate(sorted(folder.rglob("*.md"))[: chosen.changes]):
        kept, word = file.read_bytes(), f"zyzzx{number}"
        file.write_bytes(kept + f"\nThey called it a {word}.\n".encode())
        commits.clear()
        rows["sync"].append(spent(lambda: writer.sync(jobs=1)))
        rows["commit"].append(sum(commits))
        rows["next search"].append(spent(lambda query=word: reader.search(query)))  # type: ignore[misc]
        assert reader.search(word).total == 1
        file.write_bytes(kept)
        os.utime(file)
        writer.sync(jobs=1)
    WhooshEngine.replace = commit  # type: ignore[method-assign]
    lines: list[list[Cell]] = [[name, median(each), max(each)] for name, each in rows.items()]
    print(f"{sections:,} sections\n\n{table(('one article changed', 'CPU ms', 'most'), lines)}")
    writer.close()
    reader.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
