"""The tables of the catalog. Derived data: a new version means that the file is made anew."""

SCHEMA_VERSION = 9
SCHEMA = """
CREATE TABLE files(
    name BLOB PRIMARY KEY, article TEXT NOT NULL UNIQUE, size INTEGER, mtime_ns INTEGER,
    ctime_ns INTEGER, inode INTEGER, racy INTEGER, hash TEXT, skipped TEXT,
    reading INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE articles(
    id TEXT PRIMARY KEY, path TEXT NOT NULL, format TEXT NOT NULL, metadata TEXT NOT NULL,
    words INTEGER, questions INTEGER, text_hash TEXT, searchable INTEGER NOT NULL DEFAULT 0,
    copy_of TEXT, address TEXT, sketch BLOB, findings_version INTEGER, unmarked TEXT,
    marked INTEGER,
    claims INTEGER NOT NULL DEFAULT 0, figures INTEGER NOT NULL DEFAULT 0,
    risks INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
CREATE INDEX articles_by_text ON articles(text_hash);
CREATE TABLE texts(
    number INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT UNIQUE NOT NULL, text TEXT NOT NULL,
    blocks TEXT NOT NULL, sentences BLOB NOT NULL, dropped TEXT NOT NULL,
    origin TEXT NOT NULL);
CREATE TABLE sections(
    article TEXT, number INTEGER, heading TEXT, kind TEXT, asks TEXT, level INTEGER,
    start INTEGER, body_start INTEGER, end INTEGER, answer_end INTEGER, answered INTEGER,
    PRIMARY KEY(article, number)) WITHOUT ROWID;
CREATE TABLE findings(
    article TEXT, number INTEGER, kind TEXT, section INTEGER, start INTEGER, end INTEGER,
    score REAL, shown INTEGER, density REAL, reasons TEXT, risk_kind TEXT, figure TEXT,
    figure_kind TEXT, unit TEXT, low REAL, high REAL, head TEXT,
    PRIMARY KEY(article, number)) WITHOUT ROWID;
CREATE INDEX risks ON findings(risk_kind, score, article) WHERE kind='risk';
CREATE INDEX figures ON findings(figure_kind, unit, head, low, high, article)
    WHERE kind='figure';
CREATE TABLE removed(article TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""
