"""`quaere notes`, as it is typed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from index.collection import read_file
from reader.cli import run

RATES = """\
---
title: On rates
source: https://example.org/rates
---

The central bank raised its key rate by half a point on Thursday.

## Why did the bank act now?

Inflation has been above target for eleven months. Wage growth reached 5.2 % in the third quarter, \
the highest figure since records began, and nobody at the bank wants to wait for better data.
"""
RULING = """\
# The ruling

The court struck the rule down on Friday, and lenders “welcomed” it. Lenders had sued.

## What comes next?

The agency may appeal within sixty days, and most observers expect it to do so before the deadline.
"""
PROMISED = [
    "id", "article", "path", "title", "section", "heading", "quote", "prefix", "suffix", "start",
    "end", "state", "colour", "note", "tags", "created", "changed",
]  # fmt: skip


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    status: int
    out: str
    err: str


Quaere = Callable[..., Done]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "rates.md").write_text(RATES)
    (folder / "ruling.md").write_text(RULING)
    return folder


@pytest.fixture
def quaere(capfdbinary: pytest.CaptureFixture[bytes]) -> Quaere:
    def call(*arguments: str | Path) -> Done:
        status = run([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return Done(status, out.decode(), err.decode())

    return call


def listed(quaere: Quaere, path: Path) -> list[dict[str, Any]]:
    done = quaere("notes", "list", path, "--json")
    content = json.loads(done.out)
    assert list(content) == ["schema", "notes"]
    assert content["schema"] == "quaere/notes/1"
    assert done.status == (0 if content["notes"] else 1)
    notes: list[dict[str, Any]] = content["notes"]
    return notes


def test_add_prints_the_id_and_list_shows_the_note(quaere: Quaere, articles: Path) -> None:
    done = quaere(
        "notes", "add", articles / "rates.md", "--quote", "Wage growth reached 5.2 %",
        "--colour", "green", "--note", "Compare with spring.", "--tag", "wages",
        "--tag", "to check",
    )  # fmt: skip
    assert done.status == 0, done.err
    assert re.fullmatch("[a-z2-7]{10}\n", done.out)
    (note,) = listed(quaere, articles)
    assert list(note) == PROMISED
    article = read_file(articles / "rates.md")
    start, end = note["start"], note["end"]
    assert article.text[start:end] == note["quote"] == "Wage growth reached 5.2 %"
    assert note["id"] == done.out.strip()
    assert note["article"] == article.id
    assert (note["path"], note["title"]) == ("rates.md", "On rates")
    assert (note["section"], note["heading"]) == (1, "Why did the bank act now?")
    assert (note["state"], note["colour"], note["note"]) == (
        "ok",
        "green",
        "Compare with spring.",
    )
    assert note["tags"] == ["wages", "to-check"]


def test_list_for_people(quaere: Quaere, articles: Path) -> None:
    quaere("notes", "add", articles / "rates.md", "--quote", "Wage growth", "--note", "Really?")
    done = quaere("notes", "list", articles / "rates.md")
    assert done.status == 0
    for words in ("On rates", "Why did the bank act now?", "Wage growth", "yellow", "Really?"):
        assert words in done.out
    assert "\x1b" not in done.out


def test_add_by_offsets(quaere: Quaere, articles: Path) -> None:
    text = read_file(articles / "ruling.md").text
    start = text.index("sixty days")
    file = articles / "ruling.md"
    assert quaere("notes", "add", file, "--start", f"{start}", "--end", f"{start + 10}").status == 0
    (note,) = listed(quaere, articles)
    assert note["quote"] == "sixty days"


def test_a_quote_may_be_typed_with_plain_quotation_marks(quaere: Quaere, articles: Path) -> None:
    quaere("notes", "add", articles / "ruling.md", "--quote", 'lenders "welcomed" it')
    (note,) = listed(quaere, articles)
    assert note["quote"] == "lenders “welcomed” it"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--quote", "No such words"], "does not contain that quote"),
        (["--quote", "enders"], "stands 2 times in .*; say which"),
        (["--start", "3"], "either --quote TEXT, or --start N with --end N"),
        (["--quote", "court", "--start", "3", "--end", "4"], "either --quote TEXT"),
        (["--start", "3", "--end", "99999"], "There is no text from 3 to 99999"),
        (["--quote", "court", "--colour", "crimson"], "crimson"),
    ],
)
def test_what_cannot_be_highlighted_is_said(
    quaere: Quaere, articles: Path, arguments: list[str], sentence: str
) -> None:
    done = quaere("notes", "add", articles / "ruling.md", *arguments)
    assert (done.status, done.out) == (2, "")
    assert re.search(sentence, done.err)
    assert done.err.count("\n") == 1
    assert listed(quaere, articles) == []


def test_a_missing_file_is_said(quaere: Quaere, articles: Path) -> None:
    for command in (["add", articles / "no.md", "--quote", "x"], ["list", articles / "no.md"]):
        done = quaere("notes", *command)
        assert done.status == 2
        assert "no.md" in done.err


def test_edit_remove_and_restore(quaere: Quaere, articles: Path) -> None:
    id = quaere("notes", "add", articles / "rates.md", "--quote", "Wage growth").out.strip()
    assert quaere("notes", "edit", id, "--note", "New", "--tag", "a", "--colour", "pink").out == (
        f"{id}\n"
    )
    (note,) = listed(quaere, articles)
    assert (note["note"], note["tags"], note["colour"]) == ("New", ["a"], "pink")
    quaere("notes", "edit", id, "--no-tags", "--note", "")
    (note,) = listed(quaere, articles)
    assert (note["note"], note["tags"], note["colour"]) == ("", [], "pink")
    assert quaere("notes", "remove", id).status == 0
    assert listed(quaere, articles) == []
    assert quaere("notes", "restore", id).status == 0
    assert len(listed(quaere, articles)) == 1


@pytest.mark.parametrize(
    "arguments", [["edit", "nosuchnote", "--note", "x"], ["remove", "nosuchnote"], ["restore", "x"]]
)
def test_an_unknown_id_is_said(quaere: Quaere, articles: Path, arguments: list[str]) -> None:
    done = quaere("notes", *arguments)
    assert (done.status, done.out) == (2, "")
    assert "there is no such note" in done.err


def test_editing_nothing_is_wrong_usage(quaere: Quaere, articles: Path) -> None:
    done = quaere("notes", "edit", "anything")
    assert done.status == 2
    assert "say what to change" in done.err


def test_notes_of_edited_moved_and_deleted_articles(quaere: Quaere, articles: Path) -> None:
    rates, ruling = articles / "rates.md", articles / "ruling.md"
    for file, quote in (
        (rates, "The central bank raised its key rate"),
        (rates, "Wage growth reached 5.2 % in the third quarter"),
        (ruling, "The agency may appeal within sixty days"),
    ):
        assert quaere("notes", "add", file, "--quote", quote).status == 0
    rates.write_text(RATES.replace("5.2 %", "5.4 %"))
    rates.rename(articles / "rates-november.md")
    ruling.unlink()
    states = {(note["path"], note["quote"]): note["state"] for note in listed(quaere, articles)}
    assert states == {
        ("rates-november.md", "The central bank raised its key rate"): "ok",
        ("rates-november.md", "Wage growth reached 5.2 % in the third quarter"): "moved",
        ("ruling.md", "The agency may appeal within sixty days"): "orphan",
    }


def test_damaged_notes_are_said_with_status_3(quaere: Quaere, articles: Path, user: Path) -> None:
    data = user / "quaere" / "data"
    data.mkdir(parents=True)
    (data / "quaere.sqlite").write_bytes(b"garbage" * 1000)
    done = quaere("notes", "list", articles)
    assert (done.status, done.out) == (3, "")
    assert "are damaged" in done.err
    assert done.err.count("\n") == 1
