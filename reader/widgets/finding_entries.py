"""How findings stand in a list: in the panel of an article, and under the titles of a collection.

Pure functions to `Entry`; texts are rich `Text`, never markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from rich.style import Style
from rich.text import Text

from index.article import Finding, FindingKind, FoundIn, Span
from reader.figures import figure_label
from reader.notes.judgements import is_own
from reader.widgets.entries import marked_lines, wrapped
from reader.widgets.entry import Entry, Look

FOUND_LINES = 3
"""Lines of a finding in the list of a whole collection: all alike, so that none is measured."""


def kind_style(finding: Finding, look: Look) -> Style:
    """The colour of its kind."""
    return {"claim": look.claim, "figure": look.figure, "risk": look.risk}[finding.kind]


def kind_label(finding: Finding) -> str:
    """ "claim", "risk · hazard", "percent: 41 % · hull value"."""
    if finding.figure is not None:
        return figure_label(finding.figure)
    own = "marked by you" if is_own(finding) else None
    return " · ".join(filter(None, (finding.kind, finding.risk_kind, own)))


def _more_of(finding: Finding) -> str:
    """What is to be said of it but its kind."""
    return figure_label(finding.figure) if finding.figure is not None else finding.risk_kind or ""


# In the panel of an article


def finding_entry(finding: Finding, *, marked: bool, with_kind: bool) -> Entry:
    """A finding in a panel; one that the text does not mark at this density is fainter.

    Its kind is said only `with_kind`, where others are listed beside it.
    """
    own = "marked by you" if is_own(finding) else ""
    label = kind_label(finding) if with_kind else _more_of(finding) or own
    key = (finding.kind, finding.start, finding.end)
    return Entry(key, partial(_draw, finding, marked, label))


def _draw(finding: Finding, marked: bool, label: str, width: int, look: Look) -> list[Text]:
    style = kind_style(finding, look)
    plain = Style() if marked else look.dim
    lines = wrapped(finding.text, width - 1, plain, " ", most=4)
    if lines and finding.kind == "figure":
        lines[0].stylize(style + look.strong)
    elif lines:
        lines[0] = Text.assemble(("▌" if marked else "▏", style), (lines[0].plain[1:], plain))
    return [*lines, *(wrapped(label, width - 2, style, "  ", most=2) if label else [])]


# In a whole collection


@dataclass(frozen=True, slots=True)
class FoundKey:
    """Where a finding of the collection leads."""

    article: str
    section: int
    offset: int
    kind: FindingKind


def found_key(found: FoundIn) -> FoundKey:
    """Where it leads."""
    finding = found.finding
    return FoundKey(found.article, finding.section, finding.start, finding.kind)


def found_entry(found: FoundIn, *, dismissed: bool = False) -> Entry:
    """A finding under its article: kind and question, then its sentence on two lines."""
    return Entry(found_key(found), partial(_draw_found, found, 2, dismissed), height=FOUND_LINES)


def quoted_entry(found: FoundIn) -> Entry:
    """A finding under its article with the whole of its sentence."""
    return Entry(found_key(found), partial(_draw_found, found, 0, False))


def _draw_found(found: FoundIn, most: int, dismissed: bool, width: int, look: Look) -> list[Text]:
    finding = found.finding
    style = look.dim if dismissed else kind_style(finding, look)
    label = kind_label(finding) + (" · dismissed" if dismissed else "")
    head = Text(f" {label}", style, no_wrap=True)
    if found.heading:
        head.append(f"  {found.heading}", look.dim)
    lines = quoted_lines(found, width, look, most)
    if dismissed:
        lines = [Text(line.plain, look.dim) for line in lines]
    return [head, *lines]


def quoted_lines(found: FoundIn, width: int, look: Look, most: int = 0) -> list[Text]:
    """The sentence of a finding, a figure's own words set off; `most` lines, 0 for all."""
    start = found.finding.start - found.sentence_start
    spans = [Span(start, start + len(found.finding.text))] if found.finding.figure else []
    return marked_lines(found.sentence, spans, width, look, "   ", most)
