"""How a query is read, what is refused, how it is said back."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.search.errors import QueryError
from index.search.language import LONGEST, describe, parse, plain
from index.search.query import (
    AllOf,
    AnyOf,
    Dates,
    Facet,
    Fuzzy,
    Group,
    Near,
    Not,
    Phrase,
    Prefix,
    Query,
    Word,
)

A, B, C, D = Word("apple"), Word("bread"), Word("cider"), Word("dough")


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("apple", A),
        ("apple bread", Group((A, B))),
        ("what is the apple?", A),
        ("to be", Group((Word("to"), Word("be")))),
        ('"apple bread"', Phrase(("apple", "bread"))),
        ("“Apple bread”", Phrase(("apple", "bread"))),
        ("apple -bread", Group((A,), without=(B,))),
        ("apple NOT bread", Group((A,), without=(B,))),
        ("apple -(bread cider)", Group((A,), without=(Group((B, C)),))),
        ("+apple bread", Group((B,), must=(A,))),
        ("+apple the", A),
        ("apple AND bread", AllOf((A, B))),
        ("apple OR bread", AnyOf((A, B))),
        ("apple and bread or not", Group((A, B))),
        ("apple AND bread OR cider dough", Group((AnyOf((AllOf((A, B)), C)), D))),
        ("apple AND (bread OR cider)", AllOf((A, AnyOf((B, C))))),
        ("apple AND NOT bread", AllOf((A, Not(B)))),
        ("NOT apple AND bread", AllOf((Not(A), B))),
        ("(apple bread) cider", Group((A, B, C))),
        ("reimb*", Prefix("reimb")),
        ("~reimbursment", Fuzzy("reimbursment")),
        ('"price access"~8', Near(("price", "access"), 8)),
        ('"the price of access"~8', Near(("price", "access"), 8)),
        ('"the price"~8', Phrase(("price",))),
        ("title:apple question:bread text:cider",
         Group((Word("apple", "title"), Word("bread", "question"), Word("cider", "text")))),
        ('title:"apple bread"', Phrase(("apple", "bread"), "title")),
        ("title:(apple reimb*)", Group((Word("apple", "title"), Prefix("reimb", "title")))),
        ("TITLE:apple", Word("apple", "title")),
        ("author:smith", Facet("author", ("smith",))),
        ('author:"Jane Smith" apple',
         Group((A,), filters=(Facet("author", ("jane", "smith")),))),
        ("apple author:(smith OR jones)",
         Group((A,), filters=(
             AnyOf((Facet("author", ("smith",)), Facet("author", ("jones",)))),))),
        ("apple -tag:trade", Group((A,), without=(Facet("tag", ("trade",)),))),
        ("source:https://courier.example/x", Facet("source", ("https", "courier", "example", "x"))),
        ("lang:en-GB", Facet("lang", ("en", "gb"))),
        ("tag:fin*", Facet("tag", ("fin",), open_end=True)),
        ("date:2026-03..2026-06 apple",
         Group((A,), filters=(Dates("2026-03-01", "2026-06-30"),))),
        ("date:>2026-01", Dates("2026-02-01", "")),
        ("F-35", Word("F-35")),
        ("F-3*", Phrase(("f", "3"), open_end=True)),
        ("https://x.example 12:30 3:1",
         Group((Word("https://x.example"), Word("12:30"), Word("3:1")))),
        ("apple: bread", Group((A, B))),
        ("apple - bread", Group((A, B))),
        ("*apple* **bread**", Group((Prefix("apple"), Prefix("bread")))),
        ("東京", Word("東京")),
        ("規制当局", Group((Word("規制"), Word("制当"), Word("当局")))),
        ('"規制当局"', Phrase(tuple("規制当局"))),
        ("+規制当局 apple", Group((A,), must=(Word("規制当局"),))),
    ],
)  # fmt: skip
def test_how_a_query_is_read(text: str, query: Query) -> None:
    assert parse(text) == query


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("apple rei", Group((A, AnyOf((Word("rei"), Prefix("rei")))))),
        ("apple rei ", Group((A, Word("rei")))),
        ("apple th", Group((A, AnyOf((Word("th"), Prefix("th")))))),
        ("apple the", Group((A, Prefix("the")))),
        ("apple?", A),
        ('"apple bre', Phrase(("apple", "bre"), open_end=True)),
        ('"apple bread" ', Phrase(("apple", "bread"))),
        ("(apple bread", Group((A, AnyOf((B, Prefix("bread")))))),
        ("apple AND", A),
        ("apple AND NOT", A),
        ("author:smi", Facet("author", ("smi",), open_end=True)),
        ("apple date:20", A),
        ("F-3", AnyOf((Word("F-3"), Phrase(("f", "3"), open_end=True)))),
    ],
)
def test_an_unfinished_query_is_read_as_far_as_it_goes(text: str, query: Query) -> None:
    assert parse(text, unfinished=True) == query


@pytest.mark.parametrize(
    ("text", "reason", "position"),
    [
        ("", "no word", 0),
        ("???", "no word", 0),
        ("()", "no word", 0),
        ('apple "bread', "quotation mark is not closed", 6),
        ("apple (bread", "bracket is not closed", 6),
        ("apple) bread", "closes nothing", 5),
        ("apple flavour:red", 'no field "flavour:"', 6),
        ("-apple", "leave out", 0),
        ("NOT apple -bread", "leave out", 0),
        ("apple AND", "AND wants", 6),
        ("AND apple", "AND wants", 0),
        ("apple OR AND bread", "OR wants", 6),
        ("apple NOT", "NOT wants", 6),
        ("apple date:soon", "a date is 2026", 11),
        ("(" * 100 + "apple" + ")" * 100, "nested too deeply", 30),
        ("a" * (LONGEST + 1), "longer than", LONGEST),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(text: str, reason: str, position: int) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert reason in caught.value.reason
    assert caught.value.position == position


def test_an_unknown_field_names_the_known_ones() -> None:
    with pytest.raises(QueryError, match=r"title:.*author:.*lang:.*date:"):
        parse("flavour:red")


def test_plain_reads_operators_as_words() -> None:
    assert plain('Why (not) "apple" AND author:bread -cider?') == Group((A, Word("author"), B, C))
    with pytest.raises(QueryError):
        plain("?!")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("what is the risk?", "risk"),
        ("apple bread", "any of apple, bread"),
        ('+apple "rye bread" -cider', "with apple; better with “rye bread”; without cider"),
        ("apple AND (bread OR cider)", "apple and (bread or cider)"),
        ("reimb* ~mispelt", "any of reimb…, words like mispelt"),
        ('"price access"~8', "“price access” within 8 words"),
        ("title:apple author:smith date:2026", "apple in the title; by smith; "
         "published 2026-01-01 to 2026-12-31"),
        ("tag:a lang:en asks:why kind:question source:x format:html date:>2025",
         "tagged a; language en; asking why; section kind question; from x; format html; "
         "published from 2026-01-01"),
        ("apple AND NOT bread", "apple and not bread"),
    ],
)  # fmt: skip
def test_how_a_query_was_understood(text: str, said: str) -> None:
    assert describe(parse(text)) == said


def test_a_word_being_typed_is_said_once() -> None:
    assert describe(parse("bank title:ris", unfinished=True)) == "any of bank, (ris… in the title)"


PIECES = st.sampled_from(
    ["apple", "the", "F-35", "東京都", '"', "“", "(", ")", "+", "-", "~", "*", "AND", "OR", "NOT",
     "title:", "author:", "date:", "2026..", ">2026", "x:", ":", " ", "  ", "~8", "?", "'s", "\n"]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)), st.booleans())
@example("~", False)
@example('~"', True)
@example("title:title:x", False)
@example("- -- +-+", False)
@example("\ud800 \x00", True)
def test_any_junk_is_read_or_refused_with_a_place(text: str, unfinished: bool) -> None:
    try:
        query = parse(text, unfinished=unfinished)
    except QueryError as error:
        assert error.reason
        assert 0 <= error.position <= max(len(text), 1)
    else:
        assert describe(query)
        hash(query)


@pytest.mark.parametrize(
    "piece", ["(", "a ", "-", "+a OR ", '"', "~", "title:", "a AND ", "NOT ", ")", "a*", "東"]
)
def test_long_junk_is_read_in_one_go(piece: str) -> None:
    try:
        parse((piece * LONGEST)[:LONGEST], unfinished=True)
    except QueryError as error:
        assert error.reason
