"""Which files our exports wrote, and what was in them: how a changed file is told from our own,
and a renamed one known again.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

from reader.store.connection import Store


def remember(store: Store, path: Path, digest: str, part: str = "") -> None:
    """Notes down that the file at an absolute path was written by us with that digest.

    `part` is the digest of our part of a file that is otherwise the reader's.
    """
    with store.writing() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO export (path, digest, part, written) VALUES (?, ?, ?, ?)",
            (os.fsencode(path), digest, part, store.now()),
        )


def digest_of(store: Store, path: Path) -> str | None:
    """The digest of what we last wrote to an absolute path, or None if we never did."""
    digests = digests_of(store, path)
    return None if digests is None else digests[0]


def digests_of(store: Store, path: Path) -> tuple[str, str] | None:
    """The digest of what we last wrote to an absolute path, and that of our part of it, or ""."""
    with store.reading() as connection:
        row = connection.execute(
            "SELECT digest, part FROM export WHERE path = ?", (os.fsencode(path),)
        ).fetchone()
    return None if row is None else (str(row["digest"]), row["part"] or "")


def remember_highlights(store: Store, path: Path, ids: Collection[str]) -> None:
    """Notes down whose highlights the file at an absolute path holds; writes only what is new."""
    file = os.fsencode(path)
    with store.reading() as connection:
        known = {
            str(row["highlight"])
            for row in connection.execute("SELECT highlight FROM exported WHERE path = ?", (file,))
        }
    if known == set(ids):
        return
    with store.writing() as connection:
        connection.execute("DELETE FROM exported WHERE path = ?", (file,))
        connection.executemany(
            "INSERT INTO exported (path, highlight) VALUES (?, ?)", [(file, id) for id in set(ids)]
        )


def files_with(store: Store, ids: Collection[str]) -> list[Path]:
    """The files that were written with highlights of these ids, those with most of them first."""
    counts: dict[Path, int] = {}
    with store.reading() as connection:
        for id in ids:
            for row in connection.execute("SELECT path FROM exported WHERE highlight = ?", (id,)):
                path = Path(os.fsdecode(row["path"]))
                counts[path] = counts.get(path, 0) + 1
    return sorted(counts, key=lambda path: (-counts[path], path))


def follow(store: Store, old: Path, new: Path) -> None:
    """What is known of one absolute path is true of another from now on."""
    there, here = os.fsencode(new), os.fsencode(old)
    with store.writing() as connection:
        for table in ("export", "exported"):
            connection.execute(f"DELETE FROM {table} WHERE path = ?", (there,))
            connection.execute(f"UPDATE {table} SET path = ? WHERE path = ?", (there, here))
