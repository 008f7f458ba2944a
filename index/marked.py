"""Findings as the search engine takes them in: one document for each section that has some."""

from __future__ import annotations

from collections.abc import Iterable

from index.article import THRESHOLD, Finding
from index.search.amounts import amounts_of
from index.search.protocol import FindingsDocument


def marked_sections(
    article: str, findings: Iterable[Finding], language: str | None
) -> tuple[FindingsDocument, ...]:
    """The sections of an article that have findings, with their words, kinds and amounts.

    `findings` are those of the article, in any order; weak candidates are left out.
    """
    by_section: dict[int, list[Finding]] = {}
    for finding in findings:
        if finding.score >= THRESHOLD:
            by_section.setdefault(finding.section, []).append(finding)
    return tuple(
        _document(article, section, several, language) for section, several in by_section.items()
    )


def _document(
    article: str, section: int, findings: list[Finding], language: str | None
) -> FindingsDocument:
    figures = [each for each in findings if each.kind == "figure"]
    amounts = dict.fromkeys(a for each in figures for a in amounts_of(each.figure))
    return FindingsDocument(
        article=article,
        number=section,
        claims=tuple(each.text for each in findings if each.kind == "claim"),
        risks=tuple((each.risk_kind or "", each.text) for each in findings if each.kind == "risk"),
        figures=tuple(map(_said, figures)),
        amounts=tuple(amounts),
        language=language,
    )


def _said(finding: Finding) -> str:
    """A figure with what it is a figure of."""
    of = finding.figure.of if finding.figure is not None else None
    return finding.text if not of or of in finding.text else f"{finding.text} {of}"
