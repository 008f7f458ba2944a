"""Figures: what quantifies, with its value and unit; and what only looks as if it did."""

from __future__ import annotations

from itertools import pairwise
from time import process_time

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
        ("It paid 5p a share.", "5p a share", "money", 0.05, "GBP/share"),
        ("A fee of 75¢ applies.", "75¢", "money", 0.75, "USD"),
        ("It costs ₹4.5 lakh crore.", "₹4.5 lakh crore", "money", 4.5e12, "INR"),
        ("They spent Rs. 1,50,000 on it.", "Rs. 1,50,000", "money", 150000, "INR"),
        ("It is worth 3.2 trillion won.", "3.2 trillion won", "money", 3.2e12, "KRW"),
        ("The rent is 4,500 zł a month.", "4,500 zł a month", "money", 4500, "PLN/month"),
        ("Costs hit NT$2bn.", "NT$2bn", "money", 2e9, "TWD"),
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
        ("It took an hour and a half.", "an hour and a half", "duration", 1.5, "hour"),
        ("They are in their 50s or 60s.", "50s or 60s", "duration", (50, 69), "year"),
        ("It took from 1 month to 2 years.", "from 1 month to 2 years", "duration",
         (0.083333, 2), "year"),
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
        ("He is 5 feet, 11 inches tall.", "5 feet, 11 inches", "measure", 71, "inch"),
        ("It took 7.6 ± 1.1 m of wire.", "7.6 ± 1.1 m", "measure", 7.6, "m"),
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
        ("From the 1970s to the 1990s it grew.", "From the 1970s to the 1990s", ("1970", "1999")),
        ("It lay idle in Q3 then.", "Q3", "--Q3"),
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
        "The Clean Harbours Act of 1963 and the Fisheries Act 1999 were amended.",
        "Berg, O.; Lind, M. (June 2007). Tides. 92 (6): 1087–1101.",
        "Harbour Board, Tides of the Northern Coast, March 2013.",
        "See 42 U.S.C. § 2000e-2 and 401 U.S. 424 (1971).",
        "2 Many rivers carry less of it. 14 Some carry more.",
        "The Dietary Guidelines for Norland, 2020-2025 say so.",
    ],
)
def test_names_classes_and_vague_words_are_no_figures(text: str) -> None:
    assert read(text) == []


def test_a_rejected_number_does_not_hide_the_next() -> None:
    assert read("A phase 3 trial in 509 patients was stopped.") == [
        ("509 patients", "count", 509, "patient")
    ]


def test_a_time_of_the_day_is_a_date_of_its_own_unit() -> None:
    assert read("It opens at 6:23 p.m. there.") == [("6:23 p.m.", "date", "18:23", "time")]


def test_the_numbers_of_a_list_share_its_unit() -> None:
    assert [(words, value) for words, _, value, _ in read("It fell 5, 10 and 20 percent.")] == [
        ("5", 5),
        ("10", 10),
        ("20 percent", 20),
    ]


def test_a_rise_to_a_level_is_no_range() -> None:
    assert [words for words, *_ in read("It rose 3 points to 61 per cent, or 2% to 5%.")] == [
        "3 points",
        "61 per cent",
        "2% to 5%",
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
        ("It saw a 64% increase in fatal crashes.", "fatal crashes"),
        ("They pay a $750 deposit.", "deposit"),
        ("It is a 15 metre high mast.", None),
        ("Fares rose an average of 8%.", "Fares"),
        ("Rent, it is said, is due, and the levy was $7.", "levy"),
        ("It opened within 10 months of finishing.", None),
        ("Starting salaries now range from $60 to $70.", "Starting salaries"),
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
_HARD = "🙂 \r\n \u0301 \u00ad \u00a0 \u202f \u2009 \u200f ابجد ١٢ \u0000 ± ½ £ ₹ № § © é".split(
    " "
)
_NUMBERS = st.lists(st.sampled_from([*_WORDS.split(), *_HARD, "", "\n"]), max_size=30)


@given(_NUMBERS, st.sampled_from([" ", ""]), st.text(max_size=8), st.text(max_size=8))
def test_figures_of_any_jumble_are_ordered_and_disjoint(
    words: list[str], glue: str, before: str, after: str
) -> None:
    inside = glue.join(words)
    text = before + inside + after
    start, end = len(before), len(before) + len(inside)
    found = figures(text, start, end)
    assert all(start <= f.start < f.end <= end for f in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(text[f.start : f.end] == text[f.start : f.end].strip() for f in found)
    for f in found:
        if f.figure.of is not None:
            assert f.figure.of_start is not None and f.figure.of_end is not None
            assert start <= f.figure.of_start < f.figure.of_end <= end
            assert f.figure.of == text[f.figure.of_start : f.figure.of_end]
        if isinstance(f.figure.value, tuple):
            assert len(f.figure.value) == 2


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


@pytest.mark.parametrize(
    "piece", ["1", "12,", "1-", "1–", "[1", "(1)", "]", "from 1 to ", "1, ", "2010, ", "("]
)
def test_a_page_without_an_end_is_read_in_less_than_a_second(piece: str) -> None:
    text = piece * (50_000 // len(piece))
    began = process_time()
    figures(text, 0, len(text))
    assert process_time() - began < 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It raised $5-10m a year.", [("$5-10m a year", "range", (5e6, 1e7), "USD/year")]),
        ("Worth from $5m to 10m.", [("from $5m to 10m", "range", (5e6, 1e7), "USD")]),
        ("Some pay $5m-10m.", [("$5m-10m", "range", (5e6, 1e7), "USD")]),
        ("It lies 5-10 m deep.", [("5-10 m", "range", (5.0, 10.0), "m")]),
    ],
)
def test_behind_an_amount_of_money_m_is_a_million(text: str, expected: list[object]) -> None:
    assert read(text) == expected


def test_a_fall_is_two_figures_and_a_range_gives_its_lower_end_first() -> None:
    assert [f[2] for f in read("Sales fell from 12% to 8% of the market.")] == [12, 8]
    assert [f[2] for f in read("It lies between 20% and 10%.")] == [(10, 20)]
    assert [f[2] for f in read("Between a half and two thirds of adults agree.")] == [(0.5, 0.6667)]


@pytest.mark.parametrize(
    "text", ["Retrieved 12/05/2021 from the site.", "Berg, O., Tides, accessed 12/05/2021."]
)
def test_the_day_a_page_was_read_is_no_figure(text: str) -> None:
    assert read(text) == []
