"""From an article to its findings, in the order of the text.

A claim or risk is a whole sentence; its reasons point into it, to its best clause above all.
Candidates below one half are kept down to `WEAKEST`, for those who want to see what nearly was one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from index.article import (
    DEFAULT_DENSITY,
    DENSITIES,
    Article,
    Block,
    FigureKind,
    Finding,
    FindingKind,
    Reason,
)
from index.findings import budget, figures, foreign
from index.findings.budget import Candidate
from index.findings.cues import Cues, sentence_cues
from index.findings.figures import FoundFigure
from index.findings.merit import Statement, merits
from index.findings.scoring import (
    Own,
    Totals,
    explained,
    lent,
    logistic,
    own_totals,
    risk_kind,
    whole_totals,
)
from index.findings.settings import PROSE, Placed, block_sentences, placed_sentences
from index.findings.weights import weights

WEAKEST = 0.1
FOUND = 0.5

_TELLING: dict[FigureKind, float] = {
    "percent": 2, "money": 2, "ratio": 2, "dose": 2, "range": 1.5, "measure": 1.5, "count": 1,
    "duration": 0.5, "date": 0,
}  # fmt: skip
"""How much a figure of each kind tells on its own, in logits, beside its sentence's merit."""

_KINDS: tuple[FindingKind, ...] = ("claim", "figure", "risk")


@dataclass(slots=True)
class _Sentence:
    """A sentence of prose while its findings are being gathered."""

    placed: Placed
    cues: Cues
    own: Own
    figures: list[FoundFigure]
    neighbours: Totals = (0.0, 0.0, 0.0)
    claim: float = 0.0
    risk: float = 0.0
    merit: float = 0.0


def why_not(article: Article) -> str | None:
    """Why no claims and risks are looked for: the article is known to be in another language."""
    language = article.metadata.language
    if language in (None, "en"):
        return None
    from index.languages.lists import names

    name = names().get(language, "another language")
    return f"is in {name}: only money, percents and dates are found there, by unmeasured rules"


def extract(article: Article) -> tuple[Finding, ...]:
    """All findings of an article, ordered by start, then kind.

    Offsets are code points into `article.text`. Never raises on any text. English is the language
    it knows: in others cues mean other things ("die"), so only figures are found there, and only
    those that signs and digits make, in the notation of the language ("43.000").
    """
    if why_not(article) is not None:
        return tuple(_foreign(article))
    sentences = [_read(article, placed) for placed in placed_sentences(article)]
    _weigh(article, sentences)
    marked = _marked(article, sentences)
    statements = _least_densities(marked)
    numbers = _least_densities({d: _shown_figures(sentences, m) for d, m in marked.items()})
    found = [
        *(
            finding
            for at, sentence in enumerate(sentences)
            for finding in _statements(article, sentence, statements.get(at))
        ),
        *_figures(article, sentences, numbers),
    ]
    found.sort(key=lambda finding: (finding.start, _KINDS.index(finding.kind), finding.end))
    return tuple(found)


def _foreign(article: Article) -> Iterator[Finding]:
    """The figures of an article in another language; none of them is marked."""
    for block in article.blocks:
        if block.kind not in PROSE and block.kind not in ("row", "caption"):
            continue
        section = article.section_at(block.start).number
        for span in block.cells or block_sentences(article, block):
            found = foreign.foreign_figures(
                article.text, span.start, span.end, article.metadata.language or ""
            )
            for figure in found:
                yield _figure(article, figure, section, None)


def _read(article: Article, placed: Placed) -> _Sentence:
    span = placed.span
    found = figures.figures(article.text, span.start, span.end)
    kinds = [each.figure.kind for each in found]
    cues = sentence_cues(article.text, span, placed.setting, kinds, weights().words)
    return _Sentence(placed, cues, own_totals(cues), found)


def _weigh(article: Article, sentences: list[_Sentence]) -> None:
    """Fill in what every sentence totals, with what its neighbours lend it, and its merit."""
    statements: list[Statement] = []
    totals = [None, *(sentence.own.totals for sentence in sentences), None]
    for at, sentence in enumerate(sentences):
        sentence.neighbours = lent(totals[at], totals[at + 2])
        whole = whole_totals(sentence.own.totals, sentence.neighbours)
        sentence.claim, sentence.risk, key = whole
        statements.append(_statement(article, sentence, key))
    for sentence, deserved in zip(sentences, merits(statements), strict=True):
        sentence.merit = deserved


def _statement(article: Article, sentence: _Sentence, key: float) -> Statement:
    span, setting = sentence.placed.span, sentence.placed.setting
    return Statement(
        article.text[span.start : span.end],
        sentence.claim,
        sentence.risk,
        key,
        len(sentence.figures),
        setting.block,
        sentence.placed.section,
    )


def _marked(article: Article, sentences: list[_Sentence]) -> dict[float, set[int]]:
    """The sentences to mark at every density, by number.

    Headings count as sentences that cannot be marked.
    """
    candidates = [
        Candidate(
            at,
            sentence.placed.block,
            sentence.placed.section,
            sentence.merit,
            article.text[sentence.placed.span.start : sentence.placed.span.end],
        )
        for at, sentence in enumerate(sentences)
        if max(sentence.claim, sentence.risk) >= 0 and sentence.cues.length
    ]
    others = sum(block.kind in ("heading", "caption") for block in article.blocks)
    count = len(sentences) + others
    return {density: budget.chosen(candidates, count, density) for density in DENSITIES}


def _least_densities(marked: Mapping[float, set[int]]) -> dict[int, float]:
    """The least density at which each of the things is marked that ever are."""
    return {
        each: density for density, chosen in sorted(marked.items(), reverse=True) for each in chosen
    }


def _default(density: float | None) -> bool:
    return density is not None and density <= DEFAULT_DENSITY


def _statements(article: Article, sentence: _Sentence, density: float | None) -> Iterator[Finding]:
    """The claim and the risk that a sentence is or nearly is."""
    kinds: tuple[FindingKind, ...] = ("claim", "risk")
    for kind, total in zip(kinds, (sentence.claim, sentence.risk), strict=True):
        if logistic(total) < WEAKEST or not sentence.cues.length:
            continue
        score, reasons = explained(sentence.cues, sentence.own, sentence.neighbours, kind)
        span = sentence.placed.span
        least = density if score >= FOUND else None
        yield Finding(
            kind,
            sentence.placed.section,
            span.start,
            span.end,
            article.text[span.start : span.end],
            score,
            _default(least),
            reasons,
            risk_kind(sentence.own) if kind == "risk" else None,
            density=least,
        )


def _shown_figures(sentences: list[_Sentence], marked: set[int]) -> set[int]:
    """Where the figures start that are marked: those in marked sentences, and the most telling one
    of every section that has none there. The text stays calm, and no section loses its number."""
    shown: set[int] = set()
    best: dict[int, tuple[float, int]] = {}
    served: set[int] = set()
    for at, sentence in enumerate(sentences):
        section = sentence.placed.section
        for found in sentence.figures:
            if at in marked:
                shown.add(found.start)
                served.add(section)
            telling = (_TELLING[found.figure.kind] + sentence.merit, -found.start)
            best[section] = max(best.get(section, telling), telling)
    return shown | {-start for section, (_, start) in best.items() if section not in served}


def _figures(
    article: Article, sentences: list[_Sentence], shown: Mapping[int, float]
) -> Iterator[Finding]:
    for sentence in sentences:
        for found in sentence.figures:
            yield _figure(article, found, sentence.placed.section, shown.get(found.start))
    for block in article.blocks:
        if block.kind in ("row", "caption"):
            section = article.section_at(block.start).number
            for found in _block_figures(article, block):
                yield _figure(article, found, section, None)


def _block_figures(article: Article, block: Block) -> Iterator[FoundFigure]:
    spans = block.cells or tuple(block_sentences(article, block))
    if block.kind == "row" and block.level == 1:
        return
    for span in spans:
        yield from figures.figures(article.text, span.start, span.end)


def _figure(article: Article, found: FoundFigure, section: int, density: float | None) -> Finding:
    weight = weights().rules.get(found.rule, weights().rules[""])
    reason = Reason(found.rule, weight, found.start, found.end)
    return Finding(
        "figure",
        section,
        found.start,
        found.end,
        article.text[found.start : found.end],
        logistic(weight),
        _default(density),
        (reason,),
        figure=found.figure,
        density=density,
    )
