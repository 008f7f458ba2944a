"""What belongs to a collection: further folders, patterns, .gitignore where it is respected."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index.choosing import Choice, Mounts
from index.collection import Collection
from index.folder import list_articles

NAMES = ("a.md", "b.draft.md", "drafts/c.md", "drafts/keep.md", "deep/drafts/d.md", "e.txt")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "articles"
    for name in NAMES:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# On {name}\n\nWords about {name} and more of them.\n")
    return root


def names(root: Path, choice: Choice) -> list[str]:
    return sorted(os.fsdecode(found.name) for found in list_articles(root, choice).files)


def test_without_a_choice_all_articles_belong(root: Path) -> None:
    assert len(names(root, Choice())) == 6


def test_what_is_excluded_is_left_out_folders_at_any_depth(root: Path) -> None:
    assert names(root, Choice(exclude=("drafts/", "*.draft.md"))) == ["a.md", "e.txt"]
    assert names(root, Choice(exclude=("/drafts/*", "!/drafts/keep.md"))) == [
        "a.md", "b.draft.md", "deep/drafts/d.md", "drafts/keep.md", "e.txt",
    ]  # fmt: skip


def test_only_what_is_included_is_taken(root: Path) -> None:
    assert names(root, Choice(include=("*.txt", "/deep/"))) == ["deep/drafts/d.md", "e.txt"]


def test_gitignore_files_count_only_on_request_and_the_nearest_decides(root: Path) -> None:
    (root / ".gitignore").write_text("/drafts/\n*.txt\n*.draft.md\n")
    (root / "deep" / ".gitignore").write_text("drafts/\n")
    (root / "drafts" / ".gitignore").write_text("!c.md\n")
    assert len(names(root, Choice())) == 6
    assert names(root, Choice(gitignore=True)) == ["a.md"]


def test_a_line_that_is_no_pattern_does_no_harm(root: Path) -> None:
    (root / ".gitignore").write_bytes(b"[\n!\n\xff\xfe\n*.txt\n")
    assert "e.txt" not in names(root, Choice(gitignore=True))
    assert len(names(root, Choice(exclude=("[", "!", "\\")))) == 6


def test_further_folders_are_read_into_the_same_collection(root: Path, tmp_path: Path) -> None:
    mail = tmp_path / "elsewhere" / "deep"
    mail.mkdir(parents=True)
    (mail / "letter.md").write_text("# A letter\n\nOn quicksilver and its price.\n")
    collection = Collection(root, tmp_path / "cache", choice=Choice(folders=(mail,)))
    assert collection.sync(jobs=1).added == 7
    (hit,) = collection.search("quicksilver").hits
    # "deep" is the name of a folder of the collection itself.
    assert hit.path == "deep-2/letter.md"
    assert collection.file_of(hit.article) == mail / "letter.md"
    assert collection.folders == [root, mail]


def test_a_further_folder_that_is_gone_keeps_what_is_known_of_it(
    root: Path, tmp_path: Path
) -> None:
    mail = tmp_path / "mail"
    mail.mkdir()
    (mail / "letter.md").write_text("# A letter\n\nOn quicksilver and its price.\n")
    collection = Collection(root, tmp_path / "cache", choice=Choice(folders=(mail,)))
    collection.sync(jobs=1)
    mail.rename(tmp_path / "away")
    report = collection.sync(jobs=1)
    assert report.skipped_files == [("mail", "is a folder that is not there or may not be listed")]
    assert len(collection.search("quicksilver").hits) == 1


def test_folders_within_the_collection_add_nothing(root: Path) -> None:
    assert Mounts(root.resolve(), (root / "deep", root)).further == {}


def test_what_is_no_longer_chosen_leaves_the_index(root: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    Collection(root, cache).sync(jobs=1)
    assert Collection(root, cache, choice=Choice(exclude=("*.txt",))).sync(jobs=1).removed == 1
