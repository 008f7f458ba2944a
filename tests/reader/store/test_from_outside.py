"""What is done to the notes file while it is open: what was said to be kept is kept."""

from __future__ import annotations

import shutil
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.store import Store, StoreDamaged, StoreError, copies, highlights
from reader.store.file import FILE_NAME
from tests.reader.store.conftest import Clock
from tests.reader.store.highlights_made import made


def notes_in(folder: Path) -> set[str]:
    with Store(folder) as store:
        return {each.note for each in highlights.every(store)}


def told_by(store: Store) -> list[str]:
    told: list[str] = []
    store.tell_to(told.append)
    return told


def removed(folder: Path) -> None:
    (folder / FILE_NAME).unlink()


def removed_with_its_logs(folder: Path) -> None:
    for file in folder.glob(f"{FILE_NAME}*"):
        file.unlink()


def removed_with_its_folder(folder: Path) -> None:
    shutil.rmtree(folder)


def moved_away(folder: Path) -> None:
    (folder / FILE_NAME).rename(folder / "elsewhere.sqlite")


def an_empty_one_in_its_place(folder: Path) -> None:
    removed(folder)
    (folder / FILE_NAME).touch(0o600)


@pytest.mark.parametrize(
    "vanish",
    [
        removed,
        removed_with_its_logs,
        removed_with_its_folder,
        moved_away,
        an_empty_one_in_its_place,
    ],
)
def test_a_file_that_vanished_is_written_anew(folder: Path, vanish: Callable[[Path], None]) -> None:
    with Store(folder) as store:
        told = told_by(store)
        highlights.add(store, made(note="before"))
        vanish(folder)
        highlights.add(store, made(note="after"))
        assert notes_in(folder) == {"before", "after"}
        highlights.add(store, made(note="later"))
        assert len(told) == 1 and "was gone" in told[0]
    assert notes_in(folder) == {"before", "after", "later"}
    assert stat.S_IMODE((folder / FILE_NAME).stat().st_mode) == 0o600


def test_two_that_have_it_open_when_it_vanishes_meet_in_the_new_one(folder: Path) -> None:
    with Store(folder) as one, Store(folder) as two:
        highlights.add(one, made(note="before"))
        removed(folder)
        for number in range(3):
            highlights.add(one, made(note=f"one {number}"))
            highlights.add(two, made(note=f"two {number}"))
    every = {"before", *(f"{who} {number}" for who in ("one", "two") for number in range(3))}
    assert notes_in(folder) == every


def test_a_file_that_was_replaced_is_taken_and_what_was_here_is_kept(
    folder: Path, tmp_path: Path
) -> None:
    with Store(tmp_path / "other") as other:
        highlights.add(other, made(note="theirs"))
    with Store(folder) as store:
        told = told_by(store)
        highlights.add(store, made(note="before"))
        (tmp_path / "other" / FILE_NAME).replace(folder / FILE_NAME)
        highlights.add(store, made(note="after"))
        highlights.add(store, made(note="later"))
        assert {each.note for each in highlights.every(store)} == {"theirs", "after", "later"}
    assert notes_in(folder) == {"theirs", "after", "later"}
    (kept,) = folder.glob("quaere.before-replaced-*.sqlite")
    assert str(kept) in told[0] and len(told) == 1
    (tmp_path / "kept").mkdir()
    kept.replace(tmp_path / "kept" / FILE_NAME)
    assert notes_in(tmp_path / "kept") == {"before"}


def rubbish_in_its_place(folder: Path) -> None:
    (folder / "new").write_bytes(b"rubbish " * 4000)
    (folder / "new").replace(folder / FILE_NAME)


def rubbish_written_over_it(folder: Path) -> None:
    (folder / FILE_NAME).write_bytes(b"rubbish " * 4000)


def cut_off(folder: Path) -> None:
    (folder / FILE_NAME).write_bytes(b"")


@pytest.mark.parametrize("spoil", [rubbish_in_its_place, rubbish_written_over_it, cut_off])
def test_nothing_is_said_to_be_kept_in_a_file_that_was_spoilt(
    folder: Path, clock: Clock, spoil: Callable[[Path], None]
) -> None:
    with Store(folder, clock=clock) as store:
        for _ in range(20):
            highlights.add(store, made(note="before"))
    with Store(folder, clock=clock) as store:
        with store.reading() as connection:
            copies.keep_daily(connection, store.file, store.time())
        spoil(folder)
        for _ in range(3):
            with pytest.raises(StoreDamaged, match=r"Nothing was changed.*notes recover"):
                highlights.add(store, made(note="after"))
        assert len(list(folder.glob("quaere.before-replaced-*"))) <= 1
    with pytest.raises(StoreError) if spoil is not cut_off else pytest.MonkeyPatch.context():
        Store(folder).close()
    copy = copies.newest(folder / FILE_NAME)
    assert copy is not None
    copies.put_back(copy, folder / FILE_NAME, clock())
    assert notes_in(folder) == {"before"}


def test_a_sound_file_written_over_it_is_looked_at_anew(folder: Path, tmp_path: Path) -> None:
    with Store(folder) as store:
        highlights.add(store, made(note="first"))
    saved = (folder / FILE_NAME).read_bytes()
    with Store(folder) as store:
        with sqlite3.connect(folder / FILE_NAME) as other:
            other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        other.close()
        (folder / FILE_NAME).write_bytes(saved)
        highlights.add(store, made(note="second"))
    assert notes_in(folder) == {"first", "second"}


# Begun anew


@pytest.mark.parametrize("state", ["empty", "gone"])
def test_notes_that_begin_anew_are_not_taken_for_new(
    folder: Path, clock: Clock, state: str
) -> None:
    with Store(folder, clock=clock) as store:
        assert told_by(store) == []
        highlights.add(store, made(note="before"))
        with store.reading() as connection:
            copy = copies.keep_daily(connection, store.file, store.time())
    if state == "empty":
        (folder / FILE_NAME).write_bytes(b"")
    else:
        (folder / FILE_NAME).unlink()
    with Store(folder, clock=clock) as store:
        (told,) = told_by(store)
        assert f"was {state}: begun anew" in told and str(copy) in told
    with Store(folder) as store:
        assert told_by(store) == []


def test_an_empty_file_is_told_of_without_a_copy_too(folder: Path) -> None:
    folder.mkdir()
    (folder / FILE_NAME).touch()
    with Store(folder) as store:
        assert "was empty: begun anew" in told_by(store)[0]


# Copies


def test_there_is_a_copy_a_day_where_something_changed(folder: Path, clock: Clock) -> None:
    with Store(folder, clock=clock) as store:
        days = 0
        for changes in (True, True, False, True, False, True, True):
            if changes:
                highlights.add(store, made(note=f"day {days}"))
            for _ in range(2):
                if copies.is_due(store.file, store.time()):
                    days += 1
                    with store.reading() as connection:
                        copies.keep_daily(connection, store.file, store.time())
            clock.advance(24 * 3600)
        assert days == 5
        kept = sorted((folder / copies.FOLDER).iterdir())
        assert len(kept) in (copies.KEPT, copies.KEPT + 1)
        for copy in kept:
            assert stat.S_IMODE(copy.stat().st_mode) == 0o600
        assert stat.S_IMODE((folder / copies.FOLDER).stat().st_mode) == 0o700
        newest = copies.newest(store.file)
    assert newest == kept[-1]


def test_a_store_begun_anew_pushes_no_full_copy_out(folder: Path, clock: Clock) -> None:
    with Store(folder, clock=clock) as store:
        for _ in range(50):
            highlights.add(store, made(note="full " * 200))
        with store.reading() as connection:
            full = copies.keep_daily(connection, store.file, store.time())
    removed_with_its_logs(folder)
    with Store(folder, clock=clock) as store:
        for day in range(10):
            clock.advance(24 * 3600)
            highlights.add(store, made(note=f"new {day}"))
            with store.reading() as connection:
                copies.keep_daily(connection, store.file, store.time())
    assert full.exists()
    assert len(list((folder / copies.FOLDER).iterdir())) == copies.KEPT + 1


def test_what_a_killed_process_left_of_a_copy_goes_with_its_log(folder: Path, clock: Clock) -> None:
    left = folder / copies.FOLDER / "quaere.20260101T000000Z.sqlite.part"
    with Store(folder, clock=clock) as store:
        highlights.add(store, made(note="kept"))
        left.parent.mkdir(mode=0o700)
        for path in (left, left.with_name(f"{left.name}-journal")):
            path.write_bytes(b"begun")
        with store.reading() as connection:
            copy = copies.keep_daily(connection, store.file, store.time())
    assert list(left.parent.iterdir()) == [copy]
    assert copies.is_sound(copy)


def test_a_damaged_copy_is_passed_over(folder: Path, clock: Clock) -> None:
    with Store(folder, clock=clock) as store:
        highlights.add(store, made(note="good"))
        with store.reading() as connection:
            good = copies.keep_daily(connection, store.file, store.time())
    (folder / copies.FOLDER / "quaere.20991231T000000Z.sqlite").write_bytes(b"rubbish" * 999)
    assert copies.newest(folder / FILE_NAME) == good


# Open to others


def test_what_is_open_to_others_is_closed(folder: Path) -> None:
    with Store(folder) as store:
        highlights.add(store, made())
        store.back_up("merge")
    folder.chmod(0o777)
    for file in folder.iterdir():
        file.chmod(0o666)
    with Store(folder) as store:
        assert told_by(store) == []
        highlights.add(store, made())
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        for file in folder.iterdir():
            assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name


def test_a_folder_shared_by_all_is_left_as_it_is_and_told_of(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o1777)
    with Store(folder) as store:
        (told,) = told_by(store)
    assert "is open to other users and could not be closed" in told and "chmod 700" in told
    assert stat.S_IMODE(folder.stat().st_mode) == 0o777 | stat.S_ISVTX
