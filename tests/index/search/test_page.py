"""The page about the query language promises only what can be read, and names every field."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from index.search.fields import FIELDS, VALUES
from index.search.language import parse

PAGE = (Path(__file__).parents[3] / "docs" / "search.md").read_text()
EXAMPLES = sorted(
    {
        code
        for line in PAGE.splitlines()
        for code in re.findall(r"`([^`]+)`", line)
        if not code.startswith(("quaere", "--", "-tag", "in:"))
        and not re.fullmatch(r"[a-z]+:", code)
    }
)


@pytest.mark.parametrize("query", EXAMPLES)
def test_every_example_can_be_read(query: str) -> None:
    if query in ("AND", "OR", "NOT"):
        return
    parse(query)


def test_every_field_and_every_fixed_value_is_on_the_page() -> None:
    for field in FIELDS:
        assert f"`{field}:" in PAGE or f"{field}:" in PAGE
    for field, values in VALUES.items():
        for value in values:
            assert f"`{value}`" in PAGE or f"`{field}:{value}`" in PAGE
