"""Figures: what quantifies, with its value and unit; and what only looks as if it did."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.findings.figures import figures
from tests.timing import grows_linearly


def read(text: str) -> list[tuple[str, str, object, str]]:
    """Words, kind, value and unit of every figure of a sentence."""
    return [
        (text[f.start : f.end], f.figure.kind, f.figure.value, f.figure.unit)
        for f in figures(text, 0, len(text))
    ]


@pytest.mark.parametrize(
    ("text", "words", "kind", "value", "unit"),
    [
        # percent
        ("It rose 12% in Ardvik.", "12%", "percent", 12, "%"),
        ("Output fell by nearly six per cent.", "six per cent", "percent", 6, "%"),
        ("A cut of 25 basis points helped.", "25 basis points", "percent", 0.25, "%"),
        ("Support slid 3.5 percentage points.", "3.5 percentage points", "percent", 3.5, "%"),
        ("Margins moved -4% that week.", "-4%", "percent", -4, "%"),
        # money
        ("It costs $48.20 to repair.", "$48.20", "money", 48.2, "USD"),
        ("Tarn lost EUR 1.3bn of deposits.", "EUR 1.3bn", "money", 1.3e9, "EUR"),
        ("The auction raised €2.4 billion.", "€2.4 billion", "money", 2.4e9, "EUR"),
        ("It paid 1.2bn euros for it.", "1.2bn euros", "money", 1.2e9, "EUR"),
        ("A budget of £5m is set aside.", "£5m", "money", 5e6, "GBP"),
        ("It cost US$3 trillion a year.", "US$3 trillion a year", "money", 3e12, "USD/year"),
        # counts and their nouns
        ("They enrolled 509 patients there.", "509 patients", "count", 509, "patient"),
        ("It opened four new plants.", "four new plants", "count", 4, "plant"),
        ("Some 1,250 tidal power stations run.", "1,250 tidal power stations", "count", 1250,
         "station"),
        ("More than 2.5 million people left.", "2.5 million people", "count", 2.5e6, "person"),
        ("A dozen farms closed.", "A dozen farms", "count", 12, "farm"),
        ("Twenty-three villages were cut off.", "Twenty-three villages", "count", 23, "village"),
        ("Two of the mills stood still.", "Two", "count", 2, "mill"),
        # durations
        ("A five-year contract was signed.", "five-year", "duration", 5, "year"),
        ("It was closed for 16 days.", "16 days", "duration", 16, "day"),
        ("A 16-hour shift is common.", "16-hour", "duration", 16, "hour"),
        ("It fell for two consecutive quarters.", "two consecutive quarters", "duration", 2,
         "quarter"),
        ("It took two and a half years.", "two and a half years", "duration", 2.5, "year"),
        ("The driver, aged 42, was unhurt.", "42", "duration", 42, "year"),
        # doses
        ("They took 20 mg once daily.", "20 mg once daily", "dose", 20, "mg/day"),
        ("Rats were given 3 mg/kg of it.", "3 mg/kg", "dose", 3, "mg/kg"),
        # ratios and odds
        ("One farm in a region of 1 in 8 closed.", "1 in 8", "ratio", 0.125, ""),
        ("The odds stood at 3:1 again.", "3:1", "ratio", 3, "ratio"),
        ("Use grew 1.6x within months.", "1.6x", "ratio", 1.6, "x"),
        ("Barely a third of them answered.", "a third", "ratio", 0.3333, ""),
        ("Half of drivers agree.", "Half of drivers", "ratio", 0.5, "driver"),
        ("It was twice as dear.", "twice", "ratio", 2, "x"),
        ("A tenfold rise followed.", "tenfold", "ratio", 10, "x"),
        ("The hazard ratio was 0.62 overall.", "0.62", "ratio", 0.62, ""),
        # measures
        ("The detour adds 3,400 nautical miles.", "3,400 nautical miles", "measure", 3400, "nmi"),
        ("They use 8 million gallons a day.", "8 million gallons a day", "measure", 8e6,
         "gallon/day"),
        ("It yields 4.1 tonnes per hectare.", "4.1 tonnes per hectare", "measure", 4.1, "t/ha"),
        ("It may reach 14 GW by then.", "14 GW", "measure", 14, "GW"),
        ("It froze at −5 °C overnight.", "−5 °C", "measure", -5, "°C"),
        # ranges: one span, both values scaled
        ("It grew 10-15% a month ago.", "10-15%", "range", (10, 15), "%"),
        ("It lasts from 5 to 9 months.", "from 5 to 9 months", "duration", (5, 9), "month"),
        ("They want $2-3 billion more.", "$2-3 billion", "range", (2e9, 3e9), "USD"),
        ("It needs between 20 and 35 percent.", "between 20 and 35 percent", "range", (20, 35),
         "%"),
        ("Only three or four buyers came.", "three or four buyers", "range", (3, 4), "buyer"),
    ],
)  # fmt: skip
def test_a_figure(text: str, words: str, kind: str, value: object, unit: str) -> None:
    assert (words, kind, value, unit) in read(text)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It was founded on 14 May 2026 there.", "14 May 2026", "2026-05-14"),
        ("Results came on Sept. 12th, 2024.", "Sept. 12th, 2024", "2024-09-12"),
        ("A vote is due on February 7th.", "February 7th", "--02-07"),
        ("It opened in March 2024.", "March 2024", "2024-03"),
        ("Deposits fell in Q3 2024.", "Q3 2024", "2024-Q3"),
        ("Nothing moved in 2024.", "2024", "2024"),
        ("Published 2024-03-05 in print.", "2024-03-05", "2024-03-05"),
        ("Effective 6/2/2025, it ends.", "6/2/2025", "2025-06-02"),
        ("Rice was cheap in the 1990s.", "1990s", ("1990", "1999")),
        ("It held from 2001 to 2020.", "from 2001 to 2020", ("2001", "2020")),
        ("The 2019-20 season was dry.", "2019-20", ("2019", "2020")),
        ("It ran June 12-14, 2020.", "June 12-14, 2020", ("2020-06-12", "2020-06-14")),
    ],
)
def test_a_date(text: str, words: str, value: object) -> None:
    assert (words, "date", value, "date") in read(text)


@pytest.mark.parametrize(
    "text",
    [
        "DLL3 and CD3 are targets of the COVID-19 drug.",
        "The A320neo and the Boeing 737 are older.",
        "The S&P 500 and the G20 met on Section 232.",
        "It is a phase 3 trial with grade 2 events.",
        "GPT-4 runs on 5G and files a 10-K.",
        "Vision 2040 is a plan of Quilla.",
        "Moe (2010) and others (Lind, 2011; Berg et al. 2012) agree.",
        "It was shown before [12] and since [3, 4].",
        "Call +47 22 33 44 55 or see https://ledger.example/2024/05/12.",
        "Version 2.0.1 answers at 8.8.8.8.",
        "One of them, and no one else, saw one another.",
        "It is a first-line, single-arm study.",
        "Several farms and many mills closed.",
    ],
)
def test_names_classes_and_vague_words_are_no_figures(text: str) -> None:
    assert read(text) == []


def test_a_rejected_number_does_not_hide_the_next() -> None:
    assert read("A phase 3 trial in 509 patients was stopped.") == [
        ("509 patients", "count", 509, "patient")
    ]


def test_an_interval_and_its_level_are_two_figures() -> None:
    found = read("The ratio was 0.62 (95% CI 0.49-0.78) in all.")
    assert [words for words, *_ in found] == ["0.62", "95%", "0.49-0.78"]
    assert found[2][2] == (0.49, 0.78)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Some 12% of rural households moved.", "rural households"),
        ("Oil output fell by 6% in May.", "Oil output"),
        ("It reported a deficit of $3bn in all.", "deficit"),
        ("They enrolled 509 adult patients there.", "adult patients"),
        ("Since then, 6% more.", None),
    ],
)
def test_what_a_figure_measures_is_a_guess_with_a_place(text: str, about: str | None) -> None:
    figure = figures(text, 0, len(text))[0].figure
    assert figure.of == about
    if about is not None and figure.of_start is not None:
        assert text[figure.of_start : figure.of_end] == about


_WORDS = """
    1 12 3.5 1,000 0 ½ one two dozen half a third twice million bn % $ € EUR mg km x to from and
    between - – of in per day year May 2020 Phase , . ( ) [ ] : / 🙂 may 5m 10k +
"""
_NUMBERS = st.lists(st.sampled_from([*_WORDS.split(), "", "\u00a0", "\n"]), max_size=30)


@given(_NUMBERS, st.sampled_from([" ", ""]))
def test_figures_of_any_jumble_are_ordered_and_disjoint(words: list[str], glue: str) -> None:
    text = glue.join(words)
    found = figures(text, 0, len(text))
    assert all(0 <= f.start < f.end <= len(text) for f in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(text[f.start : f.end] == text[f.start : f.end].strip() for f in found)


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1,",
        "-",
        "1-",
        "from 1 to ",
        "1,111",
        "1.",
        "one hundred and ",
        "[1",
        "(",
        "½",
        "$",
        "a",
    ],
)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    def work(size: int) -> None:
        text = piece * (size // len(piece))
        figures(text, 0, len(text))

    assert grows_linearly(work, 12_500)
