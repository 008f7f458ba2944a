"""What highlights, notes and tags may hold."""

from __future__ import annotations

import re

import pytest

from reader.notes.model import clean_note, clean_tags, colour_named, new_id


def test_ids_are_short_and_their_own() -> None:
    ids = {new_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(re.fullmatch("[a-z2-7]{10}", id) for id in ids)


def test_a_note_keeps_its_lines_and_loses_what_is_unsafe() -> None:
    assert clean_note("\n  First\r\n\r\nsecond \x1b[31m\n\n") == "  First\n\nsecond ␛[31m"


def test_a_tag_is_one_word() -> None:
    tags = ["central banks", "#rates", "rates", "  ", "a\nb", "new\x07"]
    assert clean_tags(tags) == ("central-banks", "rates", "a-b", "new␇")


def test_a_colour_is_one_of_five() -> None:
    assert colour_named(" Green") == "green"
    with pytest.raises(ValueError, match=r"no colour 'red'; use yellow, green, blue, pink, purple"):
        colour_named("red")
