"""What queries find in a small collection: the engine, the matcher and the naked eye agree."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.search.analysis import tokens
from index.search.engine import WhooshEngine
from index.search.language import parse
from index.search.matching import matches_section
from index.search.protocol import SectionDocument
from index.search.query import (
    AllOf,
    Among,
    Amounts,
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
from index.search.spelling import alike
from index.search.stemmer import stem
from tests.index.search.sample import KEYS, generated

T0, T1, V0, V1 = "tariffs:0", "tariffs:1", "vaccine:0", "vaccine:1"
N0, U0 = "notes:0", "undated:0"

TABLE = [
    # words in all inflections, any of them
    ("tariff", {T0, T1}),
    ("reimbursed", {V0, U0}),
    ("bank flour", {T1, U0}),
    ("what is the risk?", {V0, U0}),
    ("to be or not to be", {T1, V0, V1, N0, U0}),  # nothing but stop words: then they count
    ("nowhere", set()),
    # as written, and without its punctuation
    ("COVID-19", {V0, V1}),
    ("covid19", {V0, V1}),
    ("covid", {V0, V1}),
    ("HALDEN-3", {V0, V1}),
    ("haldén 99999", {V0, V1}),
    ("F-35", {V0}),
    ("F35s", {V0}),
    ("12,500", {T1}),
    ("12500", {T1}),
    ("3.5", {T0}),
    ("35", {V0}),
    ("U.S.", {V0}),
    ("US", {V0}),
    ("cafe", {V0}),
    ("O'Neill", {V0}),
    ("oneill", {V0}),
    ("long-term", {V0}),
    ("email", {V1, U0}),
    ("e-mail", {V1, U0}),
    ("AT&T", {U0}),
    ("drug", {T1}),
    ("bold **risk** marks", {V0, U0}),
    # phrases are exact and keep their stop words; no phrase crosses from title to heading to text
    ('"price of access"', {T1}),
    ('"price access"', set()),
    ('"prices of access"', set()),
    ('"the ruling"', {T1}),
    ('"bread why"', set()),
    ('"bakers flour"', set()),
    ('"to be or not to be"', {N0}),
    ('"the price"', {T0, T1}),
    ('"and the"', {T0, T1}),
    ('"for their"', {T0}),
    ('"its by"', set()),  # "its tariffs by"
    ('"for their margins"', {T0}),
    ('"long term data"', {V0}),
    ('"risk"', {V0, U0}),
    ('"risks"', {V0}),
    # near
    ('"access price"~1', {T1}),
    ('"access price"~0', set()),
    ('"quay flour"~20', {T1}),
    # prefix, fuzzy
    ("reimb*", {V0, U0}),
    ("F-3*", {V0}),
    ("covid1*", {V0, V1}),
    ("~reimbursment", {V0}),
    ("~tarifs", {T0, T1}),
    ("~th", set()),
    # with, without, and, or, not
    ("+price bakers", {T0, T1}),
    ("access -email", {T1}),
    ("access NOT email", {T1}),
    ("access AND price", {T1}),
    ("access AND NOT price", {V1}),
    ("(flour OR protein) AND access", {T1, V1}),
    ("flour OR NOT access", {T0, T1, V0, N0, U0}),
    ("risk -reimb*", set()),
    ('risk -"small"', {V0}),
    # where words stand
    ("title:bank", {U0}),
    ("title:banks", {U0}),
    ("question:risk", {V0}),
    ("text:risk", {V0, U0}),
    ("text:ruling", set()),
    ("text:tariffs", {T0}),
    ("title:the", {T0, T1, V0, V1}),
    ('title:"price of bread"', {T0, T1}),
    ('text:"price of bread"', set()),
    ("title:harb*", {T0, T1}),
    ("text:~quaj", {T1}),
    ('question:"the ruling"', {T1}),
    # what is known of the article
    ("author:marsh", {T0, T1, V0, V1}),
    ('author:"ottoline marsh"', {T0, T1}),
    ('author:"marsh ravi"', set()),
    ("author:penh*", {T0, T1}),
    ("source:quenby-courier.example", {T0, T1}),
    ("source:courier", {T0, T1}),
    ("source:https://healthdesk.example/halden", {V0, V1}),
    ('tag:"food prices"', {T0, T1}),
    ("tag:food tag:health", set()),
    ("tag:food OR tag:health", {T0, T1, V0, V1}),
    ("format:html", {V0, V1}),
    ("lang:en", {T0, T1, V0, V1}),
    ("lang:en-GB", {V0, V1}),
    ("asks:why", {T1}),
    ("kind:question risk", {V0}),
    ("price tag:trade", {T0, T1}),
    ("price -tag:trade", set()),
    ("-tag:trade +author:marsh", {V0, V1}),
    # dates
    ("date:2026", {T0, T1, V0, V1}),
    ("date:2026-03", {T0, T1}),
    ("date:2026-01..2026-02", {V0, V1}),
    ("date:<2026", {N0}),
    ("date:>=2026-02 price", {T0, T1}),
    ("date:2026-03-14", {T0, T1}),
    # other scripts
    ("規制", {N0}),
    ("銀行の危険", {N0}),
    ('"危険を懸念"', {N0}),
    ('"危険懸念"', set()),
    ("何", {N0}),
]


def found(engine: WhooshEngine, query: Query) -> set[str]:
    total, hits = engine.search(query, 100)
    assert total == len(hits)
    return {f"{hit.article}:{hit.section}" for hit in hits}


@pytest.mark.parametrize(("text", "expected"), TABLE, ids=[text for text, _ in TABLE])
def test_the_engine_finds(library: WhooshEngine, text: str, expected: set[str]) -> None:
    assert found(library, parse(text)) == expected


@pytest.mark.parametrize(("text", "expected"), TABLE, ids=[text for text, _ in TABLE])
def test_the_matcher_agrees(text: str, expected: set[str]) -> None:
    query = parse(text)
    assert {key for key, section in KEYS.items() if matches_section(query, section)} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("ris", {V0, U0}), ('"price of acc', {T1}), ("COVID-1", {V0, V1}), ("author:ott", {T0, T1})],
)
def test_while_typing_the_last_word_may_go_on(
    library: WhooshEngine, text: str, expected: set[str]
) -> None:
    assert found(library, parse(text, unfinished=True)) == expected


def test_more_matching_words_rank_higher(library: WhooshEngine) -> None:
    _, hits = library.search(parse("access price flour quay"), 10)
    assert (hits[0].article, hits[0].section) == ("tariffs", 1)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_required_words_filter_and_the_others_only_rank(library: WhooshEngine) -> None:
    _, hits = library.search(parse("+access protein"), 10)
    assert [f"{hit.article}:{hit.section}" for hit in hits] == [V1, T1]


# Random collections and random queries against the plainest reading of what they mean

ALPHABET = ("alder", "alders", "birch", "bird", "cedar", "the", "of", "x-1")
TEXTS = st.lists(st.sampled_from(ALPHABET), max_size=8).map(" ".join)
COLLECTIONS = st.lists(st.lists(TEXTS, min_size=1, max_size=3), min_size=1, max_size=4)
WORDS = st.sampled_from(ALPHABET[:-1])
PLACES = st.sampled_from([None, "title", "text"])
LEAVES = st.one_of(
    st.builds(Word, WORDS, PLACES),
    st.builds(Phrase, st.lists(WORDS, min_size=1, max_size=3).map(tuple), PLACES),
    st.builds(
        Near,
        st.lists(WORDS, min_size=2, max_size=3, unique=True).map(tuple),
        st.integers(0, 3),
        PLACES,
    ),
    st.builds(Prefix, st.sampled_from(["a", "bi", "alders", "t"]), PLACES),
    st.builds(Fuzzy, st.sampled_from(["bird", "aldr"]), PLACES),
)


def _nested(parts: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    several = st.lists(parts, min_size=1, max_size=3).map(tuple)
    some = st.lists(parts, max_size=2).map(tuple)
    return st.one_of(
        st.builds(AllOf, several),
        st.builds(AnyOf, several),
        st.builds(Not, parts),
        st.builds(Group, several, some, some),
    )


QUERIES = st.recursive(LEAVES, _nested, max_leaves=8)


def holds(query: Query, section: SectionDocument) -> bool:
    """What a query means, said as plainly as possible."""
    match query:
        case AllOf(parts):
            return all(holds(part, section) for part in parts)
        case AnyOf(parts):
            return any(holds(part, section) for part in parts)
        case Not(part):
            return not holds(part, section)
        case Group(should, must, without):
            if any(holds(part, section) for part in without):
                return False
            return all(holds(part, section) for part in must) and (
                bool(must) or not should or any(holds(part, section) for part in should)
            )
    assert not isinstance(query, Facet | Dates | Amounts | Among)
    zones = {"title": section.title, "text": section.text}
    texts = zones.values() if query.zone is None else [zones[query.zone]]
    return any(_stands(query, [token.word for token in tokens(text)]) for text in texts)


def _stands(leaf: Query, words: list[str]) -> bool:
    match leaf:
        case Word(text):
            plain = text in ("the", "of")
            return any(word == text if plain else stem(word) == stem(text) for word in words)
        case Phrase(phrase):
            size = len(phrase)
            return any(tuple(words[n : n + size]) == phrase for n in range(len(words)))
        case Near(near, distance):
            size = len(near) + distance
            return any(set(near) <= set(words[n : n + size]) for n in range(len(words)))
        case Prefix(prefix):
            return any(word.startswith(prefix) and word not in ("the", "of") for word in words)
        case Fuzzy(word):
            return any(alike(word, other) for other in words)
    raise AssertionError(leaf)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(COLLECTIONS, st.lists(QUERIES, min_size=1, max_size=12))
def test_nested_queries_find_exactly_what_they_mean(
    tmp_path_factory: pytest.TempPathFactory, collection: list[list[str]], queries: list[Query]
) -> None:
    sections = [
        SectionDocument(str(article), number, texts[0], None, text)
        for article, texts in enumerate(collection)
        for number, text in enumerate(texts)
    ]
    engine = WhooshEngine.create(tmp_path_factory.mktemp("random") / "search")
    for article in range(len(collection)):
        engine.replace([s for s in sections if s.article == str(article)], ())
    for query in queries:
        expected = {f"{s.article}:{s.number}" for s in sections if holds(query, s)}
        assert found(engine, query) == expected
        assert {
            f"{s.article}:{s.number}" for s in sections if matches_section(query, s)
        } == expected
        everything = engine.search(query, 100)[1]
        for limit in (1, 3):
            assert engine.search(query, limit) == (len(expected), everything[:limit])
    engine.close()


def test_the_best_ten_are_the_first_ten_of_all(engine: WhooshEngine) -> None:
    """Library search engines skip what they think cannot be among the best; nothing is here."""
    words = [f"w{n % 7} v{n % 11} u{n % 3} common" + " w1" * (n % 5) for n in range(400)]
    engine.replace([generated(f"a{n // 10}", n % 10, text) for n, text in enumerate(words)], ())
    for text in ("(w1 OR v2) AND (u1 OR w3)", "w1 v2 (u1 OR (w3 OR v4)) -v5", "+common w1 v3"):
        total, every = engine.search(parse(text), 1000)
        assert total == len(every) > 10
        assert engine.search(parse(text), 10) == (total, every[:10])


def test_paths_with_spaces_do_not_matter(tmp_path: Path) -> None:
    folder = tmp_path / "a b ü"
    engine = WhooshEngine.create(folder)
    engine.replace([generated("a", 0, "risk")], ())
    engine.close()
    again = WhooshEngine.open(folder)
    assert again.count() == 1
    again.close()
