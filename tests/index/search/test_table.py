"""Whole queries over a fixed collection: what is found, in which order, and what is refused.

The table is `data/queries.tsv`: words as people write them, every operator and field, findings,
notes, figures, dates, and what search engines stumble on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from index.article import SearchResult
from index.collection import Collection, QueryError, article_id
from tests.index.search.library import build

TABLE = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "data" / "queries.tsv").read_text().splitlines()
    if not line.startswith("#")
]
MALFORMED = [
    ("", "no word", 0),
    ("  ?!", "no word", 0),
    ('bank "deposits', "not closed", 5),
    ("bank (deposits", "not closed", 5),
    ("bank) deposits", "closes nothing", 4),
    ("bank AND", "AND wants", 5),
    ("OR bank", "OR wants", 0),
    ("bank NOT", "NOT wants", 5),
    ("-bank -deposits", "leave out", 0),
    ("bank titel:lost", "did you mean title:", 5),
    ("bank flavour:red", "no field", 5),
    ("date:yesterday", "a date is", 5),
    ("date:2026-13", "a date is", 5),
    ("date:>30x", "a date is", 5),
    ("figure:>30zz%", "a figure is", 7),
    ("figure:$5m..$1m", "is more than", 7),
    ("figure:$1m..5%", "a figure is", 7),
    ("figure:10%..5mg", "not in the same unit", 7),
    ("asks:whi", "asks: is one of why", 5),
    ("bank has:pictures", "has: is one of claim", 9),
    ("format:exe", "format: is one of", 7),
    ("kind:chapter", "kind: is one of", 5),
    ("in:attic bank", "in: is one of titles", 3),
    ("bank +in:notes", "wants nothing before", 6),
]


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    built = build(tmp_path_factory.mktemp("library"))
    yield built
    built.close()


def places(result: SearchResult) -> list[str]:
    """Hits as the table writes them."""
    return [f"{Path(hit.path).stem}{hit.section}" for hit in result.hits]


def test_the_table_is_as_long_as_promised() -> None:
    assert len({query for query, _ in TABLE}) + len(MALFORMED) >= 120


@pytest.mark.parametrize(("query", "expected"), TABLE, ids=[query for query, _ in TABLE])
def test_a_query_finds(collection: Collection, query: str, expected: str) -> None:
    result = collection.search(query)
    assert places(result) == expected.split()
    assert result.total == len(expected.split())


@pytest.mark.parametrize(("query", "reason", "position"), MALFORMED)
def test_what_cannot_be_read_says_why_and_where(
    collection: Collection, query: str, reason: str, position: int
) -> None:
    with pytest.raises(QueryError, match=reason) as caught:
        collection.search(query)
    assert caught.value.position == position


def test_every_beginning_of_a_query_can_be_typed(collection: Collection) -> None:
    """Nothing but a field that does not exist is refused while somebody types."""
    whole = (
        '+bank "price of acc"~8 (deposits OR -asks:why) figure:$1m..$5m date:<30d has:note in:notes'
    )
    for end in range(2, len(whole) + 1):
        collection.search(whole[:end], typing=True)


def test_ages_count_from_today(collection: Collection, tmp_path: Path) -> None:
    root = tmp_path / "articles"
    root.mkdir()
    for days in (3, 40, 400):
        day = (date.today() - timedelta(days=days)).isoformat()
        (root / f"{days}.md").write_text(f"---\ntitle: On {days}\ndate: {day}\n---\n\nA bank.\n")
    other = Collection(root, tmp_path / "cache")
    other.sync(jobs=1)
    for query, expected in (
        ("bank date:<30d", {"3.md"}),
        ("bank date:<6w", {"3.md", "40.md"}),
        ("bank date:>1y", {"400.md"}),
        ("bank date:<=2m", {"3.md", "40.md"}),
    ):
        assert {hit.path for hit in other.search(query).hits} == expected
    other.close()


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("newest", ["bank", "drug", "grid"]),
        ("oldest", ["grid", "drug", "bank"]),
        ("title", ["drug", "bank", "grid"]),
        ("relevance", ["grid", "bank", "drug"]),
    ],
)
def test_articles_are_sorted(collection: Collection, sort: str, expected: list[str]) -> None:
    result = collection.search("ministry", sort=sort)  # type: ignore[arg-type]
    assert [Path(hit.path).stem for hit in result.hits] == expected


def test_articles_with_most_risks_come_first(collection: Collection) -> None:
    risks = {each.id: each.risks for each in collection.articles()}
    found = [hit.article for hit in collection.search("ministry access", sort="risks").hits]
    assert [risks[each] for each in found] == sorted((risks[e] for e in found), reverse=True)


@pytest.mark.parametrize("sort", ["relevance", "title"])
def test_an_article_gives_its_best_hit_and_the_number_of_the_others(
    collection: Collection, sort: str
) -> None:
    result = collection.search("deposits liver", collapse=True, sort=sort)  # type: ignore[arg-type]
    found = {Path(hit.path).stem: (hit.section, hit.further) for hit in result.hits}
    assert found == {"drug": (2, 0), "bank": (0, 2)}
    assert (result.total, result.articles) == (4, 2)
    assert len(collection.search("deposits liver", collapse=True, limit=1).hits) == 1


def test_facets_count_hits_and_say_how_to_ask_for_them(collection: Collection) -> None:
    facets = {each.name: each.values for each in collection.facets("ministry")}
    authors = {each.value: (each.count, each.query) for each in facets["author"]}
    assert authors == {
        "Ana Marsh": (2, 'author:"Ana Marsh"'),
        "Ravi Ottoline": (1, 'author:"Ravi Ottoline"'),
    }
    assert [(v.value, v.count) for v in facets["year"]] == [("2026", 2), ("2025", 1)]
    assert {v.value for v in facets["asks"]} == {"why", "who", "what"}
    for values in facets.values():
        for value in values:
            assert collection.search("ministry", only=[value.query]).total == value.count


def test_a_chosen_value_leaves_the_others_of_its_facet_countable(collection: Collection) -> None:
    only = ["date:2026"]
    facets = {each.name: each.values for each in collection.facets("ministry", only=only)}
    assert [(v.value, v.chosen) for v in facets["year"]] == [("2026", True), ("2025", False)]
    assert {v.value: v.count for v in facets["author"]} == {"Ana Marsh": 1, "Ravi Ottoline": 1}
    both = collection.search("ministry", only=["date:2026", "date:2025", "asks:why"])
    assert places(both) == ["bank1"]
    assert collection.search("", only=["asks:why"]).total == 2
    assert collection.facets("")[0].name == "source"


def test_sections_like_a_section_are_those_of_other_articles(collection: Collection) -> None:
    found = collection.like(article_id("drug.md"), 3)
    assert places(found)[0] in ("note0", "grid2")
    assert all(hit.article != article_id("drug.md") for hit in found.hits)
    with pytest.raises(KeyError):
        collection.like("nothing", 0)


def test_notes_that_come_and_go_are_found_and_forgotten(collection: Collection) -> None:
    kept = collection._notes
    collection.search_notes_of(lambda: ())
    assert collection.search("has:note").total == 0
    assert kept is not None
    collection.search_notes_of(kept)
    assert collection.search("has:note").total == 2


@pytest.mark.parametrize(
    ("typed", "begins", "choices"),
    [
        ("as", 0, ["asks:"]),
        ("bank cla", 5, ["claim:"]),
        ("asks:w", 5, ["why", "what", "who", "when", "where", "which", "will"]),
        ("has:", 4, ["claim", "figure", "risk", "highlight", "note"]),
        ("risk:ha", 5, ["hazard"]),
        ("author:an", 7, ['"Ana Marsh"']),
        ('author:"ana', 7, ['"Ana Marsh"']),
        ("tag:on", 4, ["oncology"]),
        ("source:", 7, ["courier.example", "health.example"]),
        ("in:no", 3, ["notes"]),
        ("-format:ma", 8, ["markdown"]),
        ("melv", 0, ["melvantinib"]),
        ("colour:", 7, ["red", "yellow"]),
        ("", 0, []),
    ],
)
def test_fields_and_values_are_completed(
    collection: Collection, typed: str, begins: int, choices: list[str]
) -> None:
    found = collection.complete(typed)
    assert found.start == begins and found.end == len(typed)
    assert [each.text for each in found.choices][: len(choices)] == choices


def test_completion_looks_at_the_cursor_only(collection: Collection) -> None:
    found = collection.complete("asks:w bank", 6)
    assert (found.start, found.end) == (5, 6)
    assert found.choices[0].text == "why"


def test_questions_that_ask_the_same_stand_together(tmp_path: Path) -> None:
    root = tmp_path / "articles"
    root.mkdir()
    answer = "It depends on many things that nobody can know before the winter is over. " * 3
    for name, heading in (
        ("a", "What should investors watch next?"),
        ("b", "What should investors watch?"),
        ("c", "Who should watch the investors?"),
    ):
        (root / f"{name}.md").write_text(f"# On {name}\n\nA lead.\n\n## {heading}\n\n{answer}\n")
    other = Collection(root, tmp_path / "cache")
    other.sync(jobs=1)
    groups = [[entry.path for entry in each.entries] for each in other.question_groups()]
    assert groups == [["a.md", "b.md"], ["c.md"]]
    other.close()
