"""Exporting again: our part follows the notes, the reader's part stays byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.export import FORMATS, Document
from reader.export.output import NotOurs, OutputError
from reader.export.saving import Saver
from reader.store import Store
from tests.reader.export.awkward import awkward
from tests.reader.export.documents import one_article, two_articles

FENCED = [name for name, format in FORMATS.items() if format.fence is not None]
# What a reader may write around our block: anything but the lines of our own fences.
THEIRS = st.text(
    st.characters(codec="utf-8") | st.sampled_from("\n\r#%<>-\u00e9"), max_size=200
).filter(lambda text: "quaere:" not in text)


@contextmanager
def saver(name: str, folder: Path, *, force: bool = False) -> Iterator[Saver]:
    with Store(folder / "data") as store:
        yield Saver(store, FORMATS[name], folder / "articles", force)


def without_last(document: Document) -> Document:
    """The same with its last highlight removed."""
    *others, last = document.articles
    *groups, group = last.groups
    group = replace(group, notes=group.notes[:-1])
    return Document((*others, replace(last, groups=(*groups, group))))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("document", [awkward(), one_article()], ids=["awkward", "one"])
def test_exporting_twice_writes_nothing(name: str, document: Document, tmp_path: Path) -> None:
    file = tmp_path / "notes"
    with saver(name, tmp_path) as out:
        assert [each.is_new_content for each in out.save(document, file)] == [True]
        before = (file.read_bytes(), file.stat().st_ino, file.stat().st_mtime_ns)
        assert [each.is_new_content for each in out.save(document, file)] == [False]
    assert (file.read_bytes(), file.stat().st_ino, file.stat().st_mtime_ns) == before


@pytest.mark.parametrize("name", FORMATS)
def test_a_removed_highlight_goes_from_the_file(name: str, tmp_path: Path) -> None:
    file = tmp_path / "notes"
    with saver(name, tmp_path) as out:
        out.save(one_article(), file)
        out.save(without_last(one_article()), file)
    assert b"Lenders may have to raise capital" not in file.read_bytes()
    assert b"Wage growth" in file.read_bytes()


@settings(max_examples=60, deadline=None)
@given(name=st.sampled_from(FENCED), above=THEIRS, below=THEIRS)
def test_what_the_reader_writes_around_our_part_stays(name: str, above: str, below: str) -> None:
    with TemporaryDirectory() as folder, saver(name, Path(folder)) as out:
        file = Path(folder) / "notes"
        out.save(one_article(), file)
        mine = f"{above}\n".encode() + file.read_bytes() + below.encode()
        file.write_bytes(mine)
        assert not out.save(one_article(), file)[0].is_new_content
        assert file.read_bytes() == mine
        out.save(without_last(one_article()), file)
        changed = file.read_bytes()
        assert changed.startswith(f"{above}\n".encode())
        assert changed.endswith(below.encode())
        assert b"Lenders may have to raise capital" not in changed
        out.save(one_article(), file)
        assert file.read_bytes() == mine


@pytest.mark.parametrize("name", FENCED)
def test_a_reader_who_wrote_within_our_part_is_asked_first(name: str, tmp_path: Path) -> None:
    file = tmp_path / "notes"
    with saver(name, tmp_path) as out:
        out.save(one_article(), file)
        edited = file.read_text().replace("Wage growth", "My word: wage growth")
        file.write_text(edited + "My own end.\n")
        with pytest.raises(NotOurs, match="the part that an export of ours wrote was edited"):
            out.save(one_article(), file)
        assert "My word" in file.read_text()
        replace(out, force=True).save(one_article(), file)
    assert "My word" not in file.read_text()
    assert file.read_text().endswith("My own end.\n")


def test_front_matter_is_the_readers_from_the_first_day_on(tmp_path: Path) -> None:
    file = tmp_path / "notes.md"
    with saver("obsidian", tmp_path) as out:
        out.save(one_article(), file)
        text = file.read_text().replace('  - "rates"\n', '  - "rates"\nrating: 5\n')
        file.write_text(text)
        out.save(without_last(one_article()), file)
    assert "\nrating: 5\n---\n" in file.read_text()


def test_windows_line_ends_are_no_edit(tmp_path: Path) -> None:
    file = tmp_path / "notes.md"
    with saver("markdown", tmp_path) as out:
        out.save(one_article(), file)
        converted = file.read_bytes().replace(b"\n", b"\r\n")
        file.write_bytes(converted)
        out.save(one_article(), file)
        assert file.read_bytes() == converted


def test_bytes_that_are_no_text_stay_as_they_are(tmp_path: Path) -> None:
    file = tmp_path / "notes.md"
    with saver("markdown", tmp_path) as out:
        out.save(one_article(), file)
        file.write_bytes(b"caf\xe9\n" + file.read_bytes())
        out.save(without_last(one_article()), file)
    assert file.read_bytes().startswith(b"caf\xe9\n")


def test_two_parts_that_say_they_are_ours_are_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "notes.md"
    with saver("markdown", tmp_path) as out:
        out.save(one_article(), file)
        file.write_bytes(file.read_bytes() * 2)
        with pytest.raises(NotOurs, match="more than one"):
            out.save(without_last(one_article()), file)


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_of_somebody_else_stays(name: str, tmp_path: Path) -> None:
    file = tmp_path / "notes"
    file.write_text("mine")
    with saver(name, tmp_path) as out:
        with pytest.raises(NotOurs):
            out.save(one_article(), file)
        assert file.read_text() == "mine"
        replace(out, force=True).save(one_article(), file)
    assert file.read_text() != "mine"


def test_a_folder_gets_a_file_for_each_article_under_a_safe_name(tmp_path: Path) -> None:
    folder = tmp_path / "exported"
    with saver("markdown", tmp_path) as out:
        saved = out.save_into(awkward(), folder)
        names = sorted(path.name for path in folder.iterdir())
        assert len(names) == len(saved) == 3
        for name in names:
            assert len(name.encode()) <= 100
            assert not set(name) & set('/\\:*?"<>| \n')
            assert not name.startswith((".", "-", "="))
        # A new title gives no second file.
        renamed = Document(
            tuple(
                replace(each, metadata=replace(each.metadata, title="New title"))
                for each in awkward().articles
            )
        )
        out.save_into(renamed, folder)
        assert sorted(path.name for path in folder.iterdir()) == names
        assert not any(each.is_new_content for each in out.save(renamed, folder))


def test_nothing_is_made_within_the_collection(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    with saver("markdown", tmp_path) as out:
        for path in (tmp_path / "articles", tmp_path / "articles" / "new"):
            with pytest.raises(OutputError, match="inside the collection"):
                out.save_into(two_articles(), path)
    assert list((tmp_path / "articles").iterdir()) == []
