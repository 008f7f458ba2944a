"""What stands behind `date:`."""

from __future__ import annotations

import pytest

from index.search.dates import read_dates, within
from index.search.query import Dates


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-03", "2026-03-01", "2026-03-31"),
        ("2026-3-4", "2026-03-04", "2026-03-04"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-03..2026-06", "2026-03-01", "2026-06-30"),
        ("2026-03..", "2026-03-01", ""),
        ("..2026", "", "2026-12-31"),
        (">2026-01", "2026-02-01", ""),
        (">=2026-01", "2026-01-01", ""),
        ("<2026", "", "2025-12-31"),
        ("<=2026-02", "", "2026-02-28"),
    ],
)
def test_dates_are_read(text: str, first: str, last: str) -> None:
    assert read_dates(text) == Dates(first, last)


@pytest.mark.parametrize(
    "text", ["", "..", "soon", "2026-13", "2026-02-30", "0000", ">9999-12-31", "26", "2026-1-1-1"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="a date is"):
        read_dates(text)


@pytest.mark.parametrize(
    ("published", "inside"),
    [
        ("2026-03-14", True),
        ("2026-03", True),
        ("2026", False),  # it may have been in May
        ("2026-04-01", False),
        ("2026-13", False),
        ("", False),
    ],
)
def test_a_partial_date_counts_only_if_all_its_days_lie_within(
    published: str, inside: bool
) -> None:
    assert within(published, read_dates("2026-03")) is inside
