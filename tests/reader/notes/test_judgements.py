"""Dismissed and added findings: kept, found again, refused where their place is not sure."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.article import Article, Finding, FindingKind, Reason, Span
from reader.notes.judgements import (
    OWN,
    Judgements,
    addition_of,
    dismissal_of,
    is_own,
    judged_findings,
)
from reader.notes.model import Judged
from reader.store import Store, preferences
from tests.reader.notes.articles import make_article

RATES = """\
The central bank raised its key rate by half a point on Thursday.

## Why did the bank act now?

Inflation has been above target for eleven months. Wage growth reached 5.2 % in the third quarter.

A deeper recession may follow if lenders tighten their terms.
"""
RECESSION = "A deeper recession may follow if lenders tighten their terms."


def finding(article: Article, quote: str, kind: FindingKind = "risk") -> Finding:
    start = article.text.index(quote)
    section = article.section_at(start).number
    end = start + len(quote)
    return Finding(
        kind, section, start, end, quote, 0.9, True, (Reason("bias", 2.2),), density=0.05
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "rates.md"
    path.write_text(RATES)
    return path


def test_a_dismissed_finding_is_gone_and_comes_back(store: Store, file: Path) -> None:
    article, judgements = make_article(RATES), Judgements(store)
    risk, claim = finding(article, RECESSION), finding(article, RECESSION, "claim")
    made = judgements.dismiss(article, file, risk)
    judged = judgements.for_article(article, file)
    assert judged_findings(article, [claim, risk], judged) == (claim,)
    assert dismissal_of(risk, judged) == judged[0]
    judgements.remove(made.id)
    assert judged_findings(article, [risk], judgements.for_article(article, file)) == (risk,)
    judgements.restore(made.id)
    assert judged_findings(article, [risk], judgements.for_article(article, file)) == ()


def test_an_added_finding_is_the_readers_own_and_always_marked(store: Store, file: Path) -> None:
    article, judgements = make_article(RATES), Judgements(store)
    start = article.text.index("Inflation")
    span = Span(start, article.text.index(" Wage"))
    judgements.add(article, file, span, "risk")
    judged = judgements.for_article(article, file)
    extracted = finding(article, article.text[span.start : span.end])
    (own,) = judged_findings(article, [extracted], judged)
    assert is_own(own) and not is_own(extracted)
    assert [reason.cue for reason in own.reasons] == [OWN]
    assert own.is_marked(0.05) and own.is_marked(None)
    assert addition_of(own, judged) == judged[0]


@pytest.mark.parametrize(
    ("old", "new", "stays"),
    [
        ("eleven months", "twelve months", True),
        ("may follow if", "may well follow if", True),
        ("## Why", "Somebody said something new.\n\n## Why", True),
        (RECESSION, "", False),
        (RECESSION, "The weather was fine on the coast.", False),
    ],
)
def test_it_survives_edits_and_is_never_guessed(
    store: Store, file: Path, old: str, new: str, stays: bool
) -> None:
    before, judgements = make_article(RATES), Judgements(store)
    judgements.dismiss(before, file, finding(before, RECESSION))
    now = make_article(RATES.replace(old, new))
    judged = judgements.for_article(now, file)
    last = now.text.rstrip().split("\n")[-1]
    left = judged_findings(now, [finding(now, last)], judged)
    assert (left == ()) is stays
    assert len(judged) == 1


def test_it_follows_a_file_that_moves_and_is_edited_then(store: Store, file: Path) -> None:
    article, judgements = make_article(RATES), Judgements(store)
    judgements.dismiss(article, file, finding(article, RECESSION))
    moved = file.rename(file.with_name("moved.md"))
    judgements.follow(article, moved)
    edited = make_article(RATES.replace("eleven", "twelve"))
    (judged,) = judgements.for_article(edited, moved)
    assert judged.span is not None
    assert judged.judgement.article.path == str(moved.resolve())


def test_what_was_judged_in_a_copy_holds_for_the_best_copy(store: Store, file: Path) -> None:
    article, judgements = make_article(RATES), Judgements(store)
    judgements.dismiss(article, file, finding(article, RECESSION))
    best = make_article(RATES.replace("half a point", "half a percentage point"))
    other = file.with_name("best.md")
    assert judgements.for_article(best, other) == []
    judged: list[Judged] = judgements.for_article(best, other, [file])
    assert judged_findings(best, [finding(best, RECESSION)], judged) == ()


def test_another_store_on_the_same_folder_knows_it(tmp_path: Path, file: Path) -> None:
    article = make_article(RATES)
    with Store(tmp_path / "data") as first:
        Judgements(first).dismiss(article, file, finding(article, RECESSION))
        preferences.put(first, "density", "25")
        preferences.put(first, "density", "5")
    with Store(tmp_path / "data") as second:
        assert len(Judgements(second).for_article(article, file)) == 1
        assert preferences.get(second, "density") == "5"
        assert preferences.get(second, "order") is None


def test_an_own_mark_is_known_by_its_exact_span(store: Store, file: Path) -> None:
    article, judgements = make_article(RATES), Judgements(store)
    start = article.text.index(RECESSION)
    wide = judgements.add(article, file, Span(start, start + len(RECESSION)), "claim")
    narrow = judgements.add(article, file, Span(start, start + 40), "claim")
    judged = judgements.for_article(article, file)
    found = {each.end - each.start: each for each in judged_findings(article, [], judged)}
    for length, made in ((len(RECESSION), wide), (40, narrow)):
        addition = addition_of(found[length], judged)
        assert addition is not None and addition.judgement.id == made.id


def test_nothing_is_dismissed_twice(store: Store, file: Path) -> None:
    article, judgements = make_article(RATES), Judgements(store)
    risk = finding(article, RECESSION)
    assert judgements.dismiss(article, file, risk) == judgements.dismiss(article, file, risk)
    assert len(judgements.for_article(article, file)) == 1


def test_what_two_dismissed_is_brought_back_at_once(store: Store, file: Path) -> None:
    article, judgements = make_article(RATES), Judgements(store)
    risk, claim = finding(article, RECESSION), finding(article, RECESSION, "claim")
    copy = file.with_name("copy.md")
    copy.write_text(RATES.replace("half", "more than half"))
    judgements.dismiss(article, file, claim)
    here = judgements.dismiss(article, file, risk)
    other = judgements.dismiss(make_article(copy.read_text()), copy, risk)
    back = judgements.bring_back(here.id, article, file, [copy])
    assert set(back) == {here.id, other.id}
    judged = judgements.for_article(article, file, [copy])
    assert judged_findings(article, [risk, claim], judged) == (risk,)
    judgements.restore(*back)
    judged = judgements.for_article(article, file, [copy])
    assert judged_findings(article, [risk, claim], judged) == ()
