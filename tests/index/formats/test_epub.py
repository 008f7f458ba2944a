"""Books: chapters in order, pages that are none, and what a hostile archive may try."""

from __future__ import annotations

from time import process_time

import pytest

from index.formats import Unreadable
from index.formats.epub import chapters
from tests.index.formats.making import CONTAINER, LOREM, epub, page, zipped
from tests.index.formats.reading import dropped, headings, read, texts

TEXT = f"<p>{LOREM * 3}</p>"


def test_chapters_come_in_the_order_of_the_spine() -> None:
    book = epub(
        {"b.xhtml": f"<h1>Second</h1>{TEXT}", "a.xhtml": f"<h1>First</h1>{TEXT}"},
        spine='<itemref idref="c1"/><itemref idref="c0"/>',
    )
    assert headings(read(book, "x.epub")) == ["First", "Second"]


def test_the_contents_name_chapters_that_have_no_heading() -> None:
    book = epub(
        {"a.xhtml": f"<p class='big'>Why dredge?</p>{TEXT}", "b.xhtml": TEXT},
        toc=[("Why dredge?", "a.xhtml#top"), ("Who pays?", "b.xhtml")],
    )
    article = read(book, "x.epub")
    assert headings(article) == ["Why dredge?", "Who pays?"]
    assert article.text.count("Why dredge?") == 1


def test_inner_headings_lie_below_their_chapter() -> None:
    body = f"<h2>Chapter</h2>{TEXT}<h3>What now?</h3>{TEXT}"
    book = epub({"a.xhtml": body, "b.xhtml": body.replace("Chapter", "Other")},
                toc=[("Chapter", "a.xhtml"), ("Other", "b.xhtml")])  # fmt: skip
    assert [section.level for section in read(book, "x.epub").sections[1:]] == [1, 2, 1, 2]


def test_a_chapters_number_and_title_are_one_heading() -> None:
    book = epub({"a.xhtml": f"<h2>Chapter 3</h2><h2>Who pays?</h2>{TEXT}"})
    assert headings(read(book, "x.epub")) == ["Chapter 3: Who pays?"]


@pytest.mark.parametrize(
    ("file", "body"),
    [
        ("cover.xhtml", "<p>A book by a writer</p>"),
        ("p1.xhtml", "<p>© 2026 A. Writer. All rights reserved. ISBN 978-0-00-000000-0</p>"),
        ("p2.xhtml", '<ul><li><a href="a.xhtml">One</a></li><li><a href="b.xhtml">Two</a></li>'
                     '<li><a href="c.xhtml">Three</a></li></ul>'),
        ("p3.xhtml", '<section epub:type="copyright-page"><p>Printed in Brelin.</p></section>'),
    ],
)  # fmt: skip
def test_pages_that_are_no_chapters_are_dropped_and_named(file: str, body: str) -> None:
    article = read(epub({file: body, "a.xhtml": f"<h1>One</h1>{TEXT}"}), "x.epub")
    assert headings(article) == ["One"]
    assert any(text.startswith(file) for drop in article.dropped if (text := drop.text))


def test_what_is_not_linear_is_left_out() -> None:
    book = epub(
        {"a.xhtml": f"<h1>One</h1>{TEXT}", "b.xhtml": "<p>Answers to the exercises.</p>"},
        spine='<itemref idref="c0"/><itemref idref="c1" linear="no"/>',
    )
    article = read(book, "x.epub")
    assert dropped(article, "navigation") == ["b.xhtml: Answers to the exercises."]


def test_metadata_and_where_they_stood() -> None:
    metadata = (
        '<dc:title>Silt</dc:title><dc:creator opf:role="aut">Ann Other</dc:creator>'
        '<dc:creator opf:role="ill">No Writer</dc:creator><dc:language>en-GB</dc:language>'
        '<dc:date opf:event="modification">2026-02-02</dc:date>'
        '<dc:date opf:event="publication">2024-03-05</dc:date><dc:subject>ports</dc:subject>'
        "<dc:source>https://harbour.example/silt</dc:source>"
    )
    article = read(epub({"a.xhtml": f"<h1>One</h1>{TEXT}"}, metadata=metadata), "x.epub")
    said = article.metadata
    assert (said.title, said.authors, said.language) == ("Silt", ("Ann Other",), "en")
    assert (said.published, said.source) == ("2024-03-05", "https://harbour.example/silt")
    assert said.tags == ("ports",)
    assert dict(article.origin.metadata)["published"] == "the book's package"


def test_notes_are_told_from_text() -> None:
    body = (
        f'<h1>One</h1><p>Silt<a epub:type="noteref" href="#n"><sup>4</sup></a> returns. {LOREM}</p>'
        '<aside epub:type="footnote" id="n"><p>Measured in May.</p></aside>'
    )
    article = read(epub({"a.xhtml": body}), "x.epub")
    assert "Silt[4] returns." in article.text
    assert texts(article, "footnote") == ["Measured in May."]


def test_named_entities_of_xhtml() -> None:
    assert (
        "caf\u00e9 \u2013 b"
        in read(epub({"a.xhtml": "<p>caf&eacute; &ndash; b</p>"}), "x.epub").text
    )


def test_each_chapter_by_itself() -> None:
    drafts = chapters(epub({"a.xhtml": f"<h1>One</h1>{TEXT}", "b.xhtml": f"<h1>Two</h1>{TEXT}"}))
    assert [draft.title for draft in drafts] == ["One", "Two"]
    assert all(draft.blocks for draft in drafts)


def test_a_missing_chapter_is_a_doubt() -> None:
    book = epub({"a.xhtml": TEXT, "b.xhtml": TEXT})
    book = book.replace(b"OPS/b.xhtml", b"OPS/z.xhtml")
    doubts = read(book, "x.epub").origin.doubts
    assert doubts == ("A chapter is missing: OPS/b.xhtml is incomplete: OPS/b.xhtml is missing.",)


def encryption(uri: str, algorithm: str = "http://www.w3.org/2001/04/xmlenc#aes256-cbc") -> str:
    return (
        f'<encryption><EncryptedData><EncryptionMethod Algorithm="{algorithm}"/><CipherData>'
        f'<CipherReference URI="{uri}"/></CipherData></EncryptedData></encryption>'
    )


def test_protected_books_are_named() -> None:
    lock = {"META-INF/encryption.xml": encryption("OPS/a.xhtml")}
    with pytest.raises(Unreadable, match="is protected: its chapters are encrypted"):
        read(epub({"a.xhtml": TEXT}, more=lock), "x.epub")
    article = read(epub({"a.xhtml": TEXT, "b.xhtml": TEXT}, more=lock), "x.epub")
    assert article.origin.doubts == ("Chapters are missing: they are encrypted (DRM).",)


def test_obfuscated_fonts_lock_nothing() -> None:
    font = encryption("OPS/a.xhtml", "http://www.idpf.org/2008/embedding")
    assert read(epub({"a.xhtml": TEXT}, more={"META-INF/encryption.xml": font}), "x.epub").text


BOMB = "<p>" + "a " * 12_000_000 + "</p>"
MANY = {f"m{n}": "" for n in range(20_001)}
ENTITIES = '<!DOCTYPE p [<!ENTITY a "bomb"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"PK\x03\x04 and then nothing", "is damaged: its zip archive cannot be opened"),
        (epub({"a.xhtml": TEXT})[:-400], "is damaged"),
        (zipped({"a.txt": "x"}), "is no EPUB"),
        (zipped({"META-INF/container.xml": CONTAINER}), "is incomplete: OPS/book.opf is missing"),
        (zipped({"META-INF/container.xml": "<a><b>"}), "is not well-formed XML"),
        (zipped({"META-INF/container.xml": "<a>" * 500 + "</a>" * 500}), "nested too deeply"),
        (epub({"a.xhtml": BOMB}), "is a bomb"),
        (epub({"a.xhtml": TEXT}, more=MANY), "too many members"),
        (epub({"a.xhtml": ""}), "holds no text"),
        (epub({}), "holds no text"),
        (epub({"../../../etc/passwd": TEXT}), "none of its chapters can be read"),
        (epub({"a.xhtml": "<div>" * 5000 + "x"}), "none of its chapters can be read"),
    ],
)
def test_hostile_books_end_with_a_reason(data: bytes, why: str) -> None:
    begun = process_time()
    with pytest.raises(Unreadable, match=why):
        read(data, "x.epub")
    assert process_time() - begun < 5


def test_chapters_that_are_harmless_alone_can_be_a_bomb_together() -> None:
    body = f"<p>{LOREM * 10}</p>" + "<!-- padding -->" * 55_000
    with pytest.raises(Unreadable, match="is a bomb"):
        read(epub({f"c{n}.xhtml": body for n in range(80)}), "x.epub")


def test_entities_of_a_package_do_not_expand() -> None:
    book = epub({"a.xhtml": ENTITIES + page("<p>Text of a &b; chapter.</p>")}, metadata="")
    assert "bombbomb" not in read(book, "x.epub").text
