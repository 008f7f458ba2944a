"""Exports into a folder follow files and articles that were renamed or moved."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from reader.export import FORMATS, Document
from tests.reader.export.documents import two_articles
from tests.reader.export.test_again import saver, without_last


def files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def moved_in_the_collection(document: Document) -> Document:
    return Document(
        tuple(replace(each, id=f"moved{each.id}", path=f"old/{each.path}") for each in
              document.articles)
    )  # fmt: skip


@pytest.mark.parametrize("name", ["markdown", "obsidian", "org", "json", "html"])
@pytest.mark.parametrize("where", ["rates.{}", "topics/rates.{}", "topics/{}"])
def test_a_file_that_the_reader_renamed_or_moved_is_kept_up(
    name: str, where: str, tmp_path: Path
) -> None:
    folder = tmp_path / "vault"
    with saver(name, tmp_path) as out:
        first = out.save_into(two_articles(), folder)[0].file
        last = first.name if where.endswith("/{}") else first.suffix.removeprefix(".")
        mine = folder / where.format(last)
        mine.parent.mkdir(exist_ok=True)
        first.rename(mine)
        fenced = FORMATS[name].fence is not None
        if fenced:
            mine.write_text("My own words.\n" + mine.read_text())
        before = files_in(folder)
        assert not any(each.is_new_content for each in out.save_into(two_articles(), folder))
        out.save_into(without_last(two_articles()), folder)
        assert not any(
            each.is_new_content for each in out.save_into(without_last(two_articles()), folder)
        )
    assert files_in(folder) == before
    assert not fenced or mine.read_text().startswith("My own words.\n")


def test_an_article_that_moved_in_the_collection_keeps_its_file(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    with saver("obsidian", tmp_path) as out:
        out.save_into(two_articles(), folder)
        before = files_in(folder)
        out.save_into(moved_in_the_collection(two_articles()), folder)
    assert files_in(folder) == before


def test_two_articles_never_share_a_file(tmp_path: Path) -> None:
    """Highlights that were attached anew to another article do not take its file along."""
    folder = tmp_path / "vault"
    first, second = two_articles().articles
    taken = replace(second, id="another", groups=first.groups)
    with saver("markdown", tmp_path) as out:
        out.save_into(Document((first,)), folder)
        out.save_into(Document((first, taken)), folder)
    assert len(files_in(folder)) == 2


def test_a_file_for_several_articles_in_the_same_folder_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    folder.mkdir()
    with saver("markdown", tmp_path) as out:
        out.save(two_articles(), folder / "all.md")
        whole = (folder / "all.md").read_bytes()
        out.save_into(moved_in_the_collection(two_articles()), folder)
    assert (folder / "all.md").read_bytes() == whole
    assert len(files_in(folder)) == 3


def test_hidden_folders_are_left_alone(tmp_path: Path) -> None:
    """As Obsidian's trash: what was thrown away is not written to."""
    folder = tmp_path / "vault"
    with saver("obsidian", tmp_path) as out:
        first = out.save_into(two_articles(), folder)[0].file
        trash = folder / ".trash"
        trash.mkdir()
        first.rename(trash / first.name)
        out.save_into(two_articles(), folder)
    assert first.is_file()


def test_a_byte_order_mark_is_no_edit(tmp_path: Path) -> None:
    file = tmp_path / "notes.md"
    with saver("markdown", tmp_path) as out:
        out.save(two_articles(), file)
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
        out.save(without_last(two_articles()), file)
    assert file.read_bytes().startswith(b"\xef\xbb\xbf<!-- quaere:begin")


def test_a_file_that_cannot_be_read_stops_no_export(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    with saver("markdown", tmp_path) as out:
        first = out.save_into(two_articles(), folder)[0].file
        first.rename(folder / "z.md")
        private = folder / "private.md"
        private.touch(mode=0o000)
        if os.access(private, os.R_OK):
            pytest.skip("whoever runs this may read everything")
        assert not any(each.is_new_content for each in out.save_into(two_articles(), folder))
    assert not first.exists()


def test_a_file_without_our_part_is_never_taken_for_one_of_ours(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    folder.mkdir()
    readme = folder / "README.md"
    readme.write_text("My own index of the vault.\n")
    with saver("markdown", tmp_path, force=True) as out:
        shaped = replace(out, render=lambda document: f"{len(document.articles)} article\n")
        for each in shaped.save_into(two_articles(), folder):
            each.file.unlink()
        out.save_into(two_articles(), folder)
    assert readme.read_text() == "My own index of the vault.\n"
    assert len(files_in(folder)) == 3


def test_a_file_within_the_collection_is_not_followed(tmp_path: Path) -> None:
    """As when exports and articles are kept in one tree, and an export was moved to the others."""
    articles = tmp_path / "articles"
    articles.mkdir()
    with saver("markdown", tmp_path) as out:
        first = out.save_into(two_articles(), tmp_path)[0].file
        first.rename(articles / first.name)
        out.save_into(two_articles(), tmp_path)
    assert first.is_file()
    assert files_in(articles) == [articles / first.name]


def test_a_highlight_that_goes_to_another_article_takes_no_file_along(tmp_path: Path) -> None:
    """Even where that article comes first, has no file yet, and the reader renamed the file."""
    folder = tmp_path / "vault"
    drug, rates = two_articles().articles
    moved, *left = rates.groups
    with saver("markdown", tmp_path) as out:
        first = out.save_into(Document((rates,)), folder)[0].file
        mine = folder / "My rates.md"
        first.rename(mine)
        mine.write_text(mine.read_text() + "My own words.\n")
        out.save_into(Document((rates,)), folder)
        after = Document((replace(drug, groups=(moved,)), replace(rates, groups=tuple(left))))
        saved = [each.file for each in out.save_into(after, folder)]
        assert saved[1] == mine != saved[0]
        assert [each.file for each in out.save_into(after, folder)] == saved
    assert mine.read_text().endswith("My own words.\n")
    assert files_in(folder) == sorted(saved)


@pytest.mark.parametrize("name", ["markdown", "json"])
@pytest.mark.parametrize("between", [False, True], ids=["at once", "exported between"])
def test_a_new_article_of_an_old_name_and_the_moved_one_have_a_file_each(
    name: str, between: bool, tmp_path: Path
) -> None:
    folder = tmp_path / "vault"
    drug, rates = two_articles().articles
    moved = replace(rates, id="moved", path="archive/rates.md")
    new = replace(drug, id=rates.id, path=rates.path, metadata=rates.metadata)
    with saver(name, tmp_path) as out:
        old = out.save_into(Document((rates,)), folder)[0].file
        if between:
            assert out.save_into(Document((moved,)), folder)[0].file == old
        saved = [each.file for each in out.save_into(Document((moved, new)), folder)]
        assert not any(each.is_new_content for each in out.save_into(Document((new,)), folder))
        again = out.save_into(Document((moved, new)), folder)
    assert [each.file for each in again] == saved
    assert not any(each.is_new_content for each in again)
    assert files_in(folder) == sorted(saved)
    assert "Wage growth" in saved[0].read_text()
    assert "for adults only" in saved[1].read_text()
    assert not between or saved[0] == old


@pytest.mark.parametrize("inner, outer", [("json", "csl"), ("obsidian", "markdown"),
                                          ("markdown", "markdown")])  # fmt: skip
def test_what_was_exported_into_a_folder_inside_is_left_alone(
    inner: str, outer: str, tmp_path: Path
) -> None:
    """Even where an export of the folder around it was thrown away."""
    folder = tmp_path / "out"
    with saver(inner, tmp_path) as out:
        kept = [each.file for each in out.save_into(two_articles(), folder / "kept")]
        before = [file.read_bytes() for file in kept]
        around = replace(out, format=FORMATS[outer])
        for _ in range(2):
            made = [each.file for each in around.save_into(without_last(two_articles()), folder)]
            assert {file.parent for file in made} == {folder}
            for file in made:
                file.unlink()
    assert [file.read_bytes() for file in kept] == before
