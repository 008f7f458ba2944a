"""Figures as long articles write them: sources, laws, counts of one, rates, odd spellings."""

from __future__ import annotations

import pytest

from index.findings.figures import figures


def read(text: str) -> list[tuple[str, str, object, str]]:
    """Words, kind, value and unit of every figure of a sentence."""
    return [
        (text[f.start : f.end], f.figure.kind, f.figure.value, f.figure.unit)
        for f in figures(text, 0, len(text))
    ]


@pytest.mark.parametrize(
    ("text", "words", "unit"),
    [
        ("The clinic in Tarn has one doctor.", "one doctor", "doctor"),
        ("Each ferry takes one captain on board.", "one captain", "captain"),
        ("The crew gained one helmsman.", "one helmsman", "helmsman"),
        ("There is one lighthouse left.", "one lighthouse", "lighthouse"),
        ("The law allows one boat per household.", "one boat per household", "boat/household"),
        ("All died, with the exception of one goat.", "one goat", "goat"),
        ("They lost three nets and one anchor.", "one anchor", "anchor"),
        ("It needs one pump and two filters.", "one pump", "pump"),
        ("The tutor gives one altered copy to each.", "one altered copy", "copy"),
        ("The form (PDF, 1 page) is online.", "1 page", "page"),
        ("It needs 1 or more nearby mills.", "1 or more nearby mills", "mill"),
    ],
)
def test_one_that_counts(text: str, words: str, unit: str) -> None:
    assert (words, "count", 1.0, unit) in read(text)


@pytest.mark.parametrize(
    "text",
    [
        "One reason is the cost of oil.",
        "In one case, the roof had gone.",
        "Dredging is one way to deepen it.",
        "There is one problem with that.",
        "They spoke to one another, one by one.",
        "The pier is not one owned by Tarn.",
        "Write to the Harbour Board, One Mill Plaza, Tarn.",
        "There is one single best answer.",
        "1 Understanding the tides of Ardvik",
        "They are not the only one raising the bar.",
        "Read the challenge # 1 results of it.",
    ],
)
def test_one_that_only_introduces(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The Tidal Waters Recovery Act (TWRA) of 1977 is in force.",
        "See the National Tide Statistics Report, 2014 for more.",
        "The rule changed in the 2024 edition.",
        "The notice is at 41455, 41463 (June 12, 2002).",
        "The 21st Century IDEA of Tarn was a law.",
        "Pages must meet 508 requirements.",
        "It offers no 4K cameras.",
        "Two-way audio comes with it.",
        "It holds a 4+1 Framework for tides.",
    ],
)
def test_names_of_laws_reports_and_formats_are_no_figures(text: str) -> None:
    assert read(text) == []


def test_two_years_in_brackets_are_figures_unless_an_author_stands_before_them() -> None:
    assert [words for words, *_ in read("Only twice (1998, 2001) was it met.")] == ["1998", "2001"]
    assert read("This was seen before (Moe, 1998, 2001).") == []


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Between fiscal years 2003 and 2018, it grew.", "Between fiscal years 2003 and 2018",
         ("2003", "2018")),
        ("The first half of 2024 was dry.", "first half of 2024", ("2024-01", "2024-06")),
        ("It sold more in 1H 2024.", "1H 2024", ("2024-01", "2024-06")),
        ("Margins held in 4Q23.", "4Q23", "2023-Q4"),
        ("Sales rose in Q3 FY25.", "Q3 FY25", "2025-Q3"),
        ("The budget of FY 2015-16 was cut.", "FY 2015-16", ("2015", "2016")),
        ("It fell out of use in the ‘80s.", "‘80s", ("1980", "1989")),
        ("It was signed on the 3rd of May.", "3rd of May", "--05-03"),
        ("It is due on 12 Sept.", "12 Sept.", "--09-12"),
        ("Paintings of the 17th Century North hang there.", "17th Century", ("1601", "1700")),
    ],
)  # fmt: skip
def test_a_date(text: str, words: str, value: object) -> None:
    assert read(text) == [(words, "date", value, "date")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # rates
        ("It costs $0.15 to $0.50 per word.",
         [("$0.15 to $0.50 per word", "range", (0.15, 0.5), "USD/word")]),
        ("Pay $300-500 per month.", [("$300-500 per month", "range", (300, 500), "USD/month")]),
        ("They earn $70,000 annually.", [("$70,000 annually", "money", 70000, "USD/year")]),
        ("A $500 monthly fee is due.", [("$500", "money", 500, "USD")]),
        ("A $50-60 billion-a-year fund is planned.",
         [("$50-60 billion-a-year", "range", (5e10, 6e10), "USD/year")]),
        # parts, odds and multiples
        ("It is one of the two mills of Tarn.", [("two mills", "count", 2, "mill")]),
        ("Eleven of Norland’s 17 mines closed.",
         [("Eleven of Norland’s 17 mines", "ratio", 0.6471, "mine")]),
        ("Some one-in-five adults smoke.", [("one-in-five", "ratio", 0.2, "adult")]),
        ("The odds were 5-to-1.", [("5-to-1", "ratio", 5, "ratio")]),
        ("The ratio of gulls to terns was 3 to 1.", [("3 to 1", "ratio", 3, "ratio")]),
        ("The vote went 3 to 1.", []),
        ("The fee was cut in half.", [("half", "ratio", 0.5, "")]),
        ("He was sliced in half.", []),
        ("A two-thirds majority passed it.", [("two-thirds", "ratio", 0.6667, "")]),
        # numbers without a noun
        ("Of 294 farms, 110 hit the mark.",
         [("294 farms", "count", 294, "farm"), ("110", "count", 110, "")]),
        ("Of the five mills, two were shut.",
         [("five mills", "count", 5, "mill"), ("two", "count", 2, "")]),
        ("That brought the number of members to nine.", [("nine", "count", 9, "")]),
        ("Say yes to three or more of these questions.", [("three", "count", 3, "question")]),
        ("The top six were from Ardvik.", [("six", "count", 6, "")]),
        ("Credits to Graduate: 36", [("36", "count", 36, "credit")]),
        ("App Port: 18084", []),
        ("It has a 4.8 rating.", [("4.8", "ratio", 4.8, "")]),
        ("A white cell count of more than 5 is high.", [("5", "ratio", 5, "")]),
        ("It fell (RR, 0.82).", [("0.82", "ratio", 0.82, "")]),
        ("Rate it on a 0–10 scale.", [("0–10", "range", (0, 10), "")]),
        ("Blood pressure of 130/85 is high.", [("130/85", "measure", (85, 130), "mmHg")]),
        # nouns and numbers in odd forms
        ("Some 12 U.S. ferries sank.", [("12 U.S. ferries", "count", 12, "ferry")]),
        ("The two APIs differ.", [("two APIs", "count", 2, "API")]),
        ("It runs 40+ campuses.", [("40+ campuses", "count", 40, "campus")]),
        ("She owns two 10-acre farms.",
         [("two", "count", 2, "farm"), ("10-acre", "measure", 10, "acre")]),
        ("More than 700.000 boats use it.", [("700.000 boats", "count", 700000, "boat")]),
        ("Add 2 1/2 cups of flour.", [("2 1/2 cups", "measure", 2.5, "cup")]),
        ("The levy is 16 and 2/3%.", [("16 and 2/3%", "percent", 16.6667, "%")]),
        ("A quarter million gulls left.", [("A quarter million gulls", "count", 250000, "gull")]),
        ("It cost a half-million dollars.", [("a half-million dollars", "money", 500000, "USD")]),
        ("Ardvik$50,046.81 Tarn$155.97",
         [("$50,046.81", "money", 50046.81, "USD"), ("$155.97", "money", 155.97, "USD")]),
        ("It emits 1.2 MtCO2e a year.", [("1.2 MtCO2e a year", "measure", 1.2, "MtCO2/year")]),
    ],
)  # fmt: skip
def test_the_figures_of_a_sentence(text: str, expected: list[object]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The slope was b = -0.23, SE = .04.",
         [("-0.23", "ratio", -0.23, ""), (".04", "ratio", 0.04, "")]),
        ("It uses 160-bit or 256-bit hashes.",
         [("160-bit", "measure", 160, "bit"), ("256-bit", "measure", 256, "bit")]),
        ("The iPhone 15 and 256-bit keys are new.", [("256-bit", "measure", 256, "bit")]),
        ("It followed 1,040 women from weeks 10 to 13.",
         [("1,040 women", "count", 1040, "woman")]),
        ("Section 253 of the 2016 Act lets it.", []),
        ("The Tides Act (TA) of 2006 requires a fee.", []),
        ("Priority 1 and 2 sites are left.", []),
        ("Protein kinase 2 disrupts it.", []),
        ("The gene lies on chromosome 12p there.", []),
        ("Over the past year and a half, it grew.", [("year and a half", "duration", 1.5, "year")]),
        ("Revenue by month, 1/2008–7/2020 (csv)", [("1/2008–7/2020", "date",
         ("2008-01", "2020-07"), "date")]),
        ("The team sits at 1800 F Street in Tarn.", []),
        ("Tarn Tide Board, 2016 Annual Report is out.", []),
        ("For users over 35, it is common.", [("35", "duration", 35, "year")]),
    ],
)  # fmt: skip
def test_what_stands_around_a_number_decides(text: str, expected: list[object]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4.7 / 5", [("4.7 / 5", "ratio", 0.94, "")]),
        ("They earn $100k+ a year.", [("$100k+ a year", "money", 100000, "USD/year")]),
        ("It needs 800 IUs.", [("800 IUs", "dose", 800, "IU")]),
        ("Limited seats: only 5 are free.", [("5", "count", 5, "")]),
        ("It was seen in 1012 adults.", [("1012 adults", "count", 1012, "adult")]),
        ("It began in 1648 at Ardvik.", [("1648", "date", "1648", "date")]),
        ("It is free for children (under 18).", [("18", "duration", 18, "year")]),
        ("The Tide Guidelines for Norland, 2020-2025 recommend consuming kelps.", []),
        ("It is so (Lind [1986] 1998, 253).", []),
        ("He calls it a “rule” (Let’s repeat, 2006, p. 4).", []),
        ("Extracts 2 and 3 show repeats.", []),
        ("Ardvik Tide Cup 2018 day five: a draw", []),
        ("On day five of the regatta, it blew.", []),
        ("It is spoken there (after Lind et al., 2014 eds.).", []),
    ],
)
def test_signs_and_brackets_around_a_number_decide(text: str, expected: list[object]) -> None:
    assert read(text) == expected


def test_what_is_measured_holds_a_letter() -> None:
    text = "It cut 8% of its 18,000 posts."
    assert figures(text, 0, len(text))[0].figure.of is None
