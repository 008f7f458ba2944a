"""What the reader means by a colour stands in the exports that have room for it."""

from __future__ import annotations

import csv
import io
import json

import pytest

from reader.export import FORMATS, document_of
from reader.export.template import render_with
from tests.reader.export.documents import rates

MEANINGS = {"yellow": "to *check*"}
DOCUMENT = document_of([rates()], meanings=MEANINGS)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("markdown", r"yellow (to \*check\*)"),
        ("obsidian", r"yellow (to \*check\*)"),
        ("org", ":COLOUR: yellow (to *check*)"),
        ("html", "yellow (to *check*)"),
    ],
)
def test_it_is_written_beside_the_colour(name: str, written: str) -> None:
    assert written in FORMATS[name].render(DOCUMENT)
    assert "check" not in FORMATS[name].render(document_of([rates()]))


def test_programs_are_given_it_apart() -> None:
    found = json.loads(FORMATS["json"].render(DOCUMENT))
    assert found["colours"] == MEANINGS
    assert {note["colour"] for note in found["notes"]} >= {"yellow"}
    rows = list(csv.DictReader(io.StringIO(FORMATS["csv"].render(DOCUMENT), newline="")))
    targets = [
        item["target"] for item in json.loads(FORMATS["w3c"].render(DOCUMENT))["first"]["items"]
    ]
    told = {row["colour"]: row["meaning"] for row in rows}
    assert told == {colour: MEANINGS.get(colour, "") for colour in told}
    assert {each["styleClass"]: each.get("quaere:meaning", "") for each in targets} == told
    assert render_with("{{ colours.yellow }}", DOCUMENT) == "to *check*"
