"""What is marked in an article, and which marks meet a piece of text.

Pure data: offsets and names of looks. What a look is drawn with is the view's business. All
offsets are code points into `Article.text`, end excluded.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from index.article import DEFAULT_DENSITY, Finding, FindingKind, Inline, Span
from reader.notes.model import COLOURS
from reader.reasons import places_of
from reader.spans import SpanIndex


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding as the text shows it; `strong` ones stand out more."""

    start: int
    end: int
    kind: FindingKind
    strong: bool = False


@dataclass(frozen=True, slots=True)
class CueMark:
    """Words that spoke for a finding while its reasons are shown, or against it."""

    start: int
    end: int
    against: bool = False


@dataclass(frozen=True, slots=True)
class HighlightMark:
    """A highlight as the text shows it. A colour that is not in `COLOURS` looks like the first."""

    start: int
    end: int
    colour: str
    has_note: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a row whose look is the same throughout; later looks lie over earlier ones."""

    start: int
    end: int
    looks: tuple[str, ...]
    link: str | None = None


@dataclass(slots=True)
class Layers:
    """All that lies over the text, from the lowest layer to the highest."""

    findings: SpanIndex[Mark]
    highlights: SpanIndex[HighlightMark]
    matches: SpanIndex[Span]
    cues: SpanIndex[CueMark]
    current_match: Span | None = None
    current: Span | None = None
    selection: Span | None = None
    noted_headings: frozenset[int] = frozenset()
    is_noted_as_whole: bool = False

    @classmethod
    def none(cls) -> Layers:
        """Layers without a mark."""
        return cls(SpanIndex(), SpanIndex(), SpanIndex(), SpanIndex())

    def over(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """(start, end, look) of what meets the text from `start` to `end`, lowest first."""
        looks = [
            (mark.start, mark.end, f"{mark.kind}-strong" if mark.strong else mark.kind)
            for mark in self.findings.meeting(start, end)
        ]
        looks += [
            (mark.start, mark.end, f"highlight-{colour_of(mark)}")
            for mark in self.highlights.meeting(start, end)
        ]
        if self.current is not None:
            looks.append((self.current.start, self.current.end, "current"))
        looks += [
            (cue.start, cue.end, "cue-against" if cue.against else "cue")
            for cue in self.cues.meeting(start, end)
        ]
        looks += [(hit.start, hit.end, "match") for hit in self.matches.meeting(start, end)]
        if self.current_match is not None:
            looks.append((self.current_match.start, self.current_match.end, "match-current"))
        if self.selection is not None:
            looks.append((self.selection.start, self.selection.end, "selection"))
        return [look for look in looks if look[0] < end and start < look[1]]

    def is_marked(self, offset: int) -> bool:
        """Whether a finding or a highlight covers an offset."""
        return bool(
            self.findings.meeting(offset, offset + 1) or self.highlights.meeting(offset, offset + 1)
        )

    def note_starts(self, start: int, end: int) -> bool:
        """Whether a highlight with a note, or a heading that is noted on, begins from `start` to
        `end`."""
        return any(start <= offset < end for offset in self.noted_headings) or any(
            mark.has_note and mark.start >= start for mark in self.highlights.meeting(start, end)
        )


def colour_of(mark: HighlightMark) -> str:
    """The colour a highlight is drawn in."""
    return mark.colour if mark.colour in COLOURS else COLOURS[0]


def marks_of(
    findings: Iterable[Finding], density: float | None = DEFAULT_DENSITY, *, strong: float = 0.8
) -> tuple[Mark, ...]:
    """Marks for the findings that are marked at a density; those with a score from `strong` up
    stand out."""
    return tuple(
        Mark(finding.start, finding.end, finding.kind, finding.score >= strong)
        for finding in findings
        if finding.is_marked(density)
    )


def cues_of(finding: Finding) -> tuple[CueMark, ...]:
    """Marks for the words that the reasons of a finding stand on."""
    return tuple(
        CueMark(reason.start, reason.end, reason.weight < 0)
        for reason in places_of(finding)
        if reason.start is not None and reason.end is not None
    )


def runs(start: int, end: int, inlines: Iterable[Inline], layers: Layers) -> list[Run]:
    """Cuts the text from `start` to `end` where its look changes.

    `inlines` are those that meet the text; they lie lowest. The runs are in order, without gaps,
    and cover the text.
    """
    looks: list[tuple[int, int, str, str | None]] = [
        (inline.start, inline.end, inline.kind, inline.target) for inline in inlines
    ]
    looks += [(*look, None) for look in layers.over(start, end)]
    if not looks:
        return [Run(start, end, ())] if start < end else []
    edges = {start, end}
    for first, last, _, _ in looks:
        edges.add(max(start, first))
        edges.add(min(end, last))
    cuts = sorted(edges)
    return [
        _run(left, right, [look for look in looks if look[0] <= left and right <= look[1]])
        for left, right in pairwise(cuts)
    ]


def _run(start: int, end: int, looks: list[tuple[int, int, str, str | None]]) -> Run:
    names = tuple(look[2] for look in looks)
    link = next((look[3] for look in reversed(looks) if look[3]), None)
    return Run(start, end, names, link)
