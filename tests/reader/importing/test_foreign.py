"""Files of other programs, written to their letter: quotes that are here are attached."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from index.article import Article, Summary
from index.collection import Collection
from reader.importing import Record, read_notes
from reader.importing.attaching import Attaching, Refused
from reader.importing.record import utc
from reader.notes.model import Highlight
from tests.reader.driving import SAMPLES
from tests.reader.notes.articles import make_article

ABSENT = "This sentence stands in no article of the collection, whatever one may think of it."
NOW = "2026-11-22T00:00:00Z"


@dataclass(frozen=True)
class Quoted:
    """A quote as another program has it: on one line, often with other quotation marks."""

    article: Article
    text: str
    prefix: str
    suffix: str
    heading: str | None
    start: int


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    with closing(Collection.of(SAMPLES, tmp_path_factory.mktemp("cache"))) as collection:
        collection.sync()
        yield collection


@pytest.fixture(scope="module")
def quotes(shelf: Collection) -> list[Quoted]:
    """Sentences, pairs of sentences and whole paragraphs from every article."""
    found: list[Quoted] = []
    for summary in shelf.articles():
        article = shelf.read(summary.id)
        for at in range(2, len(article.sentences) - 1, 9):
            start, end = article.sentences[at].start, article.sentences[at + at % 2].end
            text = article.text[start:end]
            if len(text) < 30:
                continue
            plain = text.replace("“", '"').replace("”", '"').replace("’", "'")
            found.append(
                Quoted(
                    article,
                    " ".join((plain if at % 3 else text).split()),
                    article.text[max(0, start - 32) : start],
                    article.text[end : end + 32],
                    article.section_at(start).heading,
                    start,
                )
            )
    assert len(found) > 40
    return found


def as_readwise(quotes: list[Quoted]) -> bytes:
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(["Highlight", "Title", "Author", "URL", "Note", "Location", "Date"])
    for number, each in enumerate(quotes, 1):
        note = ".risk .green\nMy note" if number % 2 else "My note"
        row = [each.text, each.article.title, "Somebody", "", note, number, "2026-10-01 08:00:00"]
        writer.writerow(row)
    writer.writerow([ABSENT, quotes[0].article.title, "", "", "", 99, ""])
    return made.getvalue().encode()


def as_kindle(quotes: list[Quoted]) -> bytes:
    entries: list[str] = []
    for number, each in enumerate(quotes, 1):
        head = f"{each.article.title} (Somebody, Else)"
        place = f"location {number * 10}-{number * 10 + 4}"
        added = "Added on Monday, 4 May 2020 23:37:18"
        on_page = f"page {number} | {place}" if number % 2 else place
        entries.append(f"{head}\r\n- Your Highlight on {on_page} | {added}\r\n\r\n{each.text}\r\n")
        if number % 5 == 0:
            note = f"- Your Note on location {number * 10 + 4} | {added}\r\n\r\nMy note\r\n"
            entries.append(f"{head}\r\n{note}")
        if number % 7 == 0:
            entries.append(f"{head}\r\n- Your Bookmark on location {number} | {added}\r\n\r\n\r\n")
    entries.append(f"Elsewhere\r\n- Your Highlight on page 1 | Added on x\r\n\r\n{ABSENT}\r\n")
    return ("\ufeff" + "".join(f"{entry}==========\r\n" for entry in entries)).encode()


def as_hypothesis(quotes: list[Quoted]) -> bytes:
    def row(quote: str, prefix: str, suffix: str, title: str) -> dict[str, Any]:
        selector = {"type": "TextQuoteSelector", "exact": quote, "prefix": prefix, "suffix": suffix}
        position = {"type": "TextPositionSelector", "start": 5, "end": 9}
        uri = "https://example.org/elsewhere"
        return {
            "id": "x", "uri": uri, "text": "My note", "tags": ["two words"],
            "created": "2026-01-01T10:00:00.123456+00:00",
            "updated": "2026-01-02T10:00:00.123456+00:00",
            "document": {"title": [title]}, "group": "__world__",
            "target": [{"source": uri, "selector": [position, selector]}],
        }  # fmt: skip

    rows = [row(each.text, each.prefix, each.suffix, each.article.title) for each in quotes]
    return json.dumps({"total": len(rows) + 1, "rows": [*rows, row(ABSENT, "", "", "x")]}).encode()


def as_koreader(quotes: list[Quoted]) -> bytes:
    def entry(quote: str, chapter: str | None) -> dict[str, Any]:
        return {
            "sort": "highlight", "page": 3, "time": 1_588_628_238, "text": quote,
            "note": "My note", "chapter": chapter or "", "drawer": "lighten", "color": "cyan",
        }  # fmt: skip

    titles = dict.fromkeys(each.article.title for each in quotes)
    books: list[dict[str, Any]] = [
        {
            "title": title, "author": "Somebody", "file": f"/mnt/{title}.epub",
            "number_of_pages": 9,
            "entries": [entry(q.text, q.heading) for q in quotes if q.article.title == title],
        }
        for title in titles
    ]  # fmt: skip
    books[0]["entries"].append(entry(ABSENT, ""))
    return json.dumps(
        {"created_on": 1_588_628_238, "version": "json/1.0.0", "documents": books}
    ).encode()


FORMATS: dict[str, Callable[[list[Quoted]], bytes]] = {
    "readwise": as_readwise, "kindle": as_kindle, "hypothesis": as_hypothesis,
    "koreader": as_koreader,
}  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
def test_quotes_that_are_here_are_attached_and_the_rest_is_listed(
    name: str, shelf: Collection, quotes: list[Quoted]
) -> None:
    source, records = read_notes(FORMATS[name](quotes))
    assert source.name == name
    made = list(Attaching(shelf, SAMPLES, NOW).attach(records))
    attached = [each for each in made if isinstance(each, Highlight)]
    right = 0
    for each in attached:
        here = {(q.article.title, q.start) for q in quotes}
        right += (each.article.title, each.selector.start) in here
    assert right == len(attached)
    assert right >= 0.95 * len(quotes)
    refused = [each.record.quote for each in made if isinstance(each, Refused)]
    assert ABSENT in refused
    assert len(attached) + len(refused) == len(quotes) + 1
    assert any(each.note == "My note" for each in attached)


def test_what_the_formats_say_is_kept(shelf: Collection, quotes: list[Quoted]) -> None:
    def first(name: str) -> Highlight:
        _, records = read_notes(FORMATS[name](quotes))
        made = next(iter(Attaching(shelf, SAMPLES, NOW).attach(records)))
        assert isinstance(made, Highlight)
        return made

    readwise = first("readwise")
    assert (readwise.tags, readwise.colour) == (("risk",), "green")
    assert readwise.created == "2026-10-01T08:00:00Z"
    assert first("kindle").created == "2020-05-04T23:37:18Z"
    hypothesis = first("hypothesis")
    assert (hypothesis.tags, hypothesis.changed) == (("two-words",), "2026-01-02T10:00:00Z")
    koreader = first("koreader")
    assert (koreader.colour, koreader.created) == ("blue", "2020-05-04T21:37:18Z")


@pytest.mark.parametrize("name", FORMATS)
def test_reading_the_same_file_again_gives_the_same_ids(name: str, quotes: list[Quoted]) -> None:
    once, again = (read_notes(FORMATS[name](quotes))[1] for _ in range(2))
    assert [each.lasting_id for each in once] == [each.lasting_id for each in again]


def test_a_quote_edited_since_is_found_and_another_sentence_is_not(shelf: Collection) -> None:
    article = shelf.read(shelf.articles()[0].id)
    sentence = max(article.sentences, key=lambda span: span.end - span.start)
    text = article.text[sentence.start : sentence.end]
    words = text.split()
    words[3] = "completely"
    rows = [[" ".join(words), article.title], [" ".join(sorted(words)), article.title]]
    made = io.StringIO()
    csv.writer(made).writerows([["Highlight", "Title"], *rows])
    _, records = read_notes(made.getvalue().encode())
    found, refused = Attaching(shelf, SAMPLES, NOW).attach(records)
    assert isinstance(found, Highlight)
    assert abs(found.selector.start - sentence.start) < 10
    assert isinstance(refused, Refused)
    assert refused.why == "is not in its article"


def test_kindle_keeps_a_passage_marked_again_once() -> None:
    def clipping(kind: str, place: str, text: str) -> str:
        return f"A book (B)\n- Your {kind} on location {place} | Added on x\n\n{text}\n==========\n"

    content = (
        clipping("Highlight", "10-11", "a long")
        + clipping("Highlight", "10-12", "a long passage")
        + clipping("Note", "12", "first")
        + clipping("Note", "99", "on nothing")
        + clipping("Highlight", "40-41", "<You have reached the clipping limit for this item>")
    )
    _, records = read_notes(content.encode())
    assert [(each.quote, each.note) for each in records] == [
        ("a long passage", "first"), ("", "on nothing"),
    ]  # fmt: skip


def test_annotations_of_other_programs_are_read() -> None:
    content = {
        "@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation",
        "body": {"type": "TextualBody", "value": "Says who?"},
        "target": {
            "source": "https://example.org/a",
            "selector": {
                "type": "FragmentSelector", "value": "x",
                "refinedBy": {"type": "TextQuoteSelector", "exact": "the quote"},
            },
        },
    }  # fmt: skip
    _, (record,) = read_notes(json.dumps(content).encode())
    assert (record.quote, record.note, record.source) == (
        "the quote", "Says who?", "https://example.org/a",
    )  # fmt: skip


def test_a_quote_that_stands_twice_is_told_by_its_surroundings_or_said_to_be_doubtful() -> None:
    article = make_article("First: it rained. Then: it rained. In the end it rained no more.")
    folder = Folder(article)
    rows = [Record("it rained.", title=article.title, prefix="Then: "),
            Record("it rained.", title=article.title)]  # fmt: skip
    attaching = Attaching(folder, SAMPLES, NOW)
    told, untold = attaching.attach(rows)
    assert isinstance(told, Highlight) and isinstance(untold, Highlight)
    assert (told.selector.start, untold.selector.start) == (24, 7)
    assert attaching.doubtful == [rows[1]]


class Folder:
    """A collection of one article."""

    def __init__(self, article: Article) -> None:
        self._article = article

    def articles(self) -> list[Summary]:
        about = self._article
        return [Summary(about.id, about.path, about.format, about.metadata, 0, 0, 0, 0, 0)]

    def read(self, article: str) -> Article:
        assert article == self._article.id
        return self._article

    def file_of(self, article: str) -> Path:
        assert article == self._article.id
        return SAMPLES / self._article.path


def test_a_time_before_the_year_1000_can_be_read_again() -> None:
    made = utc("0099-05-04T23:37:18Z")
    assert made == "0099-05-04T23:37:18Z"
    assert utc(made) == made
