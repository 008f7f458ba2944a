"""The catalog: every article of a collection with its sections and findings, in one SQLite file.

It also remembers what each file looked like when it was last read, and which articles the search
engine has not taken in yet, so that a sync that was killed is finished by the next. Derived data:
the file may be deleted at any time. Nothing outside this room speaks SQL to it.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from index import packing
from index.article import (
    THRESHOLD,
    Article,
    Finding,
    Metadata,
    QuestionEntry,
    Section,
    Summary,
)
from index.copies import copies
from index.database import Database
from index.everywhere import Everywhere
from index.folder import FileState
from index.formats import READING
from index.marking import Marking, next_generation
from index.schema import SCHEMA, SCHEMA_VERSION

_KEPT = f"{packing.FINDING_COLUMNS}, {packing.FACET_COLUMNS}"
"""All that is kept of a finding, but for its place in the table."""


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file as it was when it was last read; `racy` ones must be read again to be sure."""

    name: bytes
    article: str
    state: FileState
    racy: bool
    hash: str | None
    skipped: str | None
    reading: int = READING


class Catalog:
    """One open catalog. Usable from several threads; writers hold the collection's lock."""

    def __init__(self, path: Path, *, create: bool = False) -> None:
        """Open the catalog in `path`; raises `CatalogDamaged` and OSError, as every method may."""
        self._db = Database(path, schema=SCHEMA, version=SCHEMA_VERSION, create=create)
        self.everywhere = Everywhere(self._db)
        self.marking = Marking(self._db)

    def close(self) -> None:
        """Close the file; the catalog cannot be used afterwards."""
        self._db.close()

    def is_outdated(self) -> bool:
        """See `Database.is_outdated`."""
        return self._db.is_outdated()

    def is_sound(self) -> bool:
        """Whether SQLite's own quick check finds nothing wrong."""
        return [row[0] for row in self._db.rows("PRAGMA quick_check(1)")] == ["ok"]

    # What was read last time

    def files(self) -> dict[bytes, KnownFile]:
        """Every file of the last look, by raw name."""
        rows = self._db.rows(
            "SELECT name, article, size, mtime_ns, ctime_ns, inode, racy, hash, skipped, reading"
            " FROM files"
        )
        return {
            row[0]: KnownFile(row[0], row[1], FileState(*row[2:6]), bool(row[6]), *row[7:])
            for row in rows
        }

    def file_names(self) -> list[tuple[str, bytes]]:
        """Of every article its id and the raw name of its file."""
        return self._db.rows("SELECT article, name FROM files WHERE skipped IS NULL")

    def file_name(self, article: str) -> bytes:
        """The raw name of an article's file; raises KeyError if there is no such article."""
        return self._db.one("SELECT name FROM files WHERE article=?", article)[0]  # type: ignore[no-any-return]

    def skipped(self) -> list[tuple[bytes, str]]:
        """Files that could not be read, with the reason."""
        return self._db.rows(
            "SELECT name, skipped FROM files WHERE skipped IS NOT NULL ORDER BY name"
        )

    # Writing: articles first, then the search engine, then the word that both agree

    def put(
        self,
        read: Iterable[tuple[KnownFile, packing.PackedArticle | None]],
        gone: Iterable[bytes],
    ) -> None:
        """Record files that were read (None: skipped) and files that are gone, in one step.

        Their articles wait as not searchable, gone ones as removed, until `agree` is called.
        """
        with self._db.writing() as db:
            for file, article in read:
                self._put_file(db, file)
                if article is None:
                    self._forget(db, file.article)
                else:
                    self._put_article(db, article)
            for name in gone:
                row = db.execute("SELECT article FROM files WHERE name=?", (name,)).fetchone()
                if row is not None:
                    self._forget(db, row[0])
                    db.execute("DELETE FROM files WHERE name=?", (name,))

    def refresh_files(self, files: Iterable[KnownFile]) -> None:
        """Record the new state of files whose content has not changed."""
        with self._db.writing() as db:
            for file in files:
                self._put_file(db, file)

    def waiting(self) -> tuple[list[str], list[str]]:
        """Ids of articles the search engine lacks, and of those it must forget."""
        return (
            [row[0] for row in self._db.rows("SELECT id FROM articles WHERE searchable=0")],
            [row[0] for row in self._db.rows("SELECT article FROM removed")],
        )

    def agree(self, added: Iterable[str], removed: Iterable[str]) -> int:
        """Say that the engine has committed these, without findings; the new generation."""
        with self._db.writing() as db:
            db.executemany(
                "UPDATE articles SET searchable=1, marked=NULL WHERE id=?", [(i,) for i in added]
            )
            db.executemany("DELETE FROM removed WHERE article=?", [(i,) for i in removed])
            return next_generation(db)

    def group_copies(self) -> None:
        """Find which articles are copies of others; only the best of a group is searchable."""
        rows = self._db.rows(
            "SELECT id, metadata, address, text_hash, sketch, words, questions, origin, copy_of"
            " FROM articles JOIN texts ON article=id"
        )
        now = copies(packing.copy_facts(*row[:-1]) for row in rows)
        changed = [
            (now.get(id), int(id in now), id) for id, *_, before in rows if before != now.get(id)
        ]
        with self._db.writing() as db:
            db.executemany(
                "UPDATE articles SET copy_of=?, searchable=?, marked=NULL WHERE id=?", changed
            )
            hidden = [(id,) for _, is_copy, id in changed if is_copy]
            db.executemany("INSERT OR IGNORE INTO removed VALUES(?)", hidden)
            db.execute("DELETE FROM meta WHERE key='ungrouped'")

    def is_grouped(self) -> bool:
        """Whether copies have been looked for since the last change of an article."""
        return not self._db.rows("SELECT 1 FROM meta WHERE key='ungrouped'")

    def copies_of(self, article: str) -> list[str]:
        """Ids of the poorer copies of an article."""
        rows = self._db.rows("SELECT id FROM articles WHERE copy_of=? ORDER BY path", article)
        return [row[0] for row in rows]

    def put_findings(
        self, found: Iterable[tuple[str, str, Sequence[packing.Row], str | None]], version: int
    ) -> int:
        """Record (article, text hash, packed findings, why there are none or None), if the article
        has not changed or gone meanwhile; returns the new generation.
        """
        with self._db.writing() as db:
            for article, text_hash, rows, why in found:
                row = db.execute("SELECT text_hash FROM articles WHERE id=?", (article,)).fetchone()
                if row is not None and row[0] == text_hash:
                    _insert_findings(db, article, rows, version)
                    db.execute("UPDATE articles SET unmarked=? WHERE id=?", (why, article))
            return next_generation(db)

    def without_findings(self, version: int) -> list[str]:
        """Ids of articles whose findings were not made by `version`, smallest texts first."""
        return [
            row[0]
            for row in self._db.rows(
                "SELECT id FROM articles WHERE findings_version IS NOT ? ORDER BY words", version
            )
        ]

    # Reading

    def generation(self) -> int:
        """A number that rises with every change that readers can see."""
        rows = self._db.rows("SELECT value FROM meta WHERE key='generation'")
        return int(rows[0][0]) if rows else 0

    def counts(self) -> tuple[int, int]:
        """Number of articles, and of sections that should be searchable."""
        articles = self._db.rows("SELECT COUNT(*) FROM articles")[0][0]
        sections = self._db.rows(
            "SELECT COUNT(*) FROM sections JOIN articles ON id=article"
            " WHERE searchable=1 AND copy_of IS NULL"
        )[0][0]
        return articles, sections

    def summaries(self) -> list[Summary]:
        """Every article without its text, in the order of paths."""
        return [
            Summary(row[0], row[1], row[2], packing.unpack_metadata(row[3]), *row[4:])
            for row in self._db.rows(
                "SELECT id, path, format, metadata, words, questions, claims, figures, risks,"
                " copy_of, text_hash FROM articles ORDER BY path"
            )
        ]

    def article(self, article: str) -> Article:
        """One article with its text; raises KeyError if it is not there."""
        row = self._db.one(
            "SELECT path, format, metadata, text, blocks, sentences, dropped, text_hash,"
            " origin"
            " FROM articles JOIN texts ON article=id WHERE id=?",
            article,
        )
        return Article(
            id=article,
            path=row[0],
            format=row[1],
            metadata=packing.unpack_metadata(row[2]),
            text=row[3],
            blocks=packing.unpack_blocks(row[4]),
            sections=self._sections(article),
            sentences=packing.unpack_spans(row[5]),
            dropped=packing.unpack_dropped(row[6]),
            text_hash=row[7],
            origin=packing.unpack_origin(row[8]),
        )

    def passage(self, article: str, number: int) -> tuple[str, Metadata, str | None, int, str]:
        """Of a section the path and metadata of its article, its heading, where what follows the
        heading begins, and that text; raises KeyError."""
        row = self._db.one(
            "SELECT path, metadata, heading, body_start,"
            " substr(text, body_start + 1, end - body_start) FROM articles"
            " JOIN texts ON texts.article=id JOIN sections ON sections.article=id"
            " WHERE id=? AND sections.number=?",
            article,
            number,
        )
        return row[0], packing.unpack_metadata(row[1]), *row[2:]

    def section_at(self, article: str, offset: int) -> int:
        """The number of the section that holds an offset; raises KeyError."""
        rows = self._db.one(
            "SELECT MAX(number) FROM sections WHERE article=? AND start<=?", article, offset
        )
        if rows[0] is None:
            raise KeyError(article)
        return int(rows[0])

    def findings(self, article: str, version: int) -> tuple[Finding, ...] | None:
        """The findings of an article, or None if this version has not made them yet."""
        made, text = self._db.one(
            "SELECT findings_version, text FROM articles JOIN texts ON article=id WHERE id=?",
            article,
        )
        if made != version:
            return None
        rows = self._db.rows(
            f"SELECT {packing.FINDING_COLUMNS} FROM findings WHERE article=? ORDER BY number",
            article,
        )
        return tuple(packing.unpack_finding(row, text) for row in rows)

    def text_hash(self, article: str) -> str:
        """SHA-256 of an article's text, in hex; raises KeyError."""
        return str(self._db.one("SELECT text_hash FROM articles WHERE id=?", article)[0])

    def words(self, article: str) -> int:
        """Number of words of an article as it was read last, 0 if it is not there."""
        rows = self._db.rows("SELECT words FROM articles WHERE id=?", article)
        return int(rows[0][0]) if rows else 0

    def unmarked(self, article: str) -> str | None:
        """Why an article could not be looked through for findings, None if it could."""
        row = self._db.one("SELECT unmarked FROM articles WHERE id=?", article)
        return None if row[0] is None else str(row[0])

    def stamp(self, article: str) -> tuple[int, int | None]:
        """What changes whenever an article or its findings are made anew; raises KeyError."""
        row: tuple[int, int | None] = self._db.one(
            "SELECT texts.number, findings_version FROM articles JOIN texts ON article=id"
            " WHERE id=?",
            article,
        )
        return row

    def questions(self) -> list[QuestionEntry]:
        """Every section whose heading asks, in the order of paths."""
        return [
            QuestionEntry(
                article=article,
                path=path,
                title=packing.unpack_metadata(metadata).title,
                section=number,
                heading=heading,
                kind=kind,
                asks=asks,
                answered=bool(answered),
            )
            for article, path, metadata, number, heading, kind, asks, answered in self._db.rows(
                "SELECT id, path, metadata, number, heading, kind, asks, answered"
                " FROM sections JOIN articles ON id=article"
                " WHERE kind IN ('question', 'implied') AND copy_of IS NULL"
                " ORDER BY path, number"
            )
        ]

    # Inside

    def _sections(self, article: str) -> tuple[Section, ...]:
        rows = self._db.rows(
            "SELECT number, heading, kind, asks, level, start, body_start, end, answer_end"
            " FROM sections WHERE article=? ORDER BY number",
            article,
        )
        return tuple(Section(*row) for row in rows)

    def _put_file(self, db: sqlite3.Connection, file: KnownFile) -> None:
        values = (file.name, file.article, *astuple(file.state), file.racy, file.hash, file.skipped)
        db.execute("REPLACE INTO files VALUES(?,?,?,?,?,?,?,?,?,?)", (*values, file.reading))

    def _put_article(self, db: sqlite3.Connection, article: packing.PackedArticle) -> None:
        twin = _twin(db, article)
        findings = [] if twin is None else _finding_rows(db, twin[0])
        self._forget(db, article.id)
        db.execute("DELETE FROM removed WHERE article=?", (article.id,))
        db.execute("REPLACE INTO meta VALUES('ungrouped', '1')")
        db.execute(
            "INSERT INTO articles(id, path, format, metadata, words, questions, text_hash,"
            " address, sketch) VALUES(?,?,?,?,?,?,?,?,?)",
            article.row,
        )
        db.execute(
            "INSERT INTO texts(article, text, blocks, sentences, dropped, origin)"
            " VALUES(?,?,?,?,?,?)",
            article.text_row,
        )
        db.executemany("INSERT INTO sections VALUES(?,?,?,?,?,?,?,?,?,?,?)", article.section_rows)
        if twin is not None:
            _insert_findings(db, article.id, findings, twin[1])

    def _forget(self, db: sqlite3.Connection, article: str) -> None:
        gone = db.execute("DELETE FROM articles WHERE id=?", (article,)).rowcount
        for table in ("texts", "sections", "findings"):
            db.execute(f"DELETE FROM {table} WHERE article=?", (article,))
        if gone:
            db.execute("INSERT OR IGNORE INTO removed VALUES(?)", (article,))
            db.execute("REPLACE INTO meta VALUES('ungrouped', '1')")


def _twin(db: sqlite3.Connection, article: packing.PackedArticle) -> tuple[str, int] | None:
    """An article with the same text whose findings are known: a moved or touched file."""
    row: tuple[str, int] | None = db.execute(
        # The same text may have other headings: "## " before a line leaves no trace in it.
        "SELECT id, findings_version FROM articles JOIN texts ON article=id"
        " WHERE text_hash=? AND findings_version IS NOT NULL AND unmarked IS NULL"
        " AND blocks=? LIMIT 1",
        (article.text_hash, article.blocks),
    ).fetchone()
    return row


def _finding_rows(db: sqlite3.Connection, article: str) -> list[tuple[object, ...]]:
    return db.execute(
        f"SELECT {_KEPT} FROM findings WHERE article=? ORDER BY number",
        (article,),
    ).fetchall()


def _insert_findings(
    db: sqlite3.Connection, article: str, rows: Sequence[tuple[Any, ...]], version: int
) -> None:
    db.execute("DELETE FROM findings WHERE article=?", (article,))
    db.executemany(
        f"INSERT INTO findings(article, number, {_KEPT}) VALUES({','.join('?' * 17)})",
        [(article, number, *row) for number, row in enumerate(rows)],
    )
    sure = Counter(row[0] for row in rows if row[4] >= THRESHOLD)
    db.execute(
        "UPDATE articles SET marked=NULL, findings_version=?, claims=?, figures=?, risks=?"
        " WHERE id=?",
        (version, sure["claim"], sure["figure"], sure["risk"], article),
    )
