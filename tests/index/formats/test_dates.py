"""Dates are only as exact as they surely are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.formats.dates import find_date, iso_date


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2024-03-05", "2024-03-05"),
        ("2013-12-02 7:37:00 -0400", "2013-12-02"),
        ("2025-02-28T17:30:00Z", "2025-02-28"),
        ("2024/3/5", "2024-03-05"),
        ("5 March 2024", "2024-03-05"),
        ("March 5th, 2024", "2024-03-05"),
        ("Nov. 22, 2026", "2026-11-22"),
        ("Sat, 02 May 2020 10:00:00 GMT", "2020-05-02"),
        ("22. November 2026", "2026-11-22"),
        ("le 3 août 2024", "2024-08-03"),
        ("3 de marzo de 2024", "2024-03-03"),
        ("3.12.2024", "2024-12-03"),
        ("2024年3月5日", "2024-03-05"),
        ("March 2024", "2024-03"),
        ("2024-03", "2024-03"),
        ("2024", "2024"),
    ],
)
def test_dates_as_they_are_written(written: str, iso: str) -> None:
    assert iso_date(written) == iso


@pytest.mark.parametrize(
    ("written", "iso"),
    [("12/03/2024", "2024"), ("13/03/2024", "2024-03-13"), ("05-14-2025", "2025-05-14")],
)
def test_day_and_month_are_told_apart_or_left_out(written: str, iso: str) -> None:
    assert iso_date(written) == iso


@pytest.mark.parametrize("written", ["", "yesterday", "1 2 3", "20240512", "99/99/2024", "May"])
def test_what_is_no_date(written: str) -> None:
    assert iso_date(written) is None


def test_where_a_date_stands() -> None:
    text = "Published on 5 March 2024 at noon"
    assert find_date(text) == ("2024-03-05", 13, 25)
    assert text[13:25] == "5 March 2024"


@given(st.dates(min_value=__import__("datetime").date(1600, 1, 1)))
def test_iso_dates_are_themselves(day: object) -> None:
    if str(day) < "2100":
        assert iso_date(str(day)) == str(day)
