"""The whole way of a source into a collection."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from index.collection import Collection, read_file
from reader.adding import adding as module
from tests.conftest import PROJECT
from tests.reader.adding.saving import HEADINGS, PAGE, PARAGRAPH, Add, names, not_saved, page
from tests.reader.adding.serving import Site, redirect, response

# Pages


def test_a_page_becomes_its_text_with_the_page_beside_it(
    site: Site, add: Add, folder: Path, tmp_path: Path
) -> None:
    site.pages["/short"] = redirect("/tides?utm_source=mail")
    site.pages["/tides?utm_source=mail"] = response(PAGE)
    added = add(site.url("/short#top"))
    assert added.status == "added"
    assert added.path == "who-owns-the-tides-of-osk.md"
    assert added.original == ".originals/who-owns-the-tides-of-osk.html"
    assert (folder / added.original).read_bytes() == PAGE
    assert names(folder) == [added.original, added.path]
    text = (folder / added.path).read_text()
    assert f'source: "{site.url("/tides?utm_source=mail")}"\nasked: "{site.url("/short")}"' in text
    assert "\n## Who pays for the walls?\n" in text
    article = read_file(folder / added.path)
    assert article.title == "Who owns the tides of Osk?"
    assert article.metadata.source == site.url("/tides?utm_source=mail")
    collection = Collection.of(folder, tmp_path / "cache")
    collection.sync(jobs=1)
    assert [summary.path for summary in collection.articles()] == [added.path]
    assert [entry.heading for entry in collection.questions()] == list(HEADINGS)
    collection.close()


@pytest.mark.parametrize(
    ("kind", "encoding", "declared"),
    [
        ("text/html; charset=windows-1251", "cp1251", ""),
        ("text/html; charset=utf-8", "cp1251", "windows-1251"),
        ("text/html; charset=iso-8859-1", "utf-8", ""),
        ("text/html", "utf-16", ""),
        ("text/html; charset=nonsense", "koi8-r", "koi8-r"),
        (None, "utf-8", ""),
    ],
)
def test_whatever_the_headers_say_the_words_arrive(
    site: Site, add: Add, folder: Path, kind: str | None, encoding: str, declared: str
) -> None:
    head = f'<meta charset="{declared}">' if declared else ""
    russian = page("Кто платит за стены порта?", title="Кому принадлежит прилив?", head=head)
    sent = russian.decode().replace("Nobody owns a tide", "Прилив никому").encode(encoding)
    site.pages["/"] = response(sent, kind)
    added = add(site.url())
    assert added.path == "кому-принадлежит-прилив.md"
    assert "## Кто платит за стены порта?" in (folder / added.path).read_text("utf-8")
    assert (folder / str(added.original)).read_bytes() == sent


def test_a_packed_page_is_kept_unpacked(site: Site, add: Add, folder: Path) -> None:
    site.pages["/"] = response(gzip.compress(PAGE), "text/html", "Content-Encoding: gzip")
    assert (folder / str(add(site.url()).original)).read_bytes() == PAGE


def test_the_page_itself_on_request(site: Site, add: Add, folder: Path) -> None:
    site.pages["/tides"] = response(PAGE)
    added = add(site.url("/tides"), original=True)
    assert (added.path, added.original) == ("who-owns-the-tides-of-osk.html", None)
    saved = (folder / added.path).read_bytes()
    assert saved.startswith(b"<!doctype html><!-- saved from url=(")
    assert saved.endswith(PAGE.removeprefix(b"<!doctype html>"))
    assert read_file(folder / added.path).metadata.source == site.url("/tides")
    assert add(site.url("/tides"), original=True).status == "unchanged"
    assert len(names(folder)) == 1


def test_text_that_markdown_cannot_hold_is_saved_as_the_page(
    site: Site, add: Add, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages["/"] = response(PAGE)
    monkeypatch.setattr(module, "body_of", lambda article: article.text.replace("tide", "sea"))
    added = add(site.url())
    assert names(folder) == ["who-owns-the-tides-of-osk.html"] == [added.path]
    assert added.notes == ("its text cannot be kept word for word as Markdown: saved as it came",)


def test_markdown_stays_as_it_was_written(site: Site, add: Add, folder: Path) -> None:
    text = f"# Tides\n\n{PARAGRAPH}\n\nWho pays?\n---------\n\n* {PARAGRAPH}\n\n![map](m.png)\n"
    site.pages["/notes/tides.md"] = response(text.encode(), "text/plain; charset=utf-8")
    added = add(site.url("/notes/tides.md"))
    assert added.path == "tides.md"
    assert (folder / added.path).read_text().endswith(f"---\n\n{text}")
    assert read_file(folder / added.path).metadata.source == site.url("/notes/tides.md")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (response(PAGE, status="404 Not Found"), "answered 404 Not Found: there is no such page"),
        (response(b"\x89PNG\r\n\x1a\n", "image/png"), "is a picture, not an article"),
        (response(b'{"a": 1}', "application/json"), "is of the type application/json"),
        (response(b"", "text/html"), "is empty"),
        (response(bytes(range(256)) * 20, "text/html"), "is binary"),
        (response(b"<html><script>run()</script></html>"), "holds no text"),
        (response(PAGE, length=999_999), "broke off before its end"),
        (response(b"<p>" + b"<div>" * 100_000 + b"x"), "is nested too deeply"),
    ],
)
def test_what_is_no_article_leaves_nothing(
    site: Site, add: Add, folder: Path, answer: bytes, said: str
) -> None:
    site.pages["/"] = answer
    assert not_saved(add, site.url()).startswith(said)
    assert list(folder.iterdir()) == []


def test_a_stub_is_saved_with_a_word_of_doubt(site: Site, add: Add) -> None:
    site.pages["/"] = response(
        page(paragraphs=1).replace(PARAGRAPH.encode(), b"Subscribe to read.")
    )
    (note,) = add(site.url()).notes
    assert note.startswith("only ") and "words were found in it" in note


@pytest.mark.parametrize(
    ("title", "path"),
    [
        ("../../../etc/passwd", "etc-passwd.md"),
        ("con", "con-article.md"),
        ("x" * 900, f"{'x' * 100}.md"),
    ],
)
def test_a_title_cannot_lead_out_of_the_folder(
    site: Site, add: Add, folder: Path, title: str, path: str
) -> None:
    site.pages["/"] = response(page(title=title))
    assert add(site.url(), title=title).path == path
    assert path in names(folder)


# Pasted text


@pytest.mark.parametrize(
    ("piped", "extension"),
    [
        (PAGE, ".html"),
        (f"# Tides\n\n{PARAGRAPH}\n\n## Who pays?\n\n{PARAGRAPH}\n".encode(), ".md"),
        (f"Tides\n\n{PARAGRAPH}\n\nWho pays for the walls?\n\n{PARAGRAPH}\n".encode(), ".txt"),
    ],
    ids=["page", "markdown", "text"],
)
def test_what_is_piped_is_known_by_its_shape(
    add: Add, folder: Path, piped: bytes, extension: str
) -> None:
    added = add("-", piped)
    assert added.url is None
    assert (folder / str(added.original)).read_bytes() == piped
    assert str(added.original).endswith(extension)
    article = read_file(folder / added.path)
    assert any(section.heading and "Who pays" in section.heading for section in article.sections)
    again = add("-", piped)
    assert (again.status, again.path) == ("unchanged", added.path)


def test_pasted_text_may_be_given_a_title(add: Add, folder: Path) -> None:
    added = add("-", f"{PARAGRAPH}\n\n{PARAGRAPH[8:]}".encode(), title="The ruling: what now?")
    assert added.path == "the-ruling-what-now.md"
    assert read_file(folder / added.path).title == "The ruling: what now?"


@pytest.mark.parametrize("piped", [b"", b" \n\t\0\n"])
def test_nothing_piped_is_nothing_saved(add: Add, folder: Path, piped: bytes) -> None:
    assert not_saved(add, "-", piped) == "is empty"
    assert list(folder.iterdir()) == []


def test_too_much_piped(add: Add) -> None:
    assert not_saved(add, "-", b"tide " * 4_000_001) == "is larger than 20 MB"


# Files


def test_a_file_is_copied_as_it_is(add: Add, folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "My notes (draft).html"
    file.write_bytes(PAGE)
    added = add(file)
    assert (added.path, added.original, added.url) == (file.name, None, None)
    assert (folder / file.name).read_bytes() == PAGE
    assert file.exists()


def test_a_name_that_is_not_possible_everywhere_is_made_so(
    add: Add, folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "who owns: tides?\n.MD"
    file.write_bytes(PARAGRAPH.encode())
    assert add(file).path == "who-owns-tides.md"
    bare = tmp_path / "tides"
    bare.write_bytes(PAGE)
    assert add(bare).path == "tides.html"


def test_a_file_that_is_there_is_not_there_twice(add: Add, folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "tides.html"
    file.write_bytes(PAGE)
    add(file)
    for source in (file, folder / "tides.html"):
        again = add(source)
        assert (again.status, again.path) == ("unchanged", "tides.html")
    file.write_bytes(page("Why now?"))
    assert add(file).path == "tides-2.html"
    assert names(folder) == ["tides-2.html", "tides.html"]


def test_files_that_are_no_articles(add: Add, folder: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "empty.md").write_bytes(b"")
    (tmp_path / "picture.md").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "code.rs").write_bytes(b"fn main() {}")
    (tmp_path / "large.md").write_bytes(b"tide " * 4_000_001)
    assert not_saved(add, tmp_path) == "is a folder; name the files in it"
    assert not_saved(add, tmp_path / "pipe.md") == "is not a regular file"
    assert not_saved(add, tmp_path / "empty.md") == "is empty"
    assert not_saved(add, tmp_path / "picture.md") == "is binary"
    assert not_saved(add, tmp_path / "code.rs") == "is in a format that is not read here (RS)"
    assert not_saved(add, tmp_path / "large.md") == "is larger than 20 MB"
    assert not_saved(add, tmp_path / "none.md").startswith("does not exist; an address begins with")
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    "source", ["file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "ftp://a.example/b"]
)
def test_addresses_of_other_kinds(add: Add, source: str) -> None:
    assert not_saved(add, source).endswith("only http and https are fetched")


@pytest.mark.parametrize(
    "name", [path.name for path in sorted((PROJECT / "sample_articles").iterdir())]
)
def test_every_sample_article_survives_being_piped(add: Add, folder: Path, name: str) -> None:
    sample = PROJECT / "sample_articles" / name
    added = add("-", sample.read_bytes())
    assert added.path.endswith(".md")
    saved, source = read_file(folder / added.path), read_file(sample)
    assert saved.text == source.text
    assert [(s.heading, s.kind) for s in saved.sections] == [
        (s.heading, s.kind) for s in source.sections
    ]
