"""Reasons in plain words: no name of a cue that only its makers understand."""

from __future__ import annotations

import pytest

from index.article import Finding, Reason
from index.collection import find_findings, read_file
from reader.notes.judgements import OWN
from reader.reasons import Why, folded, heading_of, places_of, plain, reasons_of
from tests.reader.driving import SAMPLES

TEXT = "The 2 million tons could be lost if nobody acts."


def risk(*reasons: Reason) -> Finding:
    return Finding("risk", 0, 100, 100 + len(TEXT), TEXT, 0.9, True, reasons, "hazard")


def at(quote: str, cue: str, weight: float = 1.0) -> Reason:
    start = 100 + TEXT.index(quote)
    return Reason(cue, weight, start, start + len(quote))


@pytest.mark.parametrize(
    ("cue", "said"),
    [
        ("bias", "every sentence starts with this"),
        ("other", "many smaller signs together"),
        ("neighbouring sentences", "the sentences before and after"),
        ("in a item", "in a list"),
        ("heading asks why", "its heading asks why"),
        ("heading asks other", "its heading asks"),
        ("under 8 words", "shorter than 8 words"),
        ("over 25 words", "longer than 25 words"),
        ("figure: money", "it gives a sum of money"),
        ("pronoun_subject, again", "its subject is a pronoun, once more"),
        ("a_new cue", "a new cue"),
    ],
)
def test_cues_are_said_in_plain_words(cue: str, said: str) -> None:
    assert plain(cue) == said


def test_words_are_quoted_as_the_text_has_them() -> None:
    (why,) = reasons_of(risk(at("2 million", "“0 million”")))
    assert (why.said, why.quote) == ("", "2 million")
    (why,) = reasons_of(risk(at("could be lost", "possible harm")))
    assert (why.said, why.quote) == ("possible harm", "could be lost")


def test_the_strongest_reason_comes_first_and_the_rest_last() -> None:
    told = reasons_of(risk(Reason("other", 3.0), Reason("bias", -1.3), at("lost", "loss", 1.9)))
    assert [why.weight for why in told] == [1.9, -1.3, 3.0]


def test_what_covers_the_whole_finding_is_not_drawn() -> None:
    whole, word = at(TEXT, "asserted clause"), at("lost", "loss")
    assert places_of(risk(whole, word, Reason("bias", -1.0))) == [word]


def test_a_finding_of_the_readers_own_says_so() -> None:
    assert heading_of(risk(Reason(OWN, 0.0, 100, 110))) == "A risk, marked by you"
    assert heading_of(risk(at("lost", "loss"))) == "A risk (hazard), score 0.90"


def test_no_reason_of_a_real_article_is_left_unsaid() -> None:
    for finding in find_findings(read_file(SAMPLES / "shipping-strait-of-hesk.md")):
        for why in reasons_of(finding):
            assert why.said or why.quote
            assert "_" not in why.said


def test_reasons_without_room_are_summed_in_the_last_one() -> None:
    reasons = [Why(2.0, "one"), Why(-1.5, "two"), Why(1.0, "three"), Why(0.25, "four")]
    assert folded(reasons, 4) == reasons
    assert folded(reasons, 2) == [reasons[0], Why(-0.25, "3 more, together")]
    assert folded(reasons, 1) == [Why(1.75, "4 more, together")]
