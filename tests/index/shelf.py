"""A folder of small articles with its index, for tests of what keeps the index up to date."""

from __future__ import annotations

import os
from pathlib import Path

from index.collection import Collection
from index.progress import SyncReport

ARTICLE = """---
title: {title}
---

A lead about {word} that says a little and stops there.

## Why does {word} matter?

Because {word} was found in 12% of cases, and nobody can rule out that it harms the others, which
is why the ministry asked for a second look before the winter.
"""


class Shelf:
    """A folder of articles and its index."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "articles"
        self.root.mkdir()
        self.cache = folder / "cache"
        self.collection = Collection(self.root, self.cache)

    def write(self, name: str, word: str, title: str | None = None) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ARTICLE.format(word=word, title=title or f"On {word}"))
        # Older than the moment of the look: a file that has only just changed is read again.
        os.utime(path, (1_700_000_000, 1_700_000_000))
        return path

    def sync(self) -> SyncReport:
        return self.collection.sync(jobs=1)

    def found(self, query: str) -> list[str]:
        return sorted({hit.path for hit in self.collection.search(query).hits})
