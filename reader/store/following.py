"""How what is kept of an article is found when its file was moved.

The article's own file comes first, then the very same text wherever it lay, then the same address
on the web, that only where the other file is gone: many articles may name one site.
"""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, Literal, TypeVar

from reader.notes.model import ArticleRef
from reader.store.connection import Store

Table = Literal["reading", "shelved"]
Kept = TypeVar("Kept")


def row_for(store: Store, table: Table, ref: ArticleRef) -> sqlite3.Row | None:
    """The row that belongs to an article, None if there is none. Raises StoreError."""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT *, CASE WHEN path = :path THEN 0 WHEN text_hash = :hash THEN 1 ELSE 2 END"
            f" AS trust FROM {table} WHERE path = :path OR (text_hash = :hash AND :hash <> '')"
            " OR source = :source ORDER BY trust",
            {
                "path": os.fsencode(ref.path),
                "hash": ref.text_hash,
                "source": ref.source if is_address(ref.source) else None,
            },
        ).fetchall()
    # Of several files of the same text, the one that was touched last is the better guide.
    rows.sort(key=lambda row: row["updated" if table == "reading" else "changed"], reverse=True)
    rows.sort(key=lambda row: row["trust"])
    return next(trusted(rows), None)


def trusted(rows: Iterable[sqlite3.Row]) -> Iterator[sqlite3.Row]:
    """Those rows, in their order, that belong to the article.

    `trust` is 0 or 1 for what is known by file or text, 2 for what has the same address alone.
    """
    return (row for row in rows if row["trust"] < 2 or not os.path.lexists(row["path"]))


def is_address(source: str | None) -> bool:
    """Whether a source names one page, not only whose article it is."""
    return source is not None and "://" in source


class Following(Generic[Kept]):
    """What is kept, to be asked for very many articles: nothing on the disk is looked at."""

    def __init__(
        self,
        kept: Iterable[tuple[ArticleRef, Kept]],
        files: Iterable[str],
        sources: Iterable[str | None],
    ) -> None:
        """`kept`: what was touched last comes last. `files` are the files there are, `sources`
        the source of each."""
        there = set(files)
        self._by_path: dict[str, Kept] = {}
        self._by_text: dict[str, Kept] = {}
        self._by_source: dict[str, Kept] = {}
        for ref, each in kept:
            self._by_path[ref.path] = each
            if ref.text_hash:
                self._by_text[ref.text_hash] = each
            if ref.source and is_address(ref.source) and ref.path not in there:
                self._by_source[ref.source] = each
        counts: Mapping[str | None, int] = Counter(sources) if self._by_source else {}
        self._alone = {source for source in self._by_source if counts.get(source) == 1}

    def of(self, file: str, text_hash: str, source: str | None) -> Kept | None:
        """What is kept of the article in a file; None if nothing is."""
        found = self._by_path.get(file)
        if found is None and self._by_text:
            found = self._by_text.get(text_hash)
        if found is None and source in self._alone:
            found = self._by_source.get(source or "")
        return found
