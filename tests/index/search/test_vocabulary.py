"""Prefixes, spelling and what was meant."""

from __future__ import annotations

import pytest

from index.search.engine import WhooshEngine
from index.search.language import parse
from index.search.spelling import alike, similar
from index.search.vocabulary import MOST_OF_A_LETTER, MOST_SECTIONS, MOST_WORDS, Vocabulary
from tests.index.search.sample import generated

WORDS = Vocabulary(
    [{"reimbursement": 3, "reimburse": 5, "bank": 9}, {"bank": 2, "the": 99, "rank": 1}]
)


def test_a_prefix_stands_for_its_words_most_frequent_first() -> None:
    assert WORDS.begun("reimb") == ["reimburse", "reimbursement"]
    assert WORDS.begun("reimb", 1) == ["reimburse"]
    assert WORDS.begun("t") == []  # stop words are not looked for
    assert WORDS.begun("\U0010ffff") == []


def test_a_prefix_in_a_query_stands_for_no_more_than_can_be_read_while_typing() -> None:
    many = Vocabulary([{f"ar{n:03}": 1_000 - n for n in range(200)}])
    assert many.expansion("ar") == [f"ar{n:03}" for n in range(MOST_WORDS)]
    common = Vocabulary([{"area": MOST_SECTIONS // 2, "arms": MOST_SECTIONS // 2, "arts": 10}])
    assert common.expansion("ar") == ["area", "arms"]
    assert Vocabulary([{"area": 2 * MOST_SECTIONS}]).expansion("ar") == ["area"]
    assert common.expansion("b") == []


def test_a_single_letter_stands_for_fewer_words() -> None:
    common = Vocabulary([{"area": MOST_OF_A_LETTER, "arms": MOST_OF_A_LETTER, "arts": 10}])
    assert common.expansion("a") == ["area"]
    assert common.expansion("ar") == ["area", "arms", "arts"]


def test_words_spelt_alike_come_nearest_first() -> None:
    assert WORDS.similar("banks") == [("bank", 1)]
    assert WORDS.similar("ranc") == [("rank", 1)]
    assert WORDS.similar("bank") == [("bank", 0), ("rank", 1)]


@pytest.mark.parametrize(
    ("word", "other", "expected"),
    [
        ("tarif", "tariff", True),
        ("tarfif", "tariff", True),  # two neighbours swapped
        ("tarriffs", "tariff", True),
        ("quay", "quip", False),
        ("us", "as", False),  # too short to be misspelt
        ("teh", "the", False),  # nobody looks for stop words
        ("the", "the", True),
    ],
)
def test_alike(word: str, other: str, expected: bool) -> None:
    assert alike(word, other) is expected
    assert bool(similar(word, [other])) is expected


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("tarifs", "tariffs"),
        ("What do TARIFFFS cost bakers?", "What do tariffs cost bakers?"),
        ('+reimbursemnt -"price of acess"', '+reimbursement -"price of acess"'),
        ('"price of acess" author:marsch', '"price of access" author:marsch'),
        ("title:hrbour AND bred", "title:harbour AND bread"),
        ("risks", None),  # found as "risk"
        ("reimbursing", None),  # found in another inflection
        ("COVID-19 risk", None),
        ("xyzzyplugh", None),
        ("reimb*", None),
        ("~tarifs", None),
        ("the", None),
    ],
)
def test_only_words_the_collection_lacks_are_corrected(
    library: WhooshEngine, text: str, suggestion: str | None
) -> None:
    assert library.suggest(text, parse(text)) == suggestion


def test_a_word_being_typed_is_not_corrected_while_it_may_become_one(
    library: WhooshEngine,
) -> None:
    assert library.suggest("tarif", parse("tarif", unfinished=True)) is None
    assert library.suggest("tarrifs", parse("tarrifs", unfinished=True)) == "tariffs"


def test_the_engine_completes_and_compares(library: WhooshEngine) -> None:
    assert library.completions("REIMB") == ["reimbursement", "reimburses"]
    assert library.completions("covid1", 1) == ["covid19"]
    assert "tariffs" in library.similar("tarifs")


def test_new_words_are_known_after_a_commit(engine: WhooshEngine) -> None:
    engine.replace([generated("a", 0, "alder")], ())
    assert engine.completions("al") == ["alder"]
    engine.replace([generated("b", 0, "alder aldose")], ())
    assert engine.completions("al") == ["alder", "aldose"]


def test_rare_stems_tell_more(library: WhooshEngine) -> None:
    assert library.rarity("flour") > library.rarity("price") > 0
    assert library.rarity("nowher") == 0
