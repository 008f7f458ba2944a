"""`quaere questions`: those with an answer, and how many have hardly one."""

from __future__ import annotations

from pathlib import Path

from tests.reader.asked_often import asked_often
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
