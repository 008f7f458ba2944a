"""The file of personal data: who may read it, how it is upgraded, what happens when it breaks."""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.store import Store, StoreDamaged, StoreError, StoreTooNew, highlights
from reader.store.file import FILE_NAME, choose_journal
from reader.store.schema import STEPS
from tests.reader.store.highlights_made import made

PROJECT = Path(__file__).resolve().parents[3]


def test_folder_and_file_are_for_their_owner_only(folder: Path, store: Store) -> None:
    highlights.add(store, made())
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for file in folder.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name


def test_what_is_committed_is_on_the_disk(store: Store) -> None:
    with store.reading() as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2
        assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1
        assert connection.execute("PRAGMA busy_timeout").fetchone()[0] == 10_000


def test_the_time_is_written_in_utc(store: Store) -> None:
    assert store.now() == "2026-11-22T09:30:00Z"


def test_a_failed_change_leaves_nothing_behind(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.writing() as connection:
        connection.execute(
            "INSERT INTO export (path, digest, written) VALUES (x'2f', 'digest', 'now')"
        )
        raise ZeroDivisionError
    with store.reading() as connection:
        assert connection.execute("SELECT count(*) FROM export").fetchone()[0] == 0


# Damage


def test_a_file_that_is_no_database_is_reported_and_left_alone(folder: Path) -> None:
    folder.mkdir()
    file = folder / FILE_NAME
    file.write_bytes(b"my shopping list, nothing more" * 100)
    with pytest.raises(StoreDamaged, match=r"damaged .*Nothing was changed.*move that file aside"):
        Store(folder)
    assert file.read_bytes() == b"my shopping list, nothing more" * 100


def test_a_database_that_fails_the_check_is_reported(folder: Path) -> None:
    with Store(folder) as store:
        for _ in range(200):
            highlights.add(store, made(note="long " * 100))
    file = folder / FILE_NAME
    content = bytearray(file.read_bytes())
    content[8192 : len(content) - 4096] = b"\xff" * (len(content) - 12288)
    file.write_bytes(content)
    with pytest.raises(StoreDamaged):
        Store(folder)


def test_the_database_of_another_program_is_not_touched(folder: Path) -> None:
    folder.mkdir()
    with contextlib.closing(sqlite3.connect(folder / FILE_NAME)) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
        other.commit()
    before = (folder / FILE_NAME).read_bytes()
    with pytest.raises(StoreDamaged, match="belongs to another program"):
        Store(folder)
    assert (folder / FILE_NAME).read_bytes() == before


def test_damage_names_the_newest_copy(folder: Path) -> None:
    Store(folder).close()
    Store(folder, steps=(*STEPS, ("CREATE TABLE extra (x)",))).close()
    (folder / FILE_NAME).write_bytes(b"garbage" * 1000)
    with pytest.raises(StoreDamaged, match=rf"put .*quaere\.v{len(STEPS)}\.sqlite in its place"):
        Store(folder)


# Versions


def test_a_later_version_is_refused(folder: Path) -> None:
    Store(folder, steps=(*STEPS, ("CREATE TABLE later (x)",))).close()
    with pytest.raises(StoreTooNew, match="later version of Quaere; update Quaere"):
        Store(folder)


def test_an_upgrade_keeps_the_notes_and_a_copy_of_before(folder: Path) -> None:
    with Store(folder) as old:
        highlight = made()
        highlights.add(old, highlight)
    step = ("ALTER TABLE export ADD COLUMN format TEXT", "CREATE TABLE extra (x)")
    with Store(folder, steps=(*STEPS, step)) as new:
        assert highlights.get(new, highlight.id) == highlight
        with new.reading() as connection:
            assert connection.execute("PRAGMA user_version").fetchone()[0] == len(STEPS) + 1
    copy = folder / f"quaere.v{len(STEPS)}.sqlite"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    copy.replace(folder / FILE_NAME)
    with Store(folder) as restored:
        assert highlights.every(restored) == [highlight]


def test_an_upgrade_that_fails_changes_nothing(folder: Path) -> None:
    with Store(folder) as old:
        highlight = made()
        highlights.add(old, highlight)
    broken = ("CREATE TABLE extra (x)", "ALTER TABLE missing ADD COLUMN y")
    with pytest.raises(StoreError):
        Store(folder, steps=(*STEPS, broken))
    with Store(folder) as store:
        assert highlights.every(store) == [highlight]


# Circumstances


def test_several_processes_may_make_the_store_at_once(folder: Path) -> None:
    program = (
        "import sys\nfrom pathlib import Path\nfrom reader.store import Store, exports\n"
        "with Store(Path(sys.argv[1])) as store:\n"
        "    exports.remember(store, Path('/' + sys.argv[2]), 'digest')\n"
    )
    children = [
        subprocess.Popen([sys.executable, "-c", program, str(folder), str(n)], cwd=PROJECT)
        for n in range(4)
    ]
    assert [child.wait() for child in children] == [0, 0, 0, 0]
    with Store(folder) as store, store.reading() as connection:
        assert connection.execute("SELECT count(*) FROM export").fetchone()[0] == 4


def test_threads_share_a_store(store: Store) -> None:
    def work() -> None:
        for _ in range(10):
            highlights.add(store, made())
            highlights.every(store)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(highlights.every(store)) == 40


def test_without_shared_memory_the_rollback_journal_is_used(tmp_path: Path) -> None:
    # SQLite's dot-file locking has no shared memory, as network file systems have none.
    address = f"{(tmp_path / 'x.sqlite').as_uri()}?vfs=unix-dotfile"
    with contextlib.closing(sqlite3.connect(address, uri=True)) as connection:
        assert choose_journal(connection) == "delete"


def test_a_full_disk_is_said_and_nothing_is_lost(store: Store) -> None:
    kept = made()
    highlights.add(store, kept)
    with store.reading() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="The disk is full, so nothing was saved"):
        highlights.add(store, made(note="x" * 100_000))
    assert highlights.every(store) == [kept]
    with store.reading() as connection:
        connection.execute("PRAGMA max_page_count = 100000")
    highlights.add(store, made(note="x" * 100_000))


def test_a_disk_that_refuses_is_said(folder: Path) -> None:
    program = (
        "import resource, sys\nfrom pathlib import Path\n"
        "from reader.store import Store, StoreError, highlights\n"
        "from tests.reader.store.highlights_made import made\n"
        "store = Store(Path(sys.argv[1]))\n"
        "highlights.add(store, made())\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))\n"
        "try:\n    highlights.add(store, made(note='x' * 200_000))\n"
        "except StoreError as error:\n    print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert re.search("quaere.sqlite could not be read or written|disk is full", done.stdout)
    with Store(folder) as store:
        assert len(highlights.every(store)) == 1


def test_a_store_locked_by_another_is_said(folder: Path, store: Store) -> None:
    with Store(folder) as other, other.writing():
        with store.reading() as connection:
            connection.execute("PRAGMA busy_timeout = 20")
        with pytest.raises(StoreError, match="Another program has kept"):
            highlights.add(store, made())


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that other users can reach, so that a test run by root can become one of them."""
    with tempfile.TemporaryDirectory() as made_here:
        Path(made_here).chmod(0o755)
        yield Path(made_here) / "data"


def test_notes_that_cannot_be_written_can_be_read(public_folder: Path) -> None:
    with Store(public_folder) as store:
        highlight = made()
        highlights.add(store, highlight)
    (public_folder / FILE_NAME).chmod(0o444)
    public_folder.chmod(0o555)
    reader = (
        "from reader.store import Store, StoreError, highlights\n"
        "store = Store(folder)\n"
        "print(store.read_only, [each.id for each in highlights.every(store)])\n"
        "try:\n    highlights.add(store, made())\n"
        "except StoreError as error:\n    print(error)\n"
    )
    lines = _as_nobody(public_folder, reader)
    assert lines[0] == f"True ['{highlight.id}']"
    assert "cannot be written to; check the permissions" in lines[1]


def test_a_folder_that_cannot_be_made_is_said(public_folder: Path) -> None:
    public_folder.mkdir(mode=0o555)
    program = "try:\n    Store(folder / 'inner')\nexcept StoreError as error:\n    print(error)\n"
    (line,) = _as_nobody(public_folder, program)
    assert "cannot be kept in" in line
    assert line.endswith("Set QUAERE_DATA_DIR to a folder that can be written to.")


def _as_nobody(folder: Path, program: str) -> list[str]:
    opening = (
        # Another user may not be able to read what Python itself loads later.
        "import os, sys, urllib.parse\nfrom pathlib import Path\n"
        "from reader.store import Store, StoreError, highlights\n"
        "from tests.reader.store.highlights_made import made\n"
        "folder = Path(sys.argv[1])\n"
        "if os.getuid() == 0:\n    os.setgid(65534)\n    os.setuid(65534)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", opening + program, str(folder)],
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()
