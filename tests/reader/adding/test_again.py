"""The same page again: known by its address, updated by better text, never by worse."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.adding.errors import NotAdded
from reader.adding.shelf import Shelf
from tests.reader.adding.saving import HEADINGS, PAGE, Add, names, not_saved, page
from tests.reader.adding.serving import Site, response


def test_the_same_page_again_changes_nothing(site: Site, add: Add, folder: Path) -> None:
    site.pages["/tides"] = response(PAGE)
    first = add(site.url("/tides"))
    before = names(folder)
    site.pages["/tides/?utm_source=x"] = response(PAGE.replace(b"Home", b"Start"))
    again = add(site.url("/tides/?utm_source=x"))
    assert (again.status, again.path) == ("unchanged", first.path)
    assert again.notes == (f"is in the collection already, as {first.path}",)
    assert names(folder) == before


def test_a_page_that_grew_is_updated_and_the_old_text_kept(
    site: Site, add: Add, folder: Path
) -> None:
    site.pages["/tides"] = response(PAGE)
    first = add(site.url("/tides"))
    old = (folder / first.path).read_bytes()
    (folder / first.path).rename(folder / "renamed by its reader.md")
    site.pages["/tides"] = response(page(*HEADINGS, "Will the state appeal?"))
    again = add(site.url("/tides"))
    assert (again.status, again.path) == ("updated", "renamed by its reader.md")
    assert b"Will the state appeal?" in (folder / again.path).read_bytes()
    assert (folder / ".originals" / "renamed by its reader.md").read_bytes() == old
    assert names(folder) == [
        ".originals/renamed by its reader.md",
        ".originals/who-owns-the-tides-of-osk-2.html",
        ".originals/who-owns-the-tides-of-osk.html",
        "renamed by its reader.md",
    ]


@pytest.mark.parametrize(
    ("worse", "said"),
    [
        (page(paragraphs=2), r"has [\d,]+ characters of text now, where it had [\d,]+; tides.md"),
        (page(paragraphs=9), "has 0 headings now, where it had 2; tides.md was kept"),
    ],
    ids=["a stub", "flat"],
)
def test_a_worse_copy_does_not_replace_the_better_text(
    site: Site, add: Add, folder: Path, worse: bytes, said: str
) -> None:
    site.pages["/tides"] = response(PAGE)
    add(site.url("/tides"), title="Tides")
    before = {name: (folder / name).read_bytes() for name in names(folder)}
    site.pages["/tides"] = response(worse)
    with pytest.raises(NotAdded, match=said):
        add(site.url("/tides"))
    assert {name: (folder / name).read_bytes() for name in names(folder)} == before
    updated = add(site.url("/tides"), replace=True)
    assert (updated.status, updated.path) == ("updated", "tides.md")
    assert (folder / ".originals/tides.md").read_bytes() == before["tides.md"]


def test_another_page_of_the_same_title_gets_a_number(site: Site, add: Add, folder: Path) -> None:
    site.pages |= {"/a": response(PAGE), "/b": response(PAGE.replace(b"Osk", b"Tarn"))}
    site.pages["/c"] = response(page(*HEADINGS, "Why?"))
    paths = [add(site.url(path)).path for path in ("/a", "/b", "/c")]
    assert paths == [
        "who-owns-the-tides-of-osk.md",
        "who-owns-the-tides-of-tarn.md",
        "who-owns-the-tides-of-osk-2.md",
    ]


def test_a_full_disk_leaves_neither_text_nor_page(
    site: Site, add: Add, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> str:
        raise NotAdded("was not saved: the disk is full")

    site.pages["/"] = response(PAGE)
    monkeypatch.setattr(Shelf, "put", full)
    assert not_saved(add, site.url()) == "was not saved: the disk is full"
    assert list(folder.iterdir()) == []
