"""Writing: whole or not at all, never over what is there, never anywhere else."""

from __future__ import annotations

import errno
import os
import resource
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.adding.errors import NotAdded
from reader.adding.shelf import Shelf


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    return folder


@pytest.fixture
def shelf(folder: Path) -> Iterator[Shelf]:
    with Shelf(folder) as shelf:
        yield shelf


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if not path.is_dir()
    }


def test_nothing_is_written_over(shelf: Shelf, folder: Path) -> None:
    (folder / "tides.md").write_bytes(b"theirs")
    assert shelf.put("tides", ".md", b"ours") == "tides-2.md"
    assert shelf.put("tides", ".md", b"again") == "tides-3.md"
    assert shelf.put_original("tides", ".html", b"page") == ".originals/tides.html"
    assert files(folder) == {
        "tides.md": b"theirs",
        "tides-2.md": b"ours",
        "tides-3.md": b"again",
        ".originals/tides.html": b"page",
    }


def test_the_mode_is_what_the_umask_leaves(shelf: Shelf, folder: Path) -> None:
    before = os.umask(0o027)
    try:
        shelf.put("tides", ".md", b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((folder / "tides.md").stat().st_mode) == 0o640


def test_replacing_keeps_what_was_there(shelf: Shelf, folder: Path) -> None:
    (folder / "sea").mkdir()
    (folder / "sea" / "tides.md").write_bytes(b"old")
    assert shelf.replace("sea/tides.md", b"new") == ".originals/tides.md"
    assert shelf.replace("sea/tides.md", b"newer") == ".originals/tides-2.md"
    assert files(folder) == {
        "sea/tides.md": b"newer",
        ".originals/tides.md": b"old",
        ".originals/tides-2.md": b"new",
    }


def test_links_lead_nowhere(shelf: Shelf, folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "theirs.md").write_bytes(b"theirs")
    (folder / "tides.md").symlink_to(outside / "new.md")
    (folder / ".originals").symlink_to(outside)
    (folder / "sea").symlink_to(outside)
    assert shelf.put("tides", ".md", b"ours") == "tides-2.md"
    with pytest.raises(NotAdded, match=r"\.originals in the collection is no folder"):
        shelf.put_original("tides", ".html", b"page")
    with pytest.raises(NotAdded, match="sea in the collection is no folder"):
        shelf.replace("sea/theirs.md", b"ours")
    assert files(outside) == {"theirs.md": b"theirs"}


def test_a_file_in_the_way_of_the_originals(shelf: Shelf, folder: Path) -> None:
    (folder / ".originals").write_bytes(b"")
    with pytest.raises(NotAdded, match="is no folder"):
        shelf.put_original("tides", ".html", b"page")


def test_where_a_file_can_have_but_one_name(
    shelf: Shelf, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    assert shelf.put("tides", ".md", b"one") == "tides.md"
    assert shelf.put("tides", ".md", b"two") == "tides-2.md"
    assert shelf.replace("tides.md", b"three") == ".originals/tides.md"
    assert files(folder) == {
        "tides.md": b"three",
        "tides-2.md": b"two",
        ".originals/tides.md": b"one",
    }


@pytest.mark.parametrize("step", ["fsync", "link", "replace"])
def test_a_full_disk_leaves_nothing_behind(
    shelf: Shelf, folder: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    (folder / "tides.md").write_bytes(b"old")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, step, full)
    if step != "replace":
        with pytest.raises(NotAdded, match="was not saved: the disk is full"):
            shelf.put("sea", ".md", b"x")
    with pytest.raises(NotAdded, match="was not saved: the disk is full"):
        shelf.replace("tides.md", b"new")
    assert files(folder) == {"tides.md": b"old"}


def test_a_write_that_stops_in_the_middle_leaves_nothing_behind(shelf: Shelf, folder: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        with pytest.raises(NotAdded, match="was not saved: file too large"):
            shelf.put("tides", ".md", b"x" * 300_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert files(folder) == {}


def test_an_interrupt_leaves_nothing_behind(
    shelf: Shelf, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        shelf.put("tides", ".md", b"x")
    assert files(folder) == {}


def test_what_was_put_can_be_taken_back(shelf: Shelf, folder: Path) -> None:
    shelf.take_back(shelf.put_original("tides", ".html", b"page"))
    assert list(folder.iterdir()) == []
    first = shelf.put_original("tides", ".html", b"page")
    shelf.take_back(shelf.put_original("tides", ".html", b"page"))
    assert files(folder) == {first: b"page"}
