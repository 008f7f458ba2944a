"""What is shown of a hit: verbatim pieces and the places in them that matched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Snippet, Span
from index.search.language import parse
from index.search.snippets import WIDTH, snippets

TEXT = (
    "Quenby Harbour raised its tariffs in March. Bakers feared for their margins.\n\n"
    "Flour comes by sea. The price of access to the quay doubled, and 12,500 tonnes wait. "
    "Nobody at the café knew what F-35s cost, nor what O’Neill’s e-mail about the drug’s "
    "price said. " + "The rest of the section says nothing that anybody would look for. " * 20
    + "At the very end the reimbursement of bakers is mentioned, and the tariff again. "
    "規制当局は銀行の危険を懸念している。"
)  # fmt: skip


def marked(query: str, text: str = TEXT, *, unfinished: bool = False) -> list[str]:
    """All marked pieces, over all snippets."""
    found = snippets(text, parse(query, unfinished=unfinished))
    return [each.text[m.start : m.end] for each in found for m in each.matches]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("tariff", ["tariffs", "tariff"]),
        ("flour bakers", ["Bakers", "Flour", "bakers"]),
        ('"price of access"', ["price of access"]),
        ('"price access"', []),
        ('"access price"~3', ["price", "access"]),
        ("reimb*", ["reimbursement"]),
        ("~reimbursment", ["reimbursement"]),
        ("F-35", ["F-35s"]),
        ("F35", ["F-35s"]),
        ("F-3*", ["F-35s"]),
        ("12500", ["12,500"]),
        ("cafe", ["café"]),
        ("email", ["e-mail"]),
        ("e-mail", ["e-mail"]),
        ("oneill", ["O’Neill"]),
        ("drug", ["drug"]),
        ("銀行", ["銀行"]),
        ("flour -bakers", ["Flour"]),
        ("flour AND NOT nothing", ["Flour"]),
        ("+flour tag:x date:2026", ["Flour"]),
        ("title:flour", []),
        ("text:flour", ["Flour"]),
        ("tag:flour", []),
        ("the", ["the", "The", "the", "The", "the"]),
    ],
)
def test_every_kind_of_query_marks_exactly_what_it_means(query: str, expected: list[str]) -> None:
    found = marked(query)
    assert found[: len(expected)] == expected
    assert expected or not found


def test_the_word_being_typed_is_marked() -> None:
    assert marked('"price of acc', unfinished=True) == ["price of access"]
    assert marked("reimb", unfinished=True) == ["reimbursement"]


def test_offsets_count_from_the_article() -> None:
    for each in snippets(TEXT, parse("tariff reimbursement"), start=1000):
        assert TEXT[each.start - 1000 :].startswith(each.text)


def test_the_best_window_holds_most_of_the_query() -> None:
    first = snippets(TEXT, parse("bakers reimbursement tariff"), limit=1)
    assert [each.text[m.start : m.end] for each in first for m in each.matches] == [
        "reimbursement", "bakers", "tariff",
    ]  # fmt: skip


def test_two_pieces_stand_in_the_order_of_the_text_and_apart() -> None:
    first, second = snippets(TEXT, parse("bakers"))
    assert first.start + len(first.text) <= second.start
    assert len(snippets(TEXT, parse("bakers"), limit=1)) == 1


def test_snippets_begin_at_a_sentence_and_end_behind_a_word() -> None:
    text = "One sentence stands here. " * 3 + "Then the needle is found. " + "More words. " * 30
    (found,) = snippets(text, parse("needle"))
    assert found.text.startswith("One sentence stands here.")
    assert text[found.start + len(found.text)].isspace()
    assert len(found.text) <= WIDTH


def test_without_a_match_the_beginning_is_shown() -> None:
    (found,) = snippets(TEXT, parse("title:nowhere"))
    assert found.start == 0
    assert found.text.startswith("Quenby Harbour")
    assert found.matches == ()


def test_empty_sections_have_none() -> None:
    assert snippets(" \n", parse("risk")) == ()
    assert snippets("risk", parse("risk")) == (Snippet("risk", 0, (Span(0, 4),)),)


def test_a_phrase_longer_than_a_snippet_is_shown_as_far_as_it_goes() -> None:
    phrase = " ".join(f"word{n}" for n in range(100))
    (found,) = snippets(f"Before. {phrase}. After.", parse(f'"{phrase}"'))
    assert len(found.text) <= 3 * WIDTH
    assert len(found.matches) == 1


def test_a_match_deep_in_a_huge_text_is_found() -> None:
    text = "filler words here. " * 20_000 + "needle"
    (found,) = snippets(text, parse("needle"))
    assert [found.text[m.start : m.end] for m in found.matches] == ["needle"]


PIECES = st.sampled_from(
    ["risk", "risks ", "the ", "price", " of ", "F-35", ". ", "\n\n", "x" * 50, "東京", " ", "é"]
)  # fmt: skip
QUERIES = st.sampled_from(
    ["risk", "risk price", '"price of"', "ri*", "~prce", "F-35 東京", '"risk price"~4', "the -risk"]
)


@given(st.lists(PIECES, max_size=60).map("".join), QUERIES, st.integers(0, 10**6))
def test_snippets_are_verbatim_and_marks_lie_within(text: str, query: str, start: int) -> None:
    last = 0
    for each in snippets(text, parse(query), start=start):
        place = each.start - start
        assert place >= last
        assert text[place : place + len(each.text)] == each.text
        assert each.text == each.text.strip()
        assert 0 < len(each.text) <= 2 * WIDTH
        end = 0
        for mark in each.matches:
            assert end <= mark.start < mark.end <= len(each.text)
            end = mark.end
        last = place + len(each.text)
