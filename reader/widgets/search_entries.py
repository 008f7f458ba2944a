"""How hits, answers, questions, facets and saved searches stand in a list.

Pure functions to `Entry`; texts are rich `Text`, never markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from rich.cells import cell_len, set_cell_size
from rich.style import Style
from rich.text import Text

from index.article import Answer, Hit, QuestionEntry
from index.collection import Facet, FacetName, FacetValue, QuestionGroup
from reader.series import Place, place_of, place_of_question
from reader.store.searches import SavedSearch
from reader.trying import Try
from reader.widgets.entries import counted, marked_lines, title_entry, wrapped
from reader.widgets.entry import Entry, Look

VALUES_SHOWN = 5
"""Values of a facet that are listed until more are asked for."""


# What stands between entries


_GAP = Entry(None, lambda width, look: [Text()], pickable=False, height=1)  # noqa: ARG005


def text_entry(lines: Sequence[tuple[str, str]]) -> Entry:
    """Lines to read, not to pick: what can be typed, and what it does."""
    return Entry(None, partial(_draw_lines, tuple(lines)), pickable=False)


def _draw_lines(lines: Sequence[tuple[str, str]], width: int, look: Look) -> list[Text]:  # noqa: ARG001
    first = max((cell_len(typed) for typed, _ in lines), default=0)
    drawn = [Text()]
    for typed, does in lines:
        line = Text(f" {set_cell_size(typed, first)}  ", look.accent, no_wrap=True)
        drawn.append(line.append(does, look.dim))
    return drawn


def _rows(text: str, indent: int, width: int) -> int:
    """Rows of a text that `wrapped` indents; wrapped only where it may not fit into one."""
    if len(text) * (1 if text.isascii() else 2) + indent <= width:
        return 1
    return len(wrapped(text, width, Style(), " " * indent))


def _beside(left: str, right: str, width: int, style: Style, dim: Style) -> Text:
    """A text and, at the end of the same line, a number; what is too long is cut."""
    room = max(1, width - cell_len(right) - 1)
    short = left if cell_len(left) <= room else set_cell_size(left, room - 1) + "…"
    line = Text(set_cell_size(short, room), style, no_wrap=True)
    return line.append(f" {right}", dim)


# Hits


def hit_entries(hits: Iterable[Hit]) -> list[Entry]:
    """Hits under the titles of their articles; their keys are places."""
    entries: list[Entry] = []
    for _, group in groupby(hits, key=lambda hit: hit.article):
        found = list(group)
        entries.append(title_entry(found[0].title))
        entries += [Entry(place_of(hit), partial(_draw_hit, hit)) for hit in found]
    return entries


def _draw_hit(hit: Hit, width: int, look: Look) -> list[Text]:
    lines = wrapped(hit.heading or "Opening", width, look.strong + look.accent, " ", most=2)
    for snippet in hit.snippets[:2]:
        lines += marked_lines(snippet.text, snippet.matches, width, look, "   ", most=2)
    if hit.further:
        lines.append(Text(f"   + {counted(hit.further, 'more section')} of this article", look.dim))
    return lines


def try_entries(tries: Iterable[Try]) -> list[Entry]:
    """Queries to try instead; their keys are the tries."""
    return [Entry(each, partial(_draw_try, each)) for each in tries]


def _draw_try(each: Try, width: int, look: Look) -> list[Text]:
    found = counted(each.found, "section")
    return [_beside(f" {each.query}  ({each.why})", found, width, look.accent, look.dim)]


# Answers


def together(answers: Iterable[Answer]) -> list[Answer]:
    """Passages of one article and section beside each other, at the place of the best of them."""
    articles: dict[str, dict[int, list[Answer]]] = {}
    for each in answers:
        articles.setdefault(each.article, {}).setdefault(each.section, []).append(each)
    return [
        each
        for sections in articles.values()
        for passages in sections.values()
        for each in sorted(passages, key=lambda answer: answer.start)
    ]


def answer_entries(answers: Iterable[Answer]) -> list[Entry]:
    """Passages word for word, under their section and article; their keys are the answers."""
    entries: list[Entry] = []
    for _, of_article in groupby(answers, key=lambda answer: answer.article):
        found = list(of_article)
        entries.append(title_entry(found[0].title))
        for _, of_section in groupby(found, key=lambda answer: answer.section):
            passages = list(of_section)
            entries.append(Entry(None, partial(_draw_section, passages), pickable=False))
            for each in passages:
                entries += [Entry(each, partial(_draw_answer, each)), _GAP]
    return entries


def _draw_section(passages: Sequence[Answer], width: int, look: Look) -> list[Text]:
    return wrapped(passages[0].heading or "Opening", width, look.strong + look.accent, " ", most=2)


def _draw_answer(answer: Answer, width: int, look: Look) -> list[Text]:
    lines = marked_lines(answer.quote, answer.matches, width, look, " │ ")
    lines += wrapped(answer.because, width, look.dim, "   ", most=2) if answer.because else []
    return lines


# Questions


@dataclass(frozen=True, slots=True)
class GroupKey:
    """A question that several articles ask, by the place of the first of them."""

    first: Place


def group_entries(groups: Iterable[QuestionGroup]) -> list[Entry]:
    """Questions with where they are answered; the same question of several articles once."""
    return [_group_entry(group) for group in groups]


def _group_entry(group: QuestionGroup) -> Entry:
    where = where_answered(group)
    return Entry(
        GroupKey(place_of_question(group.entries[0])),
        partial(_draw_group, group, where),
        height=lambda width: _rows(group.heading, 1, width) + 1,
    )


def where_answered(group: QuestionGroup) -> tuple[str, str]:
    """How many articles answer a question ("" if it is one), and which."""
    titles = list(dict.fromkeys(entry.title for entry in group.entries))
    if len(group.entries) == 1:
        return "", titles[0]
    times = counted(len(titles), "article") if len(titles) > 1 else f"{len(group.entries)} times"
    return f"{times}: ", " · ".join(titles)


def _draw_group(group: QuestionGroup, where: tuple[str, str], width: int, look: Look) -> list[Text]:
    times, titles = where
    lines = wrapped(group.heading, width, look.accent + look.strong if times else look.accent, " ")
    answered = Text(f"   {times}", look.match, no_wrap=True)
    return [*lines, answered.append(titles, look.dim)]


def question_entries(questions: Iterable[QuestionEntry]) -> list[Entry]:
    """Questions under the titles of their articles."""
    entries: list[Entry] = []
    for _, group in groupby(questions, key=lambda each: each.article):
        asked = list(group)
        entries.append(title_entry(asked[0].title))
        entries += [
            Entry(
                GroupKey(place_of_question(each)),
                partial(_draw_question, each),
                height=partial(_rows, each.heading, 1),
            )
            for each in asked
        ]
    return entries


def _draw_question(each: QuestionEntry, width: int, look: Look) -> list[Text]:
    style = look.accent if each.kind == "question" else Style()
    return wrapped(each.heading, width, style if each.answered else look.dim, " ")


# Facets


@dataclass(frozen=True, slots=True)
class MoreOf:
    """The values of a facet that are not listed yet."""

    facet: FacetName


def facet_entries(facets: Iterable[Facet], whole: Iterable[FacetName] = ()) -> list[Entry]:
    """Facets with their values and counts; keys are the values' queries, or `MoreOf`."""
    entries: list[Entry] = []
    for facet in facets:
        entries.append(title_entry(facet.name))
        shown = _values_shown(facet, facet.name in whole)
        entries += [Entry(value.query, partial(_draw_value, value), height=1) for value in shown]
        if more := len(facet.values) - len(shown):
            label = partial(_draw_more, f"   {more} more …")
            entries.append(Entry(MoreOf(facet.name), label, height=1))
    return entries


def _values_shown(facet: Facet, whole: bool) -> list[FacetValue]:
    """The most frequent values and those that are chosen."""
    most = len(facet.values) if whole else VALUES_SHOWN
    return [value for at, value in enumerate(facet.values) if at < most or value.chosen]


def _draw_value(value: FacetValue, width: int, look: Look) -> list[Text]:
    style = look.accent + look.strong if value.chosen else Style()
    left = f" {'✓' if value.chosen else ' '} {value.value}"
    return [_beside(left, str(value.count), width, style, look.dim)]


def _draw_more(label: str, width: int, look: Look) -> list[Text]:  # noqa: ARG001
    return [Text(label, look.dim)]


# Saved searches and what was asked


def saved_entries(saved: Iterable[SavedSearch], counts: Mapping[str, int | None]) -> list[Entry]:
    """Saved searches with the number of sections each finds; their keys are the searches."""
    return [Entry(each, partial(_draw_saved, each, counts.get(each.name))) for each in saved]


def _draw_saved(search: SavedSearch, count: int | None, width: int, look: Look) -> list[Text]:
    number = "–" if count is None else str(count)
    asks = " · ".join((search.query, *search.only)).strip(" ·")
    return [
        _beside(f" @{search.name}", number, width, look.accent + look.strong, look.dim),
        *wrapped(asks, width, look.dim, "   ", most=1),
    ]


def asked_entries(queries: Iterable[str]) -> list[Entry]:
    """Queries that were asked; their keys are the queries."""
    return [Entry(query, partial(_draw_asked, query), height=1) for query in queries]


def _draw_asked(query: str, width: int, look: Look) -> list[Text]:  # noqa: ARG001
    return [Text(f" {query}", no_wrap=True)]
