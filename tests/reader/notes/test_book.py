"""Making, changing and finding highlights, as the app and the command line do it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.article import Article, Summary
from reader.notes.book import Notes
from reader.notes.model import Highlight
from reader.store import Store
from tests.reader.notes.articles import make_article

RATES = """\
The central bank raised its key rate by half a point on Thursday.

## Why did the bank act now?

Inflation has been above target for eleven months. Wage growth reached 5.2 % in the third quarter.
"""
RULING = """\
The court struck the rule down on Friday, and lenders welcomed it.

## What comes next?

The agency may appeal within sixty days, and most observers expect it to do so.
"""


class Folder:
    """A collection of files that are articles already; read as the real one reads."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._articles: dict[str, tuple[Path, Article]] = {}

    def put(self, name: str, written: str, **about: str) -> tuple[Article, Path]:
        file = self.root / name
        file.write_text(written)
        article = make_article(written, path=name, title=about.pop("title", name), **about)  # type: ignore[arg-type]
        self._articles[article.id] = file, article
        return article, file

    def drop(self, name: str) -> None:
        (self.root / name).unlink()
        self._articles = {id: held for id, held in self._articles.items() if held[0].name != name}

    def articles(self) -> list[Summary]:
        return [
            Summary(id, article.path, article.format, article.metadata, 0, 0, 0, 0, 0)
            for id, (_, article) in self._articles.items()
        ]

    def read(self, article: str) -> Article:
        return self._articles[article][1]

    def file_of(self, article: str) -> Path:
        return self._articles[article][0]


class Times:
    """Each look at the clock is a minute later."""

    def __init__(self) -> None:
        self.minute = -1

    def __call__(self) -> datetime:
        self.minute += 1
        return datetime(2026, 11, 22, 10, self.minute, tzinfo=UTC)


@pytest.fixture
def notes(tmp_path: Path) -> Iterator[Notes]:
    with Store(tmp_path / "data", clock=Times()) as store:
        yield Notes(store)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    root = tmp_path / "articles"
    root.mkdir()
    return Folder(root)


def mark(notes: Notes, put: tuple[Article, Path], quote: str, **more: object) -> Highlight:
    article, file = put
    start = article.text.index(quote)
    return notes.add(article, file, start, start + len(quote), **more)  # type: ignore[arg-type]


def listed(notes: Notes, folder: Folder) -> Mapping[str, list[tuple[str, str]]]:
    return {
        group.path: [(each.highlight.selector.exact, each.state) for each in group.notes]
        for group in notes.for_folder(folder.root, folder)
    }


def test_a_highlight_is_kept_with_its_note(notes: Notes, folder: Folder) -> None:
    put = folder.put("rates.md", RATES)
    made = mark(notes, put, "Wage growth", colour="Blue", note="Check\x07 it\n", tags=["to do"])
    assert (made.colour, made.note, made.tags) == ("blue", "Check␇ it", ("to-do",))
    assert made.created == made.changed == "2026-11-22T10:00:00Z"
    assert notes.get(made.id) == made


def test_highlights_come_in_text_order_and_may_overlap(notes: Notes, folder: Folder) -> None:
    put = folder.put("rates.md", RATES)
    quotes = ["Wage growth reached 5.2 %", "The central bank", "5.2 % in the third quarter"]
    for quote in quotes:
        mark(notes, put, quote)
    found = notes.for_article(*put)
    assert [each.current_text for each in found] == [quotes[1], quotes[0], quotes[2]]


def test_what_cannot_be_marked_is_refused_and_not_kept(notes: Notes, folder: Folder) -> None:
    put = folder.put("rates.md", RATES)
    with pytest.raises(ValueError, match="There is no text"):
        notes.add(*put, 5, 5)
    with pytest.raises(ValueError, match="There is no colour"):
        notes.add(*put, 0, 5, colour="crimson")
    assert notes.for_article(*put) == []


def test_edit_changes_what_is_given(notes: Notes, folder: Folder) -> None:
    made = mark(notes, folder.put("rates.md", RATES), "Wage growth", note="first", tags=["a"])
    edited = notes.edit(made.id, note="second")
    assert (edited.note, edited.tags, edited.colour) == ("second", ("a",), "yellow")
    assert (edited.created, edited.changed) == ("2026-11-22T10:00:00Z", "2026-11-22T10:01:00Z")
    assert notes.edit(made.id, tags=(), colour="pink").tags == ()
    with pytest.raises(KeyError):
        notes.edit("nosuchnote", note="x")


def test_removing_can_be_undone(notes: Notes, folder: Folder) -> None:
    put = folder.put("rates.md", RATES)
    made = mark(notes, put, "Wage growth")
    notes.remove(made.id)
    assert notes.for_article(*put) == []
    assert notes.restore(made.id).id == made.id
    assert [each.highlight.id for each in notes.for_article(*put)] == [made.id]


def test_an_edited_article_keeps_its_notes_and_lists_orphans_last(
    notes: Notes, folder: Folder
) -> None:
    put = folder.put("rates.md", RATES)
    gone = "The central bank raised its key rate by half a point on Thursday."
    for quote in (gone, "Wage growth reached 5.2 % in the third quarter."):
        mark(notes, put, quote)
    edited = folder.put("rates.md", RATES.replace(gone, "A correction.").replace("5.2", "5.4"))
    found = notes.for_article(*edited)
    assert [(each.state, each.current_text) for each in found] == [
        ("moved", "Wage growth reached 5.4 % in the third quarter."),
        ("orphan", None),
    ]


def test_a_moved_place_can_be_accepted(notes: Notes, folder: Folder) -> None:
    made = mark(notes, folder.put("rates.md", RATES), "reached 5.2 % in the third quarter")
    edited = folder.put("rates.md", RATES.replace("5.2", "5.4"))
    (found,) = notes.for_article(*edited)
    assert found.start is not None
    assert found.end is not None
    notes.attach(made.id, *edited, found.start, found.end)
    (found,) = notes.for_article(*edited)
    assert (found.state, found.current_text) == ("ok", "reached 5.4 % in the third quarter")


# Files that move


def test_a_moved_file_finds_its_notes(notes: Notes, folder: Folder) -> None:
    mark(notes, folder.put("rates.md", RATES, title="On rates"), "Wage growth")
    folder.drop("rates.md")
    folder.put("2026-rates.md", RATES, title="On rates")
    assert listed(notes, folder) == {"2026-rates.md": [("Wage growth", "ok")]}


def test_an_article_saved_again_finds_its_notes_by_its_source(notes: Notes, folder: Folder) -> None:
    source = "https://example.org/rates"
    mark(notes, folder.put("rates.md", RATES, source=source), "Wage growth reached 5.2 %")
    folder.drop("rates.md")
    again = folder.put("rates-2.md", f"Updated.\n\n{RATES}", source=source)
    assert [each.state for each in notes.for_article(*again)] == ["ok"]


def test_notes_of_a_file_edited_and_then_moved_are_followed(notes: Notes, folder: Folder) -> None:
    mark(notes, folder.put("rates.md", RATES, title="On rates"), "Wage growth reached 5.2 %")
    edited = folder.put("rates.md", f"Updated.\n\n{RATES}", title="On rates")
    assert notes.follow(*edited) == 1
    assert notes.follow(*edited) == 0
    folder.drop("rates.md")
    moved = folder.put("moved.md", f"Updated.\n\n{RATES}", title="On rates")
    assert [each.state for each in notes.for_article(*moved)] == ["ok"]


def test_a_copy_shows_the_notes_and_the_original_keeps_them(notes: Notes, folder: Folder) -> None:
    mark(notes, folder.put("rates.md", RATES, title="On rates"), "Wage growth")
    copy = folder.put("a-copy.md", RATES, title="On rates")
    assert [each.state for each in notes.for_article(*copy)] == ["ok"]
    assert notes.follow(*copy) == 0
    assert listed(notes, folder) == {"rates.md": [("Wage growth", "ok")]}


def test_another_article_of_the_same_source_gets_no_orphans(notes: Notes, folder: Folder) -> None:
    source = "https://example.org/newsletter"
    mark(notes, folder.put("rates.md", RATES, source=source), "Wage growth reached 5.2 %")
    other = folder.put("ruling.md", RULING, source=source)
    assert notes.for_article(*other) == []


def test_notes_of_a_deleted_file_stay_listed(notes: Notes, folder: Folder) -> None:
    article, _ = put = folder.put("rates.md", RATES, title="On rates")
    mark(notes, put, "Wage growth")
    mark(notes, folder.put("ruling.md", RULING), "most observers")
    folder.drop("rates.md")
    assert listed(notes, folder) == {
        "rates.md": [("Wage growth", "orphan")],
        "ruling.md": [("most observers", "ok")],
    }
    gone = notes.for_folder(folder.root, folder)[0]
    assert (gone.id, gone.article, gone.ref.title) == (article.id, None, "On rates")


def test_notes_of_another_folder_are_not_listed(
    notes: Notes, folder: Folder, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    mark(notes, Folder(elsewhere).put("rates.md", RATES), "Wage growth")
    folder.put("ruling.md", RULING)
    assert notes.for_folder(folder.root, folder) == []
