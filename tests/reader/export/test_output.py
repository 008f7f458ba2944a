"""Writing an export: whole or not at all, and never over somebody's own work."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from reader.export.output import NotOurs, OutputError, digest_of, write

PROJECT = Path(__file__).resolve().parents[3]


def test_a_new_file_is_written(tmp_path: Path) -> None:
    digest = write(tmp_path / "notes.md", "Résumé\n")
    assert (tmp_path / "notes.md").read_bytes() == "Résumé\n".encode()
    assert digest == digest_of("Résumé\n".encode())
    assert list(tmp_path.iterdir()) == [tmp_path / "notes.md"]


def test_our_own_file_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    file = tmp_path / "notes.md"
    digest = write(file, "first")
    file.chmod(0o640)
    write(file, "second", known=[digest])
    assert file.read_text() == "second"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_the_same_content_is_not_written_again(tmp_path: Path) -> None:
    file = tmp_path / "notes.md"
    write(file, "same")
    before = file.stat()
    write(file, "same")
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("known", [(), (digest_of(b"what we wrote"),)])
def test_a_file_that_is_not_as_we_left_it_is_kept(tmp_path: Path, known: tuple[str, ...]) -> None:
    file = tmp_path / "notes.md"
    file.write_text("what we wrote, and a thought of mine")
    with pytest.raises(NotOurs, match="was not written by Quaere, or was changed since"):
        write(file, "new", known=known)
    assert file.read_text() == "what we wrote, and a thought of mine"
    write(file, "new", known=known, replace=True)
    assert file.read_text() == "new"


@pytest.mark.parametrize("replace", [False, True])
def test_a_link_is_never_written_through(tmp_path: Path, replace: bool) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    link = tmp_path / "notes.md"
    link.symlink_to("mine.txt")
    dangling = tmp_path / "dangling.md"
    dangling.symlink_to("made-by-link")
    for path in (link, dangling):
        with pytest.raises(OutputError, match="is a symbolic link"):
            write(path, "new", replace=replace)
    assert (tmp_path / "mine.txt").read_text() == "mine"
    assert not (tmp_path / "made-by-link").exists()


def test_folders_and_pipes_are_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="is a folder; name a file in it"):
        write(tmp_path, "x", replace=True)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OutputError, match="is not a regular file"):
        write(tmp_path / "pipe", "x", replace=True)
    with pytest.raises(OutputError, match=r"There is no folder .*; make it first"):
        write(tmp_path / "missing" / "notes.md", "x")


def test_nothing_is_written_into_a_collection(tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    (tmp_path / "way-in").symlink_to("articles")
    for folder in (articles, tmp_path / "way-in", articles / ".." / "articles"):
        with pytest.raises(OutputError, match="is inside the collection"):
            write(folder / "notes.md", "x", outside=articles)
    write(tmp_path / "articles-notes.md", "x", outside=articles)


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "notes.md"
    file.write_text("old")
    program = (
        "import resource, sys\nfrom pathlib import Path\n"
        "from reader.export.output import OutputError, write\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try:\n    write(Path(sys.argv[1]), 'x' * 5000, replace=True)\n"
        "except OutputError as error:\n    print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(file)],
        cwd=PROJECT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "notes.md cannot be written: File too large." in done.stdout
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]
