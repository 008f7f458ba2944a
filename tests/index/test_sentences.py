"""Sentences: every stop is a question, and the words around it answer it."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Span
from index.sentences import clause_spans, sentence_spans
from tests.timing import grows_linearly


def sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentence_spans(text, 0, len(text))]


def clauses(text: str) -> list[str]:
    return [text[span.start : span.end] for span in clause_spans(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "text",
    [
        "Ostrel Inc. Chief Executive Ida Moe resigned.",
        "The U.S. President spoke to reporters.",
        "See No. 5 and Fig. 2 for the yields.",
        "It was sold on Dec. 5 in Karlholm.",
        "J. K. Moe and Dr. Lindqvist signed it.",
        "Growth was 3.5 percent, e.g. in Ardvik.",
        "Wait... what happened next is unclear.",
        "“Really?” she asked.",
        "He left (approx. 5 minutes early) by train.",
        "3. Results of the second season",
        "Moe et al. 2019 disagree.",
    ],
)
def test_a_stop_that_ends_nothing(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    "parts",
    [
        ["It belongs to Ostrel Inc.", "The price fell."],
        ["They moved to the U.S.", "The fab stayed."],
        ["Prices fell in Dec.", "They rose again."],
        ["Is it No. 5?", "No.", "It is not."],
        ["“Stop.”", "Then he left."],
        ["(It was good.)", "Nobody said so."],
        ["The yield was 3.5.", "5 more sites follow."],
        ["It works.[4, 5]", "Others disagree.[6]", "So it goes."],
        ["It ended…", "And it began!", "Did it?", "It did."],
        ["Er kam.", "Žádný problém.", "Она ушла."],
        ["第一句。", "第二句！"],
        ["The test 🙂 passed.", "🙂 All did."],
    ],
)
def test_a_stop_that_ends_a_sentence(parts: list[str]) -> None:
    glue = "" if parts[0].endswith("。") else " "
    assert sentences(glue.join(parts)) == parts


def test_a_blank_line_ends_a_sentence_without_a_stop() -> None:
    assert sentences("A title\n\nA paragraph of\ntwo lines.") == [
        "A title",
        "A paragraph of\ntwo lines.",
    ]


def test_only_the_given_stretch_is_read() -> None:
    text = "Not this. But this. And this. Not that."
    spans = sentence_spans(text, 10, 29)
    assert [text[span.start : span.end] for span in spans] == ["But this.", "And this."]


def test_clauses_begin_at_marks_and_conjunctions() -> None:
    text = "The plant has opened, but output may lag; nobody knows by how much."
    assert clauses(text) == [
        "The plant has opened,",
        "but output may lag;",
        "nobody knows by how much.",
    ]


def test_a_clause_of_two_words_stays_with_its_neighbour() -> None:
    assert clauses("However; it rained all day long — at last.") == [
        "However; it rained all day long — at last."
    ]


_PROSE = st.text(
    st.one_of(
        st.sampled_from(list(".!?…:;,—–-()[]\"'“”’ \n\u00a0\u2009🙂e\u0301é中。AaZz19")),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=200,
)


@given(_PROSE, st.integers(0, 40), st.integers(0, 40))
def test_sentences_cover_the_text_without_white_space(text: str, left: int, right: int) -> None:
    start, end = min(left, len(text)), max(min(left, len(text)), len(text) - right)
    spans = sentence_spans(text, start, end)
    _cover(text, start, end, spans)
    for span in spans:
        _cover(text, span.start, span.end, clause_spans(text, span))


def _cover(text: str, start: int, end: int, spans: list[Span]) -> None:
    assert all(start <= span.start < span.end <= end for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() for s in spans)
    edges = [start, *(edge for span in spans for edge in (span.start, span.end)), end]
    gaps = zip(edges[::2], edges[1::2], strict=True)
    assert all(not text[gap_start:gap_end].strip() for gap_start, gap_end in gaps)


@pytest.mark.parametrize(
    "piece", [".", ". ", "a.", "A. ", ".[1", "—", "; ", "a—", "(", " ", "\n ", '."']
)
def test_time_is_linear(piece: str) -> None:
    def work(size: int) -> None:
        text = piece * (size // len(piece))
        for span in sentence_spans(text, 0, len(text)):
            clause_spans(text, span)

    assert grows_linearly(work, 10_000)


def test_boundaries_of_edited_news(shared: Path) -> None:
    right = found = gold = 0
    corpus = shared / "corpora" / "sentences" / "gum.jsonl"
    for line in corpus.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        text = document["text"]
        ends = {
            span.end
            for paragraph in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text)
            for span in sentence_spans(text, paragraph.start(), paragraph.end())
        }
        labelled = {end for _, end in document["sentences"]}
        right += len(ends & labelled)
        found += len(ends)
        gold += len(labelled)
    assert 2 * right / (found + gold) > 0.975


@pytest.mark.parametrize(
    "sentences",
    [
        ["央行宣布降息。", "市场上涨！", "为什么？", "没人知道。"],
        ["彼は「もう終わりだ。」と言った。", "次の日、市場は下がった。"],
        ["「終わった。」", "彼女は笑った。"],
        ["价格会涨。”", "投资者不信。"],
        ["価格は3.5％上がった。", "理由は不明（未確認。）だ。"],
        ["금리가 올랐다. ", "왜? ", "아무도 모른다."],
        ["ارتفعت الأسعار. ", "قال د. أحمد إن السبب واضح. ", "لماذا؟ ", "لا أحد يعرف۔"],
        ["बैंक ने दरें बढ़ाईं। ", "डॉ. राव ने कहा कि यह अस्थायी है। ", "क्यों? ", "कोई नहीं जानता।"],
        ["দাম কেন বাড়ছে? ", "কেউ জানে না। ", "দাম বাড়ছে।"],
        ["Τι είναι; ", "Κανείς δεν ξέρει. ", "Οι τιμές ανεβαίνουν; όχι όλες."],
        ["ብርሃን ነው። ", "እንዴት፧ ", "አይታወቅም።"],
    ],
)
def test_stops_of_other_scripts(sentences: list[str]) -> None:
    text = "".join(sentences)
    found = [text[span.start : span.end] for span in sentence_spans(text, 0, len(text))]
    assert found == [sentence.strip() for sentence in sentences]
