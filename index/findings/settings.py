"""Where sentences stand: which of them can be claims and risks, and what surrounds each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from index.article import Article, Block, BlockKind, Span
from index.findings.cues import Setting
from index.findings.references import makes_a_sentence
from index.sentences import sentence_spans

PROSE: frozenset[BlockKind] = frozenset(("paragraph", "item", "quote", "footnote"))
"""Blocks whose sentences may be claims and risks."""

_LEAD_IN = 400
_SOURCES = re.compile(
    r"\W*(?:references|sources|bibliography|works cited|literature(?: cited)?|citations|endnotes"
    r"|footnotes|further reading|see also|external links)\W*",
    re.IGNORECASE,
)
"""Headings over lists of other texts: only what is a sentence below them is said by this one."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A sentence of prose with its block, its section and its setting."""

    span: Span
    block: int
    section: int
    setting: Setting


def placed_sentences(article: Article) -> Iterator[Placed]:
    """The sentences of an article's prose, in order, but for those under "Sources" and the like."""
    sections = iter(article.sections)
    section = next(sections)
    following = next(sections, None)
    lead = ""
    sources: int | None = None
    for number, block in enumerate(article.blocks):
        while following is not None and following.start <= block.start:
            section, following = following, next(sections, None)
            if sources is None or section.level is None or section.level <= sources:
                named = _SOURCES.fullmatch(section.heading or "") is not None
                sources = section.level if named else None
        if sources is not None and block.kind != "paragraph":
            continue
        if block.kind not in PROSE:
            lead = "" if block.kind == "heading" else lead
            continue
        if block.kind != "item":
            lead = ""
        spans = block_sentences(article, block)
        if sources is not None:
            spans = [s for s in spans if makes_a_sentence(article.text[s.start : s.end])]
        for at, span in enumerate(spans):
            setting = Setting(
                block.kind, at == 0, len(spans) == 1, lead, section.heading or "", section.asks
            )
            yield Placed(span, number, section.number, setting)
        if block.kind == "paragraph" and spans:
            last = article.text[max(spans[-1].start, spans[-1].end - _LEAD_IN) : spans[-1].end]
            lead = last if last.endswith(":") else ""


def block_sentences(article: Article, block: Block) -> list[Span]:
    """The sentences of a block: the article's own, else found here."""
    sentences = article.sentences
    at = bisect_left(sentences, block.start, key=lambda span: span.start)
    spans: list[Span] = []
    while at < len(sentences) and sentences[at].start < block.end:
        spans.append(sentences[at])
        at += 1
    return spans or sentence_spans(article.text, block.start, block.end)
