"""`quaere export`, as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.export import FORMATS
from tests.reader.commands.test_notes import Quaere, articles, quaere

__all__ = ["articles", "quaere"]


@pytest.fixture
def marked(quaere: Quaere, articles: Path) -> Path:
    for name, quote in (("rates.md", "Wage growth reached 5.2 %"), ("ruling.md", "sixty days")):
        assert quaere("notes", "add", articles / name, "--quote", quote).status == 0
    return articles


def test_help_lists_the_formats(quaere: Quaere) -> None:
    done = quaere("export", "--format", "help")
    assert done.status == 0
    assert [line.split()[0] for line in done.out.splitlines()] == list(FORMATS)


def test_an_article_is_printed_as_markdown(quaere: Quaere, marked: Path) -> None:
    done = quaere("export", marked / "rates.md", "--format", "markdown")
    assert done.status == 0
    assert done.out.startswith('---\ntitle: "On rates"\nsource: "https://example.org/rates"\n')
    assert "\n## Why did the bank act now?\n\n> Wage growth reached 5.2 %\n" in done.out


def test_a_folder_is_printed_as_json(quaere: Quaere, marked: Path) -> None:
    exported = json.loads(quaere("export", marked, "--format", "json").out)
    assert exported["schema"] == "quaere/notes/1"
    assert [note["quote"] for note in exported["notes"]] == [
        "Wage growth reached 5.2 %",
        "sixty days",
    ]


def test_a_file_is_written_again_until_somebody_edits_it(
    quaere: Quaere, marked: Path, tmp_path: Path
) -> None:
    output = tmp_path / "notes.md"
    command = ("export", marked, "--format", "markdown", "--output", output)
    assert quaere(*command).status == 0
    first = output.read_bytes()
    assert quaere(*command).status == 0
    assert output.read_bytes() == first
    quaere("notes", "add", marked / "ruling.md", "--quote", "Lenders had sued")
    assert quaere(*command).status == 0
    assert b"Lenders had sued" in output.read_bytes()
    output.write_text("My own words.")
    done = quaere(*command)
    assert done.status == 2
    assert "(--force)" in done.err
    assert output.read_text() == "My own words."
    assert quaere(*command, "--force").status == 0
    assert b"Lenders had sued" in output.read_bytes()


def test_nothing_is_written_into_the_collection(quaere: Quaere, marked: Path) -> None:
    output = marked / "notes.md"
    done = quaere("export", marked, "--format", "markdown", "--output", output)
    assert done.status == 2
    assert "inside the collection" in done.err
    assert not output.exists()


def test_nothing_highlighted_is_nothing_found(
    quaere: Quaere, articles: Path, tmp_path: Path
) -> None:
    output = tmp_path / "notes.md"
    done = quaere("export", articles, "--format", "markdown", "--output", output)
    assert (done.status, done.out) == (1, "")
    assert "nothing to export" in done.err
    assert not output.exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--format", "papyrus"], "there is no format 'papyrus'; there are markdown, json"),
        ([], "--format"),
    ],
)
def test_wrong_usage_is_said(
    quaere: Quaere, articles: Path, arguments: list[str], sentence: str
) -> None:
    done = quaere("export", articles, *arguments)
    assert (done.status, done.out) == (2, "")
    assert sentence in done.err
