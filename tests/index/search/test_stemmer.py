"""Examples are those of Porter's paper, step by step, unless said otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.stemmer import stem

EXAMPLES = """
    caresses caress, ponies poni, ties ti, caress caress, cats cat,
    feed feed, agreed agre, plastered plaster, bled bled, motoring motor, sing sing,
    conflated conflat, troubled troubl, sized size, hopping hop, tanned tan, falling fall,
    hissing hiss, fizzed fizz, failing fail, filing file, happy happi, sky sky,
    relational relat, conditional condit, rational ration, valenci valenc, digitizer digit,
    conformabli conform, radicalli radic, differentli differ, vileli vile, analogousli analog,
    vietnamization vietnam, predication predic, operator oper, feudalism feudal,
    decisiveness decis, hopefulness hope, callousness callous, formaliti formal,
    sensitiviti sensit, sensibiliti sensibl, triplicate triplic, formative form, formalize formal,
    electriciti electr, electrical electr, hopeful hope, goodness good, revival reviv,
    allowance allow, inference infer, airliner airlin, gyroscopic gyroscop, adjustable adjust,
    defensible defens, irritant irrit, replacement replac, adjustment adjust, dependent depend,
    adoption adopt, homologou homolog, communism commun, activate activ, angulariti angular,
    homologous homolog, effective effect, bowdlerize bowdler, probate probat, rate rate,
    cease ceas, controll control, roll roll
"""


@pytest.mark.parametrize("example", [each.strip() for each in EXAMPLES.split(",")])
def test_words_of_the_paper(example: str) -> None:
    word, expected = example.split()
    assert stem(word) == expected


def test_inflections_meet() -> None:
    assert {stem(w) for w in ("reimburse", "reimbursed", "reimbursing", "reimbursement")} == {
        "reimburs"
    }


@pytest.mark.parametrize("word", ["us", "be", "f", "", "f35", "3.5", "東", "größe"])
def test_short_words_numbers_and_other_letters_stay(word: str) -> None:
    assert stem(word) == word


def test_a_plural_behind_a_digit_goes() -> None:
    assert stem("f35s") == "f35"
    assert stem("1990s") == "1990"


@given(st.text(alphabet="abcdefghilmnorstuyz", max_size=15))
def test_a_stem_is_never_longer_than_its_word(word: str) -> None:
    assert 0 < len(stem(word)) <= len(word) or word == ""
