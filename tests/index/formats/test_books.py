"""What real tools make of our sample articles arrives: words, question headings, and little else.

The files come from `make_books`; the sample article, read by its own reader, says what is expected.
"""

from __future__ import annotations

import random
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from index.article import Article
from index.formats import Unreadable, read_article
from index.formats.repeats import words_of
from tests.index.formats.reading import check, dropped

BOOKS = Path(__file__).parent / "fixtures" / "books"
SAMPLES = Path(__file__).parents[3] / "sample_articles"
MADE_FROM = {
    "halden.epub2.epub": "biotech-melvantinib-halden-3.md",
    "lumen-notes.epub3.epub": "aviation-lumen-l40.md",
    "grid-queue.docx": "energy-grid-queue.md",
    "lumen-notes.docx": "aviation-lumen-l40.md",
    "barley.libreoffice.docx": "farming-salt-tolerant-barley.md",
    "ostrel.odt": "chips-ostrel-ardvik-fab.md",
    "lumen-notes.odt": "aviation-lumen-l40.md",
    "grid-queue.libreoffice.odt": "energy-grid-queue.md",
    "deposits.chromium.mhtml": "banking-week-deposits.html",
    "lumen.chromium.mht": "aviation-lumen-l40.md",
    "oncology.singlefile.html": "oncology-pipeline-week.html",
    "newsletter.eml": "insurance-war-risk-after-hesk.md",
    "forwarded.eml": "insurance-war-risk-after-hesk.md",
    "plain-base64.eml": "freight-after-hesk.txt",
    "wind.chromium.pdf": "energy-offshore-wind-forecast.md",
    "barley.libreoffice.pdf": "farming-salt-tolerant-barley.md",
    "karlholm.two-columns.pdf": "public-health-karlholm-water.md",
    "auction.chromium.pdf": "telecoms-spectrum-auction.html",
}
FORMATS = {".eml": "html", ".mhtml": "html", ".mht": "html", ".html": "html"}


@cache
def book(name: str) -> Article:
    article = read_article((BOOKS / name).read_bytes(), name, id="0123456789abcdef")
    check(article)
    return article


@cache
def sample(name: str) -> Article:
    return read_article((SAMPLES / name).read_bytes(), name, id="0123456789abcdef")


def words(article: Article) -> Counter[str]:
    return Counter(words_of(f"{article.title} {article.text}"))


@pytest.mark.parametrize("name", MADE_FROM)
def test_words_and_questions_arrive(name: str) -> None:
    is_pdf = name.endswith(".pdf")
    expected, found = sample(MADE_FROM[name]), book(name)
    wanted, got = words(expected), words(found)
    recall = (wanted & got).total() / wanted.total()
    extra = (got - wanted).total() / wanted.total()
    questions = {words_of(section.heading or "") for section in expected.questions}
    kept = questions & {words_of(section.heading or "") for section in found.questions}
    print(f"\n{name}: words {recall:.4f}, more {extra:.4f}, questions {len(kept)}/{len(questions)}")
    assert recall >= (0.95 if is_pdf else 0.98)
    assert len(kept) >= len(questions) * (0.9 if is_pdf else 1)
    assert len(found.questions) <= len(expected.questions)
    # A web page that was printed has its menus and teasers in it; nothing else may bring much.
    assert extra <= (0.1 if name == "auction.chromium.pdf" else 0.01)


@pytest.mark.parametrize("name", [n for n in MADE_FROM if not n.startswith("auction")])
def test_no_heading_is_made_up(name: str) -> None:
    expected = {words_of(s.heading or "") for s in sample(MADE_FROM[name]).sections}
    assert {words_of(section.heading or "") for section in book(name).sections} <= expected


@pytest.mark.parametrize("name", MADE_FROM)
def test_title_and_date(name: str) -> None:
    expected, found = sample(MADE_FROM[name]).metadata, book(name).metadata
    if not name.endswith(".eml"):
        assert words_of(found.title) == words_of(expected.title)
        assert found.published in (expected.published, None)
    assert book(name).origin.parser or name.endswith(".html")


def test_each_format_is_named() -> None:
    for name in MADE_FROM:
        extension = Path(name).suffix
        expected = "text" if name == "plain-base64.eml" else FORMATS.get(extension, extension[1:])
        assert book(name).format == expected


def test_a_book_of_several_articles() -> None:
    article = book("three-emergencies.epub3.epub")
    metadata = article.metadata
    assert metadata.title == "Three slow emergencies"
    assert metadata.authors == ("Ilka Strandh", "Per Aune")
    assert (metadata.published, metadata.language) == ("2026-07-01", "en")
    assert metadata.tags == ("shipping", "energy")
    tops = [section.heading for section in article.sections if section.level == 1]
    assert tops == [
        "Sixteen days at Hesk",
        "Waiting for a wire: inside Vestmark’s 61-gigawatt grid queue",
    ]
    assert any(text.startswith("nav.xhtml:") for text in dropped(article, "navigation"))
    assert any(text.startswith("title_page") for text in dropped(article, "boilerplate"))


def test_notes_stand_last_with_their_marks() -> None:
    for name in ("lumen-notes.docx", "lumen-notes.odt", "lumen-notes.epub3.epub"):
        article = book(name)
        notes = [block for block in article.blocks if block.kind == "footnote"]
        expected = [b for b in sample("aviation-lumen-l40.md").blocks if b.kind == "footnote"]
        assert [note.marker for note in notes] == [note.marker for note in expected] != []
        assert "[1]" in article.text[: notes[0].start]


def test_running_heads_feet_and_page_numbers_go_once_each() -> None:
    gone = dropped(book("karlholm.two-columns.pdf"), "boilerplate")
    assert gone.count("The Karlholm Review · Water · 1") == 1 and "Page 1" in gone
    assert len(gone) == 2
    text = book("wind.chromium.pdf").text
    assert "library.example" not in text and "1/3" not in text


def test_a_pdf_says_that_its_headings_are_guessed() -> None:
    guessed = "Headings were guessed from the size and weight of their letters."
    assert guessed in book("wind.chromium.pdf").origin.doubts
    # These have bookmarks.
    assert guessed not in book("barley.libreoffice.pdf").origin.doubts


TEXT = "<p>A sentence of the article that has quite a few words in it and says little.</p>" * 9
AWAY = "http://127.0.0.1:9/x"
REACHING_OUT = {
    "page.html": f"""<!DOCTYPE html SYSTEM "{AWAY}"><html manifest="{AWAY}"><head>
        <base href="{AWAY}"><link rel="stylesheet" href="{AWAY}">
        <script src="{AWAY}"></script><meta http-equiv="refresh" content="0; url={AWAY}"></head>
        <body><iframe src="{AWAY}"></iframe><img src="{AWAY}"><h1>Who asks?</h1>{TEXT}</body></html>
        """,
    "entity.xhtml": f"""<?xml version="1.0"?><?xml-stylesheet href="{AWAY}"?><!DOCTYPE html
        [<!ENTITY % far SYSTEM "{AWAY}"> %far; <!ENTITY near SYSTEM "{AWAY}">]>
        <html xmlns:xi="http://www.w3.org/2001/XInclude"><body><xi:include href="{AWAY}"/>&near;
        {TEXT}</body></html>""",
    "note.md": f"---\nimage: {AWAY}\n---\n# T\n\n![a]({AWAY})\n\n![[{AWAY}]]\n\n{TEXT}",
    "text.txt": f"A title\n\n{AWAY}\n\n{TEXT}",
    "outside.eml": "Subject: A letter\nContent-Type: message/external-body; access-type=URL;\n"
    f' URL="{AWAY}"\n\nContent-Type: text/html\n\n{TEXT}',
    "letter.eml": f'Subject: A letter\nContent-Type: text/html\n\n<img src="{AWAY}">{TEXT}',
}
"""Files that ask for something from the network, in the way of their format."""


def test_nothing_is_fetched_while_reading(tmp_path: Path) -> None:
    for name, content in REACHING_OUT.items():
        (tmp_path / name).write_text(content, "utf-8")
    code = (
        "import socket, sys, pathlib\n"
        "def refuse(*a, **k): raise SystemExit('a connection was opened')\n"
        "for name in ('connect', 'connect_ex', 'sendto', 'sendmsg'):\n"
        "    setattr(socket.socket, name, refuse)\n"
        "socket.create_connection = socket.getaddrinfo = socket.gethostbyname = refuse\n"
        "from index.formats import Unreadable, read_article\n"
        "for folder in sys.argv[1:]:\n"
        "    for path in sorted(pathlib.Path(folder).iterdir()):\n"
        "        try:\n"
        "            print(len(read_article(path.read_bytes(), path.name, id='x').text) > 50)\n"
        "        except Unreadable as why:\n"
        "            print(path.name, why)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(BOOKS), str(tmp_path)],
        capture_output=True,
        timeout=120,
        text=True,
    )
    assert done.stderr == ""
    assert set(done.stdout.splitlines()) - {"True"} <= {"outside.eml holds no text"}


SMALL = [
    "halden.epub2.epub",
    "ostrel.odt",
    "grid-queue.docx",
    "newsletter.eml",
    "wind.chromium.pdf",
]
SMALL += ["lumen.chromium.mht", "barley.libreoffice.pdf"]


@pytest.mark.parametrize("name", SMALL)
@pytest.mark.parametrize("seed", range(8))
def test_damaged_files_are_read_or_refused_with_a_reason(name: str, seed: int) -> None:
    data, chance = bytearray((BOOKS / name).read_bytes()), random.Random(f"{name} {seed}")
    if seed % 2:
        del data[chance.randrange(len(data)) :]
    for _ in range(1 + seed * seed):
        data[chance.randrange(len(data))] = chance.randrange(256)
    try:
        check(read_article(bytes(data), name, id="0123456789abcdef"))
    except Unreadable as reason:
        assert str(reason).isprintable() and 5 < len(str(reason)) < 120
