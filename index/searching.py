"""The half of the collection's face that looks for things: search, facets, completion, ask.

`Collection` inherits from `Searching`; what is asked here is answered in `index.asking`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from index.article import Answer, QuestionEntry, SearchResult
from index.found import Completions, Facet, NoteText, QuestionGroup, Sort

if TYPE_CHECKING:
    from index.shelves import Shelves

Result = TypeVar("Result")
Notes = Callable[[], Sequence[NoteText]]


class Searching(ABC):
    """What can be looked for in a collection. Usable from several threads."""

    _notes: Notes | None = None

    @abstractmethod
    def _search(self, look: Callable[[Shelves], Result], empty: Result) -> Result:
        """Ask the open index; `empty` where there is none yet."""

    @abstractmethod
    def questions(self, match: str | None = None) -> list[QuestionEntry]:
        """Every question of the collection; with `match`, those that hold all its words."""

    def search_notes_of(self, notes: Notes) -> None:
        """Say where the highlights are that `has:note`, `in:notes`, `note:` ... are asked of.

        `notes` is called for each such query, from the thread that asks; it should be quick.
        """
        self._notes = notes

    def search(
        self,
        query: str,
        *,
        limit: int = 50,
        typing: bool = False,
        sort: Sort = "relevance",
        only: Sequence[str] = (),
        collapse: bool = False,
    ) -> SearchResult:
        """Sections that match a query, best first, those of one article together.

        `sort` orders the articles, `limit` is the most hits. With `typing` an unfinished query (an
        open quote) is read as far as it goes and its last word also as the beginning of a word.
        `only` are queries of chosen facets (`FacetValue.query`): of those of one field any must
        match. With `collapse` an article gives its best hit alone, and the number of the others.
        Raises `QueryError` with reason and position.
        """
        from index.asking import nothing_found, search

        return self._search(
            lambda shelves: search(
                shelves,
                query,
                limit=limit,
                typing=typing,
                sort=sort,
                only=only,
                collapse=collapse,
            ),
            nothing_found(query, only, typing=typing),
        )

    def facets(
        self, query: str, *, typing: bool = False, only: Sequence[str] = ()
    ) -> tuple[Facet, ...]:
        """What the hits of a query have in common: every facet that has a value, most hits first.

        Values of a facet are counted as if none of its own were chosen, so that another can be
        taken. An empty query stands for everything. Raises `QueryError`.
        """
        from index.facets import count
        from index.search.language import parse

        understood = parse(query, unfinished=typing) if query.strip() else None
        return self._search(lambda shelves: count(shelves, understood, only), ())

    def like(self, article: str, section: int, *, limit: int = 20) -> SearchResult:
        """Sections of other articles that say similar things; `understood` names the words.

        Raises KeyError if there is no such section.
        """
        from index.answering import like

        nothing = SearchResult("", "nothing", 0, 0.0, None, ())
        return self._search(lambda shelves: like(shelves, article, section, limit), nothing)

    def complete(self, query: str, cursor: int | None = None, *, limit: int = 12) -> Completions:
        """What may go on at the cursor (default: the end): fields, their values, words.

        Never raises for what is typed.
        """
        from index.completing import complete

        place = len(query) if cursor is None else cursor
        return self._search(
            lambda shelves: complete(shelves, query, place, limit), Completions(place, place, ())
        )

    def ask(self, question: str, *, limit: int = 5) -> list[Answer]:
        """The passages that answer a question, best first: verbatim, one of each section.

        Raises `QueryError`.
        """
        from index.answering import ask

        return self._search(lambda shelves: ask(shelves, question, limit), [])

    def question_groups(
        self, match: str | None = None, *, every: bool = False
    ) -> list[QuestionGroup]:
        """Questions, those of several articles that ask the same taken together.

        With `match`, those that hold all its words; answered ones, or `every` one. In the order of
        the first of each group.
        """
        from index.answering import grouped

        return grouped([each for each in self.questions(match) if every or each.answered])
