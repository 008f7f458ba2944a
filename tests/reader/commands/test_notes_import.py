"""`quaere notes import` and `quaere notes merge`, as they are typed."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.places import places
from tests.reader.commands.test_notes import Quaere, articles, listed, quaere

__all__ = ["articles", "quaere"]


@pytest.fixture
def marked(quaere: Quaere, articles: Path) -> Path:
    quaere("notes", "add", articles / "rates.md", "--quote", "Wage growth", "--tag", "wages")
    quaere("notes", "add", articles / "ruling.md", "--section", 1, "--note", "On this question.")
    return articles


@pytest.mark.parametrize("name", ["json", "w3c"])
def test_a_backup_is_restored_into_an_empty_data_folder(
    quaere: Quaere, marked: Path, tmp_path: Path, name: str
) -> None:
    backup, before = tmp_path / "backup", listed(quaere, marked)
    assert quaere("export", marked, "--format", name, "--output", backup).status == 0
    shutil.rmtree(places().data)
    done = quaere("notes", "import", backup, marked)
    assert (done.status, done.err) == (0, "")
    assert "2 added" in done.out
    assert listed(quaere, marked) == before
    assert "0 added, 0 updated, 2 known already" in quaere("notes", "import", backup, marked).out


def test_a_backup_can_be_restored_where_no_articles_are(
    quaere: Quaere, marked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup, before = tmp_path / "backup.json", listed(quaere, marked)
    quaere("export", marked, "--format", "json", "--output", backup)
    shutil.rmtree(places().data)
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    assert quaere("notes", "import", backup).status == 0
    assert listed(quaere, marked) == before


def test_what_has_no_place_is_listed(quaere: Quaere, articles: Path, tmp_path: Path) -> None:
    table = tmp_path / "highlights.csv"
    table.write_text(
        "Highlight,Title\nthe highest figure since records began,On rates\n"
        "Nobody ever said this anywhere.,On rates\n"
    )
    done = quaere("notes", "import", table, articles)
    assert done.status == 0
    assert "1 added" in done.out
    told = "“Nobody ever said this anywhere.” (On rates) is not in its article"
    assert told in done.err
    told_json = json.loads(quaere("notes", "import", table, articles, "--json").out)
    assert (told_json["known"], len(told_json["refused"])) == (1, 1)
    (note,) = listed(quaere, articles)
    assert (note["quote"], note["state"]) == ("the highest figure since records began", "ok")


def test_a_foreign_file_needs_a_folder(
    quaere: Quaere, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    table = tmp_path / "highlights.csv"
    table.write_text("Highlight,Title\na quote,a title\n")
    done = quaere("notes", "import", table)
    assert (done.status, "quaere notes import FILE PATH" in done.err) == (2, True)


def test_another_file_is_refused(quaere: Quaere, articles: Path) -> None:
    done = quaere("notes", "import", articles / "rates.md", articles)
    assert done.status == 2
    assert "holds no notes that are known here" in done.err


def test_two_data_folders_are_merged(
    quaere: Quaere, marked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    shutil.copytree(places().data, other)
    both = listed(quaere, marked)
    removed = both[0]["id"]
    quaere("notes", "remove", removed)
    quaere("notes", "add", marked / "ruling.md", "--quote", "sixty days")
    before = {file.name: file.read_bytes() for file in other.rglob("*") if file.is_file()}
    done = quaere("notes", "merge", other)
    assert (done.status, done.out) == (
        0, "0 added, 0 updated, 1 known already, 1 removed here before\n",
    )  # fmt: skip
    assert {file.name: file.read_bytes() for file in other.rglob("*") if file.is_file()} == before
    first = places().data
    monkeypatch.setenv("QUAERE_DATA_DIR", str(other))
    assert quaere("notes", "merge", first).out.startswith("1 added")
    assert len(listed(quaere, marked)) == 3


@pytest.mark.parametrize(
    "planted",
    [
        "CREATE TRIGGER planted AFTER UPDATE ON highlight BEGIN DELETE FROM highlight; END",
        "CREATE VIEW planted AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
        " SELECT i FROM n",
        "CREATE VIRTUAL TABLE planted USING fts5(note)",
    ],
    ids=["trigger", "view", "virtual table"],
)
def test_what_would_run_when_it_is_read_is_not_merged(
    quaere: Quaere, marked: Path, tmp_path: Path, planted: str
) -> None:
    other = tmp_path / "other"
    shutil.copytree(places().data, other)
    with closing(sqlite3.connect(other / "quaere.sqlite")) as database:
        database.execute(planted)
        database.commit()
    before = listed(quaere, marked)
    done = quaere("notes", "merge", other)
    assert (done.status, "holds views or triggers" in done.err) == (3, True)
    assert listed(quaere, marked) == before


def test_a_file_of_notes_without_an_end_is_refused(
    quaere: Quaere, articles: Path, tmp_path: Path
) -> None:
    endless = tmp_path / "endless.json"
    endless.symlink_to("/dev/zero")
    done = quaere("notes", "import", endless, articles)
    assert (done.status, "is larger than 256 MB" in done.err) == (2, True)


def test_before_merging_the_notes_are_backed_up(
    quaere: Quaere, marked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    shutil.copytree(places().data, other)
    before = listed(quaere, marked)
    quaere("notes", "edit", before[0]["id"], "--note", "Changed here.")
    here = listed(quaere, marked)
    told = [quaere("notes", "merge", other).err for _ in range(2)]
    copies = sorted(places().data.glob("quaere.before-merge-*.sqlite"))
    assert len(copies) == 2 and all(any(str(copy) in err for err in told) for copy in copies)
    restored = tmp_path / "restored"
    restored.mkdir()
    shutil.copy(copies[0], restored / "quaere.sqlite")
    monkeypatch.setenv("QUAERE_DATA_DIR", str(restored))
    assert listed(quaere, marked) == here


def test_a_folder_without_notes_and_the_own_one_are_refused(quaere: Quaere, marked: Path) -> None:
    done = quaere("notes", "merge", marked)
    assert (done.status, "There are no notes in" in done.err) == (3, True)
    done = quaere("notes", "merge", places().data)
    assert (done.status, "is the data folder that is in use" in done.err) == (2, True)
