"""An article cut into what is read at a time: each question with its answer, and what lies between.

Pure: an `Article` in, pieces of its text out. Nothing here knows rows, screens or widgets.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from index.article import Article, Section, Span


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of an article: `section` is the number of the section it begins with.

    `question` counts the questions from 1; None for what answers no question. Headings below a
    question that do not ask themselves belong to its answer.
    """

    span: Span
    section: int
    question: int | None = None


def units_of(article: Article) -> tuple[Unit, ...]:
    """The units of an article, in order; together they are its text, without overlap."""
    found: list[Unit] = []
    asked = answered_until = 0
    for section in article.sections:
        is_new = section.is_question or section.start >= answered_until
        if not is_new and found:
            found[-1] = _longer(found[-1], section)
            continue
        asked += section.is_question
        if section.is_question:
            answered_until = section.answer_end
        elif found and found[-1].question is None:
            found[-1] = _longer(found[-1], section)
            continue
        number = asked if section.is_question else None
        found.append(Unit(Span(section.start, section.end), section.number, number))
    return tuple(unit for unit in found if unit.span.end > unit.span.start) or (
        Unit(Span(0, len(article.text)), 0),
    )


def _longer(unit: Unit, section: Section) -> Unit:
    return Unit(Span(unit.span.start, section.end), unit.section, unit.question)


def unit_at(units: tuple[Unit, ...], offset: int) -> Unit:
    """The unit that holds an offset; for one past the end the last."""
    place = bisect_right(units, offset, key=lambda unit: unit.span.start) - 1
    return units[max(0, place)]
