"""All questions of the collection, filtered while typing; what several articles ask, once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal, get_args

from textual import on
from textual.binding import BindingType

from index.article import Asks, QuestionEntry
from index.collection import QuestionGroup
from reader.actions import Where
from reader.bindings import bindings
from reader.narrowing import Narrowing
from reader.screens.list_room import QueryRoom
from reader.series import place_of_question, series_at
from reader.widgets.entries import counted, title_entry
from reader.widgets.entry import Entry
from reader.widgets.pick_list import PickList
from reader.widgets.search_entries import (
    GroupKey,
    group_entries,
    question_entries,
)

SHOWN = 2_000
"""Questions that are listed; nobody reads on where words would find the one."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The words typed, and whether questions with hardly an answer are wanted too."""

    words: str
    all: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """Questions with an answer, those that ask the same together; those without."""

    groups: list[QuestionGroup]
    short: list[QuestionEntry]


@dataclass(frozen=True, slots=True)
class _Known:
    """All questions of a collection as it was at one time."""

    edition: object
    groups: Narrowing[QuestionGroup]
    short: Narrowing[QuestionEntry]


class QuestionsScreen(QueryRoom[Wanted, Listed]):
    """Questions by what they ask, or under their articles."""

    WHERE: ClassVar[Where] = "questions"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("questions")]
    LABEL = "Questions"
    PLACEHOLDER = "that hold these words"

    def __init__(self) -> None:
        super().__init__()
        self._known: _Known | None = None
        self._all = False
        self._by: Literal["what they ask", "article"] = "what they ask"
        self._listed = Listed([], [])
        self._groups: dict[GroupKey, QuestionGroup] = {}

    # Asking

    def question(self) -> Wanted | None:
        """What is typed; without words all questions are wanted."""
        return Wanted(self.field.value, self._all)

    def look(self, question: Wanted) -> Listed:
        """The questions that hold the words; runs in a thread."""
        known = self._all_questions()
        return Listed(known.groups.holding(question.words), known.short.holding(question.words))

    def _all_questions(self) -> _Known:
        collection = self.quaere.collection
        edition = collection.edition()
        if self._known is None or self._known.edition != edition:
            short = [each for each in collection.questions() if not each.answered]
            self._known = _Known(
                edition,
                Narrowing(collection.question_groups(), _every_heading),
                Narrowing(short, lambda each: each.heading),
            )
        return self._known

    def found(self, question: Wanted, answer: Listed) -> bool:
        """Show them."""
        self._listed = answer
        self._groups = {
            GroupKey(place_of_question(entry)): group
            for group in answer.groups
            for entry in group.entries
        }
        entries = list(self._entries(answer))
        number = sum(len(group.entries) for group in answer.groups)
        articles = len({entry.article for g in answer.groups for entry in g.entries})
        told = [f"{counted(number, 'question')} in {counted(articles, 'article')}"]
        told.append(f"by {self._by}")
        if answer.short and not self._all:
            told.append(f"{len(answer.short)} with hardly an answer left out (^t)")
        self.say_understood(" · ".join(told))
        empty = "No question holds these words." if question.words.strip() else "No questions yet."
        empty = self.quaere.lacking or empty
        self.main.fill(entries, key=self.key_before, empty=empty)
        return bool(entries)

    def show_nothing_asked(self) -> None:
        """Something is always asked here."""

    # Showing

    def _entries(self, listed: Listed) -> Iterator[Entry]:
        groups = listed.groups[:SHOWN]
        if self._by == "article":
            every = (entry for group in groups for entry in group.entries)
            yield from question_entries(sorted(every, key=lambda e: (e.path, e.section)))
        else:
            for title, some in _by_asking(groups):
                yield title_entry(f"{title} · {len(some)}")
                yield from group_entries(some)
        if self._all and listed.short:
            yield title_entry("With hardly an answer (fewer than 20 words)")
            yield from question_entries(listed.short[:SHOWN])
        if len(listed.groups) > SHOWN:
            yield title_entry(f"{len(listed.groups) - SHOWN:,} more: type words to find them")

    # Actions

    def action_questions_group(self) -> None:
        """By what they ask, or by article."""
        self._by = "article" if self._by == "what they ask" else "what they ask"
        self.key_before = self.main.key
        self.found(Wanted(self.field.value, self._all), self._listed)

    def action_questions_all(self) -> None:
        """With those that have hardly an answer, or without."""
        self._all = not self._all
        self.ask_again()

    @on(PickList.Picked, "#list")
    def _open(self, message: PickList.Picked) -> None:
        key: GroupKey = message.key
        group = self._groups.get(key)
        if group is None or len(group.entries) == 1:
            self.quaere.open_place(key.first)
            return
        places = map(place_of_question, group.entries)
        series = series_at(group.heading, places, key.first)
        self.quaere.open_place(series.here, series)
        self.quaere.say(f"{counted(len(group.entries), 'answer')} in a row: > next, < previous")


def _every_heading(group: QuestionGroup) -> str:
    """The words of all its questions: they need not be the same."""
    return " ".join({entry.heading for entry in group.entries})


def _by_asking(groups: Sequence[QuestionGroup]) -> Iterator[tuple[str, list[QuestionGroup]]]:
    """Questions that several articles ask, then the others by their question word."""
    several = [group for group in groups if len(group.entries) > 1]
    if several:
        yield "Asked more than once", several
    for word in get_args(Asks):
        some = [
            group
            for group in groups
            if len(group.entries) == 1 and (group.entries[0].asks or "other") == word
        ]
        if some:
            yield f"{word.capitalize()} …" if word != "other" else "Others", some
