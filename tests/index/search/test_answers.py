"""Sentences chosen as answers."""

from __future__ import annotations

from index.article import Span
from index.search.answers import best_sentences
from index.search.language import parse

SENTENCES = (
    "Regional banks hold most of these loans on their books.",
    "The ruling matters because it lets courts review every tariff.",
    "See below.",
    "Nobody in the harbour expected the loans to be repaid.",
)
TEXT = " ".join(SENTENCES)
SPANS = [Span(TEXT.index(each), TEXT.index(each) + len(each)) for each in SENTENCES]


def best(question: str, limit: int = 4) -> list[str]:
    found = best_sentences(TEXT, SPANS, parse(question), limit)
    return [TEXT[span.start : span.end] for span, _ in found]


def test_the_sentence_with_the_words_of_the_question_comes_first() -> None:
    assert best("Why does the ruling matter?", 1) == [SENTENCES[1]]
    assert best("Who holds the loan at regional banks?", 1) == [SENTENCES[0]]


def test_a_rarer_word_counts_for_more() -> None:
    assert best("loans harbour", 1) == [SENTENCES[3]]


def test_without_any_word_the_first_sentence_answers() -> None:
    assert best("cheese", 1) == [SENTENCES[0]]


def test_scores_fall_and_too_short_sentences_come_last() -> None:
    found = best_sentences(TEXT, SPANS, parse("cheese"), 4)
    scores = [score for _, score in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1.3 for score in scores)
    assert found[-1][0] in (SPANS[2], SPANS[3])


def test_no_sentences_no_answers() -> None:
    assert best_sentences("", [], parse("cheese"), 3) == []
