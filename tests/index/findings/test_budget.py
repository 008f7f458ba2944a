"""The budget: few marks, spread over the article, nothing twice."""

from __future__ import annotations

from index.findings.budget import PER_PARAGRAPH, SHARE, Candidate, chosen
from index.findings.extraction import extract
from tests.index.findings.articles import Piece, article_of
from tests.timing import grows_linearly

TOPICS = [
    "barley",
    "turbines",
    "deposits",
    "tankers",
    "vaccines",
    "cables",
    "mortgages",
    "ferries",
    "reactors",
    "orchards",
]


def candidate(
    at: int, merit: float = 1.0, *, block: int | None = None, section: int = 0, text: str = ""
) -> Candidate:
    return Candidate(at, at if block is None else block, section, merit, text or f"word{at} " * 5)


def test_no_more_than_its_share_of_the_sentences() -> None:
    marked = chosen([candidate(at) for at in range(100)], 200)
    assert len(marked) == round(SHARE * 200)


def test_the_best_come_first() -> None:
    candidates = [candidate(at, merit=at / 10) for at in range(20)]
    assert chosen(candidates, 20) == {17, 18, 19}


def test_at_most_two_in_a_paragraph() -> None:
    candidates = [candidate(at, merit=9, block=0) for at in range(10)]
    candidates += [candidate(at, merit=1) for at in range(10, 40)]
    marked = chosen(candidates, 100)
    assert len([at for at in marked if at < 10]) == PER_PARAGRAPH


def test_a_section_does_not_take_all_of_it() -> None:
    candidates = [candidate(at, merit=1.5, section=1) for at in range(10)]
    candidates += [candidate(at, merit=1.2, section=2) for at in range(10, 20)]
    marked = chosen(candidates, 40)
    assert any(at >= 10 for at in marked)


def test_what_says_the_same_is_marked_once() -> None:
    same = "Tarn Savings lost nearly a tenth of its deposits within weeks"
    candidates = [
        candidate(0, merit=3, text=same),
        candidate(1, merit=2, text=same.replace("weeks", "a quarter")),
        candidate(2, merit=1),
    ]
    assert chosen(candidates, 14) == {0, 2}


def test_a_short_article_has_one_mark_at_least() -> None:
    findings = extract(article_of("The mill closed in May. Two workers died there."))
    assert len({f.start for f in findings if f.shown and f.kind != "figure"}) == 1


def test_a_weak_candidate_is_never_marked() -> None:
    findings = extract(
        article_of(*(f"{topic.title()} matter. Do {topic} pay?" for topic in TOPICS))
    )
    assert all(f.score >= 0.5 for f in findings if f.shown)


def test_figures_are_marked_in_marked_sentences_and_once_in_other_sections() -> None:
    pieces: list[Piece | str] = []
    for topic in TOPICS:
        pieces.append(("heading", f"What about {topic}?"))
        pieces.append(f"Firms sold 12% more {topic}, or 40 tonnes.")
    article = article_of(*pieces)
    findings = extract(article)
    marked = {f.start for f in findings if f.shown and f.kind != "figure"}
    for section in article.sections[1:]:
        shown = [f for f in findings if f.figure and f.shown and f.section == section.number]
        assert len(shown) == (2 if section.body_start in marked else 1)


def test_ten_thousand_candidates_are_quick() -> None:
    def work(size: int) -> None:
        candidates = [
            candidate(at, merit=at % 97, block=at // 4, section=at // 50) for at in range(size)
        ]
        chosen(candidates, size * 3 // 2)

    assert grows_linearly(work, 2_500)
