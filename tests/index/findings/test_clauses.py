"""Sentences of several clauses: each is judged by its best, and the reasons stand there."""

from __future__ import annotations

import pytest

from tests.index.findings.articles import found

ASSERTED = [
    ("The ferry line cut 60 jobs in May", ", and it might sell two ships next year."),
    ("Exports to Norland doubled in 2023", ", although it is unclear whether that can last."),
    ("The mine has produced no copper since March", ", and it may never reopen."),
    ("Regulators approved the merger on Friday", "; whether it will pay off is an open question."),
    ("The vaccine protected 81% of the children", ", but it could be too costly for some clinics."),
]
RISKY = [
    ("Sales grew by a tenth", ", while the company lost its largest customer."),
    ("The drug is taken once a week", ", although some patients developed kidney failure."),
    ("The town has 4,000 houses and two schools", ", and floods could destroy half of them."),
    ("The study followed 40 men for six weeks", ", so its results may not hold for women."),
    ("The new reactor costs less to run", ", but nobody knows where its waste can be stored."),
    ("The fund was started in 1998 by two brothers", ", and investors may lose all their money."),
    ("The plan was welcomed by farmers", ", but it only works if the rains return."),
]


@pytest.mark.parametrize(("asserted", "open_"), ASSERTED)
def test_an_asserted_clause_beside_an_open_one_makes_a_claim(asserted: str, open_: str) -> None:
    assert found("claim", asserted + open_)


@pytest.mark.parametrize(("plain", "risky"), RISKY)
def test_a_risky_clause_beside_a_plain_one_makes_a_risk(plain: str, risky: str) -> None:
    (risk,) = found("risk", plain + risky)
    there = sum(r.weight for r in risk.reasons if r.start is not None and r.start > len(plain))
    before = sum(r.weight for r in risk.reasons if r.start is not None and r.start <= len(plain))
    assert there > max(0, before)
