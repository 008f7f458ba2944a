"""Our own JSON export, read back whole: see `reader.export.json`."""

from __future__ import annotations

from reader.importing.record import Record, utc
from reader.importing.shapes import Fields, each, fields, maybe_text, number, text, texts
from reader.notes.model import Selector

SCHEMA = "quaere/notes/1"


def reads(content: object) -> bool:
    """Whether this is one of our exports."""
    return fields(content).get("schema") == SCHEMA


def read(content: object) -> list[Record]:
    """All notes, and what was dismissed and added."""
    whole = fields(content)
    articles = {
        text(fields(found).get("id")): fields(found) for found in each(whole.get("articles"))
    }
    notes = [_record(fields(note), articles) for note in each(whole.get("notes"))]
    return notes + [_judged(fields(found)) for found in each(whole.get("judgements"))]


def _record(note: Fields, articles: dict[str, Fields]) -> Record:
    identity = text(note.get("article"))
    article = articles.get(identity, {})
    # What `quaere notes list --json` prints has no selector: the quote is looked for.
    where = note.get("selector")
    return Record(
        quote=text(note.get("quote")),
        title=text(note.get("title")),
        source=maybe_text(article.get("source")),
        note=text(note.get("note")),
        tags=texts(note.get("tags")),
        colour=text(note.get("colour")),
        created=utc(note.get("created")),
        changed=utc(note.get("changed")),
        prefix=text(note.get("prefix")),
        suffix=text(note.get("suffix")),
        chapter=maybe_text(note.get("heading")),
        id=maybe_text(note.get("id")),
        selector=_selector(fields(where)) if isinstance(where, dict) else None,
        article=identity,
        path=maybe_text(note.get("path")),
        text_hash=text(article.get("text_hash")),
    )


def _judged(found: Fields) -> Record:
    selector = _selector(fields(found.get("selector")))
    return Record(
        quote=selector.exact,
        title=text(found.get("title")),
        source=maybe_text(found.get("source")),
        created=utc(found.get("created")),
        id=maybe_text(found.get("id")),
        selector=selector,
        article=maybe_text(found.get("article")),
        path=maybe_text(found.get("path")),
        text_hash=text(found.get("text_hash")),
        verdict=text(found.get("verdict")) or "none",
        kind=text(found.get("kind")),
    )


def _selector(where: Fields) -> Selector:
    return Selector(
        exact=text(where.get("exact")),
        prefix=text(where.get("prefix")),
        suffix=text(where.get("suffix")),
        start=number(where.get("start")),
        end=number(where.get("end")),
        section=number(where.get("section")),
        heading=maybe_text(where.get("heading")),
        text_hash=text(where.get("text_hash")),
        twins=number(where.get("twins")),
    )
