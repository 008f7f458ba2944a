"""`quaere export`, as it is typed."""

from __future__ import annotations

import json
import subprocess
import sys
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
        (["--format", "papyrus"], "there is no format 'papyrus'; there are markdown, obsidian"),
        (["--since", "yesterday"], "'yesterday' is no date; write 2026, 2026-11 or 2026-11-22"),
        (["--search", "("], "the query cannot be read"),
        (["--format", "csv", "--findings"], "csv has no place for findings; these have: markdown"),
        (["--clipboard", "--output", "x"], "contradict each other"),
    ],
)
def test_wrong_usage_is_said(
    quaere: Quaere, articles: Path, arguments: list[str], sentence: str
) -> None:
    done = quaere("export", articles, *arguments)
    assert (done.status, done.out) == (2, "")
    assert sentence in done.err


def test_without_a_format_it_is_markdown(quaere: Quaere, marked: Path) -> None:
    assert quaere("export", marked).out == quaere("export", marked, "--format", "markdown").out


def test_a_template_to_begin_with_can_be_used_as_it_is(
    quaere: Quaere, marked: Path, tmp_path: Path
) -> None:
    template = tmp_path / "mine.j2"
    template.write_text(quaere("export", "--format", "template-help").out)
    made = quaere("export", marked, "--template", template, "--findings").out
    assert "## Why did the bank act now?\n\n> Wage growth reached 5.2 %\n" in made
    assert "figure: " in made or "claim: " in made


def test_only_what_was_asked_for_is_exported(quaere: Quaere, marked: Path) -> None:
    quaere("notes", "add", marked / "ruling.md", "--quote", "Lenders had sued", "--tag", "Court")

    def quotes(*options: str) -> list[str]:
        done = quaere("export", marked, "--format", "json", *options)
        exported = json.loads(done.out) if done.out else {"notes": []}
        return [note["quote"] for note in exported["notes"]]

    assert quotes("--tag", "court") == ["Lenders had sued"]
    assert quotes("--search", "appeal sixty days") == ["sixty days"]
    assert quotes("--search", "colour:yellow appeal") == ["sixty days"]
    assert quotes("--search", "colour:green") == quotes("--colour", "green") == []
    assert len(quotes("--colour", "green", "--colour", "yellow")) == 3
    assert quotes("--until", "1999") == []
    assert len(quotes("--since", "2020", "--until", "2999-12")) == 3


def test_findings_come_along_on_request(quaere: Quaere, marked: Path) -> None:
    plain = json.loads(quaere("export", marked, "--format", "json").out)
    asked = json.loads(quaere("export", marked, "--format", "json", "--findings").out)
    assert "findings" not in plain
    assert {found["kind"] for found in asked["findings"]} <= {"claim", "figure", "risk"}
    assert all(found["shown"] for found in asked["findings"])
    assert asked["findings"]


def test_a_folder_gets_a_file_for_each_article(
    quaere: Quaere, marked: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "vault"
    command = ("export", marked, "--format", "obsidian", "--output", f"{folder}/")
    assert quaere(*command).status == 0
    assert len(list(folder.iterdir())) == 2
    assert "0 of 2 files written" in quaere(*command).err


def test_the_clipboard_needs_a_terminal(quaere: Quaere, marked: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "reader", "export", str(marked), "--clipboard"],
        capture_output=True, text=True, start_new_session=True, check=False,
        cwd=Path(__file__).resolve().parents[3],
    )  # fmt: skip
    assert done.returncode == 2
    assert "there is no terminal to copy by" in done.stderr


def test_a_caution_is_given_with_formats_that_need_one(quaere: Quaere, marked: Path) -> None:
    assert "formulas" in quaere("export", marked, "--format", "readwise").err
    assert quaere("export", marked, "--format", "csv").err == ""
