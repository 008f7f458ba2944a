"""`quaere notes import` and `quaere notes merge`: notes from elsewhere put among those here."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from index.text import clean_line
from reader.commands.common import (
    NOTHING_FOUND,
    bring_up_to_date,
    checked_path,
    collection_at,
    complete_path,
    emit_json,
    fail,
    json_option,
    last_or_here,
    note,
    shown,
)
from reader.commands.notes_opening import open_notes
from reader.importing import NotReadable, Record, read_notes
from reader.importing.attaching import Attaching, NoShelf, Refused
from reader.importing.record import utc
from reader.notes.model import Highlight, Judgement
from reader.store import (
    bookmarks,
    highlights,
    judgements,
    reading,
    reading_time,
    shelving,
)
from reader.store.merging import Taken, opened_copy, take_in

_QUOTE_SHOWN = 120
_LARGEST = 256_000_000
"""Bytes of a file of notes: what has no end is not read until there is no memory left."""


@click.command("import")
@click.argument("file", shell_complete=complete_path)
@click.argument("path", required=False, shell_complete=complete_path)
@json_option
@click.pass_context
def import_notes(ctx: click.Context, file: str, path: str | None, as_json: bool) -> None:
    """Take in the notes of FILE, an export of ours or of another program.

    Known are our json and w3c, Readwise's CSV, Kindle's My Clippings.txt, and the JSON of
    Hypothesis and KOReader. Their quotes are looked for in the articles of PATH (else of the
    folder opened last, else of the current one); those without a place are listed. Importing the
    same again changes nothing.
    """
    try:
        with checked_path(file).open("rb") as opened:
            data = opened.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            fail(f"{shown(file)} is larger than {_LARGEST // 1_000_000} MB.")
        source, records = read_notes(data)
        # What knows no time of its own is as old as its file: a later edit of it here stays.
        written = utc(Path(file).stat().st_mtime)
    except NotReadable as error:
        fail(f"{shown(file)} {error}.")
    except OSError as error:
        fail(f"{shown(file)} cannot be read: {error.strerror}.")
    with open_notes() as (_, store):
        folder = last_or_here(store) if path is None else checked_path(path)
        made = _attached(records, folder, written)
        found = [each for each in made if isinstance(each, Highlight)]
        judged = [each for each in made if isinstance(each, Judgement)]
        refused = [each for each in made if isinstance(each, Refused)]
        taken = take_in(store, found)
        new = judgements.take_in(store, judged)
    if as_json:
        _emit(source.name, taken, new, refused)
    else:
        print(f"{source.description}: {_told(taken)}")
        _say_judged(new)
        for each in refused:
            note(f"not taken in: {_words(each.record)} {each.why}")
    if not records:
        note(f"there are no notes in {shown(file)}.")
    ctx.exit(0 if found or judged else NOTHING_FOUND)


@click.command("merge")
@click.argument("folder", shell_complete=complete_path)
def merge(folder: str) -> None:
    """Take in the notes of FOLDER, another data folder of Quaere or a copy of its notes file.

    Of a note that is in both, the one that was changed last is kept; what was removed here stays
    removed. What is here is copied first, to a file beside it; what is there stays as it is.
    """
    other = checked_path(folder)
    with open_notes() as (_, store):
        if other.resolve() in (store.file.resolve(), store.file.parent.resolve()):
            fail(f"{shown(folder)} is the data folder that is in use.")
        with opened_copy(other) as copy:
            kept = store.back_up("merge")
            taken = take_in(store, highlights.every(copy))
            new = judgements.take_in(store, judgements.every(copy))
            places = reading.take_in(store, copy)
            shelved = shelving.take_in(store, copy)
            reading_time.take_in(store, copy)
            letters = bookmarks.take_in(store, copy)
    print(_told(taken))
    _say_judged(new)
    note(f"as it was before: {shown(kept)}")
    if places:
        note(f"{places} reading places were newer there.")
    if shelved:
        note(f"{shelved} articles were put away, tagged or made favourites later there.")
    if letters:
        note(f"{letters} places with a letter were taken in.")


def _attached(
    records: list[Record], folder: Path | None, written: str
) -> list[Highlight | Judgement | Refused]:
    """Without a folder only notes that say themselves where they stood can be taken in."""
    if folder is None:
        if any(record.selector is None for record in records):
            fail("say in which folder the articles are: `quaere notes import FILE PATH`.")
        return list(Attaching(NoShelf(), Path.cwd(), written).attach(records))
    with closing(collection_at(folder)) as collection:
        bring_up_to_date(collection, str(folder))
        attaching = Attaching(collection, collection.root.resolve(), written)
        made = list(attaching.attach(records))
    for record in attaching.doubtful:
        note(f"{_words(record)} stands there several times; the first place was taken")
    return made


def _words(record: Record) -> str:
    """What is said of a record to find it by."""
    words = clean_line(record.quote or record.note, _QUOTE_SHOWN)
    title = clean_line(record.title, _QUOTE_SHOWN)
    return f"“{words}”{f' ({title})' if title else ''}"


def _told(taken: Taken) -> str:
    told = f"{taken.added} added, {taken.updated} updated, {taken.known} known already"
    return f"{told}, {taken.removed} removed here before" if taken.removed else told


def _say_judged(new: int) -> None:
    if new:
        note(f"{new} dismissed or added {'finding' if new == 1 else 'findings'} taken in.")


def _emit(source: str, taken: Taken, judged: int, refused: list[Refused]) -> None:
    emit_json(
        {
            "schema": "quaere/import/1",
            "source": source,
            "added": taken.added,
            "updated": taken.updated,
            "known": taken.known,
            "removed": taken.removed,
            "judgements": judged,
            "refused": [
                {"quote": each.record.quote, "title": each.record.title, "why": each.why}
                for each in refused
            ],
        }
    )
