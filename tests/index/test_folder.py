"""Which files of a folder are articles, and how they are read without trusting them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index.folder import article_id, list_articles, read_bytes
from index.formats import Unreadable


def names(root: Path) -> list[str]:
    return [os.fsdecode(found.name) for found in list_articles(root).files]


def test_articles_are_found_in_all_folders_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.md", "a.txt", "deep/er/c.html", "picture.png", "notes.pdf.part"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("text")
    assert sorted(names(tmp_path)) == ["a.txt", "b.md", "deep/er/c.html"]


def test_hidden_files_and_folders_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.md").write_text("text")
    (tmp_path / ".y.md").write_text("text")
    assert names(tmp_path) == []


def test_links_to_folders_are_not_followed_and_links_out_are_refused(tmp_path: Path) -> None:
    root, outside = tmp_path / "in", tmp_path / "out"
    root.mkdir()
    outside.mkdir()
    (outside / "secret.md").write_text("secret")
    (root / "real.md").write_text("text")
    (root / "loop").symlink_to(root)
    (root / "folder").symlink_to(outside)
    (root / "leak.md").symlink_to(outside / "secret.md")
    (root / "twin.md").symlink_to(root / "real.md")
    found = {os.fsdecode(f.name): f.refused for f in list_articles(root).files}
    assert found == {"real.md": None, "twin.md": None, "leak.md": "leads outside"}


def test_a_folder_that_cannot_be_listed_is_named(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("the superuser may list every folder")
    (tmp_path / "closed").mkdir(mode=0o000)
    assert list_articles(tmp_path).unlisted == (b"closed",)


def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    with pytest.raises(Unreadable, match="not a regular file"):
        read_bytes(tmp_path / "pipe.md")


def test_a_file_that_vanishes_is_said_to_be_gone(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="is gone"):
        read_bytes(tmp_path / "never.md")


def test_an_enormous_file_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(100_000_001)
    with pytest.raises(Unreadable, match="larger than"):
        read_bytes(tmp_path / "big.txt")


def test_names_that_look_the_same_have_the_same_id() -> None:
    assert article_id("cafe\u0301/x.md") == article_id("café/x.md")
    assert article_id("a.md") != article_id("b.md")
    assert len(article_id("a.md")) == 16


def test_names_need_not_be_valid_text(tmp_path: Path) -> None:
    os.close(os.open(os.fsencode(tmp_path) + b"/odd-\xff.md", os.O_CREAT | os.O_WRONLY))
    (found,) = list_articles(tmp_path).files
    assert found.name == b"odd-\xff.md"
    assert article_id(os.fsdecode(found.name))
