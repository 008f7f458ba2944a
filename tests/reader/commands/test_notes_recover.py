"""`quaere notes recover`, and what else commands do about a notes file that was harmed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reader.places import places
from reader.store import copies
from reader.store.file import FILE_NAME
from tests.reader.commands.running import Runner


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "articles" / "rates.md"
    file.parent.mkdir()
    file.write_text("# Rates\n\nThe bank raised its rate. Lenders had asked for it.\n")
    return file


@pytest.fixture
def data() -> Path:
    return places().data


def noted(quaere: Runner, article: Path, note: str) -> None:
    added = quaere("notes", "add", str(article), "--quote", "The bank", "--note", note)
    assert added.status == 0, added.err


def test_a_command_keeps_a_copy_a_day_and_recover_brings_it_back(
    quaere: Runner, article: Path, data: Path
) -> None:
    noted(quaere, article, "first")
    assert quaere("notes", "list", str(article)).status == 0
    (copy,) = (data / copies.FOLDER).iterdir()
    (data / FILE_NAME).write_bytes(b"rubbish " * 999)
    refused = quaere("notes", "list", str(article))
    assert refused.status == 3
    for part in ("Nothing was changed", "Close all readers", "quaere notes recover", str(copy)):
        assert part in refused.err
    done = quaere("notes", "recover")
    assert done.status == 0 and "1 highlights" in done.out and ".aside-" in done.err
    assert "first" in quaere("notes", "list", str(article)).out
    (aside,) = data.glob("quaere.aside-*")
    assert aside.read_bytes().startswith(b"rubbish")
    assert aside.stat().st_mode & 0o077 == 0


def test_an_empty_file_is_told_of_and_can_be_recovered(
    quaere: Runner, article: Path, data: Path
) -> None:
    noted(quaere, article, "first")
    quaere("notes", "list", str(article))
    (data / FILE_NAME).write_bytes(b"")
    told = quaere("notes", "list", str(article))
    assert "was empty: begun anew" in told.err and "quaere notes recover" in told.err
    assert quaere("notes", "recover").status == 0
    assert "first" in quaere("notes", "list", str(article)).out


def test_sound_notes_are_replaced_only_by_a_copy_that_is_named(
    quaere: Runner, article: Path, data: Path
) -> None:
    noted(quaere, article, "first")
    quaere("notes", "list", str(article))
    noted(quaere, article, "second")
    refused = quaere("notes", "recover")
    assert refused.status == 2 and "are sound" in refused.err
    (copy,) = (data / copies.FOLDER).iterdir()
    assert str(copy) in refused.err
    assert quaere("notes", "recover", str(copy)).status == 0
    listed = quaere("notes", "list", str(article)).out
    assert "first" in listed and "second" not in listed
    (aside,) = data.glob("quaere.aside-*")
    assert quaere("notes", "merge", str(aside)).status == 0
    assert "second" in quaere("notes", "list", str(article)).out


def test_what_is_no_copy_is_refused(quaere: Runner, article: Path, data: Path) -> None:
    noted(quaere, article, "first")
    for wrong in (article, data / "nowhere.sqlite"):
        assert quaere("notes", "recover", str(wrong)).status == 2
    assert "first" in quaere("notes", "list", str(article)).out


def test_an_open_folder_is_closed_by_any_command(quaere: Runner, article: Path, data: Path) -> None:
    noted(quaere, article, "first")
    data.chmod(0o777)
    (data / FILE_NAME).chmod(0o666)
    quaere("notes", "list", str(article))
    assert data.stat().st_mode & 0o777 == 0o700
    assert (data / FILE_NAME).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("kind", ["a link", "a file"])
def test_notes_do_not_depend_on_the_cache(
    quaere: Runner, article: Path, tmp_path: Path, kind: str
) -> None:
    noted(quaere, article, "first")
    cache = Path(os.environ["QUAERE_CACHE_DIR"])
    cache.mkdir(parents=True, exist_ok=True)
    collections = cache / "collections"
    assert not collections.exists()
    if kind == "a link":
        (tmp_path / "elsewhere").mkdir()
        collections.symlink_to(tmp_path / "elsewhere")
    else:
        collections.write_text("in its place")
    listed = quaere("notes", "list", str(article.parent))
    assert listed.status == 0 and "first" in listed.out and str(collections) in listed.err
    exported = quaere("export", str(article.parent))
    assert exported.status == 0 and "first" in exported.out
    backup = quaere("export", str(article.parent), "--format", "json")
    assert backup.status == 0 and "first" in backup.out
    assert quaere("search", str(article.parent), "bank").status == 3


# Links


def test_a_link_does_not_double_a_note(quaere: Runner, article: Path) -> None:
    noted(quaere, article, "only once")
    (article.parent / "another.md").symlink_to(article.name)
    (article.parent / "zzz.md").symlink_to(article.name)
    listed = quaere("notes", "list", str(article.parent)).out
    assert listed.count("only once") == 1 and "rates.md" in listed
    assert quaere("export", str(article.parent)).out.count("only once") == 1
