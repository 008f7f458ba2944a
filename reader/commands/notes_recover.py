"""`quaere notes recover`: a copy of the notes takes the place of a file that was spoilt or lost."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

import click

from reader.commands.common import checked_path, fail, note, shown
from reader.places import places
from reader.store import Store, StoreDamaged, copies, daily, highlights
from reader.store.connection import utc_now
from reader.store.file import FILE_NAME, alone_in

_LISTED = 5


@click.command("recover")
@click.argument("copy", required=False, type=click.Path())
def recover(copy: str | None) -> None:
    """Put a copy in the place of a notes file that is damaged, empty or gone.

    COPY is the newest one that is sound, unless another is named; notes that are sound are only
    replaced by a copy that is named. What was in its place is kept beside. Close all readers first.
    """
    file = places().data / FILE_NAME
    if copy is None and (count := _sound(file)):
        fail(f"the notes are sound ({count}); to go back, name a copy: {_list(file)}.")
    chosen = copies.newest(file) if copy is None else checked_path(copy)
    if chosen is None:
        fail(f"there is no sound copy of the notes in {shown(file.parent)}.")
    if not copies.is_sound(chosen):
        fail(f"{shown(chosen)} is no copy of the notes, or is damaged.")
    try:
        with alone_in(file.parent):
            aside = copies.put_back(chosen, file, utc_now())
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or error
        fail(f"the copy could not be put in its place: {reason}.", 3)
    with Store(file.parent) as store:
        kept = len(highlights.every(store))
    print(f"{kept} highlights and notes are back, from {shown(chosen)}")
    if aside is not None:
        note(f"what was in their place: {shown(aside)}")


def _sound(file: Path) -> str | None:
    """How much there is in a file that can be used; None where there is nothing to lose."""
    if not file.is_file() or not file.stat().st_size:
        return None
    with contextlib.suppress(StoreDamaged), Store(file.parent) as store:
        if daily.holds_something(store):
            return f"{len(highlights.every(store))} highlights"
    return None


def _list(file: Path) -> str:
    return ", ".join(shown(each) for each in copies.every(file)[:_LISTED]) or "there is none"
