"""Notes on a question or an article, without a quote: kept, found again, refused where unsure."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.notes.anchors import anchor, describe_section
from reader.notes.book import Notes
from reader.store import Store
from tests.reader.notes.articles import make_article

WRITTEN = """\
The bank raised its rate.

## Why did the bank act now?

Inflation is high.

## What could go wrong?

Builders could fail.
"""


def after(was: str, now: str, section: int) -> tuple[str, str | None]:
    place = anchor(
        describe_section(make_article(WRITTEN), section), make_article(WRITTEN.replace(was, now))
    )
    return place.state, place.heading


def test_a_note_on_a_question_follows_its_heading() -> None:
    inserted = "The bank raised its rate.\n\n## What is new?\n\nMuch."
    assert after("The bank raised its rate.", inserted, 2) == ("ok", "What could go wrong?")


def test_a_reworded_heading_is_said_to_have_changed() -> None:
    assert after("act now?", "act right now?", 1) == ("moved", "Why did the bank act right now?")


def test_another_question_is_not_the_one_noted() -> None:
    assert after("Why did the bank act now?", "Who was surprised by it?", 1)[0] == "orphan"


def test_two_questions_of_one_wording_are_both_shown() -> None:
    doubled = WRITTEN + "\n## What could go wrong?\n\nLenders could fail."
    place = anchor(describe_section(make_article(WRITTEN), 2), make_article(doubled))
    assert place.state == "suspect"
    assert len(place.candidates) == 2
    same = make_article(doubled)
    assert anchor(describe_section(same, 3), same).section == 3


def test_a_note_on_an_article_stays_whatever_becomes_of_it() -> None:
    place = anchor(describe_section(make_article(WRITTEN), 0), make_article("All is new."))
    assert (place.state, place.start, place.end, place.heading) == ("ok", 0, 0, None)


def test_it_is_kept_like_any_other(tmp_path: Path) -> None:
    article, file = make_article(WRITTEN), tmp_path / "article.md"
    file.write_text(WRITTEN)
    with Store(tmp_path / "data") as store:
        notes = Notes(store)
        made = notes.add_about(article, file, 1, note="Ask Ana.", tags=["todo"])
        (found,) = notes.for_article(article, file)
        assert found.highlight == made
        assert (found.state, found.section, found.current_text) == ("ok", 1, "")
        with pytest.raises(ValueError, match="needs some words"):
            notes.add_about(article, file, 1, note="  ")
        with pytest.raises(ValueError, match="no section 9"):
            notes.add_about(article, file, 9, note="x")


def test_a_store_of_before_takes_them_after_its_migration(tmp_path: Path) -> None:
    from reader.store import highlights
    from reader.store.schema import STEPS
    from tests.reader.store.highlights_made import made

    kept = made(note="kept")
    with Store(tmp_path, steps=STEPS[:1]) as old:
        highlights.add(old, kept)
    article = make_article(WRITTEN)
    with Store(tmp_path) as new:
        assert highlights.every(new) == [kept]
        Notes(new).add_about(article, tmp_path / "article.md", 0, note="On all of it.")
        assert len(highlights.every(new)) == 2
    assert (tmp_path / "quaere.v1.sqlite").is_file()
