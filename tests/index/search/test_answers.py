"""Sections ranked as answers to a question, and the sentences quoted from them."""

from __future__ import annotations

import pytest

from index.article import Asks
from index.search.asked import Asked, asked_for, read_question
from index.search.passages import Candidate, Ranked, examined, rank
from index.search.thesaurus import related

SENTENCES = (
    "Regional banks hold most of these loans on their books.",
    "The ruling matters because it lets courts review every tariff.",
    "See below.",
    "Nobody in the harbour expected the loans to be repaid.",
)


def section(number: int, heading: str, *sentences: str, asks: Asks | None = None) -> Candidate:
    return Candidate("a", number, "Ships at Hesk", heading, asks, sentences, asks is not None)


def asked(question: str) -> Asked:
    return read_question(question, lambda _: 2.0)


def ranked(question: str, *sections: Candidate) -> list[Ranked]:
    return rank(asked(question), sections)


def best(question: str) -> str:
    (only,) = ranked(question, section(1, "The ruling and the banks", *SENTENCES))
    return SENTENCES[only.best_sentences(asked(question), 1)[0]]


def test_the_sentence_with_the_words_of_the_question_is_quoted() -> None:
    assert best("Why does the ruling matter?") == SENTENCES[1]
    assert best("Who holds the loan at regional banks?") == SENTENCES[0]
    assert best("loans in the harbour") == SENTENCES[3]


def test_where_only_the_heading_answers_the_first_sentence_is_quoted() -> None:
    question = "Who pays the toll?"
    (only,) = ranked(question, section(1, question, *SENTENCES))
    assert only.best_sentences(asked(question), 1) == [0]
    assert only.best_sentences(asked(question), 4)[-1] in (2, 3)


def test_what_stands_in_all_sections_of_an_article_tells_less_than_what_stands_in_one() -> None:
    first = section(1, "", "Hesk closed and Hesk opened, and the strait of Hesk is narrow.")
    second = section(2, "", "At Hesk the insurers pay.")
    assert [each.candidate.number for each in ranked("Hesk insurers", first, second)] == [2, 1]


def test_a_heading_that_asks_the_same_way_decides_between_equals() -> None:
    text = "The ministry will rule on the intake in March."
    sections = [
        section(1, "Whose word is it?", text, asks="who"),
        section(2, "When is the ruling due?", text, asks="when"),
    ]
    found = ranked("By what date will the ministry decide?", *sections)
    assert found[0].candidate.number == 2
    assert found[0].asks and not found[1].asks


def test_related_words_are_found_and_named() -> None:
    assert related("vessel")["ship"] > 0
    (found,) = ranked("vessels", section(1, "", "Forty ships waited outside the harbour."))
    assert found.words == {"vessel": "ship"}


def test_nothing_in_common_is_no_answer() -> None:
    assert ranked("cheese", section(1, "The ruling", *SENTENCES)) == []
    assert ranked("the of and", section(1, "The ruling", *SENTENCES)) == []


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("When does it end?", "when"),
        ("What is the timetable?", "when"),
        ("What made them leave?", "why"),
        ("Which groups object?", "who"),
        ("Is it possible to rinse it?", "can"),
        ("By what method were they chosen?", "how"),
    ],
)
def test_what_a_question_asks_for(question: str, asks: Asks) -> None:
    assert asks in asked_for(question)


def test_names_are_told_from_other_words() -> None:
    asked = read_question("Could Ostrel recycle what the L-40 plant takes?", lambda _: 2.0)
    assert {"ostrel", "l40"} <= asked.names
    assert not {"could", "recycl", "plant", "take"} & asked.names


def test_of_articles_alike_the_one_that_is_named_or_found_best_answers() -> None:
    text = "The board will decide on the permit in March."
    other = Candidate("b", 1, "A harbour in Sele", "When is it due?", "when", (text,), True)
    here = Candidate("a", 1, "Ships at Zhesk", "When is it due?", "when", (text,), True)
    question = read_question("When does the board decide at Zhesk?", lambda _: 2.0)
    assert rank(question, [other, here])[0].candidate.article == "a"
    question = read_question("When does the board decide?", lambda _: 2.0)
    for first, second in ("ab", "ba"):
        found = best_of(examined(question, [other, here], {first: 1.0, second: 0.2}))
        assert found == first


def best_of(found: list[Ranked]) -> str:
    return max(found, key=lambda each: each.score).candidate.article
