"""Headings of our own in many languages: which ask, and what."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.questions import heading_kind, what_it_asks

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "data" / "asked_abroad.tsv")
    .read_text("utf-8")
    .splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("language", "kind", "asks", "heading"), ROWS)
def test_in_an_article_of_its_language(language: str, kind: str, asks: str, heading: str) -> None:
    assert heading_kind(heading, language) == kind
    if kind != "topic":
        assert what_it_asks(heading, language) == asks


def test_without_a_language_almost_all_are_known_by_themselves() -> None:
    missed = [row for row in ROWS if heading_kind(row[3]) != row[1]]
    assert len(missed) <= len(ROWS) * 0.03, missed


@pytest.mark.parametrize(
    "heading",
    [
        "Q: Warum der Euro fällt", "2) Warum der Euro fällt", "„Warum der Euro fällt“",
        "🪙 Warum der Euro fällt", "Schritt 3: Warum der Euro fällt",
    ],
)  # fmt: skip
def test_what_stands_before_the_words_does_not_matter(heading: str) -> None:
    assert (heading_kind(heading, "de"), what_it_asks(heading, "de")) == ("implied", "why")


@pytest.mark.parametrize(
    "heading",
    ["价格？", "价格︖", "السعر؟", "Τι\u037e", "Τι;", "Ի՞նչ", "So⸮", "እንዴት፧", "So⁇", "So⁈", "¿Y?",
     "Really? 🤔", "「本当？」"],
)  # fmt: skip
def test_question_marks_of_every_script(heading: str) -> None:
    assert heading_kind(heading) == "question"
