"""Which files our exports wrote, and what was in them: how a changed file is told from our own,
and a renamed one known again.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from reader.store.connection import Store


def remember(store: Store, path: Path, digest: str, part: str = "") -> None:
    """Notes down that the file at an absolute path was written by us with that digest.

    `part` is the digest of our part of a file that is otherwise the reader's.
    """
    with store.writing() as connection:
        connection.execute(
            "INSERT INTO export (path, digest, part, written) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (path) DO UPDATE SET digest = excluded.digest, part = excluded.part,"
            " written = excluded.written",
            (os.fsencode(path), digest, part, store.now()),
        )
        connection.execute("DELETE FROM export_begun WHERE path = ?", (os.fsencode(path),))


def announced(store: Store, path: Path, digest: str) -> list[str]:
    """The digests of what we last wrote, or were about to write, to an absolute path.

    Notes down first that `digest` will be next: who is killed between writing a file and
    remembering it still knows it as ours.
    """
    file = os.fsencode(path)
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT digest FROM export WHERE path = :file"
            " UNION SELECT digest FROM export_begun WHERE path = :file",
            {"file": file},
        )
        known = [str(row["digest"]) for row in rows]
    if digest not in known:
        with store.writing() as connection:
            connection.execute("INSERT INTO export_begun VALUES (?, ?)", (file, digest))
    return known


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


@dataclass(frozen=True, slots=True)
class Placed:
    """What is known of a file that was written into a folder: whose it is (the id of an article,
    those of highlights), the digest of the whole and that of our part, or "".
    """

    article: str
    highlights: frozenset[str]
    digest: str
    part: str


def remember_place(
    store: Store, path: Path, folder: Path, format: str, article: str, highlights: Collection[str]
) -> None:
    """Notes down whose a file is that was remembered, and for which folder it was written.

    All paths are absolute. Writes only what is new.
    """
    file = os.fsencode(path)
    whose = (os.fsencode(folder), format, article)
    with store.reading() as connection:
        known = connection.execute(
            "SELECT folder, form, article FROM export WHERE path = ?", (file,)
        ).fetchone()
        held = connection.execute("SELECT highlight FROM exported WHERE path = ?", (file,))
        ids = {str(row["highlight"]) for row in held}
    if known is not None and tuple(known) == whose and ids == set(highlights):
        return
    with store.writing() as connection:
        connection.execute(
            "UPDATE export SET folder = ?, form = ?, article = ? WHERE path = ?",
            (*whose, file),
        )
        connection.execute("DELETE FROM exported WHERE path = ?", (file,))
        connection.executemany(
            "INSERT INTO exported (path, highlight) VALUES (?, ?)",
            [(file, id) for id in set(highlights)],
        )


def placed_in(store: Store, folder: Path, format: str) -> dict[Path, Placed]:
    """The files that were written into a folder in a format, where they are now, by path."""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT path, article, digest, part, highlight FROM export"
            " LEFT JOIN exported USING (path) WHERE folder = ? AND form = ? ORDER BY path",
            (os.fsencode(folder), format),
        ).fetchall()
    return {
        Path(os.fsdecode(path)): _placed(list(group))
        for path, group in groupby(rows, key=lambda row: bytes(row["path"]))
    }


def _placed(rows: list[sqlite3.Row]) -> Placed:
    first = rows[0]
    ids = frozenset(row["highlight"] for row in rows if row["highlight"] is not None)
    return Placed(first["article"], ids, first["digest"], first["part"] or "")


def follow(store: Store, old: Path, new: Path) -> None:
    """What is known of one absolute path is true of another from now on."""
    there, here = os.fsencode(new), os.fsencode(old)
    with store.writing() as connection:
        for table in ("export", "exported"):
            connection.execute(f"DELETE FROM {table} WHERE path = ?", (there,))
            connection.execute(f"UPDATE {table} SET path = ? WHERE path = ?", (there, here))
