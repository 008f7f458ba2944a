"""Marks: which of them meet a piece of text, and where its look changes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.article import DEFAULT_DENSITY, Finding, Inline, Reason, Span
from reader.spans import SpanIndex
from reader.widgets.marks import (
    CueMark,
    HighlightMark,
    Layers,
    Mark,
    Run,
    cues_of,
    marks_of,
    runs,
)

SPANS = st.tuples(st.integers(0, 40), st.integers(1, 20)).map(lambda s: Span(s[0], s[0] + s[1]))


def layers(**changes: object) -> Layers:
    made = Layers.none()
    for name, value in changes.items():
        setattr(made, name, value)
    return made


@given(st.lists(SPANS, max_size=15), SPANS)
def test_finds_exactly_the_spans_that_meet_a_piece_of_text(spans: list[Span], piece: Span) -> None:
    found = SpanIndex(spans).meeting(piece.start, piece.end)
    assert sorted(found, key=repr) == sorted(
        (span for span in spans if span.overlaps(piece)), key=repr
    )
    assert [span.start for span in found] == sorted(span.start for span in found)


@given(st.lists(SPANS, max_size=10), st.lists(SPANS, max_size=5), SPANS)
def test_runs_cover_the_text_and_have_the_looks_of_what_covers_them(
    findings: list[Span], matches: list[Span], piece: Span
) -> None:
    marks = [Mark(span.start, span.end, "claim") for span in findings]
    over = layers(findings=SpanIndex(marks), matches=SpanIndex(matches))
    made = runs(piece.start, piece.end, (), over)
    assert [run.start for run in made] == [piece.start, *(run.end for run in made[:-1])]
    assert made[-1].end == piece.end
    for run in made:
        for at in range(run.start, run.end):
            covering = sum(span.covers(at) for span in findings)
            hits = sum(span.covers(at) for span in matches)
            assert run.looks == ("claim",) * covering + ("match",) * hits


def test_later_layers_lie_over_earlier_ones() -> None:
    all_over = layers(
        findings=SpanIndex([Mark(0, 9, "risk", strong=True)]),
        highlights=SpanIndex([HighlightMark(0, 9, "pink")]),
        matches=SpanIndex([Span(0, 9)]),
        current_match=Span(0, 9),
        current=Span(0, 9),
        selection=Span(0, 9),
    )
    emphasis = Inline("emphasis", 0, 9)
    assert runs(0, 9, [emphasis], all_over) == [
        Run(
            0,
            9,
            (
                "emphasis",
                "risk-strong",
                "highlight-pink",
                "current",
                "match",
                "match-current",
                "selection",
            ),
        )
    ]


def test_a_figure_lies_over_the_claim_it_stands_in() -> None:
    over = layers(findings=SpanIndex([Mark(2, 5, "figure"), Mark(0, 9, "claim")]))
    assert [run.looks for run in runs(0, 9, (), over)] == [
        ("claim",),
        ("claim", "figure"),
        ("claim",),
    ]


def test_a_link_keeps_its_target() -> None:
    link = Inline("link", 2, 4, "https://ledger.example/")
    assert [run.link for run in runs(0, 6, [link], Layers.none())] == [None, link.target, None]


def test_an_unknown_colour_looks_like_the_first() -> None:
    over = layers(highlights=SpanIndex([HighlightMark(0, 3, "octarine")]))
    assert runs(0, 3, (), over)[0].looks == ("highlight-yellow",)


def test_only_what_a_density_asks_for_is_marked() -> None:
    def finding(score: float, density: float | None) -> Finding:
        shown = density is not None and density <= DEFAULT_DENSITY
        return Finding("claim", 0, 0, 4, "text", score, shown, (), density=density)

    findings = [finding(0.9, 0.05), finding(0.6, 0.16), finding(0.9, 0.25), finding(0.7, None)]
    weak = finding(0.4, None)
    strong, plain = Mark(0, 4, "claim", True), Mark(0, 4, "claim", False)
    assert marks_of([*findings, weak]) == (strong, plain)
    assert marks_of([*findings, weak], 0.05) == (strong,)
    assert marks_of([*findings, weak], 0.25) == (strong, plain, strong)
    assert marks_of([*findings, weak], None) == (strong, plain, strong, plain)


def test_cues_lie_over_the_finding_they_spoke_for() -> None:
    reasons = (Reason("“may”", 1.2, 2, 5), Reason("said", -0.4, 6, 9), Reason("bias", -1.0))
    cues = cues_of(Finding("risk", 0, 0, 60, "x" * 60, 0.6, True, reasons))
    assert cues == (CueMark(2, 5), CueMark(6, 9, against=True))
    over = layers(findings=SpanIndex([Mark(0, 60, "risk")]), cues=SpanIndex(cues))
    assert [run.looks for run in runs(0, 10, (), over)] == [
        ("risk",),
        ("risk", "cue"),
        ("risk",),
        ("risk", "cue-against"),
        ("risk",),
    ]


def test_a_note_is_announced_where_its_highlight_begins() -> None:
    over = layers(highlights=SpanIndex([HighlightMark(5, 30, "blue", True)]))
    assert over.note_starts(0, 10)
    assert not over.note_starts(10, 20)
    assert over.is_marked(29)
    assert not over.is_marked(30)
