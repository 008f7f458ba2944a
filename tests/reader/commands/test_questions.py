"""`quaere questions`: those with an answer, and how many have hardly one."""

from __future__ import annotations

from pathlib import Path

from tests.reader.asked_often import ASKED, asked_often
from tests.reader.commands.running import Runner


def test_what_has_hardly_an_answer_is_left_out_and_that_is_said(
    quaere: Runner, tmp_path: Path
) -> None:
    root = asked_often(tmp_path, 2)
    ran = quaere("questions", root, "--json")
    headings = [each["heading"] for each in ran.json["questions"]]
    assert len(headings) == 4 and "Who pays?" not in headings
    assert "2 with an answer of fewer than 20 words are left out" in ran.err

    every = quaere("questions", root, "--all", "--json")
    assert len(every.json["questions"]) == 6
    assert "left out" not in every.err


def test_what_several_articles_ask_stands_together_the_most_usual_first(
    quaere: Runner, tmp_path: Path
) -> None:
    root = asked_often(tmp_path, 3)
    listed = quaere("questions", root, "--together", "--json").json["questions"]
    assert [each["same_as"] for each in listed[:3]] == [ASKED] * 3
    assert len({each["article"] for each in listed[:3]}) == 3
    assert len(listed) == 6

    lines = quaere("questions", root, "--together").out.splitlines()
    assert lines[0] == ASKED
    assert [line.split()[-1] for line in lines[1:4]] == [
        "00-works.md",
        "01-works.md",
        "02-works.md",
    ]


def test_where_no_question_has_the_words_it_says_what_to_try(
    quaere: Runner, tmp_path: Path
) -> None:
    ran = quaere("questions", asked_often(tmp_path, 1), "--match", "zebra")
    assert ran.status == 1 and "quaere ask" in ran.err
