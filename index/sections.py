"""The sections that headings open, and where the answers of questions end.

Blocks come in, sections go out; `index.questions` says which headings ask.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.article import Block, Section
from index.questions import heading_kind, what_it_asks

__all__ = ["heading_kind", "sections_of", "what_it_asks"]


def sections_of(
    text: str, blocks: Sequence[Block], language: str | None = None
) -> tuple[Section, ...]:
    """The sections of a text, in order and without gaps; section 0 is the lead.

    `blocks` are those of `text`, in order. A section ends where the next begins, the last at the
    end of the text; an answer ends where the next heading of its level or above begins.
    """
    headings = [number for number, block in enumerate(blocks) if block.kind == "heading"]
    starts = [*(blocks[number].start for number in headings), len(text)]
    answer_ends = _answer_ends([blocks[number].level for number in headings], starts)
    sections = [Section(0, None, "lead", None, None, 0, 0, starts[0], starts[0])]
    for n, number in enumerate(headings):
        block = blocks[number]
        heading = text[block.start : block.end]
        kind = heading_kind(heading, language)
        sections.append(
            Section(
                number=n + 1,
                heading=heading,
                kind=kind,
                asks=None if kind == "topic" else what_it_asks(heading, language),
                level=block.level,
                start=block.start,
                body_start=blocks[number + 1].start if number + 1 < len(blocks) else len(text),
                end=starts[n + 1],
                answer_end=answer_ends[n],
            )
        )
    return tuple(sections)


def _answer_ends(levels: list[int], starts: list[int]) -> list[int]:
    """For every heading, the start of the next one that is not deeper (or the end)."""
    ends = [starts[-1]] * len(levels)
    waiting: list[int] = []
    for n, level in enumerate(levels):
        while waiting and levels[waiting[-1]] >= level:
            ends[waiting.pop()] = starts[n]
        waiting.append(n)
    return ends
