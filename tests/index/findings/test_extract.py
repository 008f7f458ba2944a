"""From an article to findings: spans, scores that add up, what is judged and what is not."""

from __future__ import annotations

from itertools import pairwise
from math import exp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.article import DEFAULT_DENSITY, DENSITIES, THRESHOLD, BlockKind, Finding
from index.findings import VERSION
from index.findings.extraction import extract
from index.findings.scoring import OTHER, OTHER_SHARE
from tests.index.findings.articles import Piece, article_of, found
from tests.timing import grows_linearly

STORY: list[Piece | str] = [
    ("heading", "Why did the trial stop?"),
    "Corvanta stopped the trial in March 2024 after 14 of 612 patients developed liver failure. "
    "Two of them died. The company said that the drug remains promising.",
    ("heading", "What are the risks?"),
    "A smaller study found no such injuries, but it lasted only six weeks.",
    "The drug may also damage the kidneys, and nobody knows how often. What happens next?",
    ("heading", "How large is the market?"),
    "Sales reached $4.1bn in 2023, up 12%. The firm opened a new laboratory in Karlholm, which now "
    "employs 300 people and is the largest in the country.",
]


def words(findings: list[Finding]) -> list[str]:
    return [finding.text for finding in findings]


def test_plain_statements_are_claims_and_questions_are_not() -> None:
    claims = words(found("claim", *STORY))
    assert any(claim.startswith("Corvanta stopped the trial") for claim in claims)
    assert any(claim.startswith("The firm opened") for claim in claims)
    assert not any(claim.endswith("?") for claim in claims)


def test_harm_and_doubt_are_risks_and_sales_are_not() -> None:
    risks = words(found("risk", *STORY))
    assert any(risk.startswith("The drug may also damage the kidneys") for risk in risks)
    assert not any(risk.startswith("The firm opened") for risk in risks)


def test_a_risk_has_a_kind_and_nothing_else_has() -> None:
    for finding in extract(article_of(*STORY)):
        assert (finding.risk_kind is not None) == (finding.kind == "risk")
        assert (finding.figure is not None) == (finding.kind == "figure")


def test_findings_stand_in_the_order_of_the_text() -> None:
    findings = extract(article_of(*STORY))
    keys = [
        (finding.start, ("claim", "figure", "risk").index(finding.kind)) for finding in findings
    ]
    assert keys == sorted(keys)


def test_every_finding_is_verbatim_and_in_its_section() -> None:
    article = article_of(*STORY)
    for finding in extract(article):
        section = article.section_at(finding.start)
        assert article.text[finding.start : finding.end] == finding.text
        assert finding.section == section.number
        assert section.body_start <= finding.start < finding.end <= section.end


def test_weights_of_reasons_add_up_to_the_score() -> None:
    for finding in extract(article_of(*STORY)):
        total = sum(reason.weight for reason in finding.reasons)
        assert finding.score == pytest.approx(1 / (1 + exp(-total)), abs=0.001)


def test_other_is_a_small_part_of_the_reasons() -> None:
    for finding in extract(article_of(*STORY)):
        whole = sum(abs(reason.weight) for reason in finding.reasons)
        others = [reason.weight for reason in finding.reasons if reason.cue == OTHER]
        assert len(others) <= 1
        assert abs(sum(others)) <= OTHER_SHARE * whole


def test_reasons_point_into_their_sentence_or_nowhere() -> None:
    for finding in extract(article_of(*STORY)):
        for reason in finding.reasons:
            if reason.start is None:
                assert reason.end is None
            else:
                assert reason.end is not None
                assert finding.start <= reason.start < reason.end <= finding.end


def test_a_figure_gives_its_rule_as_its_one_reason() -> None:
    (figure,) = [f for f in extract(article_of("Prices rose by 12% in Ardvik.")) if f.figure]
    (reason,) = figure.reasons
    assert reason.cue == "percent unit"
    assert (reason.start, reason.end) == (figure.start, figure.end)


@pytest.mark.parametrize("kind", ["heading", "caption", "code", "row"])
def test_headings_captions_code_and_rows_state_nothing(kind: BlockKind) -> None:
    article = article_of((kind, "The mill killed 12 workers last year."))
    assert [f for f in extract(article) if f.kind != "figure"] == []


@pytest.mark.parametrize("heading", ["Sources", "References:", "FURTHER READING"])
def test_lists_of_other_texts_state_nothing(heading: str) -> None:
    said = "The plant in Ostrel closed in 2024 and 300 people lost their work."
    article = article_of(said, ("heading", heading), ("item", said))
    assert all(finding.section == 0 for finding in extract(article))
    assert extract(article)


def test_headings_below_sources_are_sources_and_sentences_there_count() -> None:
    said = "The plant in Ostrel closed in 2024 and 300 people lost their work."
    entry = "Harbour Board, Tides of the North, 300 pages"
    article = article_of(("heading", "Sources"), said, entry, ("heading", "Next"), said)
    assert {finding.text for finding in extract(article) if finding.kind == "claim"} == {said}
    assert entry not in {finding.text for finding in extract(article)}


def test_cells_of_a_row_give_figures_and_a_head_row_does_not() -> None:
    figures = [f.text for f in extract(article_of(("row", "Ardvik | 12% | $4m"))) if f.figure]
    assert figures == ["12%", "$4m"]


def test_list_items_are_judged_with_their_lead_in() -> None:
    words = "kidney problems after the first dose"
    alone = [f.score for f in extract(article_of(("item", words))) if f.kind == "risk"]
    led = extract(article_of("The drug can cause serious side effects:", ("item", words)))
    with_lead = [f.score for f in led if f.kind == "risk" and f.text == words]
    assert max(with_lead) > max(alone)


@pytest.mark.parametrize(
    "text",
    [
        "Der Preis stieg 2023 um 12 Prozent.",
        "价格上涨了12%。风险仍然存在。",
        "ارتفع السعر بنسبة 12٪ في عام 2023.",
        "🙂🙂🙂",
        "...",
        "é" * 3000,
    ],
)
def test_other_languages_and_oddities_do_no_harm(text: str) -> None:
    article = article_of(text)
    assert all(article.text[f.start : f.end] == f.text for f in extract(article))


def test_an_article_without_text_has_no_findings() -> None:
    assert extract(article_of("")) == ()


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), max_size=6))
def test_no_text_makes_it_fail(paragraphs: list[str]) -> None:
    article = article_of(*paragraphs)
    for finding in extract(article):
        assert article.text[finding.start : finding.end] == finding.text
        assert 0 <= finding.score <= 1


@pytest.mark.parametrize("piece", ["1", "1,", "-", "1-", "from 1 to ", "a", "risk, but "])
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    assert grows_linearly(lambda size: extract(article_of(piece * (size // len(piece)))), 12_500)


def test_results_have_a_version() -> None:
    assert VERSION >= 1


def test_a_higher_density_marks_more_and_keeps_what_was_marked() -> None:
    findings = extract(article_of(*STORY, *STORY[1:]))
    marked = [
        {key(each) for each in findings if each.is_marked(density)}
        for density in (*DENSITIES, None)
    ]
    assert all(fewer <= more for fewer, more in pairwise(marked))
    assert marked[0] < marked[-1]
    assert marked[DENSITIES.index(DEFAULT_DENSITY)] == {
        key(each) for each in findings if each.shown
    }
    assert marked[-1] == {key(each) for each in findings if each.score >= THRESHOLD}


def key(finding: Finding) -> tuple[str, int, int]:
    return finding.kind, finding.start, finding.end
