"""Findings of a whole collection: filtered by kind, value and words, from the catalog alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.article import Finding
from index.collection import Collection, Wanted

ARTICLES = {
    "ferry.md": """# Ferries

## What did the ferry cost?

The hull value fell by 40% in a year, and the crew of the Zoë could lose their jobs if the harbour
closes. Between 200 and 300 dollars a day went on fuel.

## Who pays?

The owners warn of a serious danger to passengers. They counted 12 leaks.
""",
    "bank.md": """# Banks

## What is the value of a promise?

The value of the loans rose by 5 percent. The bank may collapse if depositors leave.

| bank | share |
|------|-------|
| one  | 61%   |
""",
    "copy/bank.md": "",
    "quiet.md": "# Quiet\n\nWhat should we do now?\n",
}
ARTICLES["copy/bank.md"] = ARTICLES["bank.md"]


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    root = tmp_path_factory.mktemp("articles")
    for name, text in ARTICLES.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    found = Collection.of(root, tmp_path_factory.mktemp("cache"))
    found.sync(jobs=1)
    yield found
    found.close()


def texts(collection: Collection, wanted: Wanted) -> list[str]:
    return [each.finding.text for each in collection.all_findings(wanted)]


def test_holders_and_findings_agree_and_copies_are_left_out(collection: Collection) -> None:
    for wanted in (Wanted(), Wanted("risk"), Wanted(text="value"), Wanted(least=10, unit="%")):
        holders = collection.holders(wanted)
        assert holders == sorted(holders, key=lambda holder: holder.path)
        assert [holder.path for holder in holders] in (["bank.md", "ferry.md"], ["ferry.md"])
        for holder in holders:
            assert len(collection.found_in(holder.article, wanted)) == holder.count


def test_every_wish_is_met(collection: Collection) -> None:
    every = list(collection.all_findings())
    risks = [each for each in every if each.finding.kind == "risk"]
    assert risks
    for kind in {each.finding.risk_kind for each in risks}:
        found = list(collection.all_findings(Wanted(risk_kind=kind)))
        assert found == [each for each in every if each.finding.risk_kind == kind]
    assert texts(collection, Wanted(figure_kind="percent")) == ["5 percent", "61%", "40%"]
    assert set(texts(collection, Wanted("figure"))) >= {"40%", "12 leaks"}


def test_values_are_asked_in_a_unit_and_ranges_reach_into_them(collection: Collection) -> None:
    assert texts(collection, Wanted(least=30, unit="%")) == ["61%", "40%"]
    assert texts(collection, Wanted(least=10, most=50, unit="%")) == ["40%"]
    (money,) = (f for f in collection.all_findings(Wanted(least=250, most=260)))
    assert money.finding.figure is not None and money.finding.figure.value == (200.0, 300.0)
    unit = money.finding.figure.unit
    assert unit != unit.lower()
    assert list(collection.all_findings(Wanted(unit=unit.lower()))) == [money]


def test_words_are_found_without_case_or_accents(collection: Collection) -> None:
    (found,) = {each.finding.text for each in collection.all_findings(Wanted("risk", text="zoe"))}
    assert "Zoë" in found
    # A figure is known by the words of its sentence.
    assert texts(collection, Wanted("figure", text="HULL value")) == ["40%"]
    assert texts(collection, Wanted(text="[")) == []


def test_wishes_that_exclude_each_other_find_nothing(collection: Collection) -> None:
    for wanted in (
        Wanted("claim", risk_kind="hazard"),
        Wanted(risk_kind="hazard", least=3),
        Wanted("risk", figure_kind="percent"),
    ):
        assert wanted.kinds == ()
        assert collection.holders(wanted) == []


def test_a_finding_comes_with_its_sentence_and_heading(collection: Collection) -> None:
    (forty,) = (each for each in collection.all_findings(Wanted(least=30, most=50, unit="%")))
    assert forty.heading == "What did the ferry cost?"
    assert forty.sentence.startswith("The hull value fell by 40% in a year")
    text = collection.read(forty.article).text
    end = forty.sentence_start + len(forty.sentence)
    assert text[forty.sentence_start : end] == forty.sentence
    # In a table there is no sentence: the cell is what there is.
    (cell,) = (each for each in collection.all_findings(Wanted(least=60, unit="%")))
    assert cell.sentence == "61%"


def figure(collection: Collection, text: str) -> tuple[str, Finding]:
    found = next(f for f in collection.all_findings(Wanted("figure")) if f.finding.text == text)
    return found.article, found.finding


def test_the_same_figure_is_one_of_the_same_kind_unit_and_name(collection: Collection) -> None:
    (other,) = collection.same_figure(*figure(collection, "40%"))
    assert (other.path, other.finding.text) == ("bank.md", "5 percent")
    (back,) = collection.same_figure(*figure(collection, "5 percent"))
    assert back.finding.text == "40%"
    assert collection.same_figure(*figure(collection, "12 leaks")) == []
