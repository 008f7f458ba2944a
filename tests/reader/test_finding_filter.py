"""What somebody types to filter findings: words, values, kinds."""

from __future__ import annotations

import pytest

from index.collection import Wanted
from reader.finding_filter import read_filter


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("", Wanted()),
        ("liver failure", Wanted(text="liver failure")),
        (">30%", Wanted(least=30, unit="%")),
        ("> 30 % liver", Wanted(least=30, unit="%", text="liver")),
        (">=1.5m <2bn unit:USD", Wanted(least=1.5e6, most=2e9, unit="USD")),
        ("<1,200", Wanted(most=1200)),
        (">-5", Wanted(least=-5)),
        ("$ >3k", Wanted(least=3000, unit="USD")),
        ("risk:hazard water", Wanted("risk", "hazard", text="water")),
        ("risk:haz", Wanted("risk", "hazard")),
        ("figure:money", Wanted("figure", figure_kind="money")),
        ("kind:claim", Wanted("claim")),
        (">30 banks", Wanted(least=30, text="banks")),
        ("<5 men", Wanted(most=5, text="men")),
        (">5 boys", Wanted(least=5, text="boys")),
        (">30 kg", Wanted(least=30, text="kg")),
        (">30kg", Wanted(least=30, text="kg")),
        (">1.5 million", Wanted(least=1.5e6)),
        ("> 40 tn yen", Wanted(least=4e13, text="yen")),
        (">2bn euros", Wanted(least=2e9, text="euros")),
        (">$5", Wanted(least=5, unit="USD")),
        (">€1.5 million <€2bn", Wanted(least=1.5e6, most=2e9, unit="EUR")),
        (">5 £", Wanted(least=5, unit="GBP")),
        (">30 percent", Wanted(least=30, unit="%")),
        (">30 percentages", Wanted(least=30, text="percentages")),
        ("≥5 ≤9", Wanted(least=5, most=9)),
        (">1e6", Wanted(least=1e6)),
        (">5 eggs", Wanted(least=5, text="eggs")),
        # A sign within a word asks for nothing.
        ("a->5 covid>-19", Wanted(text="a->5 covid>-19")),
        # What is not understood, or not finished, is looked for or waits.
        ("risk:nonsense", Wanted(text="risk:nonsense")),
        ("why: because", Wanted(text="why: because")),
        (">", Wanted()),
        ("5 mg", Wanted(text="5 mg")),
    ],
)
def test_what_is_typed_is_read(typed: str, wanted: Wanted) -> None:
    assert read_filter(typed, Wanted()) == wanted


def test_what_was_chosen_by_key_holds_beside_it() -> None:
    chosen = Wanted("risk", "caveat")
    assert read_filter("water", chosen) == Wanted("risk", "caveat", text="water")
