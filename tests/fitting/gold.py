"""Labelled articles as the fitting sees them: sentences with their settings and labels.

The gold folder lies outside of the project; nothing of its text is written anywhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.article import Article, Block, BlockKind, Metadata, Span
from index.findings.cues import Cues, Setting, sentence_cues
from index.findings.figures import figures
from index.findings.settings import Placed, placed_sentences
from index.sections import sections_of

GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"
LABELS = ("claim", "risk", "key")

_ITEM = re.compile(r"[-*•] ")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A labelled sentence: its text, its cues, its labels (one annotator's), and its place.

    `section` is None for a sentence that came without its article.
    """

    document: str
    text: str
    cues: Cues
    labels: dict[str, Any]
    figures: int
    section: int | None = None
    heading: str = ""
    block: BlockKind = "paragraph"


def documents(folder: Path) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """Name, text and labelled sentences of every article in a gold folder."""
    for path in sorted(folder.glob("*.gold.jsonl")):
        name = path.name.removesuffix(".gold.jsonl")
        units = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        yield name, (folder / f"{name}.txt").read_text(encoding="utf-8"), units


def labelled(folder: Path) -> list[Labelled]:
    """Every labelled sentence of a gold folder, in order."""
    rows: list[Labelled] = []
    for name, text, units in documents(folder):
        article = as_article(name, text, units)
        labels = {unit["end"]: unit["labels"][0] for unit in units}
        rows += [
            labelled_sentence(name, text, placed, labels[placed.span.end])
            for placed in placed_sentences(article)
        ]
    return rows


def labelled_sentence(document: str, text: str, placed: Placed, labels: dict[str, Any]) -> Labelled:
    """A sentence of an article's text, with its cues and its place."""
    cues, count = cues_of(text, placed.span, placed.setting)
    return Labelled(
        document, text[placed.span.start : placed.span.end], cues, labels, count,
        placed.section, placed.setting.heading, placed.setting.block,
    )  # fmt: skip


def cues_of(text: str, span: Span, setting: Setting) -> tuple[Cues, int]:
    """The cues of a sentence, and how many figures it holds."""
    kinds = [found.figure.kind for found in figures(text, span.start, span.end)]
    return sentence_cues(text, span, setting, kinds), len(kinds)


def as_article(name: str, text: str, units: list[dict[str, Any]]) -> Article:
    """An article whose sentences are the labelled ones; paragraphs are its blocks.

    Headings stay paragraphs, so that a heading that no format recognises is judged as one; what
    they ask still reaches the sentences below them.
    """
    blocks: list[Block] = []
    headings: list[Block] = []
    sentences: list[Span] = []
    for paragraph in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text):
        marker = _ITEM.match(paragraph[0])
        start = paragraph.start() + (marker.end() if marker else 0)
        spans = [
            Span(max(start, unit["start"]), unit["end"])
            for unit in units
            if paragraph.start() <= unit["start"] < paragraph.end()
        ]
        spans = [span for span in spans if span.start < span.end]
        sentences += spans
        block = Block("item" if marker else "paragraph", start, paragraph.end())
        blocks.append(block)
        headings.append(
            Block("heading", start, paragraph.end(), 2)
            if len(spans) == 1 and _is_heading(paragraph[0])
            else block
        )
    return Article(
        name, name, "text", Metadata(name), text, tuple(blocks),
        sections_of(text, headings), tuple(sentences), (), "",
    )  # fmt: skip


def _is_heading(paragraph: str) -> bool:
    short = len(paragraph.split()) <= 14 and not _ITEM.match(paragraph)
    return short and (paragraph.endswith("?") or paragraph[-1] not in ".!:;,")
