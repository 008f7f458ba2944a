"""Word vectors: texts that share no word, and sections beside a question."""

from __future__ import annotations

import pytest

from index.search.analysis import names_in
from index.search.closeness import Meant, compare, nearest
from index.search.meaning import Sum, middle, sum_of


def meant(text: str) -> Sum:
    return sum_of(names_in(text))


def closeness(one: str, other: str) -> float:
    return meant(one).closeness(meant(other).direction())


@pytest.mark.parametrize(
    ("question", "near", "far"),
    [
        ("Who bears the expense?", "The owners pay the cost.", "The harbour lies in the north."),
        ("Do growers earn enough?", "Farmers make a small profit.", "Ships sail in the morning."),
        ("How toxic is the drug?", "Side effects of the medicine", "The auction of licences"),
        ("Which vessels were trapped?", "Forty ships waited.", "The bank raised its rates."),
    ],
)
def test_what_means_nearly_the_same_is_closer(question: str, near: str, far: str) -> None:
    assert closeness(question, near) > closeness(question, far) + 0.05


def test_closeness_is_a_cosine() -> None:
    text = "The ministry will rule on the intake in March."
    assert closeness(text, text) == pytest.approx(1.0)
    assert closeness("bank", "ship") == pytest.approx(closeness("ship", "bank"))
    assert closeness(text + text, text) == pytest.approx(1.0)
    added = meant("The ministry will rule") + meant("on the intake in March")
    assert added.closeness(meant(text).direction()) == pytest.approx(1.0)


def test_what_no_vector_is_known_of_is_close_to_nothing() -> None:
    unknown = meant("Xqzwv")
    assert unknown == Sum()
    assert unknown.closeness(meant("bank").direction()) == 0.0
    assert meant("bank").closeness(unknown.direction()) == 0.0
    assert middle([unknown.direction()]).closeness(meant("bank").direction()) == 0.0


def test_all_numbers_are_one_word() -> None:
    assert closeness("17", "1,234.5") == pytest.approx(1.0)


def test_a_long_text_overflows_nothing() -> None:
    text = "The bank lends money to farmers. "
    assert closeness(text * 3000, text) == pytest.approx(1.0)


def test_what_an_article_has_in_common_tells_no_section_from_another() -> None:
    question = meant("How do ships get insurance?").direction()
    ships = "Ships and vessels sailed through the strait with cargo."
    sections = [
        Meant(meant("Ships"), meant("The fleet"), meant(f"{ships} Ships sail on.")),
        Meant(meant("Ships"), meant("The premium"), meant(f"{ships} Policies cover loss.")),
    ]
    fleet, premium = compare(question, sections)
    assert premium.partial - fleet.partial > 2 * abs(premium.whole - fleet.whole)
    assert fleet.article == premium.article


def test_the_nearest_word_is_named() -> None:
    assert nearest("vessel", ["cow", "ship", "money"])[0] == "ship"
    assert nearest("xqzwv", []) == ("", 0.0)
