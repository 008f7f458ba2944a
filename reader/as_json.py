"""Articles and findings as the JSON that the command line promises."""

from __future__ import annotations

from index.article import Article, Figure, Finding, Section


def article_json(
    article: Article, sections: list[Section], findings: list[Finding]
) -> dict[str, object]:
    """`quaere/article/1`; `sections` and `findings` may be a part of all."""
    about = article.metadata
    return {
        "schema": "quaere/article/1",
        "id": article.id,
        "path": article.path,
        "format": article.format,
        "title": about.title,
        "authors": list(about.authors),
        "published": about.published,
        "published_from": about.published_from,
        "source": about.source,
        "language": about.language,
        "tags": list(about.tags),
        "text": article.text,
        "sections": [_section(section) for section in sections],
        "findings": [finding_json(finding) for finding in findings],
        "dropped": [{"why": piece.why, "text": piece.text} for piece in article.dropped],
    }


def _section(section: Section) -> dict[str, object]:
    return {
        "number": section.number,
        "heading": section.heading,
        "kind": section.kind,
        "asks": section.asks,
        "level": section.level,
        "start": section.start,
        "body_start": section.body_start,
        "end": section.end,
        "answer_end": section.answer_end,
    }


def finding_json(finding: Finding) -> dict[str, object]:
    """A finding as it stands in `quaere/article/1` and `quaere/findings/1`."""
    return {
        "kind": finding.kind,
        "section": finding.section,
        "start": finding.start,
        "end": finding.end,
        "text": finding.text,
        "score": finding.score,
        "shown": finding.shown,
        "reasons": [
            {"cue": r.cue, "weight": r.weight, "start": r.start, "end": r.end}
            for r in finding.reasons
        ],
        "risk_kind": finding.risk_kind,
        "figure": None if finding.figure is None else _figure(finding.figure),
    }


def _figure(figure: Figure) -> dict[str, object]:
    value = figure.value
    return {
        "kind": figure.kind,
        "value": list(value) if isinstance(value, tuple) else value,
        "unit": figure.unit,
        "of": figure.of,
        "of_start": figure.of_start,
        "of_end": figure.of_end,
    }
