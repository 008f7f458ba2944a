"""What can be asked of the sample articles, as a person would type it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reader.commands.running import Runner

TRIAL = {
    "biotech-melvantinib-halden-3.md",
    "reimbursement-melvantinib-price.txt",
    "oncology-pipeline-week.html",
}


@pytest.mark.parametrize(
    ("query", "among"),
    [
        ('"hazard ratio"', TRIAL),
        ("HALDEN-3", TRIAL),
        ("halden 3", TRIAL),
        ('"HALDEN-3"', TRIAL),
        ("underwrit*", {"insurance-war-risk-after-hesk.md"}),
        ("question:forecast OR question:January", {"wind-forecast-cut.txt"}),
        ("title:barley", {"farming-salt-tolerant-barley.md"}),
        ('"Müller-Aske Institute"', {"shipping-strait-of-hesk.md"}),
        ("muller-aske", {"shipping-strait-of-hesk.md"}),
        ('"Brånholt"', {"telecoms-spectrum-auction.html"}),
        ("branholt", {"telecoms-spectrum-auction.html"}),
        ("~melvantanib", TRIAL),
        ("author:lindqvist barley", {"farming-salt-tolerant-barley.md"}),
        ("12,500 hectares", {"farming-salt-tolerant-barley.md"}),
        ("SB-17 -title:barley", {"saline-soils-sele.txt"}),
        ("liver AND (failure OR enzymes)", {"biotech-melvantinib-halden-3.md"}),
        ("date:2026-01 wind", {"energy-offshore-wind-forecast.md"}),
    ],
)
def test_a_query_finds_its_articles(
    quaere: Runner, samples: Path, query: str, among: set[str]
) -> None:
    ran = quaere("search", samples, query, "--json", "--limit", 60)
    assert ran.status == 0
    assert among <= {hit["path"] for hit in ran.json["hits"]}


def test_what_is_the_risk_finds_sections_about_risk(quaere: Runner, samples: Path) -> None:
    found = quaere("search", samples, "what is the risk?", "--json").json
    assert found["understood"] == "risk"
    for hit in found["hits"][:5]:
        text = " ".join(snippet["text"] for snippet in hit["snippets"]).lower()
        assert "risk" in text or "risk" in (hit["heading"] or hit["title"]).lower()


def test_a_phrase_is_exact(quaere: Runner, samples: Path) -> None:
    for hit in quaere("search", samples, '"liver failure"', "--json").json["hits"]:
        marked = [
            snippet["text"][start:end].lower()
            for snippet in hit["snippets"]
            for start, end in snippet["matches"]
        ]
        assert "liver failure" in " ".join(marked)


def test_what_is_left_out_is_not_there(quaere: Runner, samples: Path) -> None:
    every = quaere("search", samples, "water", "--json", "--limit", 200).json["total"]
    some = quaere("search", samples, "water -plant", "--json", "--limit", 200).json["total"]
    assert 0 < some < every


def test_a_misspelt_word_gets_a_suggestion(quaere: Runner, samples: Path) -> None:
    ran = quaere("search", samples, "melvantanib", "--json")
    assert ran.status == 1
    assert ran.json["suggestion"] == "melvantinib"


@pytest.mark.parametrize(
    ("query", "place"), [('bank "open', 6), ("(bank", 1), ("bank)", 5), ("flavour:red", 1)]
)
def test_what_cannot_be_read_says_why_and_where(
    quaere: Runner, samples: Path, query: str, place: int
) -> None:
    ran = quaere("search", samples, query)
    assert ran.status == 2
    assert f"(character {place})" in ran.err


def test_a_colour_that_no_highlight_has_finds_nothing(quaere: Runner, samples: Path) -> None:
    assert quaere("search", samples, "colour:red").status == 1


def test_where_nothing_is_found_it_says_what_to_try(quaere: Runner, samples: Path) -> None:
    assert "try hazard ratio zzyqx" in quaere("search", samples, '"hazard ratio zzyqx"').err
    assert "try liquidity (the words anywhere)" in quaere("search", samples, "title:liquidity").err
    assert "try fewer or shorter words" in quaere("search", samples, "zzyqx").err
