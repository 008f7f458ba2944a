"""What the hits of a search have in common, counted while the collection changes."""

from __future__ import annotations

from pathlib import Path

from index.collection import Collection
from index.facets import count
from index.search.language import parse
from index.search.protocol import Found
from index.search.query import Query
from index.shelves import Shelves

ARTICLE = "# {}\n\n## Why do banks fail?\n\nBanks fail.\n\n## When do banks fail?\n\nIn autumn.\n"


def test_facets_are_of_the_hits_whatever_is_committed_meanwhile(tmp_path: Path) -> None:
    root, cache = tmp_path / "articles", tmp_path / "cache"
    root.mkdir()
    for name in ("one", "two"):
        (root / f"{name}.md").write_text(ARTICLE.format(name))
    collection, other = Collection(root, cache), Collection(root, cache)
    other.sync(jobs=1)

    class Shifting(Shelves):
        """Another process commits before everything that is looked up."""

        def find(self, query: Query) -> Found:
            found = super().find(query)
            (root / f"more{len(list(root.iterdir()))}.md").write_text(ARTICLE.format("more"))
            (root / "one.md").unlink(missing_ok=True)
            other.sync(jobs=1)
            return found

    def counted(shelves: Shelves) -> dict[str, dict[str, int]]:
        shifting = Shifting(**{name: getattr(shelves, name) for name in Shelves.__slots__})
        found = count(shifting, parse("banks"), ())
        return {facet.name: {value.value: value.count for value in facet.values} for facet in found}

    nothing: dict[str, dict[str, int]] = {}
    assert collection._search(counted, nothing)["asks"] == {"why": 1, "when": 1}
    collection.close()
    other.close()
