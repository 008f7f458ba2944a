"""The tables of the store, as the steps that made them.

Step n brings a file from version n - 1 to version n (`PRAGMA user_version`). A step that has been
released is never edited: changes are new steps at the end. No procedure here, only SQL.
"""

from __future__ import annotations

APPLICATION_ID = 0x51756165
"""Marks a SQLite file as ours ("Quae"), so that no other program's file is ever changed."""

Step = tuple[str, ...]

_FIRST: Step = (
    # Paths are bytes: a file name need not be valid UTF-8. Tags hold no white space, so that
    # one space between them is enough. `removed` is a time stamp; removed rows stay for undo.
    """CREATE TABLE highlight (
            id TEXT PRIMARY KEY NOT NULL,
            path BLOB NOT NULL,
            text_hash TEXT NOT NULL,
            source TEXT,
            title TEXT NOT NULL,
            exact TEXT NOT NULL,
            prefix TEXT NOT NULL,
            suffix TEXT NOT NULL,
            start_offset INTEGER NOT NULL,
            end_offset INTEGER NOT NULL CHECK (end_offset > start_offset),
            section INTEGER NOT NULL,
            heading TEXT,
            selector_hash TEXT NOT NULL,
            twins INTEGER NOT NULL,
            colour TEXT NOT NULL,
            note TEXT NOT NULL,
            tags TEXT NOT NULL,
            created TEXT NOT NULL,
            changed TEXT NOT NULL,
            removed TEXT
        ) WITHOUT ROWID""",
    "CREATE INDEX highlight_path ON highlight (path)",
    "CREATE INDEX highlight_source ON highlight (source) WHERE source IS NOT NULL",
    "CREATE INDEX highlight_hash ON highlight (text_hash)",
    """CREATE TABLE reading (
            path BLOB PRIMARY KEY NOT NULL,
            text_hash TEXT NOT NULL,
            source TEXT,
            title TEXT NOT NULL,
            section INTEGER NOT NULL,
            text_offset INTEGER NOT NULL,
            panel TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('unread', 'reading', 'read')),
            progress REAL NOT NULL CHECK (progress BETWEEN 0 AND 1),
            updated TEXT NOT NULL
        ) WITHOUT ROWID""",
    "CREATE INDEX reading_source ON reading (source) WHERE source IS NOT NULL",
    "CREATE INDEX reading_hash ON reading (text_hash)",
    """CREATE TABLE export (
            path BLOB PRIMARY KEY NOT NULL,
            digest TEXT NOT NULL,
            written TEXT NOT NULL
        ) WITHOUT ROWID""",
    "CREATE TABLE collection (path BLOB UNIQUE NOT NULL, opened TEXT NOT NULL)",
)

_JUDGEMENTS: Step = (
    # What a reader thinks of findings: marks that were dismissed or added. And what was chosen
    # with a key, by name.
    """CREATE TABLE judgement (
        id TEXT PRIMARY KEY NOT NULL,
        path BLOB NOT NULL,
        text_hash TEXT NOT NULL,
        source TEXT,
        title TEXT NOT NULL,
        exact TEXT NOT NULL,
        prefix TEXT NOT NULL,
        suffix TEXT NOT NULL,
        start_offset INTEGER NOT NULL,
        end_offset INTEGER NOT NULL CHECK (end_offset > start_offset),
        section INTEGER NOT NULL,
        heading TEXT,
        selector_hash TEXT NOT NULL,
        twins INTEGER NOT NULL,
        verdict TEXT NOT NULL CHECK (verdict IN ('dismissed', 'added')),
        kind TEXT NOT NULL CHECK (kind IN ('claim', 'figure', 'risk')),
        created TEXT NOT NULL,
        changed TEXT NOT NULL,
        removed TEXT
    ) WITHOUT ROWID""",
    "CREATE INDEX judgement_path ON judgement (path)",
    "CREATE INDEX judgement_source ON judgement (source) WHERE source IS NOT NULL",
    "CREATE INDEX judgement_hash ON judgement (text_hash)",
    "CREATE TABLE preference (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) WITHOUT ROWID",
)

_SEARCHES: Step = (
    # `key` is the folded name. `chosen` are the queries of the facets, one a line.
    """CREATE TABLE saved_search (
        key TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL,
        query TEXT NOT NULL,
        chosen TEXT NOT NULL,
        sort TEXT NOT NULL,
        created TEXT NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE asked (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        query TEXT UNIQUE NOT NULL,
        at TEXT NOT NULL
    )""",
)

_NOTES_WITHOUT_QUOTE: Step = (
    # A note on a question or on an article stands at a place and marks nothing. SQLite cannot
    # change the condition on a column: the table is made anew.
    """CREATE TABLE highlight_made_anew (
        id TEXT PRIMARY KEY NOT NULL,
        path BLOB NOT NULL,
        text_hash TEXT NOT NULL,
        source TEXT,
        title TEXT NOT NULL,
        exact TEXT NOT NULL,
        prefix TEXT NOT NULL,
        suffix TEXT NOT NULL,
        start_offset INTEGER NOT NULL,
        end_offset INTEGER NOT NULL CHECK (end_offset >= start_offset),
        section INTEGER NOT NULL,
        heading TEXT,
        selector_hash TEXT NOT NULL,
        twins INTEGER NOT NULL,
        colour TEXT NOT NULL,
        note TEXT NOT NULL,
        tags TEXT NOT NULL,
        created TEXT NOT NULL,
        changed TEXT NOT NULL,
        removed TEXT
    ) WITHOUT ROWID""",
    "INSERT INTO highlight_made_anew SELECT * FROM highlight",
    "DROP TABLE highlight",
    "ALTER TABLE highlight_made_anew RENAME TO highlight",
    "CREATE INDEX highlight_path ON highlight (path)",
    "CREATE INDEX highlight_source ON highlight (source) WHERE source IS NOT NULL",
    "CREATE INDEX highlight_hash ON highlight (text_hash)",
)

_LIBRARY: Step = (
    # What a reader says of an article by hand; tags hold no white space.
    """CREATE TABLE shelved (
        path BLOB PRIMARY KEY NOT NULL,
        text_hash TEXT NOT NULL,
        source TEXT,
        title TEXT NOT NULL,
        archived INTEGER NOT NULL CHECK (archived IN (0, 1)),
        favourite INTEGER NOT NULL CHECK (favourite IN (0, 1)),
        tags TEXT NOT NULL,
        changed TEXT NOT NULL
    ) WITHOUT ROWID""",
    "CREATE INDEX shelved_source ON shelved (source) WHERE source IS NOT NULL",
    "CREATE INDEX shelved_hash ON shelved (text_hash)",
    # Days are the reader's own, as ISO dates. A question counts once, whatever its file is called.
    """CREATE TABLE reading_time (
        day TEXT NOT NULL,
        path BLOB NOT NULL,
        source TEXT,
        title TEXT NOT NULL,
        seconds REAL NOT NULL,
        PRIMARY KEY (day, path)
    ) WITHOUT ROWID""",
    """CREATE TABLE answered (
        title TEXT NOT NULL,
        heading TEXT NOT NULL,
        path BLOB NOT NULL,
        source TEXT,
        day TEXT NOT NULL,
        PRIMARY KEY (title, heading)
    ) WITHOUT ROWID""",
    # What was open when a collection was left, as JSON.
    """CREATE TABLE session (
        collection BLOB PRIMARY KEY NOT NULL,
        content TEXT NOT NULL,
        saved TEXT NOT NULL
    ) WITHOUT ROWID""",
)

_BOOKMARKS: Step = (
    # Places with a letter: small ones belong to an article, capital ones to the whole store.
    """CREATE TABLE bookmark (
        letter TEXT NOT NULL,
        path BLOB NOT NULL,
        text_hash TEXT NOT NULL,
        source TEXT,
        title TEXT NOT NULL,
        section INTEGER NOT NULL,
        text_offset INTEGER NOT NULL,
        made TEXT NOT NULL,
        PRIMARY KEY (letter, path)
    ) WITHOUT ROWID""",
)

_EXPORTED_HIGHLIGHTS: Step = (
    # Which highlights went into which file of a folder, and the digest of our part of it: so a
    # file is known again after it, or its article, was renamed.
    """CREATE TABLE exported (
        path BLOB NOT NULL,
        highlight TEXT NOT NULL,
        PRIMARY KEY (path, highlight)
    ) WITHOUT ROWID""",
    "CREATE INDEX exported_highlight ON exported (highlight)",
    "ALTER TABLE export ADD COLUMN part TEXT",
)

_EXPORT_PLACES: Step = (
    # Into which folder, in which format and for which article a file of a folder was written.
    "ALTER TABLE export ADD COLUMN folder BLOB",
    "ALTER TABLE export ADD COLUMN form TEXT",
    "ALTER TABLE export ADD COLUMN article TEXT",
)

_EXPORTS_BEGUN: Step = (
    # What was about to be written to a file, by processes that may have been killed meanwhile.
    """CREATE TABLE export_begun (
        path BLOB NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (path, digest)
    ) WITHOUT ROWID""",
)

_DRAFTS: Step = (
    # What was being written when the program ended: a note on the highlight, or in the article,
    # that `about` stands for. `quote` is what it was to stand beside.
    """CREATE TABLE draft (
        about TEXT PRIMARY KEY NOT NULL,
        quote TEXT NOT NULL,
        note TEXT NOT NULL,
        tags TEXT NOT NULL,
        colour TEXT NOT NULL,
        written TEXT NOT NULL
    ) WITHOUT ROWID""",
)

STEPS: tuple[Step, ...] = (
    _FIRST,
    _JUDGEMENTS,
    _SEARCHES,
    _NOTES_WITHOUT_QUOTE,
    _LIBRARY,
    _BOOKMARKS,
    _EXPORTED_HIGHLIGHTS,
    _EXPORT_PLACES,
    _EXPORTS_BEGUN,
    _DRAFTS,
)
"""In the order in which they are taken; a new kind of data appends its own."""
